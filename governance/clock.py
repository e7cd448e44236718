"""The only clock. Whatever needs "now" or "today" asks here, so a demo alliance can stand still on its demo day."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

OSLO = ZoneInfo("Europe/Oslo")


_hidden: ContextVar[bool] = ContextVar("hidden", default=False)


class HiddenClockError(RuntimeError):
    """What is kept for another day asked what day it is."""


@contextmanager
def hidden() -> Iterator[None]:
    """Whoever asks inside is refused with HiddenClockError: what is made here outlives the day."""
    token = _hidden.set(True)
    try:
        yield
    finally:
        _hidden.reset(token)


def now() -> datetime:
    """The real moment, timezone-aware (UTC); used to stamp history."""
    if _hidden.get():
        raise HiddenClockError
    return timezone.now()


def today(alliance=None) -> date:
    """The date in Oslo, or the alliance's demo day where it has one."""
    if alliance is not None and alliance.demo_day:
        return alliance.demo_day
    return now().astimezone(OSLO).date()


def moment(alliance) -> datetime:
    """Now, or in a demo alliance this time of day on its demo day: what a reader is shown as the time of an act."""
    if alliance.demo_day is None:
        return now()
    return datetime.combine(alliance.demo_day, now().astimezone(OSLO).time(), tzinfo=OSLO)


def oslo(day: date, at: time = time(0, 0)) -> datetime:
    """The moment when the clock in Oslo shows `at` on `day`."""
    return datetime.combine(day, at, tzinfo=OSLO)


def day_of(moment: datetime) -> date:
    """The day in Oslo on which a moment falls."""
    return moment.astimezone(OSLO).date()


def day_of_act(alliance, at: datetime | None) -> date:
    """The day an act is done: that of `at` where the past is entered, today otherwise."""
    return day_of(at) if at else today(alliance)
