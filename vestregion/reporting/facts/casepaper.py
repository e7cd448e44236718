"""The facts of a case paper: where and when the case is treated, what is proposed, and what came before."""

from dataclasses import asdict, dataclass
from typing import ClassVar

from django.utils import translation
from django.utils.translation import gettext as _

from governance.choices import Access, ItemState, PaperState
from governance.models import AgendaItem, Attachment, Resolution
from governance.papernotes import note_of
from governance.paperparts import texts_of
from governance.recommendation import numbered
from vestregion.reporting.facts.failure import collecting
from vestregion.reporting.facts.sender import Sender, sender_of

SCHEMA_VERSION = 2
WITH_A_RESULT = (ItemState.NUMBERED, ItemState.TREATED, ItemState.POSTPONED, ItemState.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class AttachmentFact:
    """An exempt attachment has no title here: one paper is printed for all who may read it."""

    title: str
    exempt: str


@dataclass(frozen=True, slots=True)
class TreatmentFact:
    """An earlier stop of the case: `day` is ISO text, `points` the resolution as it was made. Number, outcome and
    points are empty where the stop is not published."""

    body: str
    day: str
    number: str
    outcome: str
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One version of a case paper. Its parts are rich text; those after the exposition are printed where they are
    written, and the points of the recommendation are numbered.

    `responsible` is empty: the paper is published, and names of staff are for those who are logged in. Papers frozen
    before that was so still have the name.
    """

    schema_version: ClassVar[int] = SCHEMA_VERSION
    kind: str
    lang: str
    title: str
    sender: Sender
    body: str
    day: str
    number: str
    file_number: str
    case_kind: str
    task: str
    responsible: str
    exempt: str
    version: int
    is_sent: bool
    change_note: str
    exposition: str
    alternatives: str
    economic_consequences: str
    municipal_consequences: str
    recommendation: str
    attachments: tuple[AttachmentFact, ...]
    earlier: tuple[TreatmentFact, ...]

    def content(self) -> dict:
        """Plain values, ready to be frozen."""
        return asdict(self)


def as_first_frozen(paper, content: dict) -> dict | None:
    """The content as frozen when a paper had exposition and recommendation alone; None where it says more now."""
    later = ("alternatives", "economic_consequences", "municipal_consequences")
    if any(content[name] for name in later):
        return None
    kept = {name: value for name, value in content.items() if name not in later}
    return kept | {"recommendation": paper.recommendation}


def collect_paper(paper) -> PaperFacts:
    """The case paper with its surroundings, in a fixed number of queries. Raises FactsFailed."""
    item = paper.item
    case = item.case
    with translation.override("nb"), collecting(case.title):
        return PaperFacts(
            kind="casepaper",
            lang="nb",
            title=case.title,
            sender=sender_of(paper.alliance, case.cooperation),
            body=item.body.name,
            day=item.meeting.day.isoformat() if item.meeting else "",
            number=item.number,
            file_number=case.number,
            case_kind=str(case.get_kind_display()),
            task=str(item.get_role_display()),
            responsible="",
            exempt=exempt_line(case),
            version=paper.number,
            is_sent=paper.state == "sent",
            change_note=_note(paper),
            **texts_of(paper) | {"recommendation": numbered(paper.recommendation)},
            attachments=_attachments(paper),
            earlier=_earlier(item),
        )


def _note(paper) -> str:
    """What is new in the version, without the number of a treatment that not every reader may know of."""
    previous = paper.item.previous
    return note_of(paper, previous if previous is not None and _may_be_printed(previous, paper.item) else None)


def exempt_line(row) -> str:
    """What stands on paper of a row that is exempt, with its legal basis in words."""
    return f"{row.exempt_words}, {row.basis_words}" if row.is_exempt else ""


def _attachments(paper) -> tuple[AttachmentFact, ...]:
    """Those that were sent; a draft names those that wait with it as well."""
    rows = Attachment.objects.present().filter(item=paper.item).order_by("position", "title")
    if paper.state == PaperState.SENT:
        rows = rows.filter(sent_at__isnull=False)
    return tuple(map(_attachment, rows))


def _attachment(row: Attachment) -> AttachmentFact:
    """As it is named on paper; what is not printed says where it is read."""
    place = "" if row.in_pack else f" ({_('leses bare på skjerm')})"
    exempt = exempt_line(row)
    return AttachmentFact("", exempt + place) if exempt else AttachmentFact(row.title + place, "")


def _earlier(item) -> tuple[TreatmentFact, ...]:
    """Stops of the case that were called before this one; those without a date after those with."""
    stops = AgendaItem.objects.present().filter(case=item.case, state__in=WITH_A_RESULT, meeting__isnull=False)
    if item.meeting is not None:
        stops = stops.filter(meeting__day__lte=item.meeting.day)
    stops = list(stops.exclude(pk=item.pk).select_related("body", "meeting").order_by("meeting__day", "pk"))
    open_to_all = [stop for stop in stops if _may_be_printed(stop, item)]
    resolutions = Resolution.objects.present().filter(item__in=open_to_all).prefetch_related("points")
    by_item = {row.item_id: row for row in resolutions}
    return tuple(_treatment(stop, by_item.get(stop.pk)) if stop in open_to_all else _stop(stop) for stop in stops)


def _may_be_printed(stop, item) -> bool:
    """Whether every reader of the paper may read the stop. One paper is printed for all of them, and a paper of a
    public case is published with its own meeting; a paper of an exempt case is read in its own body alone."""
    if item.case.access == Access.EXEMPT:
        return stop.body_id == item.body_id
    return stop.meeting is not None and stop.meeting.published_at is not None


def _stop(stop, **values) -> TreatmentFact:
    """Where and when, which is all that is told of a stop that is not published."""
    empty = {"number": "", "outcome": "", "points": ()}
    return TreatmentFact(body=stop.body.name, day=stop.meeting.day.isoformat(), **empty | values)


def _treatment(stop, resolution) -> TreatmentFact:
    outcome = resolution.get_result_display() if resolution else stop.get_state_display()
    points = [point for point in resolution.points.all() if point.removed_at is None] if resolution else []
    texts = tuple(point.text for point in sorted(points, key=lambda point: point.number))
    return _stop(stop, number=stop.number, outcome=str(outcome), points=texts)
