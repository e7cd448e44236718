"""The route of a case by tables: which version was treated, which text goes on, and where the wording changed."""

from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import product
from types import SimpleNamespace

import pytest

from governance import clock
from governance.choices import ItemRole, ItemState, ResolutionKind, ResolutionResult
from governance.route import (
    Outcome,
    Stop,
    Way,
    adopted_text,
    expected_after,
    in_order,
    legs_of,
    same_words,
    treated_before,
    treated_of,
)

BEFORE, ON, AFTER = date(2018, 3, 1), date(2018, 3, 15), date(2018, 3, 16)
FIRST, SECOND = "<p>Første forslag</p>", "<p>Andre forslag</p>"
POINTS = ("Første punkt", "Andre <punkt>")
LISTED = "<ol><li><p>Første punkt</p></li><li><p>Andre &lt;punkt&gt;</p></li></ol>"


@dataclass(frozen=True)
class Paper:
    number: int
    recommendation: str = FIRST
    sent_at: datetime | None = None


def sent(number, day, text=FIRST):
    return Paper(number, text, clock.oslo(day, time(12)))


@pytest.mark.parametrize(
    ("papers", "decided_on", "number"),
    [
        ([], ON, None),
        ([Paper(1)], ON, None),  # a draft was never before a body
        ([sent(1, BEFORE)], None, 1),
        ([sent(1, BEFORE)], ON, 1),
        ([sent(1, ON)], ON, 1),  # laid on the table
        ([sent(1, BEFORE), sent(2, ON)], ON, 2),
        ([sent(1, BEFORE), sent(2, AFTER)], ON, 1),
        ([sent(1, BEFORE), sent(2, AFTER)], None, 2),
        ([sent(1, BEFORE), Paper(2)], ON, 1),
        ([sent(2, ON), sent(1, BEFORE)], ON, 2),
        ([sent(1, AFTER)], ON, 1),  # of what is entered afterwards all is sent afterwards
        ([sent(1, AFTER), sent(2, AFTER)], ON, 2),
    ],
)
def test_the_version_a_body_treated(papers, decided_on, number):
    assert getattr(treated_of(papers, decided_on), "number", None) == number


@pytest.mark.parametrize(("result", "kind"), list(product(["", *ResolutionResult.values], ResolutionKind.values)))
@pytest.mark.parametrize("points", [(), POINTS])
@pytest.mark.parametrize("proposal", [None, "", FIRST])
def test_only_a_body_that_changed_the_proposal_puts_its_points_in_its_place(result, kind, points, proposal):
    """The kind says whom a resolution is for, and nothing of its text."""
    expected = LISTED if result == "changed" and points else proposal
    assert adopted_text(result, points, proposal) == expected


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("", "", True),
        ("<p>A</p>", "<ol><li><p>A</p></li></ol>", True),
        ("<ol><li>A</li><li>B</li></ol>", "<ul><li><p>A</p></li><li><p>B</p></li></ul>", True),
        ("<p>A <strong>b</strong></p>", "<p>A b</p>", True),
        ("<p>A &lt;b&gt;</p>", "<ol><li><p>A &lt;b&gt;</p></li></ol>", True),
        ("<p>A</p>", "<p>A.</p>", False),
        ("<p>A</p>", "", False),
    ],
)
def test_the_same_words(one, other, same):
    assert same_words(one, other) == same == same_words(other, one)


PREVIOUS = {
    "adopted": Stop("a", papers=(sent(1, BEFORE),), result="adopted", decided_on=ON),
    "changed": Stop("a", papers=(sent(1, BEFORE),), result="changed", points=("Andre forslag",), decided_on=ON),
    "sent late": Stop("a", papers=(sent(1, BEFORE), sent(2, AFTER, SECOND)), result="adopted", decided_on=ON),
    "with a draft": Stop("a", papers=(sent(1, BEFORE), Paper(2, SECOND)), result="adopted", decided_on=ON),
    "rejected": Stop("a", papers=(sent(1, BEFORE),), result="rejected", points=("Andre forslag",), decided_on=ON),
    "untreated": Stop("a", papers=(sent(1, BEFORE),)),
    "draft alone": Stop("a", papers=(Paper(1),)),
    "empty": Stop("a", papers=(sent(1, BEFORE, ""),), result="noted", decided_on=ON),
    "hidden paper": Stop("a", result="adopted", decided_on=ON),
}


