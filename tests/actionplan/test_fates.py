"""What status and deadline say of next year, and what a deadline becomes there."""

from datetime import date

import pytest

from actionplan.choices import ActivityMode, Fate
from actionplan.deadlines import parse_deadline
from actionplan.fates import a_year_later, moved_deadline, next_deadline, preset_of


@pytest.mark.parametrize(
    ("status", "delivered", "text", "fate"),
    [
        ("done", 1, "Q1", Fate.DONE),
        ("done", 0, "Løpende", Fate.DONE),
        ("done", 1, "Q1-15 - Q4-18", Fate.DONE),
        ("done", 4, "Kvartalsvis", Fate.CONTINUES),
        ("on_track", 0, "Løpende", Fate.CONTINUES),
        ("on_track", 12, "Månedlig", Fate.CONTINUES),
        ("on_track", 2, "Q1 + Q3", Fate.DONE),
        ("on_track", 1, "Q1 + Q3", Fate.CONTINUES),
        ("on_track", 0, "Q1-15 - Q4-17", Fate.CONTINUES),
        ("delayed", 0, "Q2", Fate.CONTINUES),
        ("delayed", 1, "Q2", Fate.CONTINUES),
        ("not_started", 0, "Q2", Fate.CONTINUES),
        ("", 0, "Q2", Fate.CONTINUES),
        ("", 0, "", Fate.CONTINUES),
        ("stopped", 0, "Q2", Fate.DROPPED),
        ("stopped", 2, "Kvartalsvis", Fate.DROPPED),
    ],
)
def test_status_and_deadline_speak_for_a_fate(status, delivered, text, fate):
    assert preset_of(status, delivered, parse_deadline(text, 2016), 2016) is fate


def test_a_question_is_asked_again_until_it_is_done():
    deadline = parse_deadline("Q2", 2016)
    assert preset_of("on_track", 1, deadline, 2016, ActivityMode.QUESTION) is Fate.CONTINUES
    assert preset_of("done", 1, deadline, 2016, ActivityMode.QUESTION) is Fate.DONE
    assert preset_of("stopped", 0, deadline, 2016, ActivityMode.QUESTION) is Fate.DROPPED


@pytest.mark.parametrize(
    ("text", "is_behind", "promised", "becomes"),
    [
        ("Q1", False, "", "Q1"),
        ("Q1", True, "", ""),
        ("Q1", True, "Q3-17", "Q3-17"),
        ("Løpende", True, "", "Løpende"),
        ("Kvartalsvis", True, "", "Kvartalsvis"),
        ("Q1-15 - Q4-17", True, "", "Q1-15 - Q4-17"),
        ("15.3.2016", False, "", "15.3.2016"),
        ("15.3.2016", True, "", ""),
        ("sommeren 2019", False, "", "sommeren 2019"),
        ("", True, "", ""),
    ],
)
def test_a_deadline_stands_as_it_was_unless_it_was_not_kept(text, is_behind, promised, becomes):
    assert next_deadline(text, 2016, is_behind=is_behind, promised=promised) == becomes


@pytest.mark.parametrize(
    ("text", "moved"),
    [
        ("15.3.2016", "15.3.2017"),
        ("Q1-16", "Q1-17"),
        ("juni 2016", "juni 2017"),
        ("Q1", ""),
        ("juni", ""),
        ("Løpende", ""),
        ("Q1-15 - Q4-17", ""),
        ("Q3 2017", ""),
        ("sommeren 2019", ""),
        ("", ""),
        ("Q1-14", ""),
    ],
)
def test_only_a_deadline_with_a_year_of_its_own_that_is_over_is_offered_a_year_later(text, moved):
    assert moved_deadline(text, 2016) == moved


def test_a_day_moves_a_year():
    assert a_year_later(date(2016, 1, 1)) == date(2017, 1, 1)
    assert a_year_later(date(2016, 2, 29)) == date(2017, 2, 28)
    assert a_year_later(None) is None
