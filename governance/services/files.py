"""Writes about attachments: upload, new version, order, access, removal.

An attachment waits with the draft of the paper. The members see the newest version when the paper of the treatment is
sent, or when the secretary sends the attachment by itself (services/papers.py).
"""

from django.db.models import Max, OuterRef, Subquery

from governance import clock, history
from governance.filing import files, uploads
from governance.filing.copies import exempt_copies
from governance.filing.filetypes import FOR_SCREEN
from governance.models import AgendaItem, Attachment, AttachmentVersion, ExemptRow, StoredFile
from governance.services import exempting
from governance.services.claims import claim


def add_attachment(actor, item: AgendaItem, *, upload, title: str = "", at=None, **exemption) -> Attachment:
    """Attach an upload (a Django File with a name) to a treatment, last in order. `title` defaults to the file's name.
    `exemption` are fields of ExemptRow. What is laid out for a screen is not printed until somebody says so.

    Raises ValidationError when the file is refused, or when an exempt one lacks its legal basis.
    """
    with history.recording(actor, "attachment.add", item, at=at):
        claim(actor, "item.edit", item)
        content_type = uploads.check(upload)
        name = uploads.clean_name(upload.name)
        title = title.strip() or name.rsplit(".", 1)[0]
        attachment = Attachment(item=item, title=title[:200], **exempting.settled(actor, exemption, at))
        attachment.in_pack = content_type not in FOR_SCREEN
        attachment.position = (item.attachments.aggregate(last=Max("position"))["last"] or 0) + 1
        history.create(attachment)
        stored = files.store_upload(actor.alliance, upload, content_type=content_type)
        _add_version(attachment, stored, name)
        return attachment


def add_version(actor, attachment: Attachment, *, upload, reason="", at=None) -> AttachmentVersion:
    """A newer file for the attachment; earlier ones stay readable for the body and the secretariat."""
    with history.recording(actor, "attachment.new_version", attachment.item, reason=reason, at=at):
        claim(actor, "attachment.edit", attachment)
        content_type = uploads.check(upload)
        stored = files.store_upload(actor.alliance, upload, content_type=content_type)
        return _add_version(attachment, stored, uploads.clean_name(upload.name))


def change_attachment(actor, attachment: Attachment, *, base_version=None, reason="", at=None, **values) -> Attachment:
    """Change title, access or whether it is printed, merged with what others saved since `base_version`."""
    with history.recording(actor, "attachment.change", attachment.item, reason=reason, at=at):
        claim(actor, "attachment.edit", attachment)
        return exempting.save(actor, attachment, values, base_version=base_version, at=at)


def change_exemption(actor, attachment: Attachment, *, base_version=None, reason="", at=None, **values) -> Attachment:
    """Change what an attachment says of its exemption, also when the case is closed; what is decided of a file holds
    for each exempt copy of it in the case. Raises Clash."""
    exempting.refuse_others(values)
    with history.recording(actor, "exemption.change", attachment.item, reason=reason, at=at):
        copies = list(exempt_copies(attachment))
        for each in sorted((attachment, *copies), key=lambda row: str(row.pk)):
            claim(actor, "exemption.edit", each)
        exempting.save(actor, attachment, values, base_version=base_version, at=at)
        for each in copies:
            history.save(each, {field.name: getattr(attachment, field.name) for field in ExemptRow._meta.fields})
        return attachment


def place_attachment(actor, attachment: Attachment, *, position: int, at=None) -> Attachment:
    """Move an attachment to a place in the list, counted from 1; beyond the end means last."""
    with history.recording(actor, "attachment.place", attachment.item, at=at):
        history.take(attachment.item)
        claim(actor, "attachment.edit", attachment)
        others = [other for other in attachment.item.attachments.present() if other.pk != attachment.pk]
        others.insert(max(0, position - 1), attachment)
        for place, each in enumerate(others, start=1):
            history.save(each, {"position": place})
        return attachment


def remove_attachment(actor, attachment: Attachment, *, reason="", at=None) -> Attachment:
    """Put an attachment that has not been sent in the bin."""
    with history.recording(actor, "attachment.remove", attachment.item, reason=reason, at=at):
        history.take(attachment.item)
        claim(actor, "attachment.remove", attachment)
        return history.remove(attachment)


def restore_attachment(actor, attachment: Attachment, *, at=None) -> Attachment:
    """Take an attachment out of the bin again, last in order."""
    with history.recording(actor, "attachment.restore", attachment.item, at=at):
        history.take(attachment.item)
        claim(actor, "attachment.restore", attachment, in_bin=True)
        last = attachment.item.attachments.present().aggregate(last=Max("position"))["last"] or 0
        return history.save(attachment, {"removed_at": None, "position": last + 1})


# ---- Parts of other acts; called inside their recording ----


def send_newest(attachment: Attachment, at) -> bool:
    """Let the members see the newest version; an older one that was never sent stays unseen. False: it was sent."""
    newest = attachment.versions.present().order_by("-number").first()
    if newest is None or newest.sent_at is not None:
        return False
    moment = at or clock.moment(attachment.alliance)
    history.save(newest, {"sent_at": moment})
    if attachment.sent_at is None:
        history.save(attachment, {"sent_at": moment})
    return True


def unsent(items):
    """The attachments of the items whose newest version the members do not have, in order, each with `newest_key`."""
    newest = AttachmentVersion.objects.present().filter(attachment=OuterRef("pk")).order_by("-number")
    rows = Attachment.objects.present().filter(item__in=items)
    newest_at = Subquery(newest.values("sent_at")[:1])
    rows = rows.alias(newest_sent_at=newest_at).filter(newest_sent_at__isnull=True)
    return rows.annotate(newest_key=Subquery(newest.values("pk")[:1])).order_by("position", "title")


def copy_attachments(source: AgendaItem, target: AgendaItem, *, only=None) -> None:
    """Let the newest version of each attachment follow the case to its next treatment; of `only` some (None: all)."""
    wanted = None if only is None else {each.pk for each in only}
    for attachment in source.attachments.present():
        if wanted is not None and attachment.pk not in wanted:
            continue
        newest = attachment.versions.present().select_related("file").order_by("-number").first()
        kept = {field.name: getattr(attachment, field.name) for field in ExemptRow._meta.fields}
        kept |= {name: getattr(attachment, name) for name in ("title", "position", "in_pack")}
        copy = Attachment(item=target, **kept)
        history.create(copy)
        _add_version(copy, newest.file, newest.file_name)


def _add_version(attachment: Attachment, file: StoredFile, name: str) -> AttachmentVersion:
    last = attachment.versions.aggregate(last=Max("number"))["last"] or 0
    return history.create(AttachmentVersion(attachment=attachment, number=last + 1, file=file, file_name=name))
