"""What exemptions ask when their last day has passed: whether the row can be opened now. Nothing opens by itself."""

from django.utils.translation import gettext as _

from governance.access import may
from governance.addresses import to
from governance.choices import Access
from governance.filing.copies import with_newest_file
from governance.models import Attachment, Case
from governance.mypage.asks import Ask
from governance.mypage.meetingasks import edited

SHOWN = 30
READ = 300  # attachments, of which some are copies of the same file


def to_reassess(actor) -> list[Ask]:
    """Of the cases and attachments she edits, those whose exemption is over. Two queries, none for other readers."""
    found = []
    for model, path, way in ((Case, "cooperation", ""), (Attachment, "item__body__cooperation", "item__case__")):
        whose = edited(actor, path)
        if whose is None:
            return []
        rows = model.objects.visible_to(actor).filter(whose, access=Access.EXEMPT, exempt_until__lt=actor.on)
        rows = rows.select_related(f"{way}responsible", path).order_by("exempt_until", "pk")
        found += [_reassessing(actor, each) for each in _once_each(rows)[:SHOWN] if may(actor, "exemption.edit", each)]
    return found


def _once_each(rows) -> list:
    """One row for each case, and of the copies of a file in a case the one whose exemption ended first: what is decided
    of it holds for all (services/files.py)."""
    if rows.model is Case:
        return list(rows[:SHOWN])
    once: dict = {}
    for each in with_newest_file(rows)[:READ]:
        once.setdefault((each.item.case_id, each.newest_file), each)
    return list(once.values())


def _reassessing(actor, row) -> Ask:
    is_case = isinstance(row, Case)
    case = row if is_case else row.item.case
    place = ("case_exemption", row.year, row.sequence) if is_case else ("item_attachment_exemption", row.pk)
    sentence = _("Unntaket er over: åpne eller forleng «{title}»").format(title=row.title)
    another = case.responsible if case.responsible_id and case.responsible != actor.person else None
    note = _("Saksansvarlig: {name}").format(name=another.name) if another else ""
    return Ask(sentence, to(actor, *place), "lock", due=row.exempt_until, late=True, note=note)
