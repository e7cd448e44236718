"""What a backup holds: where it was taken from, how many rows each table has, the checksum of every file."""

import hashlib
import json
import os
import tomllib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.conf import settings

from vestregion.backup.failure import BackupFailed

NAME, SUMS, FORMAT = "manifest.json", "SHA256SUMS", 1
PIECE = 1024 * 1024


@dataclass(frozen=True)
class Manifest:
    """Everything a restore must find again. `files` maps a path below `files/` to its size; its name is its checksum.

    `missing` are files that a row names and the server did not have when the copy was taken.
    """

    made_at: str
    product: str
    kind: str
    server: str
    database: str
    database_sha256: str
    tables: dict[str, int]
    migrations: list[str]
    files: dict[str, int]
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def sums(self) -> dict[str, str]:
        """Path in the backup -> checksum, but for the manifest itself."""
        return {self.database: self.database_sha256} | {f"files/{path}": Path(path).name for path in self.files}


def write(folder: Path, manifest: Manifest) -> None:
    """Put the manifest in the folder, and all checksums in the form `sha256sum -c` reads."""
    write_new(folder / NAME, [json.dumps(asdict(manifest), indent=1, sort_keys=True).encode()])
    sums = {NAME: sha256(folder / NAME)} | manifest.sums()
    write_new(folder / SUMS, (f"{value}  {path}\n".encode() for path, value in sums.items()))


def check(folder: Path) -> Manifest:
    """The manifest of a backup of which every byte is what it was. Raises BackupFailed with what is wrong."""
    manifest = _read(folder)
    wrong = [path for path, value in manifest.sums().items() if sha256(folder / path) != value]
    if wrong:
        some = ", ".join(wrong[:5]) + (f" and {len(wrong) - 5} more" if len(wrong) > 5 else "")
        raise BackupFailed(f"The backup in {folder} is damaged: {some} is missing or not what it was. Use another.")
    return manifest


def _read(folder: Path) -> Manifest:
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
        content = json.loads((folder / NAME).read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise BackupFailed(f"{folder} holds no backup: {Path(error.filename).name} is not there.") from error
    except ValueError as error:
        raise BackupFailed(f"The backup in {folder} is damaged: {NAME} or {SUMS} cannot be read.") from error
    if f"{sha256(folder / NAME)}  {NAME}" not in lines:
        raise BackupFailed(f"The backup in {folder} is damaged: {NAME} is not what it was. Use another.")
    if content.get("format") != FORMAT:
        raise BackupFailed(f"The backup in {folder} has another format, made by a newer Vestregion. Update first.")
    return Manifest(**content)


def product_version() -> str:
    return tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]


def sha256(path: Path) -> str:
    """The checksum of a file; empty when it is not there."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def pieces(path: Path) -> Iterable[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece


def write_new(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file that only its owner reads, and wait until the disk has it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.writelines(chunks)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the names in a folder."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
