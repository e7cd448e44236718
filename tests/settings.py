"""Settings of the test suite: the product's own in mode "test", on a database and in folders of their own.

A developer's .env is not read (vestregion/settings.py). DATABASE_URL chooses the database: SQLite without it.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def _process_folder() -> Path:
    """A folder for this process, removed with the whole run; parallel workers get one each below the same root."""
    root = os.environ.get("VESTREGION_TEST_ROOT")
    if not root:
        root = os.environ["VESTREGION_TEST_ROOT"] = tempfile.mkdtemp(prefix="vestregion-test-")
        atexit.register(shutil.rmtree, root, ignore_errors=True)
    folder = Path(root) / os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder.mkdir(exist_ok=True)
    return folder


_folder = _process_folder()
os.environ["VESTREGION_MODE"] = "test"
os.environ["VESTREGION_DATA"] = str(_folder)
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_folder / 'unused.sqlite3'}")

from tests.strict_templates import UndefinedVariable  # noqa: E402
from vestregion.settings import *  # noqa: E402, F403
from vestregion.settings import DATABASES, TEMPLATES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: the live server's threads and the test each need a connection of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(_folder / "test.sqlite3")}
    # Nobody pulls the plug on a test run; without the waits for the disk it takes half the time.
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
else:
    # A pooled connection would keep the test database from being dropped.
    DATABASES["default"]["CONN_MAX_AGE"] = 0

STATIC_ROOT = _folder / "staticfiles"  # WhiteNoise warns of a missing folder
STATIC_ROOT.mkdir(exist_ok=True)

TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedVariable()
