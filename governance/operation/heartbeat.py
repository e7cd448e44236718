"""The worker's sign of life: a file in the data folder, which web and worker share, touched while the worker runs.

A file, not a row: it costs nothing, and tells the same whether the database answers or not.
"""

import threading
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

EVERY = 15  # seconds
SILENT_AFTER = 180  # seconds


def _path() -> Path:
    return Path(settings.DATA_DIR) / "worker-alive"


def beat() -> None:
    try:
        _path().touch()
    except OSError:  # a full or broken disk is told by the health check; the work goes on
        return


def is_alive() -> bool:
    """Whether a worker has given a sign of life in the last minutes."""
    try:
        return time.time() - _path().stat().st_mtime < SILENT_AFTER
    except OSError:
        return False


@contextmanager
def beating():
    """Give signs of life while this lasts, also in the middle of long work."""
    stop = threading.Event()

    def go_on():
        beat()
        while not stop.wait(EVERY):
            beat()

    thread = threading.Thread(target=go_on, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
