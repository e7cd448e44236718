"""What a composed question would keep for others fails where it is composed, not in what somebody is told later."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from governance.access import Actor
from governance.composed import KeptTooMuchError, all_held, composed
from governance.holding import held_row
from governance.models import Alliance, Case, CaseFollow, Meeting

pytestmark = pytest.mark.django_db


def of_day(actor, day):
    return Meeting.objects.visible_to(actor).filter(day=day)


KEPT_TOO_MUCH = {
    "rows that are read now": (
        lambda actor, key: Case.objects.of(actor.alliance).filter(
            pk__in=list(Case.objects.values_list("pk", flat=True))
        ),
        uuid4(),
    ),
    "whether there are any now": (
        lambda actor, key: Case.objects.of(actor.alliance) if Case.objects.exists() else Case.objects.none(),
        uuid4(),
    ),
    "rows of every alliance": (lambda actor, key: Case.objects.filter(pk=key), uuid4()),
    "the day after": (lambda actor, day: of_day(actor, day + timedelta(days=1)), date(2018, 3, 8)),
    "a day that was compared": (
        lambda actor, day: of_day(actor, day) if day > date(2018, 1, 1) else of_day(actor, None),
        date(2018, 3, 8),
    ),
    "the year before": (lambda actor, year: Case.objects.visible_to(actor).filter(year__in=[year, year - 1]), 2018),
    "part of a word": (lambda actor, word: Case.objects.visible_to(actor).filter(title__contains=word), "Buss"),
    "a word made of it": (lambda actor, word: Case.objects.visible_to(actor).filter(title=f"{word} "), "Buss"),
}


@pytest.mark.parametrize("name", KEPT_TOO_MUCH)
def test_what_belongs_to_one_asking_is_not_kept(name, secretary):
    build, given = KEPT_TOO_MUCH[name]
    with pytest.raises(KeptTooMuchError):
        composed(all_held)(build)(secretary, given)


WITHHELD_OF_HER = {
    "her person": lambda actor: Case.objects.visible_to(actor).filter(responsible=actor.person),
    "rows of her own": lambda actor: CaseFollow.objects.visible_to(actor),
    "whether she is anybody": lambda actor: Case.objects.visible_to(actor) if actor.person else Case.objects.none(),
    "her login": lambda actor: Case.objects.visible_to(actor).filter(responsible__user=actor.user_id),
    "her day": lambda actor: Meeting.objects.visible_to(actor).upcoming(actor.on),
    "a day that may be empty": lambda actor: Meeting.objects.visible_to(actor).filter(day=actor.on),
}


@pytest.mark.parametrize("name", WITHHELD_OF_HER)
def test_who_she_is_and_her_day_are_withheld(name, secretary):
    """Were they merely empty, a question would be answered with none of her rows, or with those that are nobody's."""
    with pytest.raises((KeptTooMuchError, AttributeError, TypeError, ValidationError)):
        composed(all_held)(WITHHELD_OF_HER[name])(secretary)


def test_of_nobody_there_is_nothing_to_withhold(alliance):
    reader = all_held(Actor(alliance=alliance))
    assert (reader.user, reader.person, reader.on) == (None, None, None)


def test_a_number_after_a_long_list_is_found(alliance, secretary, item):
    """A column of small integers has no room for the number of every key."""
    question = composed(all_held)(
        lambda actor, keys, year: Case.objects.visible_to(actor).filter(pk__in=keys, year=year)
    )
    case = item.case
    assert question(secretary, [*(uuid4() for _each in range(300)), case.pk], case.year) == [case]


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not connection.features.has_select_for_update, reason="SQLite holds no rows")
def test_a_hold_outside_a_transaction_is_refused_also_when_it_was_composed_within_one(alliance):
    with transaction.atomic():
        assert held_row(Alliance, alliance.pk) == alliance
    with pytest.raises(transaction.TransactionManagementError):
        held_row(Alliance, alliance.pk)
