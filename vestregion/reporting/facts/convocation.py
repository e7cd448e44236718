"""The facts of a convocation: when and where a body meets, what is on the agenda, and who is called.

One letter is for all who are called, so a case that is exempt stands with its public title alone.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.utils import translation

from governance import clock
from governance.agendawords import letter_lines, number_in
from governance.bodies.convened import Place, places_of
from governance.choices import Access, ItemRole, ItemState, MeetingForm, MeetingState
from governance.exemption import neutral_title
from governance.models import ProgrammeEntry, SubItem
from governance.programme import by_day
from governance.subitems import Line, Sent, lines_of, told_in
from vestregion.reporting.facts.casepaper import exempt_line
from vestregion.reporting.facts.failure import collecting
from vestregion.reporting.facts.sender import Sender, sender_of

SCHEMA_VERSION = 4


@dataclass(frozen=True, slots=True)
class ItemFact:
    """One case of the agenda; `number` is empty until the call. `points` are those below it, each with its letter."""

    number: str
    title: str
    task: str
    exempt: str
    is_late: bool
    is_withdrawn: bool
    is_postponed: bool
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EntryFact:
    """What stands in the programme: `day` is ISO text, `hours` "10.00" or "10.00–11.30", `case` its number and the
    title that all may know, "" where it is about none."""

    day: str
    hours: str
    title: str
    place: str
    speaker: str
    case: str


@dataclass(frozen=True, slots=True)
class CalledFact:
    """One seat: whose it is, and who holds it ("" where nobody does)."""

    seat: str
    role: str
    name: str


@dataclass(frozen=True, slots=True)
class ConvocationFacts:
    """The letter. Days are ISO text, hours "09.00". `version` is that of the agenda, 0 before the call; `changes` says
    what is new since the one before it, a line for each case."""

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
    version: int
    version_on: str
    why: str
    changes: tuple[str, ...]
    items: tuple[ItemFact, ...]
    programme: tuple[EntryFact, ...]
    called: tuple[CalledFact, ...]

    def content(self) -> dict:
        """Plain values, ready to be frozen."""
        return asdict(self)


def collect_convocation(meeting) -> ConvocationFacts:
    """The convocation of a meeting, in a fixed number of queries: time and place as they stand, the agenda as it went
    out last. Raises FactsFailed."""
    with translation.override("nb"), collecting(str(meeting)):
        version, before = _newest_two(meeting)
        items = _items(meeting, version)
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
            place=meeting.where,
            video_link=meeting.video_link,
            note=meeting.note,
            called_on=meeting.called_at.date().isoformat() if meeting.called_at else "",
            is_sent=meeting.state != MeetingState.PLANNED,
            is_cancelled=meeting.state == MeetingState.CANCELLED,
            version=version.number if version else 0,
            version_on=clock.day_of(version.sent_at).isoformat() if version else "",
            why=version.why if version else "",
            changes=tuple(letter_lines(before, version)) if before else (),
            items=tuple(items.values()),
            programme=tuple(_programme(meeting, items)),
            called=tuple(_called(place) for place in places_of(meeting)),
        )


def _hour(time) -> str:
    return f"{time:%H.%M}" if time else ""


def _newest_two(meeting) -> tuple:
    """The agenda that went out last, and the one before it; None for what there is not."""
    found = meeting.agenda_versions.present().newest_first().select_related("meeting__body")[:2]
    return (*found, None, None)[:2]


def _items(meeting, version) -> dict[Any, ItemFact]:
    """The cases of a version by their keys; before the call, those that stand on the agenda."""
    items = meeting.items.present().select_related("case").in_order()
    if version is None:
        rows = SubItem.objects.present().filter(item__in=list(items)).in_order()
        lines = lines_of(rows.select_related("on_behalf_of", "presenter"))
        return {
            each.pk: _item(each, each.number, each.role, each.is_late, each.state, lines.get(each.pk, ()))
            for each in items
        }
    known, sent = {str(item.pk): item for item in items}, Sent(told_in(version.rows))
    return {
        known[row["item"]].pk: _item(
            known[row["item"]],
            number_in(meeting.body, row),
            row["role"],
            row["late"],
            row["state"],
            sent.lines(row.get("subs", ())),
        )
        for row in version.rows
        if row["item"] in known
    }


def _programme(meeting, items: dict[Any, ItemFact]) -> Iterable[EntryFact]:
    """What stands on each day, as it stands now."""
    entries = ProgrammeEntry.objects.present().filter(meeting=meeting).in_order()
    for day in by_day(meeting, entries, items):
        for line in day.lines:
            entry, item = line.entry, line.item
            yield EntryFact(
                day=day.day.isoformat(),
                hours="–".join(filter(None, (_hour(entry.starts_at), _hour(entry.ends_at)))),
                title=entry.title,
                place=entry.place,
                speaker=entry.speaker,
                case=" ".join(filter(None, (item.number, item.title))) if item else "",
            )


def _item(item, number: str, role: str, is_late: bool, state: str, points: Iterable[Line]) -> ItemFact:
    case = item.case
    is_open = case.access == Access.PUBLIC
    return ItemFact(
        number=number,
        title=case.title if is_open else neutral_title(case),
        task=str(ItemRole(role).label),
        exempt=exempt_line(case),
        is_late=is_late,
        is_withdrawn=state == ItemState.WITHDRAWN,
        is_postponed=state == ItemState.POSTPONED,
        points=tuple(f"{each.letter}) {each.full}" for each in points) if is_open else (),
    )


def _called(place: Place) -> CalledFact:
    seat = place.seat
    whose = seat.on_behalf_of or seat.area or ""
    return CalledFact(
        seat=str(whose),
        role=seat.title or str(seat.get_role_display()),
        name=place.holder.name if place.holder else "",
    )
