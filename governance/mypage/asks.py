"""What my page asks of one person, and what it tells her will come: each floor says its own.

A higher app calls `register` in `AppConfig.ready()` with a source, `source(actor)`, that gives the asks of one kind in
the same number of queries for one row as for thirty, read through `visible_to(actor)`. Days are the actor's own
(`actor.on`), so that a demo alliance stays on its demo day.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WAITING, SOON, FRESH = "waiting", "soon", "fresh"
COMES_WITHIN = timedelta(days=30)  # how far ahead «Snart» looks
FRESH_FOR = timedelta(days=180)  # how long «Nytt å lese» tells of what was made


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to do or to know, with the page where it is done.

    `sentence` begins with the verb where something is asked. `late`: `due` is past; of what is
    new, `due` is its day. `note` is a word more about it.
    Among those of the same day the lower `weight` stands first. `template` is drawn beside it, with `row` in it.
    """

    sentence: str
    url: str
    icon: str
    due: date | None = None
    late: bool = False
    note: str = ""
    weight: int = 0
    template: str = ""
    row: Any = None


Source = Callable[[Any], Iterable[Ask]]
_sources: dict[str, list[Source]] = {WAITING: [], SOON: [], FRESH: []}


def register(block: str, source: Source) -> None:
    """Let a source speak in a block of my page. Registering the same one twice changes nothing."""
    if source not in _sources[block]:
        _sources[block].append(source)


def asks_of(actor, block: str) -> list[Ask]:
    """All that is asked of the actor in a block: what is late first, then by day; what is new, the newest first."""
    found = [ask for source in _sources[block] for ask in source(actor)]
    if block == FRESH:
        return sorted(found, key=lambda ask: (date.max - ask.due, ask.sentence))
    return sorted(found, key=lambda ask: (not ask.late, ask.due or date.max, ask.weight, ask.sentence))
