"""The stops of a case as an actor may know them, ready for the route (route.py)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from governance import clock
from governance.choices import ItemState
from governance.models import AgendaItem, CasePaper, Resolution, ResolutionPoint
from governance.route import Leg, Stop, Way, in_order, legs_of, same_words, treated_before

PAPER_FIELDS = ("alliance", "item", "number", "state", "sent_at", "recommendation")


@dataclass(frozen=True)
class Hand:
    """Who wrote a text, and the day it was saved; no name where the reader is not to have it."""

    name: str
    day: date


@dataclass(frozen=True)
class Drawn:
    """A stop as it is drawn: the treatment, what is known of it, what happened to the wording, and by whom. `previous`
    is the treatment the wording is held against."""

    item: AgendaItem
    stop: Stop
    leg: Leg
    previous: AgendaItem | None
    hand: Hand | None = None


def with_resolutions(actor, rows):
    """The treatments, each with `shown_resolutions` (at most one), and that with `shown_points`. Two questions."""
    points = ResolutionPoint.objects.visible_to(actor).order_by("number")
    found = Resolution.objects.visible_to(actor).prefetch_related(Prefetch("points", points, to_attr="shown_points"))
    return rows.prefetch_related(Prefetch("resolutions", found, to_attr="shown_resolutions"))


def stops_of(actor, items: Sequence[AgendaItem]) -> tuple[list[Stop], dict]:
    """The stops in the order of `items`, and who wrote what: paper id -> the rows of its history. Two questions."""
    papers = defaultdict(list)
    rows = CasePaper.objects.visible_to(actor).filter(item__in=items).order_by("number").only(*PAPER_FIELDS)
    for paper in rows:
        papers[paper.item_id].append(paper)
    written = _written([paper for each in papers.values() for paper in each])
    return [_stop(item, tuple(papers[item.pk]), written) for item in items], written


def _is_put_off(item: AgendaItem) -> bool:
    return item.state == ItemState.POSTPONED and not item.shown_resolutions


def _written(papers: Iterable[CasePaper]) -> dict:
    """Paper id -> (text, by whom, when) of each time it was saved, in order."""
    rows = CasePaper.history.filter(id__in=[paper.pk for paper in papers]).order_by("id", "version")
    saved = defaultdict(list)
    for pk, *told in rows.values_list("id", "recommendation", "by_name", "history_date"):
        saved[pk].append(told)
    return saved


def _stop(item: AgendaItem, papers: tuple, written: dict) -> Stop:
    resolution = next(iter(item.shown_resolutions), None)
    first = written.get(papers[0].pk) if papers and papers[0].number == 1 else None
    return Stop(
        key=item.pk,
        previous=item.previous_id,
        papers=papers,
        result=resolution.result if resolution else "",
        points=tuple(point.text for point in resolution.shown_points) if resolution else (),
        decided_on=resolution.decided_on if resolution else None,
        began=first[0][0] if first else None,
        put_off=_is_put_off(item),
    )


def drawn(actor, items: Sequence[AgendaItem]) -> list[Drawn]:
    """The line of a case. `items`: its treatments in the order of the journey, as `with_resolutions` gives them; one
    that was put off comes just before what goes on from it."""
    items = in_order(items, {item.pk for item in items if _is_put_off(item)})
    stops, written = stops_of(actor, items)
    legs, known = legs_of(stops), {item.pk: item for item in items}
    by_key = {stop.key: stop for stop in stops}
    lines = []
    for item, stop in zip(items, stops, strict=True):
        leg = legs[item.pk]
        hand = _hand(actor, leg, written)
        before = treated_before(stop, by_key)
        lines.append(Drawn(item, stop, leg, known[before.key] if before else None, hand))
    return lines


def _hand(actor, leg: Leg, written: dict) -> Hand | None:
    """Who gave the text its words, or sent another one on. A visitor is told the day alone: whoever works in a
    secretariat is no part of what was published."""
    saved = written.get(leg.written.pk) if leg.written is not None else None
    if not saved:
        return None
    index = 0
    if leg.way != Way.OTHER:
        changes = (n for n in range(len(saved) - 1, 0, -1) if not same_words(saved[n - 1][0], saved[n][0]))
        index = next(changes, 0)
    _text, name, moment = saved[index]
    return Hand(name if actor.is_known else "", clock.day_of(moment))
