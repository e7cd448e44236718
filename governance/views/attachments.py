"""Attachments: upload, new version, sending, order, access, removal, and the file itself."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from governance.choices import Access
from governance.filing import files
from governance.filing.copies import exempt_copies
from governance.filing.filetypes import INLINE
from governance.forms.papers import AttachmentExemptionForm, AttachmentForm, AttachmentVersionForm, NewAttachmentForm
from governance.models import Attachment, AttachmentVersion
from governance.services import files as services
from governance.services import papers
from governance.story import openings
from governance.views.casefile import REASSESS, AttachmentMixin, CaseFileMixin
from governance.views.items import ItemEditView, about, when_seen
from governance.views.row import RowActView, RowDetailView


class AttachmentFileView(AttachmentMixin, RowDetailView):
    """The bytes of an attachment, for those who may read it: the newest version, or the one in the address.

    A download by default; `?vis=1` shows a PDF or a picture in the browser, in a sandbox of its own.
    """

    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        attachment = self.visible_attachment()
        versions = AttachmentVersion.objects.visible_to(self.actor).filter(attachment=attachment)
        versions = versions.select_related("file").order_by("-number")
        if "number" in kwargs:
            versions = versions.filter(number=kwargs["number"])
        version = versions.first()
        if version is None:
            raise Http404
        openings.note(self.actor, attachment, number=version.number)
        secret = Access.EXEMPT in (attachment.access, attachment.item.case.access)
        unchanged = None if secret else get_conditional_response(request, etag=f'"{version.file.sha256}"')
        if unchanged is not None:
            return unchanged
        inline = "vis" in request.GET and version.file.content_type in INLINE
        answer = files.response(version.file, version.file_name, inline=inline, secret=secret)
        if not secret:
            answer["ETag"] = f'"{version.file.sha256}"'
        return answer


class AttachmentCreateView(ItemEditView):
    """A new attachment of a treatment."""

    form_class = NewAttachmentForm
    page_title = _("Nytt vedlegg")
    submit_label = _("Last opp")
    success_message = _("Vedlegget er lastet opp.")

    @property
    def explanation(self):
        return when_seen(self.object, papers.latest_paper(self.object))

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, form):
        services.add_attachment(self.actor, self.object, **self.values(form))
        return self.object


class AttachmentEditView(ItemEditView):
    """Title and access of an attachment."""

    act = "attachment.edit"
    form_class = AttachmentForm
    page_title = _("Rediger vedlegget")
    success_message = _("Vedlegget er lagret.")

    @property
    def lead(self):
        return f"{self.object.title}, {about(self.object.item)}"

    def get_object(self):
        return self.visible_attachment()

    def breadcrumb(self):
        item = self.object.item
        return self.trail(
            (_("Saker"), self.to("case_list")),
            (item.case.number, self.case_url(item.case)),
            (str(item.body), self.item_url(item)),
            (self.page_title, ""),
        )

    def perform(self, form):
        return services.change_attachment(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return self.item_url(self.visible_attachment().item)


class AttachmentExemptionView(AttachmentEditView):
    """What the attachment says of its exemption, also when the case is closed."""

    act = "exemption.edit"
    form_class = AttachmentExemptionForm
    page_title = REASSESS
    success_message = _("Unntaket er lagret.")

    @property
    def explanation(self):
        count = exempt_copies(self.object).count()
        words = ngettext(
            "Filen er unntatt også i {count} annen behandling av saken. Det du velger, gjelder begge steder.",
            "Filen er unntatt også i {count} andre behandlinger av saken. Det du velger, gjelder alle steder.",
            count,
        )
        return words.format(count=count) if count else ""

    def perform(self, form):
        return services.change_exemption(self.actor, self.object, **self.values(form))


class AttachmentVersionView(AttachmentEditView):
    """A newer file for an attachment."""

    form_class = AttachmentVersionForm
    page_title = _("Ny versjon av vedlegget")
    submit_label = _("Last opp")
    success_message = _("Den nye versjonen er lastet opp. Den gamle er tatt vare på.")

    @property
    def explanation(self):
        return when_seen(self.object.item, papers.latest_paper(self.object.item))

    def perform(self, form):
        services.add_version(self.actor, self.object, upload=form.cleaned_data["upload"])
        return self.object


class AttachmentActView(CaseFileMixin, RowActView):
    """One act on an attachment."""

    def get_object(self):
        return self.visible_attachment()

    def breadcrumb(self):
        return self.trail((_("Saker"), self.to("case_list")), (self.title, ""))

    def get_success_url(self, row):
        return self.item_url(row.item)


class AttachmentPlaceView(AttachmentActView):
    """Move an attachment to a place in the list; the form sends `position`, counted from 1."""

    act = "attachment.edit"
    title = _("Flytt vedlegget")
    http_method_names = ("post",)

    def perform(self, row, reason):
        return services.place_attachment(self.actor, row, position=posted_position(self.request))


class AttachmentSendView(AttachmentActView):
    """Send a file that was uploaded after the paper had gone out."""

    act = "attachment.send"
    title = _("Send ut vedlegget")
    explanation = _("Medlemmene ser den nyeste versjonen av vedlegget med en gang.")
    tone = ""
    success_message = _("Vedlegget er sendt ut.")

    def perform(self, row, reason):
        return papers.send_attachment(self.actor, row)


class AttachmentRemoveView(AttachmentActView):
    act = "attachment.remove"
    title = _("Fjern vedlegget")
    explanation = _("Bare et vedlegg som ikke er sendt ut, kan fjernes. Det kan hentes tilbake fra sakens side.")
    success_message = _("Vedlegget er fjernet.")

    def perform(self, row, reason):
        return services.remove_attachment(self.actor, row, reason=reason)


class AttachmentRestoreView(AttachmentActView):
    act = "attachment.restore"
    title = _("Hent vedlegget tilbake")
    tone = ""
    success_message = _("Vedlegget er hentet tilbake.")

    def get_object(self):
        removed = Attachment.objects.in_bin(self.actor).select_related("item__case", "item__body__cooperation")
        return get_object_or_404(removed, pk=self.kwargs["attachment"])

    def perform(self, row, reason):
        return services.restore_attachment(self.actor, row)


def posted_position(request) -> int:
    """The place that a move asks for; what is no number means last."""
    text = request.POST.get("position", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 99_999
