"""How a log line is written: who asked is never in it, nor what was asked for, written or stored.

A line tells time, level, logger, reference, alliance, route, method, status and milliseconds, and a sentence that
stands in the source. What libraries fill into their sentences (paths, headers, values) is left out, and of an exception
only its class and the lines of code are told: PostgreSQL, for one, quotes whole rows in its messages.
"""

import json
import logging
import os
import re
import sys
import traceback
from datetime import UTC, datetime

OURS = ("vestregion", "governance", "actionplan", "health", "culture", "django_tasks", "django_tasks_db")
FIELDS = ("reference", "alliance", "route", "method", "status", "ms")
PRIORITIES = ((logging.CRITICAL, 2), (logging.ERROR, 3), (logging.WARNING, 4), (logging.INFO, 6), (0, 7))  # syslog's
_PLACES = re.compile(r"%(\(\w+\))?[-#0 +]*[\d.*]*[a-zA-Z]")


class PrivateFormatter(logging.Formatter):
    """The `kind` json gives one object a line; line gives the same for people to read."""

    def __init__(self, kind: str = "line"):
        super().__init__()
        self.kind = kind
        self.tells_journal = goes_to_journal()

    def format(self, record):
        line = self._line(record)
        if not self.tells_journal:
            return line
        priority = next(number for level, number in PRIORITIES if record.levelno >= level)
        return "\n".join(f"<{priority}>{part}" for part in line.split("\n"))

    def _line(self, record) -> str:
        values = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
        }
        values |= {name: getattr(record, name) for name in FIELDS if getattr(record, name, "-") != "-"}
        values["message"] = sentence(record)
        if record.exc_info and record.exc_info[1] is not None:
            values["error"] = error_told(record.exc_info[1])
        if self.kind == "json":
            return json.dumps(values, default=str)
        head = " ".join(str(values.pop(name)) for name in ("time", "level", "logger"))
        error = values.pop("error", "")
        return f"{head} {' '.join(f'{k}={v}' for k, v in values.items())}" + (f"\n{error}" if error else "")


def goes_to_journal() -> bool:
    """Whether stderr is read by systemd's journal, which takes the priority of a line from "<3>" before it."""
    try:
        found = os.fstat(sys.__stderr__.fileno())
    except (AttributeError, OSError, ValueError):
        return False
    return os.environ.get("JOURNAL_STREAM") == f"{found.st_dev}:{found.st_ino}"


def sentence(record: logging.LogRecord) -> str:
    """What the line says. Our own lines fill in only what may be told (keys and kinds); those of others, nothing."""
    if record.name.split(".")[0] in OURS:
        return record.getMessage()
    if record.name == "django.request" and record.args:
        return str(record.args[0])  # the reason phrase; the path after it is left out
    return _PLACES.sub("…", str(record.msg)) if record.args else "(text left out)"


def error_told(error: BaseException) -> str:
    """The class of an error and of what led to it, each with the lines of code it passed; never its message."""
    told = []
    while error is not None:
        frames = traceback.extract_tb(error.__traceback__)
        lines = [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        told.append("\n".join([f"{type(error).__module__}.{type(error).__qualname__}", *lines]))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nwhile handling ".join(told)
