"""The stage of every benchmark: a database of its own with the demo data, and a logged-in secretary."""

import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


def prepare() -> None:
    """Start Django on an empty folder and load the demo. Call before importing anything of ours."""
    folder = tempfile.mkdtemp(prefix="vestregion-bench-")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "benchmarks.bench_settings",
        "VESTREGION_MODE": "demo",
        "VESTREGION_DATA": folder,
    }
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from vestregion.demo import load

    load()


def secretary_client():
    """A test client logged in as the demo secretary of Vestregionen."""
    from django.test import Client

    from governance.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(email="sekretariat@vestregionen.example"))
    return client


@dataclass(frozen=True)
class Result:
    """One line of the table. Times in milliseconds of CPU; `promise` is the highest ratio allowed."""

    name: str
    ours_ms: float
    baseline_ms: float
    promise: float
    rounds: int

    @property
    def ratio(self) -> float:
        return self.ours_ms / self.baseline_ms

    @property
    def kept(self) -> bool:
        return self.ratio <= self.promise


def compare(
    name: str, ours: Callable, baseline: Callable, *, promise: float, rounds: int = 41, warmup: int = 5
) -> Result:
    """Run both in turn and compare the medians of their CPU time."""
    mine, theirs = [], []
    for number in range(rounds + warmup):
        for action, times in ((baseline, theirs), (ours, mine)):
            start = time.process_time()
            action()
            if number >= warmup:
                times.append(time.process_time() - start)
    return Result(name, statistics.median(mine) * 1000, statistics.median(theirs) * 1000, promise, rounds)


RESULTS = Path(__file__).parent / "results"


def machine() -> dict[str, str]:
    """When and where a run measured."""
    return {
        "at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
    }
