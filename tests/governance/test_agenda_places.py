"""Where a case comes on an agenda by the template of its body."""

from itertools import permutations
from types import SimpleNamespace

import pytest

from governance.agendachoices import PAPERLESS_CASES, AgendaPlace
from governance.agendaplaces import CASES, merged, place_among, place_for, ranks_of
from governance.bodies.agendatemplates import lines_for
from governance.choices import BodyKind

TEMPLATE = [
    SimpleNamespace(case_id=name, place=place)
    for name, place in (
        ("call", AgendaPlace.BEFORE),
        ("minutes", AgendaPlace.BEFORE),
        ("reform", AgendaPlace.AFTER),
        ("rest", AgendaPlace.AFTER),
    )
]
RANKS = ranks_of(TEMPLATE)
LINES = [line.case_id for line in TEMPLATE]


@pytest.mark.parametrize(
    ("agenda", "coming", "whole"),
    [
        ([], LINES, LINES),
        (["a", "b"], LINES, ["call", "minutes", "a", "b", "reform", "rest"]),
        (["call", "a", "rest"], ["minutes", "reform"], ["call", "minutes", "a", "reform", "rest"]),
        (["call", "rest"], ["a", "b"], ["call", "a", "b", "rest"]),
        (["a", "b"], ["c"], ["a", "b", "c"]),
        # What was moved stays where it was put.
        (["rest", "a"], ["b"], ["rest", "a", "b"]),
        (["a", "call", "b"], ["minutes"], ["a", "call", "minutes", "b"]),
        (["a", "reform", "b"], ["rest", "call"], ["call", "a", "reform", "b", "rest"]),
    ],
)
def test_a_case_comes_below_all_that_it_comes_after(agenda, coming, whole):
    assert merged(agenda, coming, RANKS) == whole


def test_whatever_the_order_it_is_put_on_in_the_agenda_is_that_of_the_template():
    for order in permutations([*LINES, "a"]):
        assert merged([], order, RANKS) == ["call", "minutes", "a", "reform", "rest"], order


def test_without_a_template_everything_comes_last():
    assert place_for("a", ["b", "c"], {}) == 2


@pytest.mark.parametrize(
    ("position", "shown", "place"),
    [
        (1, ("x", "a", CASES), 0),
        (2, ("a", "x", CASES), 1),
        (9, ("a", CASES, "x"), 2),
        (2, (), 1),
        (3, ("gone", "a", "x"), 1),  # the nearest above that is still there
    ],
)
def test_a_move_is_counted_in_what_was_shown(position, shown, place):
    assert place_among(["a", CASES], "x", position, shown) == place


@pytest.mark.parametrize("kind", BodyKind.values)
def test_every_kind_of_body_has_something_to_begin_with(kind):
    lines = lines_for(kind)
    assert lines
    assert len({line.title for line in lines}) == len(lines)
    assert [line.place for line in lines] == sorted(line.place for line in lines)
    assert any(line.kind in PAPERLESS_CASES for line in lines)
