"""The only clock. Whatever needs "now" or "today" asks here, so a demo alliance can stand still on its demo day."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

OSLO = ZoneInfo("Europe/Oslo")


def now() -> datetime:
    """The real moment, timezone-aware (UTC); used to stamp history."""
    return timezone.now()


def today(alliance=None) -> date:
    """The date in Oslo, or the alliance's demo day where it has one."""
    if alliance is not None and alliance.demo_day:
        return alliance.demo_day
    return timezone.localdate(timezone=OSLO)


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
