"""A file shown in the page: PDF in our own viewer, pictures, Word, spreadsheets and text; and every version of it."""

from csp.decorators import csp_update
from django.http import Http404
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from governance import jobs
from governance.filing import previews
from governance.filing.files import FileGone
from governance.filing.filetypes import TYPES
from governance.history import Refused
from governance.models import AttachmentVersion
from governance.story import openings
from governance.views.address import job_address
from governance.views.casefile import AttachmentMixin
from governance.views.row import RowDetailView

PICTURES = (TYPES["png"], TYPES["jpg"])


def versions_of(actor, attachment) -> list[AttachmentVersion]:
    """The versions the actor may read, the newest first."""
    rows = AttachmentVersion.objects.visible_to(actor).filter(attachment=attachment)
    return list(rows.select_related("file").order_by("-number"))


def way_of(stored) -> str:
    """How the page shows a file: "pdf", "picture", a conversion, or "" for one that is only downloaded."""
    if stored.content_type == TYPES["pdf"]:
        return "pdf"
    return "picture" if stored.content_type in PICTURES else previews.kind_of(stored)


# Only this page runs a worker, for pdf.js; the worker and what it loads are files of our own.
@method_decorator(csp_update({"worker-src": ["'self'"]}), name="dispatch")
class AttachmentPreviewView(AttachmentMixin, RowDetailView):
    """One version of an attachment on a page of its own: the newest, or the one in the address."""

    template_name = "governance/file_preview.html"
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        self.find()
        openings.note(self.actor, self.attachment, number=self.version.number)
        return self.render_to_response(self.get_context_data())

    def find(self) -> None:
        """The attachment and the version of the address; 404 for those who may not read them."""
        self.attachment = self.object = self.visible_attachment()
        self.versions = versions_of(self.actor, self.attachment)
        number = self.kwargs.get("number")
        chosen = [each for each in self.versions if number in (None, each.number)]
        if not chosen:
            raise Http404
        self.version = chosen[0]

    def get_context_data(self, **kwargs):
        way, version = way_of(self.version.file), self.version
        place = [self.attachment.pk] if version == self.versions[0] else [self.attachment.pk, version.number]
        name = "file" if version == self.versions[0] else "file_version"
        context = {
            "page_title": self.attachment.title,
            "attachment": self.attachment,
            "version": version,
            "versions": self.versions,
            "file_url": self.to(name, *place),
            "item_url": self.item_url(self.attachment.item),
            "is_logged": openings.is_logged(self.attachment) and self.actor.user is not None,
            "way": way,
            "order_url": self.to("file_view_order", self.attachment.pk, version.number),
            "wide": way in ("pdf", "xlsx", "csv"),
        }
        return super().get_context_data(**context | self._converted(way) | kwargs)

    def _converted(self, way: str) -> dict:
        """What the file holds, made now unless that takes long."""
        if not way or way in ("pdf", "picture"):
            return {}
        try:
            preview = previews.ready(self.version.file)
            if preview is None and previews.is_slow(self.version.file):
                return {"must_wait": True, "may_order": self.actor.is_known}
            preview = preview or previews.make(self.version.file)
        except FileGone as gone:
            return {"gone": str(gone)}
        return {"preview": preview, "sheet": self._sheet(preview)}

    def _sheet(self, preview):
        """The sheet of the address, else the first."""
        wanted = self.request.GET.get("ark", "")
        at = int(wanted) if wanted.isascii() and wanted.isdigit() and len(wanted) < 4 else 1
        return preview.sheets[at - 1] if 0 < at <= len(preview.sheets) else next(iter(preview.sheets), None)

    def breadcrumb(self):
        item = self.attachment.item
        return self.trail(
            (_("Saker"), self.to("case_list")),
            (item.case.number, self.case_url(item.case)),
            (str(item.body), self.item_url(item)),
            (self.attachment.title, ""),
        )


class PreviewOrderView(AttachmentPreviewView):
    """Order the preview of a large file, and follow the work. What is ready, or needs none, is shown at once."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        self.find()
        view = self.to("file_version_view", self.attachment.pk, self.version.number)
        if not previews.kind_of(self.version.file) or previews.ready(self.version.file) is not None:
            return redirect(view)
        job = jobs.enqueue(
            self.actor,
            kind="preview",
            title=gettext_noop("Visning av et vedlegg"),  # the name of the file may tell what an exempt case is about
            arguments={"version": str(self.version.pk), "url": view},
        )
        return redirect(job_address(job, self.item_url(self.attachment.item)))


def make_preview(job, progress) -> str:
    """The work of a job: make the preview of a version the one who asked may read, and go back to its page."""
    actor = jobs.actor_of(job)
    version = AttachmentVersion.objects.visible_to(actor).select_related("file").filter(pk=job.arguments["version"])
    found = version.first()
    if found is None:
        raise Refused(_("Vedlegget finnes ikke lenger, eller du kan ikke lese det."))
    progress.say(_("Leser filen"), 20)
    previews.make(found.file)
    return job.arguments["url"]
