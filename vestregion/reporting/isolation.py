"""Renders a document in a process of its own, so that no text can take the server down with it.

The fetcher keeps a document away from files and network; only limits on time and memory stop one that is built to be
slow: thousands of nested boxes, a cell over a million columns. A fresh process also gives its memory back.
"""

import logging
import os
import pickle
import re
import subprocess
import sys
import tempfile

from vestregion.reporting import assets
from vestregion.reporting.errors import RenderError, RenderTimeout, RenderTooLarge

logger = logging.getLogger(__name__)

# No settings module, no database address, no keys: the child gets what it needs and nothing else.
PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
PACKAGE_ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def render_in_child(html: str, *, timeout_s: int = 120, memory_mib: int = 2048, **arguments):
    """`render_pdf(html, **arguments)` in a process with limits; gives the same RenderedPdf.

    `timeout_s` is wall time and CPU time in seconds, `memory_mib` the address space in MiB (a report of 126 pages needs
    about 500). Raises RenderTimeout, RenderTooLarge, MissingAsset or RenderError, each with a sentence for the user.
    """
    command = [sys.executable, "-m", "vestregion.reporting.child", str(timeout_s), str(memory_mib)]
    # WeasyPrint unpacks fonts to a temporary folder; a killed child cannot tidy, so the folder is ours to remove.
    with tempfile.TemporaryDirectory(prefix="vestregion-pdf-") as folder:
        try:
            done = subprocess.run(  # noqa: S603
                command,
                input=pickle.dumps({"html": html, **arguments}),
                capture_output=True,
                timeout=timeout_s,
                cwd=PACKAGE_ROOT,
                env=_environment(folder),
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise RenderTimeout(timeout_s) from error
    return _answer(done, timeout_s)


def _environment(folder: str) -> dict[str, str]:
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**kept, **assets.child_environment(), "TMPDIR": folder, "PYTHONPATH": PACKAGE_ROOT}


def _answer(done, timeout_s):
    if done.stderr:
        # What it says may quote the document; the kinds of errors in it do not.
        said = done.stderr.decode("utf-8", "replace")
        kinds = sorted(set(re.findall(r"^([\w.]+(?:Error|Exception|Warning))\b", said, re.MULTILINE)))
        logger.warning("Rendering said %s lines: %s", said.count("\n"), ", ".join(kinds) or "no error")
    if done.returncode == -24:  # SIGXCPU: the CPU seconds were used up
        raise RenderTimeout(timeout_s)
    # Pango and cairo abort, and the system kills, when memory ends; Python may still find the words.
    if done.returncode < 0 or (done.returncode and b"MemoryError" in done.stderr):
        raise RenderTooLarge
    if done.returncode or not done.stdout:
        raise RenderError
    outcome, value = pickle.loads(done.stdout)  # noqa: S301
    if outcome == "refused":
        raise value
    if outcome == "too large":
        raise RenderTooLarge(value)
    return value
