"""One file that lies in several treatments of a case: a copy follows the case to its next stop."""

from django.db.models import OuterRef, Subquery

from governance.choices import Access
from governance.models import Attachment, AttachmentVersion


def with_newest_file(rows):
    """Attachments, each with `newest_file`: the key of the file of its newest version."""
    newest = AttachmentVersion.objects.present().filter(attachment=OuterRef("pk")).order_by("-number")
    return rows.annotate(newest_file=Subquery(newest.values("file")[:1]))


def exempt_copies(attachment: Attachment):
    """The other exempt attachments of the same case with the same file, by key."""
    mine = with_newest_file(Attachment.objects.filter(pk=attachment.pk)).values("newest_file")
    rows = Attachment.objects.present().filter(item__removed_at__isnull=True, item__case=attachment.item.case_id)
    rows = with_newest_file(rows).filter(access=Access.EXEMPT, newest_file__in=mine).exclude(pk=attachment.pk)
    return rows.select_related("item__case", "item__body__cooperation").order_by("pk")
