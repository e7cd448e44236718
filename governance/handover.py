"""What follows a case from one body to the next, and what is said before it is sent on.

As before a call (readiness.py): what `needs_reason` is passed over with a reason, which goes into the history; the rest
is told and stops nothing. A closed agenda alone refuses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance import route
from governance.choices import MeetingState, ResolutionResult
from governance.models import AgendaItem, CasePaper, GoverningBody, Meeting, Resolution
from governance.readiness import Finding
from governance.wording import short_day


@dataclass(frozen=True)
class Load:
    """What stands at a stop and can go on from it: the versions in order, and what the body resolved."""

    item: AgendaItem
    papers: tuple[CasePaper, ...] = ()
    resolution: Resolution | None = None
    points: tuple[str, ...] = ()

    @property
    def treated(self) -> CasePaper | None:
        """The version the body had before it; None where none was sent."""
        return route.treated_of(self.papers, self.resolution.decided_on if self.resolution else None)

    @property
    def usual(self) -> CasePaper | None:
        """The version that goes on where nobody chooses another."""
        return self.treated or (self.papers[-1] if self.papers else None)

    @property
    def newest_written(self) -> CasePaper | None:
        """The newest version that has any text, sent or not."""
        return next((paper for paper in reversed(self.papers) if paper.is_written), None)

    @property
    def result(self) -> str:
        return self.resolution.result if self.resolution else ""

    def text(self, version: CasePaper | None) -> str:
        """The proposal that the next stop starts with, where `version` goes on."""
        return route.adopted_text(self.result, self.points, version.recommendation if version else "") or ""


def load_of(item: AgendaItem) -> Load:
    """Three questions."""
    resolution = item.resolutions.present().first()
    points = resolution.points.present().order_by("number") if resolution else ()
    papers = item.papers.present().order_by("number")
    return Load(item, tuple(papers), resolution, tuple(point.text for point in points))


def proposal_of(item: AgendaItem, decided_on: date | None) -> str:
    """What a body that decided on that day had been asked to adopt. One question."""
    load = Load(item, tuple(item.papers.present().order_by("number")), Resolution(decided_on=decided_on))
    return load.usual.recommendation if load.usual else ""


def findings_of(
    load: Load, on: date, *, body: GoverningBody | None, meeting: Meeting | None = None, version=None
) -> list[Finding]:
    """What is to be said before the case goes on to `body` and `meeting` with `version` of the paper (None: the usual
    one); what needs a reason first. `on`: the day of the act. One question."""
    found = [
        *_of_resolution(load, body),
        *_of_version(load, version or load.usual),
        *(_of_body(load.item, body) if body else ()),
        *(_of_meeting(meeting, on) if meeting else ()),
    ]
    return sorted(found, key=lambda each: not each.needs_reason)


def closed_agenda(meeting: Meeting) -> str:
    """Why an agenda takes no more cases, and where the case can go instead."""
    words = _("Sakslisten til {meeting} er lukket, for møtet er {state}.").format(
        meeting=meeting, state=meeting.get_state_display().lower()
    )
    others = Meeting.objects.of(meeting.alliance).open().filter(body=meeting.body).order_by("day", "starts_at")
    days = ", ".join(short_day(day) for day in others.values_list("day", flat=True)[:6])
    if not days:
        return f"{words} {_('Ingen andre møter i {body} kan ta saken. La den vente.').format(body=meeting.body)}"
    return f"{words} {_('Disse møtene kan ta saken: {days}. Den kan også vente.').format(days=days)}"


def _of_resolution(load: Load, body) -> Iterator[Finding]:
    item = load.item
    mend = ("item_resolution", (item.pk,))
    if load.resolution is None:
        words = _("{body} har ikke behandlet saken ennå. Forslaget går videre uten vedtak.").format(body=item.body)
        yield Finding(words, *mend, _("Registrer vedtaket"), needs_reason=True)
    elif load.result == ResolutionResult.CHANGED and not load.points:
        words = _("{body} endret forslaget, men endringene er ikke skrevet i vedtaket. Forslaget går videre uten dem.")
        yield Finding(words.format(body=item.body), *mend, _("Skriv vedtaket"), needs_reason=True)
    elif load.result == ResolutionResult.REJECTED:
        words = _("{body} vedtok ikke forslaget. Det er likevel forslaget som går videre.").format(body=item.body)
        yield Finding(words, *mend, _("Endre vedtaket"), needs_reason=True)
    elif load.result == ResolutionResult.UNKNOWN:
        words = _("Det er ikke ført hva {body} kom til. Forslaget går videre slik det var.").format(body=item.body)
        yield Finding(words, *mend, _("Endre vedtaket"), needs_reason=True)
    elif load.result == ResolutionResult.SENT_BACK and not _is_back(item, body):
        words = _("{body} sendte saken tilbake. Skriv hvorfor den går videre, eller velg organet den kom fra.")
        yield Finding(words.format(body=item.body), *mend, _("Endre vedtaket"), needs_reason=True)
    elif load.result == ResolutionResult.ADOPTED and _says_otherwise(load):
        words = _("Utfallet er «Vedtatt som foreslått». Da går forslaget videre, og ikke ordene i vedtakspunktene.")
        yield Finding(words, *mend, _("Endre vedtaket"))


def _is_back(item: AgendaItem, body) -> bool:
    came_from = item.previous.body_id if item.previous_id else None
    return body is not None and (body.prepares_for_id == item.body_id or body.pk == came_from)


def _says_otherwise(load: Load) -> bool:
    proposal = load.usual.recommendation if load.usual else ""
    return route.fitting_result(load.result, load.points, proposal) != load.result


def _of_version(load: Load, version: CasePaper | None) -> Iterator[Finding]:
    item, treated = load.item, load.treated
    newest = load.papers[-1] if load.papers else None
    if version is None or not version.is_written:
        words = _("Saken har ikke saksframlegg her. Det neste organet begynner med et tomt.")
        yield Finding(words, "item_paper_edit", (item.pk,), _("Skriv saksframlegget"))
        return
    if version.pk != (treated.pk if treated else None):
        yield Finding(_of_other(item, version, treated), *_read(item, load), needs_reason=True)
    elif newest.number > version.number and newest.is_written:
        yield Finding(_of_newer(item, version, newest), *_read(item, load))


def _read(item: AgendaItem, load: Load) -> tuple[str, tuple, str]:
    if len(load.papers) > 1:
        return "item_paper_compare", (item.pk,), _("Sammenlign versjonene")
    turn = (item.turn,) if item.turn > 1 else ()
    return "item_detail", (item.case.year, item.case.sequence, item.body.slug, *turn), _("Les saksframlegget")


def _of_other(item: AgendaItem, version: CasePaper, treated: CasePaper | None) -> str:
    """What is said where another version goes on than the one the body had before it."""
    told = {"n": version.number, "m": treated.number if treated else 0, "body": item.body}
    if treated is None:
        return _("Versjon {n} av saksframlegget er et utkast som aldri er sendt ut. Det går videre som det er.").format(
            **told
        )
    if version.number < treated.number:
        return _("Versjon {n} er utdatert: {body} fikk versjon {m}. Du har valgt at versjon {n} går videre.").format(
            **told
        )
    if version.sent_at is None:
        return _("Versjon {n} er et utkast som {body} ikke har fått. Du har valgt at det går videre.").format(**told)
    return _("Versjon {n} ble sendt ut etter at {body} behandlet versjon {m}. Du har valgt at den går videre.").format(
        **told
    )


def _of_newer(item: AgendaItem, version: CasePaper, newest: CasePaper) -> str:
    """What is said where a newer version stays behind."""
    told = {"n": newest.number, "m": version.number, "body": item.body}
    if newest.sent_at is None:
        return _("Versjon {n} er et utkast som ikke er sendt ut. Det er versjon {m} som går videre.").format(**told)
    return _("Versjon {n} ble sendt ut etter at {body} behandlet saken. Det er versjon {m} som går videre.").format(
        **told
    )


def _of_body(item: AgendaItem, body: GoverningBody) -> Iterator[Finding]:
    waiting = AgendaItem.objects.present().filter(case=item.case, body=body).undecided().order_by("turn").first()
    if waiting is not None:
        words = _("Saken ligger alt hos {body} ({state}). Sendes den dit igjen, får organet den to ganger.").format(
            body=body, state=waiting.get_state_display().lower()
        )
        turn = (waiting.turn,) if waiting.turn > 1 else ()
        place = (item.case.year, item.case.sequence, body.slug, *turn)
        yield Finding(words, "item_detail", place, _("Se behandlingen"), needs_reason=True)


def _of_meeting(meeting: Meeting, on: date) -> Iterator[Finding]:
    see = ("meeting_detail", (meeting.pk,), _("Se møtet"))
    if meeting.state == MeetingState.CALLED and meeting.reopened_at is not None:
        words = _("Sakslisten til {meeting} er åpnet igjen. Saken får nummer når den sendes på nytt, som ettersendt.")
        yield Finding(words.format(meeting=meeting), *see)
    elif meeting.state == MeetingState.CALLED:
        words = _("{meeting} er innkalt. Saken får nummer med en gang, og merkes som ettersendt.")
        yield Finding(words.format(meeting=meeting), *see)
    if meeting.day < on:
        yield Finding(_("{meeting} er allerede passert.").format(meeting=meeting), *see)
