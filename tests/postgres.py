"""A PostgreSQL server of the tests' own: unprivileged, in a temporary folder, on a socket, removed afterwards."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Nothing here outlives the run, so the server need not wait for the disk.
OPTIONS = "-c listen_addresses= -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Start a server and yield its DATABASE_URL; stop it and remove its folder at the end, also after an error.

    PostgreSQL refuses to run as root, so root starts it as the user `postgres`, whom its package made.
    """
    folder = Path(tempfile.mkdtemp(prefix="vestregion-pg-", dir="/tmp"))  # a socket's path may have 107 characters
    as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(folder, "postgres")
    try:
        _run(*as_user, _program("initdb"), "-D", folder / "data", *_INITDB)
        _start(as_user, folder)
        try:
            yield f"postgres://vestregion@/vestregion?host={folder}"
        finally:
            _run(*as_user, _program("pg_ctl"), "-D", folder / "data", "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


_INITDB = ["-A", "trust", "-U", "vestregion", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"]


def _start(as_user: list[str], folder: Path) -> None:
    log = folder / "log"
    options = f"{OPTIONS} -c unix_socket_directories={folder}"
    try:
        _run(*as_user, _program("pg_ctl"), "-D", folder / "data", "-l", log, "-o", options, "-w", "start")
    except RuntimeError as error:
        raise RuntimeError(f"{error}\n{log.read_text() if log.exists() else ''}") from error


def _program(name: str) -> str:
    """Path of a server program: from PATH, else the newest version Debian has installed."""
    versions = sorted(Path("/usr/lib/postgresql").glob("*"), key=lambda p: float(p.name), reverse=True)
    found = shutil.which(name, path=os.pathsep.join([os.environ["PATH"], *(str(v / "bin") for v in versions)]))
    if not found:
        raise RuntimeError(f"{name} is missing: ./run test installs PostgreSQL or says how")
    return found


def _run(*command: str | Path) -> None:
    # Files, not pipes: the server keeps what it inherits open, and a pipe would never end.
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", check=False)
        if done.returncode:
            output.seek(0)
            raise RuntimeError(f"{' '.join(map(str, command))} failed:\n{output.read()}")
