"""The route of a case: the text each stop began with, was asked to adopt and ended with, and where the wording changed.

Pure: what a reader may not know of is left out before it comes here, and so leaves no trace in what comes out.
"""

from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from governance import clock
from governance.choices import ItemRole, ItemState, ResolutionResult
from governance.recommendation import as_list, points_of, unnumbered

ASKED = (ItemRole.PREPARES, ItemRole.RECOMMENDS, ItemRole.HEARS)  # another body decides afterwards


class Way(StrEnum):
    """What had become of the text when it came before the body, held against what the stop before ended with."""

    FIRST = "first"  # the route begins here
    NEW = "new"  # the stop before had no text
    SAME = "same"
    CHANGED = "changed"  # in the paper of this stop
    OTHER = "other"  # another text was sent on than the one the stop before ended with


class Outcome(StrEnum):
    """What the body did with the wording."""

    KEPT = "kept"
    CHANGED = "changed"
    UNWRITTEN = "unwritten"  # it changed the text, and nobody has written how
    FELL = "fell"


@dataclass(frozen=True)
class Stop:
    """A stop as its reader may know it. `papers`: versions with number, sent_at and recommendation. `began`: the text
    the first version was made with, None where that is not known. `put_off`: postponed without being treated, as when
    its meeting was cancelled."""

    key: Hashable
    previous: Hashable = None
    papers: tuple[Any, ...] = ()
    result: str = ""
    points: tuple[str, ...] = ()
    decided_on: date | None = None
    began: str | None = None
    put_off: bool = False

    @property
    def treated(self):
        """The version the body had before it, or is to have: without one that was sent, the newest."""
        return treated_of(self.papers, self.decided_on) or max(self.papers, key=lambda each: each.number, default=None)

    @property
    def proposal(self) -> str | None:
        """What the body was asked to adopt; None where no version may be read."""
        return None if self.treated is None else self.treated.recommendation

    @property
    def resolved(self) -> str:
        """The points of the resolution as rich text."""
        return as_list(self.points) if self.points else ""

    @property
    def ended(self) -> str | None:
        """The text the stop ended with, or stands with so far; None where it was put off."""
        return None if self.put_off else adopted_text(self.result, self.points, self.proposal)


@dataclass(frozen=True)
class Leg:
    """What happened to the wording on the way to a stop and at it; None: nothing that may or need be told.

    `written` is the version in which the text became what the body was asked to adopt.
    """

    way: Way | None = None
    outcome: Outcome | None = None
    written: Any = None

    @property
    def is_changed(self) -> bool:
        """Whether there are two texts to hold against each other."""
        return self.way in (Way.CHANGED, Way.OTHER) or self.outcome == Outcome.CHANGED


def treated_of(papers: Iterable[Any], decided_on: date | None) -> Any:
    """The version a body treated: the newest of those that had been sent by the day it decided; of what is entered
    long afterwards the newest that was sent. None where nothing was sent."""
    sent = sorted((paper for paper in papers if paper.sent_at is not None), key=lambda paper: paper.number)
    in_time = [paper for paper in sent if decided_on is None or clock.day_of(paper.sent_at) <= decided_on]
    return (in_time or sent or [None])[-1]


