"""PostgreSQL's own programs: which to use, and how they reach the database."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from django.db import connection

from vestregion.backup.failure import BackupFailed

DEBIAN = Path("/usr/lib/postgresql")  # one folder for each version


def command(name: str, *arguments: str) -> list[str]:
    """The command line of a program, with the database it works on. Raises BackupFailed where it is missing or old."""
    program = _newest(name)
    server = connection.pg_version // 10000
    if program is None:
        raise BackupFailed(
            f"{name} is missing. It comes with PostgreSQL's client: `apt-get install postgresql-client`, version "
            f"{server} or newer."
        )
    if _version(program) < server:
        raise BackupFailed(
            f"{name} is version {_version(program)}, but the server is PostgreSQL {server}, which it cannot read. "
            f"Install that client: `apt-get install postgresql-client-{server}`."
        )
    return [program, *arguments]


def address() -> str:
    """The database for `--dbname`, without its password: a command line is seen by everyone on the machine."""
    from psycopg2.extensions import make_dsn

    parameters = connection.get_connection_params()
    for name in ("password", "cursor_factory", "client_encoding"):
        parameters.pop(name, None)
    return make_dsn(**parameters)


def environment() -> dict[str, str]:
    password = connection.get_connection_params().get("password")
    return os.environ | ({"PGPASSWORD": password} if password else {})


def reason(said: str) -> str:
    """The first line in which a program says what is wrong; never the lines after it, which quote rows."""
    lines = [line.strip() for line in said.splitlines() if re.search(r"error:|ERROR:|FATAL:", line)]
    return (lines or said.strip().splitlines() or ["no reason given"])[0]


def _newest(name: str) -> str | None:
    newest_first = sorted(DEBIAN.glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    return shutil.which(name, path=os.pathsep.join([*map(str, newest_first), os.environ.get("PATH", "")]))


def _version(program: str) -> int:
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603
    return int(re.search(r"\(PostgreSQL\) (\d+)", said)[1])
