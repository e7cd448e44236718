"""The whole suite as one command: a round on SQLite, a round on PostgreSQL, one summary and one exit code.

`python -m tests.suite [--db sqlite|postgres|both] [pytest arguments]`; `./run test` calls it.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from tests import migrated, postgres

ROUNDS = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
NOTHING_COLLECTED = 5  # pytest's exit code; fine in one round, as browser tests run in the other
INTERRUPTED = 2
# Without bytecode every process rewrites the asserts of every file anew, and every command of a test compiles the site.
NOT_FOR_PYTEST = {"DATABASE_URL", "PYTHONDONTWRITEBYTECODE"}


@dataclass
class Round:
    """One pytest run: its database's name, exit code and counts by outcome."""

    name: str
    exit_code: int
    counts: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    def __str__(self):
        return f"{self.name}: {_counts_text(self.counts)} in {self.seconds:.1f}s"


def main(arguments: list[str]) -> int:
    """Run the rounds asked for and print the summary; returns pytest's exit code of the worst round."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that PostgreSQL is stopped and removed
    chosen, pytest_arguments = _split(arguments)
    rounds = []
    with ExitStack() as servers:
        urls = {name: servers.enter_context(postgres.server()) if name == "postgres" else None for name in chosen}
        before = _migrate(urls)
        for name, url in urls.items():
            print(f"\n---- {ROUNDS[name]} ----", flush=True)
            rounds.append(_pytest(ROUNDS[name], pytest_arguments, url))
            if rounds[-1].exit_code == INTERRUPTED:
                break
    exit_code = _exit_code([one.exit_code for one in rounds])
    _print_summary(rounds, before)
    return exit_code


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Take `--db NAME` or `--db=NAME` out of the arguments; the rest is pytest's."""
    rest, database = [], "both"
    words = iter(arguments)
    for word in words:
        if word == "--db" or word.startswith("--db="):
            database = word[5:] if "=" in word else next(words, "")
        else:
            rest.append(word)
    if database not in {*ROUNDS, "both"}:
        sys.exit(f'--db is "{database}"; it must be sqlite, postgres or both.')
    return (list(ROUNDS) if database == "both" else [database]), rest


def _migrate(urls: dict[str, str | None]) -> float:
    """Make the databases that the processes copy, all at once, each in one process; returns the seconds it took. Exits
    where one fails."""
    start = time.monotonic()
    making = [migrated.make(name, url) for name, url in urls.items()]
    codes = [one.wait() for one in making]  # all of them, also after one that failed
    if any(codes):
        sys.exit("The tests' database could not be migrated; the reason stands above.")
    return time.monotonic() - start


def _pytest(name: str, arguments: list[str], url: str | None) -> Round:
    """Run pytest once in parallel on the database at `url` (none: SQLite) and count what its report says."""
    environment = {key: value for key, value in os.environ.items() if key not in NOT_FOR_PYTEST}
    environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings"} | ({"DATABASE_URL": url} if url else {})
    with tempfile.TemporaryDirectory(prefix="vestregion-report-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-n", str(_processes(with_browsers=url is None))]
        command += ["--dist", "loadgroup"]
        start = time.monotonic()
        done = subprocess.run([*command, f"--junitxml={report}", *arguments], env=environment, check=False)
        return Round(name, done.returncode, _count(report), time.monotonic() - start)


def _processes(*, with_browsers: bool) -> int:
    """One process per core, at most eight: each has a database and perhaps a browser of its own. Who waits for one
    leaves a core to one more."""
    return min(len(os.sched_getaffinity(0)) + with_browsers, 8)


def _count(report: Path) -> dict[str, int]:
    """Outcomes counted from a JUnit report; empty if pytest wrote none."""
    if not report.exists():
        return {}
    total = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in ElementTree.parse(report).iter("testsuite"):  # noqa: S314 - our own file
        total = {key: value + int(suite.get(key, 0)) for key, value in total.items()}
    passed = total["tests"] - total["failures"] - total["errors"] - total["skipped"]
    counts = {"failed": total["failures"], "passed": passed, "skipped": total["skipped"], "errors": total["errors"]}
    return {outcome: number for outcome, number in counts.items() if number}


def _exit_code(codes: list[int]) -> int:
    failed = [code for code in codes if code not in (0, NOTHING_COLLECTED)]
    if failed:
        return failed[0]
    return 0 if 0 in codes else NOTHING_COLLECTED


def _print_summary(rounds: list[Round], before: float = 0.0) -> None:
    """One line per round, then a closing line like pytest's with the sums; `before` is what it took to get ready."""
    total = {}
    for one in rounds:
        print(f"\n{one}" if one is rounds[0] else one)
        for outcome, number in one.counts.items():
            total[outcome] = total.get(outcome, 0) + number
    print(f" {_counts_text(total)} in {before + sum(one.seconds for one in rounds):.2f}s ".center(80, "="), flush=True)


def _counts_text(counts: dict[str, int]) -> str:
    order = ("failed", "passed", "skipped", "errors")
    texts = [f"{counts[name]} {name}" for name in order if name in counts]
    return ", ".join(texts).replace(" 1 errors", " 1 error") or "no tests ran"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
