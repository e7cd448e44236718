"""The same pages on a small database and on one of many alliances with many years, in turn.

Usage: ./run bench --scale [--database sqlite|postgres|both] [--alliances 66] [--years 20] [--rounds 15]

Each database has a process of its own (scale_child.py) that answers one page at a time. The processes take turns, so a
slow or busy machine slows both. The time of a page is CPU time of that process and, on PostgreSQL, of the server's
process behind its connection; wall time stands beside it. The median counts. Exit 1 when a ratio is above the promise.
"""

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

PROMISE, WARMUP = 1.3, 3
SMALL = (1, 2)  # two years: a page of the case list is then full for everyone on both
YEAR = 2018
ROOT = Path(__file__).resolve().parent.parent
PAGES = {
    "my_page": "",
    "search_common": "sok/?q=kommunene",
    "search_rare": "sok/?q=kaianlegget",
    "search_misspelt": "sok/?q=kaianleget",
    "case_list": "saker/",
    "plan_read": f"handlingsplan/{YEAR}/",
}


@dataclass(frozen=True)
class Line:
    """One page for one person on one kind of database; milliseconds."""

    database: str
    who: str
    page: str
    small_cpu: float
    large_cpu: float
    small_wall: float
    large_wall: float

    @property
    def ratio(self) -> float:
        return self.large_cpu / self.small_cpu

    @property
    def kept(self) -> bool:
        return self.ratio <= PROMISE


class Child:
    """A process with a database of its own."""

    def __init__(self, url: str, folder: Path, size: tuple[int, int]):
        folder.mkdir(exist_ok=True, parents=True)
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "vestregion.settings",
            "VESTREGION_MODE": "demo",
            "VESTREGION_DATA": str(folder),
            "DATABASE_URL": url,
        }
        command = [sys.executable, "-m", "benchmarks.scale_child", *map(str, size)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environment, **pipes)  # noqa: S603 - this Python, our own file
        self.made = self.answer()

    def answer(self) -> dict:
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"The process of the database ended with {self.process.wait()}.")
        return json.loads(line)

    def fetch(self, who: str, page: str) -> dict:
        print(json.dumps([who, page]), file=self.process.stdin, flush=True)
        return self.answer()

    def stop(self) -> None:
        self.process.stdin.close()
        self.process.wait()


@contextlib.contextmanager
def children(database: str, size: tuple[int, int], folder: Path) -> Iterator[list[Child]]:
    """The small and the large one, both filled."""
    with contextlib.ExitStack() as stack:
        pair = []
        for name, wanted in (("small", SMALL), ("large", size)):
            place = folder / f"{database}-{name}"
            pair.append(Child(stack.enter_context(_url(database, place)), place, wanted))
            stack.callback(pair[-1].stop)
            print(f"{database} {name}: {pair[-1].made['said']}", flush=True)
        yield pair


@contextlib.contextmanager
def _url(database: str, place: Path) -> Iterator[str]:
    """A file in the folder, or a PostgreSQL server of its own with the options of the tests."""
    if database == "sqlite":
        yield f"sqlite:///{place / 'vestregion.sqlite3'}"
        return
    from tests import postgres

    with postgres.server() as url:
        yield url.replace("/vestregion?", "/postgres?")  # the database a new server has


def measure(database: str, size: tuple[int, int], rounds: int, folder: Path) -> list[Line]:
    with children(database, size, folder) as pair:
        return [_compare(database, pair, who, page, rounds) for who in ("secretary", "mayor") for page in PAGES]


def _compare(database: str, pair: list[Child], who: str, page: str, rounds: int) -> Line:
    times: list[list[dict]] = [[], []]
    for number in range(rounds + WARMUP):
        order = (0, 1) if number % 2 else (1, 0)
        for place in order:
            spent = pair[place].fetch(who, PAGES[page])
            if number >= WARMUP:
                times[place].append(spent)
    medians = [statistics.median(each[kind] for each in mine) for kind in ("cpu", "wall") for mine in times]
    line = Line(database, who, page, *medians)
    _print(line)
    return line


def _print(line: Line) -> None:
    figures = f"{line.small_cpu:9.1f}{line.large_cpu:9.1f}{line.ratio:8.2f}"
    walls = f"{line.small_wall:11.1f}{line.large_wall:9.1f}{line.large_wall / line.small_wall:8.2f}"
    verdict = "" if line.kept else "  BROKEN"
    print(f"{line.database:10}{line.who:11}{line.page:17}{figures}{walls}{verdict}", flush=True)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench --scale")
    parser.add_argument("--database", choices=["sqlite", "postgres", "both"], default="both")
    parser.add_argument("--alliances", type=int, default=66)
    parser.add_argument("--years", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--folder", type=Path, help="keep the SQLite databases here, and take them up again")
    asked = parser.parse_args(arguments)
    chosen = ["sqlite", "postgres"] if asked.database == "both" else [asked.database]
    columns = f"{'small':>9}{'large':>9}{'ratio':>8}{'wall small':>11}{'large':>9}{'ratio':>8}"
    print(f"{'database':10}{'who':11}{'page, ms CPU':17}{columns}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vestregion-bench-") as temporary:
        folder = asked.folder or Path(temporary)
        size = (asked.alliances, asked.years)
        lines = [line for database in chosen for line in measure(database, size, asked.rounds, folder)]
    _write(lines, asked)
    return 0 if all(line.kept for line in lines) else 1


def _write(lines: list[Line], asked) -> None:
    from benchmarks.setting import RESULTS, machine

    RESULTS.mkdir(exist_ok=True)
    results = [asdict(line) | {"ratio": round(line.ratio, 3), "kept": line.kept} for line in lines]
    document = machine() | {"alliances": asked.alliances, "years": asked.years, "results": results}
    (RESULTS / "scale.json").write_text(json.dumps(document, indent=2), encoding="utf-8")
