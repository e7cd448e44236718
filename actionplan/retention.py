"""What gatherings remember of those who came, and for how long.

Names are kept six months: by then the report of four months after the gathering has been made, and whoever needed a
proof of having been there has asked for it. What somebody said of food and needs may tell of her health, and serves
the day alone: it goes after a fortnight. Who is erased still counts (attendance.py).
"""

from calendar import monthrange
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from actionplan.gatheringmail import EVENTS
from actionplan.models import SignUp
from governance import clock, history
from governance.access import system_actor
from governance.forgetting import forget
from governance.models import Alliance, OutgoingMail

FORGOTTEN_AFTER_MONTHS = 6
NEEDS_FORGOTTEN_AFTER = timedelta(days=14)
NOBODY = {"person": None, "name": "", "email": "", "workplace": "", "needs": ""}


def forget_the_past() -> int:
    """A nightly chore. Returns how many sign-ups forgot something."""
    return sum(_forget_in(alliance) for alliance in Alliance.objects.all())


def _forget_in(alliance) -> int:
    on = clock.today(alliance)
    rows = SignUp.objects.filter(alliance=alliance, erased_at=None)
    rows = rows.annotate(ended=Coalesce("gathering__last_day", "gathering__day")).select_related("gathering")
    known = rows.filter(ended__lt=months_before(on, FORGOTTEN_AFTER_MONTHS))
    told = rows.filter(ended__lt=on - NEEDS_FORGOTTEN_AFTER).exclude(needs="")
    forgotten = 0
    for gathering, those in _by_gathering(known):
        forgotten += _forget(alliance, gathering, those, NOBODY, {"erased_at": clock.now()})
    for gathering, those in _by_gathering(told):
        forgotten += _forget(alliance, gathering, those, {"needs": ""})
    return forgotten


def _by_gathering(rows):
    return [(gathering, list(those)) for gathering, those in groupby(rows.order_by("gathering"), _gathering_of)]


def _gathering_of(row: SignUp):
    return row.gathering


def _forget(alliance, gathering, rows, blank: dict, told: dict | None = None) -> int:
    with history.recording(system_actor(alliance), "gathering.forget", gathering):
        if told is not None:
            _forget_mails(alliance, gathering)
        return forget(rows, blank, told)


def _forget_mails(alliance, gathering) -> None:
    """What was written to those from outside: the mail stands, to nobody and without its words."""
    of_it = Q()
    for event in EVENTS:
        of_it |= Q(key__startswith=f"{event.key}:{gathering.pk}:")
    rows = OutgoingMail.objects.filter(of_it, alliance=alliance, person=None).exclude(address="")
    forget(rows, {"address": "", "body": _("Teksten er slettet."), "object_url": ""})


def months_before(day: date, months: int) -> date:
    """The same day some months before; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
