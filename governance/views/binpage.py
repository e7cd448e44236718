"""The bin of the alliance: everything that was removed, for those who may bring it back."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from governance.access import may, require
from governance.models import (
    AgendaItem,
    Attachment,
    Attendance,
    CaseLink,
    CaseReference,
    GoverningBody,
    GoverningDocument,
    GoverningVersion,
    Organisation,
    Person,
    ProgrammeEntry,
    Resolution,
    SubItem,
)
from governance.story.binsources import SHOWN as LIMIT
from governance.story.binsources import binned, register, whole_bin
from governance.views.address import AddressMixin
from governance.views.bin import PAGES
from governance.views.row import ActorMixin


class BinView(AddressMixin, ActorMixin, TemplateView):
    """What was removed within thirty days, and what waits to be erased."""

    template_name = "governance/bin.html"

    def get(self, request, *args, **kwargs):
        require(self.actor, "bin.read")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        rows = whole_bin(self.actor)
        fresh, late = [each for each in rows if not each.is_late], [each for each in rows if each.is_late]
        return super().get_context_data(page_title=_("Papirkurv"), fresh=fresh, late=late, **kwargs)

    def breadcrumb(self):
        return self.trail((_("Papirkurv"), ""))


def _to(actor, name: str, *args) -> str:
    return reverse(f"governance:{name}", args=[actor.alliance.slug, *args])


def rows_of_the_register(actor):
    """Bodies, persons and organisations, and what hangs under them."""
    for model, act, name, key, related in (
        (GoverningBody, "body.edit", "body_restore", "slug", ("cooperation",)),
        (Person, "person.edit", "person_restore", "pk", ()),
        (Organisation, "organisation.edit", "member_restore", "pk", ()),
    ):
        for row in model.objects.in_bin(actor).select_related(*related)[:LIMIT]:
            if may(actor, act, row):
                yield binned(row, str(row), _to(actor, name, getattr(row, key)))


def rows_below_the_register(actor):
    """Each kind once, at the page where it hangs first."""
    seen = set()
    for page in PAGES.values():
        for kind in page.kinds:
            if kind.model in seen:
                continue
            seen.add(kind.model)
            rows = kind.model.objects.in_bin(actor).select_related(*kind.related, kind.under.replace(".", "__"))
            for row in rows[:LIMIT]:
                owner = _follow(row, kind.under)
                if owner.removed_at is None and may(actor, kind.act, row):
                    address = _to(actor, f"{page.name}_bin_restore", getattr(owner, page.key), kind.word, row.pk)
                    yield binned(row, str(kind.tells(row)) if kind.tells is not str else str(row), address)


def _follow(row, path: str):
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def rows_of_cases(actor):
    """Treatments and what hangs below them, programmes of meetings and who was there, links and references."""
    items = AgendaItem.objects.in_bin(actor).select_related("case__cooperation", "body__cooperation")
    for row in items[:LIMIT]:
        if may(actor, "item.restore", row):
            yield binned(row, f"{row.case.number} {row.case.title}, {row.body}", _to(actor, "item_restore", row.pk))
    for row in SubItem.objects.in_bin(actor).select_related("item__case", "item__body__cooperation")[:LIMIT]:
        if row.item.removed_at is None and may(actor, "subitem.edit", row):
            yield binned(
                row, f"{row.title}, {row.item.case.number}", _to(actor, "item_subitem_restore", row.item_id, row.pk)
            )
    for row in ProgrammeEntry.objects.in_bin(actor).select_related("meeting__body__cooperation")[:LIMIT]:
        if may(actor, "programme.edit", row):
            address = _to(actor, "meeting_programme_restore", row.meeting_id, row.pk)
            yield binned(row, f"{row.title}, {row.meeting}", address)
    for row in Attendance.objects.in_bin(actor).select_related("meeting__body__cooperation", "person")[:LIMIT]:
        if row.meeting.removed_at is None and may(actor, "attendance.edit", row):
            yield binned(row, str(row), _to(actor, "meeting_attendance_restore", row.meeting_id, row.pk))
    for row in CaseLink.objects.in_bin(actor).select_related("case__cooperation", "other")[:LIMIT]:
        if may(actor, "case.edit", row.case):
            address = _to(actor, "case_link_restore", row.case.year, row.case.sequence, row.pk)
            yield binned(row, str(row), address)
    for row in CaseReference.objects.in_bin(actor).select_related("case__cooperation")[:LIMIT]:
        if may(actor, "case.edit", row.case):
            address = _to(actor, "reference_restore", row.case.year, row.case.sequence, row.pk)
            yield binned(row, f"{row.title}, {row.case.number}", address)
    for row in GoverningDocument.objects.in_bin(actor).select_related("cooperation")[:LIMIT]:
        if may(actor, "governing.edit", row):
            yield binned(row, row.title, _to(actor, "governing_restore", row.pk))
    for row in GoverningVersion.objects.in_bin(actor).select_related("document__cooperation")[:LIMIT]:
        if may(actor, "governing.edit", row):
            yield binned(row, str(row), _to(actor, "governing_version_restore", row.document_id, row.pk))
    for row in Attachment.objects.in_bin(actor).select_related("item__case", "item__body__cooperation")[:LIMIT]:
        if may(actor, "attachment.restore", row):
            address = _to(actor, "item_attachment_restore", row.pk)
            yield binned(row, f"{row.title}, {row.item.case.number}", address)
    resolutions = Resolution.objects.in_bin(actor).select_related("item__case__cooperation", "item__body__cooperation")
    for row in resolutions[:LIMIT]:
        if may(actor, "resolution.restore", row.item):
            yield binned(row, str(row), _to(actor, "item_resolution_restore", row.item.pk, row.pk))


for _source in (rows_of_the_register, rows_below_the_register, rows_of_cases):
    register(_source)
