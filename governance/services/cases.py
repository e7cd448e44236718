"""Writes about cases: the matter itself, with its file number."""

from django.utils.translation import gettext as _

from governance import announcements, clock, history
from governance.choices import Access, CaseLinkKind
from governance.models import Case, CaseLink, Meeting
from governance.services import agenda, agendaversions, exempting, numbers
from governance.services.claims import claim, claim_change, claim_new


def create_case(actor, *, cooperation, title: str, year: int | None = None, at=None, **values) -> Case:
    """Open a case with the next file number of the year (default: the year of `at`, or this year in Oslo)."""
    year = year or clock.day_of_act(actor.alliance, at).year
    case = Case(cooperation=cooperation, title=title, year=year, **exempting.settled(actor, values, at))
    with history.recording(actor, "case.create", case, at=at):
        claim_new(actor, "case.create", case, below=cooperation)
        case.sequence = numbers.take_number(actor.alliance, numbers.CASE, year)
        return history.create(case)


def register_case(actor, *, cooperation, title: str, year: int, sequence: int, at=None, **values) -> Case:
    """Open a case under a file number it had before this system. Raises ValidationError when the number is taken."""
    values = exempting.settled(actor, values, at)
    case = Case(cooperation=cooperation, title=title, year=year, sequence=sequence, **values)
    with history.recording(actor, "case.register", case, at=at):
        claim_new(actor, "case.create", case, below=cooperation)
        numbers.register_number(actor.alliance, numbers.CASE, year, sequence)
        return history.create(case)


def open_case_on(actor, meeting: Meeting, *, title: str, role, seen="", at=None, **values) -> Case:
    """Open a case in the body's cooperation and put it last on the agenda of the meeting, as one act."""
    body = meeting.body
    with history.recording(actor, "meeting.new_case", meeting, at=at):
        claim(actor, "case.create", body.cooperation, weak=True)
        claim(actor, "item.create", body, weak=True)
        claim(actor, "meeting.agenda", meeting)  # before the number: who calls a meeting holds it and takes numbers
        agendaversions.refuse_otherwise(meeting, seen)
        case = create_case(actor, cooperation=body.cooperation, title=title, **values)
        agenda.add_item(actor, case=case, body=body, role=role, meeting=meeting)
        return case


def change_case(actor, case: Case, *, base_version=None, reason="", at=None, **values) -> Case:
    """Change fields of an open case, merged with what others saved since `base_version`. Raises Clash.

    A case that is no longer exempt is announced.
    """
    with history.recording(actor, "case.change", case, reason=reason, at=at):
        claim_change(actor, "case.edit", case, values)
        return _save(actor, case, values, base_version, at)


def change_exemption(actor, case: Case, *, base_version=None, reason="", at=None, **values) -> Case:
    """Change what a case says of its exemption, also when it is closed. Raises Clash; announced as by `change_case`."""
    exempting.refuse_others(values)
    with history.recording(actor, "exemption.change", case, reason=reason, at=at):
        claim(actor, "exemption.edit", case)
        return _save(actor, case, values, base_version, at)


def close_case(actor, case: Case, *, reason="", at=None) -> Case:
    """The matter has been dealt with. Refused while a body still has it before it."""
    with history.recording(actor, "case.close", case, reason=reason, at=at):
        claim(actor, "case.close", case)
        _refuse_while_waiting(case)
        return history.move(case, "close")


def reopen_case(actor, case: Case, *, reason="", at=None) -> Case:
    """Work on a closed or withdrawn case goes on."""
    with history.recording(actor, "case.reopen", case, reason=reason, at=at):
        claim(actor, "case.reopen", case)
        return history.move(case, "reopen")


def withdraw_case(actor, case: Case, *, reason="", at=None) -> Case:
    """Take the case back, with every treatment that is not finished. All numbers are kept."""
    with history.recording(actor, "case.withdraw", case, reason=reason, at=at):
        _hold_agendas_of(case, at)
        for item in case.items.present().undecided().order_by("pk"):
            history.lock(item)
        claim(actor, "case.withdraw", case)
        for item in case.items.present().undecided():
            agenda.withdraw(item)
        return history.move(case, "withdraw")


def link_cases(actor, case: Case, *, other: Case, kind: str = CaseLinkKind.RELATED, at=None) -> CaseLink:
    """Let a case point to another one. Raises ValidationError when it points to itself or does so already."""
    link = CaseLink(case=case, other=other, kind=kind)
    with history.recording(actor, "case.link", case, at=at):
        claim(actor, "case.edit", case)
        return history.create(link)


def unlink_cases(actor, link: CaseLink, *, reason="", at=None) -> CaseLink:
    """Remove the link between two cases."""
    with history.recording(actor, "case.unlink", link.case, reason=reason, at=at):
        claim(actor, "case.edit", link.case)
        return history.remove(link)


def relink_cases(actor, link: CaseLink, *, at=None) -> CaseLink:
    """Bring back a link that was removed. Raises ValidationError when the cases are linked like that anew."""
    with history.recording(actor, "case.relink", link.case, at=at):
        claim(actor, "case.edit", link.case)
        return history.restore(link)


def _save(actor, case: Case, values: dict, base_version, at) -> Case:
    was = case.access
    exempting.save(actor, case, values, base_version=base_version, at=at)
    if (was, case.access) == (Access.EXEMPT, Access.PUBLIC):
        announcements.case_opened.tell(case, at=at)
    return case


def _hold_agendas_of(case: Case, at) -> None:
    """Hold the meetings whose agendas the case leaves, in the order of their keys; each gets its next version."""
    undecided = case.items.present().undecided().filter(meeting__isnull=False)
    for meeting in Meeting.objects.filter(pk__in=undecided.values("meeting")).order_by("pk"):
        agendaversions.keep_up(history.take(meeting), at)


def _refuse_while_waiting(case: Case) -> None:
    waiting = case.items.present().undecided().select_related("body").first()
    if waiting is None:
        return
    reason = _("Saken ligger til behandling i {body}. Registrer vedtaket, eller trekk behandlingen, før du avslutter.")
    raise history.Refused(reason.format(body=waiting.body))
