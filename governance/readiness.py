"""Whether a meeting is ready to be called: what is missing for the whole of it, each with where it is mended.

What `needs_reason` can be passed over with a reason, which goes into the history; the rest is told and stops nothing.
No law stops a call for any of it (docs/domain.md), so nothing here does.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.agendachoices import PAPERLESS_CASES
from governance.bodies.convened import Place, places_of
from governance.bodies.inforce import call_by, in_force, is_late
from governance.choices import ItemState, MeetingForm, ProcedureAct, Verdict
from governance.grounds import MUST
from governance.models import AgendaItem, Attachment, CasePaper, Meeting, PaperReview, ProcedureRules, StandingItem
from governance.paperhints import lacks_recommendation
from governance.reviewstates import Reading, newest_of_each
from governance.wording import short_day

AT_A_PLACE = (MeetingForm.PHYSICAL, MeetingForm.HYBRID)
BY_VIDEO = (MeetingForm.REMOTE, MeetingForm.HYBRID)


class Finding(NamedTuple):
    """A sentence, the page where it is mended (its name, what its address takes, the words of the way there), and
    whether the call needs a reason to pass it over."""

    words: str
    page: str
    args: tuple
    label: str
    needs_reason: bool = False


def findings_of(meeting: Meeting, on) -> list[Finding]:
    """What is missing for a call on the day `on`, what needs a reason first. Nine questions, whatever the agenda."""
    rules = in_force(meeting.body.rules.present(), meeting.day)
    items = list(meeting.items.present().filter(state=ItemState.LISTED).select_related("case", "body").in_order())
    found = [
        *_of_time(meeting, rules, on),
        *_of_place(meeting, rules),
        *_of_agenda(meeting, items),
        *_of_closed_doors(meeting, rules, items),
        *_of_papers(items),
        *_of_attachments(items),
        *_of_seats(meeting),
    ]
    return sorted(found, key=lambda each: not each.needs_reason)


def sending_findings(meeting: Meeting | None, items: Sequence[AgendaItem]) -> list[Finding]:
    """What is told of cases that go out after the call: what their readers say, and what must not be treated from a
    distance. No page of these asks for a reason. Three questions."""
    found = _of_readings(items, _newest_papers(items)) if items else ()
    if meeting is None or not items:
        return [each._replace(needs_reason=False) for each in found]
    doors = _of_closed_doors(meeting, in_force(meeting.body.rules.present(), meeting.day), items)
    return [each._replace(needs_reason=False) for each in (*doors, *found)]


def marks_of(found: Sequence[Finding]) -> str:
    """A mark for each finding that needs a reason; whoever passes them over has been told all of them."""
    told = (each.words for each in found if each.needs_reason)
    return " ".join(sha256(each.encode()).hexdigest()[:16] for each in told)


def notice_warning(meeting: Meeting, rules: ProcedureRules, on) -> str:
    """The sentence that says a call on `on` is late, or nothing. The acts say "reasonable notice" (kommuneloven 1992
    § 32 nr 3, 2018 § 11-3), so a late call needs a reason and is never stopped."""
    if not is_late(meeting.day, rules, on):
        return ""
    wanted, left = rules.notice_days, (meeting.day - on).days
    if left < 0:
        return _("Møtedagen er allerede passert.")
    last = call_by(meeting.day, rules)
    return ngettext(
        "Innkallingen er sen: det er {left} dag til møtet, og reglene sier {wanted} (senest {last}).",
        "Innkallingen er sen: det er {left} dager til møtet, og reglene sier {wanted} (senest {last}).",
        left,
    ).format(left=left, wanted=wanted, last=short_day(last))


def _of_time(meeting, rules, on) -> Iterator[Finding]:
    edit = ("meeting_edit", (meeting.pk,))
    if late := notice_warning(meeting, rules, on):
        yield Finding(late, *edit, _("Flytt møtet"), needs_reason=True)
    if meeting.starts_at is None:
        yield Finding(_("Møtet har ikke klokkeslett."), *edit, _("Sett klokkeslett"))


def _of_place(meeting, rules) -> Iterator[Finding]:
    """2018 § 11-7: where a body may meet from a distance, everyone must be able to see, hear and talk to each other."""
    edit = ("meeting_edit", (meeting.pk,))
    if meeting.form in AT_A_PLACE and not meeting.place:
        yield Finding(_("Møtet har ikke sted."), *edit, _("Skriv stedet"))
    if meeting.form in BY_VIDEO and not meeting.video_link:
        yield Finding(_("Fjernmøtet har ingen videolenke."), *edit, _("Legg inn videolenken"))
    if meeting.form == MeetingForm.TELEPHONE and not meeting.dial_in:
        yield Finding(_("Telefonmøtet har ikke noe nummer å ringe."), *edit, _("Skriv nummeret"))
    if meeting.form == MeetingForm.TELEPHONE and rules.allows_remote and rules.law == ProcedureAct.ACT_2018:
        words = _("På telefon kan ikke alle se hverandre, slik kommuneloven 2018 § 11-7 krever av et fjernmøte.")
        yield Finding(words, *edit, _("Endre møteformen"), needs_reason=True)
    if meeting.form != MeetingForm.PHYSICAL and not rules.allows_remote:
        words = _("Reglene til {body} åpner ikke for fjernmøte.").format(body=meeting.body)
        yield Finding(words, *edit, _("Endre møteformen"), needs_reason=True)


def _of_agenda(meeting, items: Sequence[AgendaItem]) -> Iterator[Finding]:
    agenda = ("meeting_agenda", (meeting.pk,))
    if not items and not meeting.items.present().exists():
        yield Finding(_("Sakslisten er tom."), *agenda, _("Sett opp sakslisten"))
    standing = StandingItem.objects.of(meeting.alliance_id).lacking(meeting)
    titles = [each.case.title for each in standing.select_related("case")]
    if len(titles) == 1:
        words = _("Den faste saken «{title}» står ikke på sakslisten.").format(title=titles[0])
        yield Finding(words, *agenda, _("Sett den på"))
    elif titles:
        words = _("{count} faste saker står ikke på sakslisten: {titles}.")
        yield Finding(words.format(count=len(titles), titles=", ".join(titles)), *agenda, _("Bruk malen"))


def _of_closed_doors(meeting, rules, items: Sequence[AgendaItem]) -> Iterator[Finding]:
    """2018 § 11-7: what must be treated behind closed doors is not treated in a meeting from a distance."""
    if meeting.form == MeetingForm.PHYSICAL or rules.law != ProcedureAct.ACT_2018:
        return
    for item in items:
        if item.case.is_exempt and item.case.ground in MUST:
            words = _("Saken «{title}» er underlagt taushetsplikt, og kan ikke behandles i fjernmøte.")
            words = words.format(title=item.case.title)
            yield Finding(words, "meeting_edit", (meeting.pk,), _("Endre møteformen"), needs_reason=True)


def _of_papers(items: Sequence[AgendaItem]) -> Iterator[Finding]:
    newest = _newest_papers(items)
    for item in items:
        paper, write = newest.get(item.pk), ("item_paper_edit", (item.pk,), _("Skriv saksframlegget"))
        if paper is not None and paper.is_written:
            if lacks_recommendation(item, paper):
                words = _("Saken «{title}» har ikke forslag til vedtak.").format(title=item.case.title)
                yield Finding(words, *write, needs_reason=True)
        elif item.case.kind not in PAPERLESS_CASES:
            words = _("Saken «{title}» har ikke saksframlegg ennå.").format(title=item.case.title)
            yield Finding(words, *write, needs_reason=lacks_recommendation(item, paper))
    yield from _of_readings(items, newest)


def _newest_papers(items: Sequence[AgendaItem]) -> dict:
    return {paper.item_id: paper for paper in CasePaper.objects.present().filter(item__in=items).order_by("number")}


def _of_readings(items: Sequence[AgendaItem], newest: dict) -> Iterator[Finding]:
    """What somebody who was asked to read says must be changed needs a reason to go out as it is. That she has not
    answered, or approved another text than this, is told: whoever calls may have asked her in the corridor."""
    by_item = defaultdict(list)
    asked = PaperReview.objects.present().filter(paper__item__in=items, paper__removed_at__isnull=True)
    for each in asked.select_related("paper", "person"):
        by_item[each.paper.item_id].append(each)
    for item in items:
        for review in newest_of_each(by_item[item.pk]).values():
            review.paper.item = item
            reading = Reading(review, newest[item.pk])
            if told := reading.warning(item.case.title):
                needs_reason = reading.code == Verdict.CHANGES
                yield Finding(told, "item_review", (item.pk,), _("Se gjennomlesingen"), needs_reason=needs_reason)


def _of_attachments(items: Sequence[AgendaItem]) -> Iterator[Finding]:
    """An exempt row always has its legal basis (a constraint), but the public-access question may wait. An attachment
    that is open in an exempt case is a mistake more often than not."""
    by_item = defaultdict(list)
    for each in Attachment.objects.present().filter(item__in=items).order_by("position"):
        by_item[each.item_id].append(each)
    for item in items:
        if item.case.lacks_disclosure:
            yield _unanswered(item.case, "case_edit", (item.case.year, item.case.sequence))
        for each in by_item[item.pk]:
            edit = ("item_attachment_edit", (each.pk,))
            if each.lacks_disclosure:
                yield _unanswered(each, *edit)
            if item.case.is_exempt and not each.is_exempt:
                words = _("Vedlegget «{title}» er åpent, men saken er unntatt offentlighet.").format(title=each.title)
                yield Finding(words, *edit, _("Velg tilgang"))


def _unanswered(row, page: str, args: tuple) -> Finding:
    words = _("«{title}» er unntatt etter {basis}, og merinnsyn er ikke vurdert (offentleglova § 11).")
    return Finding(words.format(title=row.title, basis=row.legal_basis), page, args, _("Vurder merinnsyn"))


def _of_seats(meeting) -> Iterator[Finding]:
    places = places_of(meeting)
    body = ("body_detail", (meeting.body.slug,))
    if not any(place.holder for place in places):
        yield Finding(_("Ingen har plass i {body} på møtedagen.").format(body=meeting.body), *body, _("Fyll plassene"))
        return
    for place in places:
        if place.lacks:
            yield Finding(_vacant(place), *body, _("Fyll plassen"))


def _vacant(place: Place) -> str:
    whom = place.seat.on_behalf_of or place.seat
    if place.next is None:
        return _("Plassen for {whom} er ledig, og har ingen vara.").format(whom=whom)
    return _("Plassen for {whom} er ledig. Vara kan kalles inn når møtet er innkalt.").format(whom=whom)
