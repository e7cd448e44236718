"""Writes about case papers: a draft is edited, a sent version is never changed, a new version says what is new."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import announcements, clock, handover, history
from governance.choices import ItemState, PaperState
from governance.models import AgendaItem, Attachment, CasePaper
from governance.paperparts import texts_of
from governance.services import agendaversions, files
from governance.services.claims import claim


def latest_paper(item: AgendaItem) -> CasePaper | None:
    """The newest version, sent or not."""
    return item.papers.present().order_by("-number").first()


def latest_sent(item: AgendaItem) -> CasePaper | None:
    """The newest version that has gone out."""
    return item.papers.present().filter(state=PaperState.SENT).order_by("-number").first()


def latest_draft(item: AgendaItem) -> CasePaper | None:
    """The version that is being written."""
    return item.papers.present().filter(state=PaperState.DRAFT).order_by("-number").first()


def with_text(items) -> set:
    """The ids of those items that have a paper with any text in it."""
    rows = CasePaper.objects.present().filter(item__in=items).written()
    return set(rows.values_list("item", flat=True))


def edit_paper(actor, paper: CasePaper, *, base_version=None, reason="", at=None, **values) -> CasePaper:
    """Change the text of a draft, merged with what others saved since `base_version`. Raises Clash."""
    with history.recording(actor, "paper.edit", paper.item, reason=reason, at=at):
        claim(actor, "paper.edit", paper)
        return history.save(paper, values, base_version=base_version)


def new_version(actor, item: AgendaItem, *, change_note: str, at=None) -> CasePaper:
    """Start a draft from the version that was sent. Refused while a draft lies there; `change_note` is required."""
    with history.recording(actor, "paper.new_version", item, at=at):
        claim(actor, "paper.create", item)
        if not change_note.strip():
            raise ValidationError({"change_note": _("Skriv kort hva som er nytt i denne versjonen.")})
        latest = latest_paper(item)
        if latest is not None and latest.state == PaperState.DRAFT:
            raise history.Refused(_("Det finnes allerede et utkast. Rediger det, eller send det ut først."))
        return start_paper(item, source=latest, change_note=change_note)


def send_paper(actor, paper: CasePaper, *, at=None) -> CasePaper:
    """Send a draft of a case that has been called already; from now on its readers see this version. Announced."""
    with history.recording(actor, "paper.send", paper.item, at=at):
        meeting = agendaversions.hold_agenda(paper.item)
        agendaversions.refuse_moved(history.take(paper.item), meeting)
        claim(actor, "paper.edit", paper)
        agendaversions.refuse_while_reopened(meeting, agendaversions.paper_waits())
        if not paper.item.was_called:
            raise history.Refused(_("Saksframlegget sendes ut når møtet innkalles."))
        if paper.item.state == ItemState.WITHDRAWN:
            raise history.Refused(_("Behandlingen er trukket, så ingenting mer sendes ut."))
        if not paper.is_written:
            raise history.Refused(_("Saksframlegget er tomt. Skriv det før du sender det ut."))
        mark_sent(paper, at)
        agendaversions.keep_up(meeting, at)
        announcements.paper_sent.tell(paper, at=at)
        announcements.paper_added.tell(paper.item, at=at)
        return paper


def send_attachment(actor, attachment: Attachment, *, at=None) -> Attachment:
    """Send the newest version of an attachment by itself, on a case that has been called. The paper names what has been
    sent, so its newest version is announced again."""
    item = attachment.item
    with history.recording(actor, "attachment.send", item, at=at):
        meeting = agendaversions.hold_agenda(item)
        agendaversions.refuse_moved(history.take(item), meeting)
        claim(actor, "attachment.send", attachment)
        agendaversions.refuse_while_reopened(meeting, agendaversions.paper_waits())
        if not files.send_newest(attachment, at):
            raise history.Refused(_("Vedlegget er alt sendt ut."))
        agendaversions.keep_up(meeting, at)
        paper = latest_sent(item)
        if paper is not None:
            announcements.paper_sent.tell(paper, at=at)
        announcements.paper_added.tell(item, at=at)
        return attachment


# ---- Parts of other acts; called inside their recording ----


def mark_sent(paper: CasePaper, at) -> CasePaper | None:
    """The paper goes out, and with it the attachments that waited. None: it is empty, and stays a draft."""
    if not paper.is_written:
        return None
    for attachment in paper.item.attachments.present():
        files.send_newest(attachment, at)
    return history.move(paper, "send", {"sent_at": at or clock.moment(paper.alliance)})


def start_paper(item: AgendaItem, *, source: CasePaper | None = None, change_note: str = "", **texts) -> CasePaper:
    """A new draft, empty or a copy of `source`, with the next version number of the treatment. Hold the item's lock."""
    latest = item.papers.order_by("-number").first()
    copied = texts_of(source) if source else {}
    return history.create(
        CasePaper(
            item=item,
            number=latest.number + 1 if latest else 1,
            based_on=source,
            change_note=change_note,
            **copied | texts,
        )
    )


def start_from(item: AgendaItem, load: handover.Load, version: CasePaper | None = None) -> CasePaper:
    """The first draft of the next stop: the text the stop of `load` ended with, in the version it treated or the one
    that is chosen."""
    source = version or load.usual
    return start_paper(item, source=source, recommendation=load.text(source))
