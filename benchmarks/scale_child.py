"""Answers pages of one database, one at a time: `[who, page]` on a line in, what it cost on a line out.

Usage: python -m benchmarks.scale_child ALLIANCES YEARS; started by benchmarks/scale.py with the database in its
environment. Nothing else may stand on the output.
"""

import json
import logging
import sys
import time
from io import StringIO
from pathlib import Path


def prepare(alliances: int, years: int) -> str:
    """Migrate and fill the database; what is there already is left. Returns what was said of it."""
    import django

    django.setup()
    logging.getLogger("vestregion.request").setLevel(logging.WARNING)
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    said = StringIO()
    call_command("seed_scale", alliances=alliances, years=years, stdout=said)
    return said.getvalue().strip()


def server_seconds() -> float:
    """CPU time of the process behind our connection, 0 where the database lives in this process."""
    from django.db import connection

    if connection.vendor == "sqlite":
        return 0.0
    pid = connection.connection.info.backend_pid
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9


class Pages:
    """The pages of the alliance in the middle, for its secretary and its first mayor."""

    def __init__(self, alliances: int):
        from django.test import Client

        from governance.models import User
        from vestregion import scale

        self.number = (alliances + 1) // 2
        self.prefix = f"/{scale.PREFIX}{self.number}/"
        self.clients = {}
        for who, mayor in (("secretary", False), ("mayor", True)):
            self.clients[who] = Client(SERVER_NAME="localhost")
            self.clients[who].force_login(User.objects.get(email=scale.login_of(self.number, mayor=mayor)))

    def cost(self, who: str, page: str) -> dict:
        """Milliseconds of CPU and of wall time of one page."""
        wall, cpu, server = time.perf_counter(), time.process_time(), server_seconds()
        response = self.clients[who].get(self.prefix + page)
        spent = time.process_time() - cpu + server_seconds() - server
        if response.status_code != 200:
            raise RuntimeError(f"{page} answered {response.status_code}")
        return {"cpu": spent * 1000, "wall": (time.perf_counter() - wall) * 1000}


def main(alliances: int, years: int) -> None:
    said = prepare(alliances, years)
    pages = Pages(alliances)
    print(json.dumps({"said": said}), flush=True)
    for line in sys.stdin:
        print(json.dumps(pages.cost(*json.loads(line))), flush=True)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