@pytest.mark.parametrize(
    ("previous", "papers", "began", "way", "written"),
    [
        ("adopted", (Paper(1),), FIRST, Way.SAME, None),
        ("adopted", (Paper(1, SECOND),), FIRST, Way.CHANGED, 1),
        ("adopted", (Paper(1, SECOND),), None, Way.CHANGED, 1),
        ("adopted", (sent(1, ON), Paper(2, SECOND)), FIRST, Way.SAME, None),  # not before the body yet
        ("adopted", (sent(1, ON), sent(2, ON, SECOND), sent(3, ON, SECOND)), FIRST, Way.CHANGED, 2),
        ("adopted", (sent(1, ON, SECOND), sent(2, ON)), FIRST, Way.SAME, None),
        ("adopted", (), None, None, None),
        ("adopted", (Paper(1, ""),), "", None, None),
        ("changed", (Paper(1, "<p>Andre forslag</p>"),), SECOND, Way.SAME, None),
        ("changed", (Paper(1, FIRST),), SECOND, Way.CHANGED, 1),
        ("changed", (Paper(1, FIRST),), FIRST, Way.OTHER, 1),  # corrected after the case went on
        ("changed", (sent(1, ON, FIRST), sent(2, ON, SECOND)), FIRST, Way.SAME, None),  # and mended since
        ("changed", (Paper(1, "<p>Tredje</p>"),), FIRST, Way.CHANGED, 1),
        ("sent late", (Paper(1, FIRST),), FIRST, Way.SAME, None),
        ("sent late", (Paper(1, SECOND),), SECOND, Way.OTHER, 1),
        ("with a draft", (Paper(1, FIRST),), FIRST, Way.SAME, None),
        ("rejected", (Paper(1, FIRST),), FIRST, Way.SAME, None),
        ("untreated", (Paper(1, FIRST),), FIRST, Way.SAME, None),
        ("draft alone", (Paper(1, SECOND),), FIRST, Way.CHANGED, 1),
        ("empty", (Paper(1, FIRST),), "", Way.NEW, 1),
        ("hidden paper", (Paper(1, FIRST),), FIRST, None, None),
    ],
)
def test_what_had_become_of_the_text_on_the_way(previous, papers, began, way, written):
    leg = legs_of([PREVIOUS[previous], Stop("b", "a", papers, began=began)])["b"]
    assert (leg.way, leg.written and leg.written.number) == (way, written)


def test_a_stop_that_is_hidden_leaves_no_trace():
    """The first stop that is seen came from one that is not, and so begins nothing."""
    assert legs_of([Stop("b", "a", (Paper(1),), began=FIRST)])["b"].way is None


def test_the_route_begins_at_its_first_stop_alone():
    legs = legs_of([Stop("a", papers=(Paper(1),)), Stop("b", papers=(Paper(1, SECOND),))])
    assert [legs[key].way for key in "ab"] == [Way.FIRST, None]
    assert legs_of([]) == {}


