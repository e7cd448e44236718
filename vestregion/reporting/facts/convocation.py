"""The facts of a convocation: when and where a body meets, what is on the agenda, and who is called.

One letter is for all who are called, so a case that is exempt stands with its public title alone.
"""

from dataclasses import asdict, dataclass
from typing import ClassVar

from django.utils import translation

from governance.bodies.convened import Place, places_of
from governance.choices import Access, ItemState, MeetingForm, MeetingState
from governance.exemption import neutral_title
from vestregion.reporting.facts.casepaper import exempt_line
from vestregion.reporting.facts.failure import collecting
from vestregion.reporting.facts.sender import Sender, sender_of

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One case of the agenda; `number` is empty until the call."""

    number: str
    title: str
    task: str
    exempt: str
    is_late: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class CalledFact:
    """One seat: whose it is, and who holds it ("" where nobody does)."""

    seat: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class ConvocationFacts:
    """The letter. Days are ISO text, hours "09.00"."""

    schema_version: ClassVar[int] = SCHEMA_VERSION
    kind: str
    lang: str
    title: str
    sender: Sender
    body: str
    meeting_kind: str
    day: str
    last_day: str
    starts_at: str
    ends_at: str
    form: str
    place: str
    video_link: str
    note: str
    called_on: str
    is_sent: bool
    is_cancelled: bool
    items: tuple[ItemFact, ...]
    called: tuple[CalledFact, ...]

    def content(self) -> dict:
        """Plain values, ready to be frozen."""
        return asdict(self)


def collect_convocation(meeting) -> ConvocationFacts:
    """The convocation of a meeting as it stands, in a fixed number of queries. Raises FactsFailed."""
    with translation.override("nb"), collecting(str(meeting)):
        return ConvocationFacts(
            kind="convocation",
            lang="nb",
            title=meeting.title or f"Innkalling til møte i {meeting.body.name}",
            sender=sender_of(meeting.alliance, meeting.body.cooperation),
            body=meeting.body.name,
            meeting_kind=str(meeting.get_kind_display()),
            day=meeting.day.isoformat(),
            last_day=meeting.last_day.isoformat() if meeting.last_day else "",
            starts_at=_hour(meeting.starts_at),
            ends_at=_hour(meeting.ends_at),
            form=str(meeting.get_form_display()) if meeting.form != MeetingForm.PHYSICAL else "",
            place=meeting.place,
            video_link=meeting.video_link,
            note=meeting.note,
            called_on=meeting.called_at.date().isoformat() if meeting.called_at else "",
            is_sent=meeting.state != MeetingState.PLANNED,
            is_cancelled=meeting.state == MeetingState.CANCELLED,
            items=_items(meeting),
            called=tuple(_called(place) for place in places_of(meeting)),
        )


def _hour(time) -> str:
    return f"{time:%H.%M}" if time else ""


def _items(meeting) -> tuple[ItemFact, ...]:
    rows = meeting.items.present().select_related("case").in_order()
    return tuple(
        ItemFact(
            number=row.number,
            title=neutral_title(row.case) if row.case.access == Access.EXEMPT else row.case.title,
            task=str(row.get_role_display()),
            exempt=exempt_line(row.case),
            is_late=row.is_late,
            is_withdrawn=row.state == ItemState.WITHDRAWN,
        )
        for row in rows
    )


def _called(place: Place) -> CalledFact:
    seat = place.seat
    whose = seat.on_behalf_of or seat.area or ""
    return CalledFact(
        seat=str(whose),
        role=seat.title or str(seat.get_role_display()),
        name=place.holder.name if place.holder else "",
    )
