"""Store the meetings of a year, of a body and of those that prepare its cases, in one act."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from governance import history
from governance.choices import MeetingForm, MeetingState
from governance.models import GoverningBody, Meeting
from governance.services.claims import claim
from governance.wording import short_day


@dataclass(frozen=True)
class PlannedMeeting:
    """One of them: its day, and when and where its body meets as a rule."""

    body: GoverningBody
    day: date
    starts_at: time | None = None
    ends_at: time | None = None
    place: str = ""
    form: str = MeetingForm.PHYSICAL


def plan_year(actor, body: GoverningBody, planned: Sequence[PlannedMeeting], *, at=None) -> list[Meeting]:
    """Plan the meetings; the event is the body's. Refused where a body has a meeting on one of the days already: each
    body is held meanwhile, so that of two who plan at once the second is told."""
    with history.recording(actor, "meeting.plan_year", body, at=at):
        bodies = {each.body.pk: each.body for each in planned}
        for key in sorted(bodies, key=str):
            claim(actor, "meeting.create", bodies[key])
        _refuse_twice(bodies, planned)
        return [history.create(Meeting(**vars(each))) for each in planned]


def _refuse_twice(bodies: dict, planned: Sequence[PlannedMeeting]) -> None:
    rows = Meeting.objects.present().filter(body__in=bodies, day__in={each.day for each in planned})
    held = set(rows.exclude(state=MeetingState.CANCELLED).values_list("body", "day"))
    for each in planned:
        key = (each.body.pk, each.day)
        if key in held:
            said = _("{body} har alt et møte {day}. Se over dagene, og prøv igjen.")
            raise history.Refused(said.format(body=each.body, day=short_day(each.day)))
        held.add(key)