@pytest.mark.parametrize(
    ("result", "points", "text", "outcome"),
    [
        ("", (), FIRST, None),
        ("adopted", (), FIRST, Outcome.KEPT),
        ("adopted", ("Gruppen slutter seg til",), FIRST, Outcome.KEPT),
        ("adopted", (), "", None),
        ("adopted", (), None, None),
        ("changed", ("Andre forslag",), FIRST, Outcome.CHANGED),
        ("changed", ("Første forslag",), FIRST, Outcome.KEPT),
        ("changed", ("Andre forslag",), "", Outcome.CHANGED),
        ("changed", ("Andre forslag",), None, Outcome.CHANGED),
        ("changed", (), FIRST, Outcome.UNWRITTEN),
        ("rejected", (), FIRST, Outcome.FELL),
        ("rejected", ("Nei",), FIRST, Outcome.FELL),
        ("postponed", (), FIRST, None),
        ("sent_back", ("Mer tall",), FIRST, None),
        ("noted", ("Tatt til orientering",), FIRST, None),
        ("unknown", (), FIRST, None),
    ],
)
def test_what_the_body_did_with_the_wording(result, points, text, outcome):
    papers = () if text is None else (sent(1, BEFORE, text),)
    stop = Stop("a", papers=papers, result=result, points=points, decided_on=ON if result else None)
    assert legs_of([stop])["a"].outcome == outcome


def treatment(pk, state="treated", role="prepares", *, decides=False, prepares=True, previous=None):
    body = SimpleNamespace(prepares_for_id="body" if prepares else None)
    named = {"is_authoritative": decides, "body": body, "previous_id": previous}
    return SimpleNamespace(pk=pk, state=state, role=role, **named)


@pytest.mark.parametrize(("state", "role"), list(product(ItemState.values, ItemRole.values)))
@pytest.mark.parametrize("result", ["", *ResolutionResult.values])
@pytest.mark.parametrize("decides", [False, True])
@pytest.mark.parametrize("prepares", [False, True])
def test_from_which_stop_a_case_is_expected_to_go_on(state, role, result, decides, prepares):
    item = treatment(1, state, role, decides=decides, prepares=prepares)
    expected = (
        state in ("numbered", "treated")
        and role in ("prepares", "recommends", "hears")
        and result not in ("rejected", "sent_back")
        and prepares
        and not decides
    )
    assert expected_after([item], {1: result} if result else {}) == (item if expected else None)


def test_a_case_that_went_on_is_expected_nowhere_until_that_is_taken_back():
    first = treatment(1)
    assert expected_after([first, treatment(2, "waiting", prepares=False, previous=1)], {}) is None
    assert expected_after([first, treatment(2, "withdrawn", prepares=False, previous=1)], {}) == first
    assert expected_after([], {}) is None


def put_off(key, previous=None, text=FIRST, began=FIRST):
    return Stop(key, previous, (sent(1, BEFORE, text),), began=began, put_off=True)


def test_a_stop_that_was_put_off_ended_with_nothing():
    assert put_off("b").ended is None
    legs = legs_of([put_off("b"), Stop("c", "b", (Paper(1, SECOND),), began=FIRST)])
    assert [legs[key].way for key in "bc"] == [Way.FIRST, None]


@pytest.mark.parametrize(
    ("delayed", "text", "began", "way"),
    [
        (FIRST, FIRST, FIRST, Way.SAME),
        (FIRST, SECOND, FIRST, Way.CHANGED),
        (SECOND, SECOND, SECOND, Way.CHANGED),  # changed before the meeting that was cancelled
    ],
)
def test_the_text_is_held_against_the_last_stop_that_treated_the_case(delayed, text, began, way):
    stops = [PREVIOUS["adopted"], put_off("b", "a", delayed), put_off("c", "b", delayed, delayed)]
    stops.append(Stop("d", "c", (Paper(1, text),), began=began))
    known = {stop.key: stop for stop in stops}
    assert treated_before(stops[-1], known).key == "a"
    assert legs_of(stops)["d"].way == way


def test_what_was_put_off_stands_before_what_goes_on_from_it():
    rows = [
        SimpleNamespace(pk=pk, previous_id=previous)
        for pk, previous in (("d", "c"), ("a", None), ("c", "b"), ("b", "a"))
    ]
    assert [row.pk for row in in_order(rows, {"b", "c"})] == ["b", "c", "d", "a"]
    assert [row.pk for row in in_order(rows, set())] == ["d", "a", "c", "b"]
