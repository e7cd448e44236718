"""What stops a backup or a restore, said so that whoever runs the server knows what to do."""

import errno
import sqlite3
from contextlib import contextmanager

import django.db


class BackupFailed(Exception):
    """Nothing was made or changed; the message says why and what to do."""


@contextmanager
def plain_words(where):
    """Turns what the disk and the database say into a sentence; `where` is the folder that is written."""
    try:
        yield
    except OSError as error:
        raise BackupFailed(_sentence(error, where)) from error
    except sqlite3.Error as error:
        raise BackupFailed(_sqlite_sentence(error, where)) from error
    except django.db.Error as error:
        line = (str(error).strip().splitlines() or ["no reason given"])[0]
        raise BackupFailed(f"The database does not answer as it should: {line}") from error


def _sentence(error: OSError, where) -> str:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"There is no room left in {where}. Make room, then run the command again; nothing half is left."
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return f"{error.filename or where} cannot be read or written by this user ({error.strerror})."
    return f"{error.filename or where}: {error.strerror or error}."


def _sqlite_sentence(error: sqlite3.Error, where) -> str:
    text = str(error)
    if "full" in text or "disk I/O" in text:
        return f"There is no room left in {where}. Make room, then run the command again; nothing half is left."
    if "locked" in text:
        return "The database is in use. Stop web and worker, then run the command again; nothing is changed."
    return f"SQLite could not read or write the database: {text}."
