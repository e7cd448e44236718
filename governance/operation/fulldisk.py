"""Whether an error comes from a disk that is full, here or at the database: nobody's mistake, and it passes."""

import errno

from django.db import OperationalError

DISK_FULL = "53100"  # PostgreSQL's code
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def is_full(error: BaseException | None) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    if not isinstance(error, OperationalError):
        return False
    return getattr(error.__cause__, "pgcode", None) == DISK_FULL or "disk is full" in str(error)
