"""Whoever has a place at a gathering is reminded of it in the last days before: a chore of the night.

Once for each gathering and day: of one that is moved people are reminded anew. Persons of the alliance hear of it as
they have chosen; a guest has nothing to choose, and gets the one mail.
"""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from actionplan import gatheringmail as mail
from actionplan.choices import GatheringState, SignUpState
from actionplan.models import SignUp
from governance import clock
from governance.access import system_actor
from governance.models import Alliance, OutgoingMail

REMINDED_BEFORE = timedelta(days=2)


def remind_of_gatherings() -> int:
    """Returns how many mails were posted; safe to do again."""
    return sum(_remind(alliance) for alliance in Alliance.objects.all())


def _remind(alliance) -> int:
    actor = system_actor(alliance)
    rows = _with_a_place(alliance, clock.today(alliance))
    told = _told(alliance, {row.gathering_id for row in rows})
    fresh = [row for row in rows if mail.occasion_of(row, _day(row)) not in told]
    return sum(mail.tell(actor, mail.REMINDER, row, occasion=_day(row)) is not None for row in fresh)


def _day(row: SignUp) -> str:
    return f"-{row.gathering.day.isoformat()}"


def _with_a_place(alliance, on) -> list[SignUp]:
    """Those who have a place at what begins in the next days."""
    rows = SignUp.objects.of(alliance).filter(state=SignUpState.PLACED, attended=False, erased_at=None)
    soon = {"day__gt": on, "day__lte": on + REMINDED_BEFORE, "removed_at": None}
    soon["state__in"] = (GatheringState.OPEN, GatheringState.CLOSED)
    rows = rows.filter(**{f"gathering__{name}": value for name, value in soon.items()})
    return list(rows.select_related("gathering", "person__user").order_by("gathering", "number"))


def _told(alliance, gatherings: Iterable) -> set[str]:
    """The occasions of the reminders that are written already."""
    of_it = Q(pk=None)
    for gathering in gatherings:
        of_it |= Q(key__startswith=f"{mail.REMINDER.key}:{gathering}:")
    keys = OutgoingMail.objects.of(alliance).filter(of_it).values_list("key", flat=True)
    return {key.split(":")[2] for key in keys}