def adopted_text(result: str, points: Sequence[str], proposal: str | None) -> str | None:
    """The text that goes on from a stop, as rich text. Only a body that changed the proposal puts another text in its
    place: what it says when it notes, rejects, postpones or sends back is about the case and not the next proposal."""
    if result == ResolutionResult.CHANGED and points:
        return as_list(points)
    return proposal


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same; a point says the same as a paragraph or as an entry of a list."""
    return " ".join(points_of(one)) == " ".join(points_of(other))


def fitting_result(result: str, points: Sequence[str], proposal: str) -> str:
    """The outcome that the points speak of, held against the proposal: `result` itself where it says nothing of the
    wording, or where one of the two is empty. A number typed before a point is none of its words."""
    proposed = points_of(proposal)
    if result not in (ResolutionResult.ADOPTED, ResolutionResult.CHANGED) or not points or not proposed:
        return result
    is_kept = same_words(as_list(points), proposal) or list(points) == unnumbered(proposed)
    return ResolutionResult.ADOPTED if is_kept else ResolutionResult.CHANGED


def legs_of(stops: Sequence[Stop]) -> dict[Hashable, Leg]:
    """What happened to the wording at each stop, by its key. `stops` in the order of the journey."""
    known = {stop.key: stop for stop in stops}
    first = stops[0].key if stops else None
    return {stop.key: _leg(_carried(stop, known), treated_before(stop, known), stop.key == first) for stop in stops}


def treated_before(stop: Stop, known: Mapping[Hashable, Stop]) -> Stop | None:
    """The stop that its text is held against: the one it came from, past those that were put off."""
    previous = known.get(stop.previous)
    while previous is not None and previous.put_off:
        previous = known.get(previous.previous)
    return previous


def _carried(stop: Stop, known: Mapping[Hashable, Stop]) -> Stop:
    """The stop as if what was put off before it were a part of it: its text began where theirs did."""
    began, previous = stop.began, known.get(stop.previous)
    while previous is not None and previous.put_off:
        began, previous = previous.began, known.get(previous.previous)
    return replace(stop, began=began)


def in_order(items: Sequence[Any], put_off: Container[Hashable]) -> list[Any]:
    """Items, each with pk and previous_id, in the order they have, but what was put off just before what goes on from
    it, whatever the day of the meeting that was cancelled."""
    known, placed = {item.pk: item for item in items}, {}

    def place(item) -> None:
        if item is None or item.pk in placed:
            return
        if item.previous_id in put_off:
            place(known.get(item.previous_id))
        placed[item.pk] = item

    goes_on = {item.previous_id for item in items}
    for item in items:
        if item.pk not in put_off or item.pk not in goes_on:
            place(item)
    return list(placed.values())


def _leg(stop: Stop, previous: Stop | None, is_first: bool) -> Leg:
    way = _way(stop, previous, is_first) if stop.proposal else None
    source = stop.began if way == Way.OTHER else stop.proposal
    return Leg(way, _outcome(stop), _written(stop, source or "") if way not in (None, Way.SAME) else None)


def _way(stop: Stop, previous: Stop | None, is_first: bool) -> Way | None:
    if previous is None:
        return Way.FIRST if is_first and stop.previous is None else None
    if previous.ended is None:
        return None
    if not previous.ended:
        return Way.NEW
    if same_words(previous.ended, stop.proposal or ""):
        return Way.SAME
    if stop.began is None or same_words(previous.ended, stop.began) or not same_words(stop.began, stop.proposal or ""):
        return Way.CHANGED
    return Way.OTHER


def _written(stop: Stop, text: str) -> Any:
    """The version from which on, up to the one that was treated, the text says the same."""
    written = None
    for paper in sorted(stop.papers, key=lambda each: each.number, reverse=True):
        if paper.number > stop.treated.number:
            continue
        if not same_words(paper.recommendation, text):
            break
        written = paper
    return written or stop.treated


def _outcome(stop: Stop) -> Outcome | None:
    if stop.result == ResolutionResult.ADOPTED and stop.proposal:
        return Outcome.KEPT
    if stop.result == ResolutionResult.REJECTED:
        return Outcome.FELL
    if stop.result != ResolutionResult.CHANGED:
        return None
    if not stop.points:
        return Outcome.UNWRITTEN
    return Outcome.KEPT if stop.proposal and same_words(as_list(stop.points), stop.proposal) else Outcome.CHANGED


def expected_after(items: Sequence[Any], results: Mapping[Hashable, str]) -> Any:
    """The treatment from which a case is expected to go on: the newest that was called, in a body that prepares cases
    for another, asked for something else than the decision, and from which nothing has been sent on. Else None.

    `items` in the order of the journey, each with body.prepares_for; `results` by the key of the item.
    """
    live = [item for item in items if item.state != ItemState.WITHDRAWN]
    if not live:
        return None
    last = live[-1]
    goes_on = last.state in (ItemState.NUMBERED, ItemState.TREATED) and last.role in ASKED and not last.is_authoritative
    held_up = results.get(last.pk) in (ResolutionResult.SENT_BACK, ResolutionResult.REJECTED)
    if not goes_on or held_up or last.body.prepares_for_id is None:
        return None
    return None if any(item.previous_id == last.pk for item in live) else last
