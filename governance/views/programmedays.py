"""The programme of a meeting, as a reader has it."""

from governance.composed import all_held, composed
from governance.models import ProgrammeEntry
from governance.programme import Day, by_day


def programme_of(actor, meeting, items) -> list[Day]:
    """The programme by day. `items`: the agenda as the actor has it, with the cases revealed. One question."""
    return by_day(meeting, entries_of(actor, meeting.pk), {item.pk: item for item in items})


@composed(all_held)
def entries_of(actor, meeting):
    """The entries of the meeting with this key, by day and hour."""
    return ProgrammeEntry.objects.visible_to(actor).filter(meeting=meeting).in_order()
