"""Governing documents: the register, the page of one with its versions, their files, and what is done to them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance import governing
from governance.exemption import reveal
from governance.filing import files
from governance.forms.governing import GoverningForm, GoverningVersionForm, NewGoverningForm
from governance.models import Case, CaseDocument, GoverningDocument, GoverningVersion
from governance.services import governing as services
from governance.views.casefile import CaseFileMixin, PublicListMixin
from governance.views.row import RowActView, RowDetailView, RowFormView, RowListView
from governance.views.withdrawn import withdrawn_page


class GoverningMixin(CaseFileMixin):
    """The document of the address, and the way to it."""

    def trail(self, *steps):
        return super().trail((_("Styringsdokumenter"), self.to("governing_list")), *steps)

    def page_of(self, document) -> str:
        return self.to("governing_detail", document.pk)

    def document(self) -> GoverningDocument:
        rows = GoverningDocument.objects.visible_to(self.actor).select_related("cooperation", "supersedes")
        return get_object_or_404(rows, pk=self.kwargs["document"])

    def version(self) -> GoverningVersion:
        rows = GoverningVersion.objects.visible_to(self.actor).select_related("document__cooperation", "file")
        return get_object_or_404(rows, document=self.kwargs["document"], pk=self.kwargs["version"])

    def withdrawn(self):
        return withdrawn_page(self.request, GoverningDocument, pk=self.kwargs["document"])


class GoverningListView(PublicListMixin, GoverningMixin, RowListView):
    """Every document, what is in force today first, each with the version that holds."""

    model = GoverningDocument
    select_related = ("cooperation",)
    template_name = "governance/governing_list.html"

    def breadcrumb(self):
        return CaseFileMixin.trail(self, (_("Styringsdokumenter"), ""))

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        removed = list(GoverningDocument.objects.in_bin(self.actor)) if self.actor.is_known else []
        return context | {"rows": governing.read(self.actor, context["rows"]), "removed": removed}


class GoverningDetailView(GoverningMixin, RowDetailView):
    """One document: what holds today, all its versions, what it supersedes, and the cases about it."""

    model = GoverningDocument
    template_name = "governance/governing_detail.html"

    def get_object(self, queryset=None):
        return self.document()

    def breadcrumb(self):
        return self.trail((self.object.title, ""))

    def get_context_data(self, **kwargs):
        seen = GoverningDocument.objects.visible_to(self.actor)
        near = seen.filter(pk__in=filter(None, [self.object.pk, self.object.supersedes_id]))
        rows = governing.read(self.actor, near | seen.filter(supersedes=self.object))
        document = next(row for row in rows if row.pk == self.object.pk)
        removed = list(GoverningVersion.objects.in_bin(self.actor).filter(document=document).select_related("document"))
        for each in removed:
            each.restore_url = self.to("governing_version_restore", document.pk, each.pk)
        return super().get_context_data(
            page_title=document.title,
            document=document,
            earlier=next((row for row in rows if row.pk == document.supersedes_id), None),
            cases=self._cases(document),
            adopting=self._adopting(document),
            removed=removed if self.actor.edits(document.cooperation_id) else [],
            **kwargs,
        )

    def _cases(self, document) -> list[CaseDocument]:
        """Through `visible_to`, so that only cases she may read in full stand here."""
        ties = CaseDocument.objects.visible_to(self.actor).filter(document=document).select_related("case")
        return list(ties.order_by("-case__year", "-case__sequence"))

    def _adopting(self, document) -> dict:
        """Version -> the case that adopted it, with the title this reader is shown."""
        wanted = {each.case_id for each in document.shown_versions if each.case_id}
        cases = list(Case.objects.visible_to(self.actor).filter(pk__in=wanted)) if wanted else []
        reveal(self.actor, cases)
        found = {case.pk: case for case in cases}
        for each in document.shown_versions:
            each.shown_case = found.get(each.case_id)
        return found


class GoverningFileView(GoverningMixin, RowDetailView):
    """The file of a version, for those who may read the document."""

    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        version = self.version()
        if version.file is None:
            raise Http404
        return files.response(version.file, version.file_name, secret=version.document.published_at is None)


class GoverningCreateView(GoverningMixin, RowFormView):
    act = "governing.create"
    form_class = NewGoverningForm
    page_title = _("Nytt styringsdokument")
    submit_label = _("Opprett")
    success_message = _("Dokumentet står i registeret. Legg inn den første versjonen nå.")

    def breadcrumb(self):
        return self.trail((self.page_title, ""))

    def perform(self, form):
        return services.create_document(self.actor, **self.values(form))

    def get_success_url(self):
        return self.page_of(self.object)

    def get_cancel_url(self):
        return self.to("governing_list")


class GoverningEditView(GoverningCreateView):
    act = "governing.edit"
    form_class = GoverningForm
    page_title = _("Rediger styringsdokumentet")
    submit_label = _("Lagre")
    success_message = _("Dokumentet er lagret.")

    def get_object(self):
        return self.document()

    def breadcrumb(self):
        return self.trail((self.object.title, self.page_of(self.object)), (self.page_title, ""))

    def perform(self, form):
        return services.change_document(self.actor, self.object, **self.values(form))

    def get_cancel_url(self):
        return self.page_of(self.object)


class GoverningVersionCreateView(GoverningEditView):
    form_class = GoverningVersionForm
    page_title = _("Ny versjon av dokumentet")
    submit_label = _("Legg til")
    success_message = _("Versjonen er lagt til.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, form):
        services.add_version(self.actor, self.object, **self.values(form))
        return self.object


class GoverningVersionEditView(GoverningVersionCreateView):
    page_title = _("Rediger versjonen av dokumentet")
    submit_label = _("Lagre")
    success_message = _("Versjonen er lagret.")

    def get_object(self):
        return self.version()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.object}

    def breadcrumb(self):
        document = self.object.document
        return self.trail((document.title, self.page_of(document)), (self.page_title, ""))

    def perform(self, form):
        return services.change_version(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return self.to("governing_detail", self.kwargs["document"])

    get_cancel_url = get_success_url


class GoverningActView(GoverningMixin, RowActView):
    """One act on a document."""

    act = "governing.edit"
    tone = ""

    def get_object(self):
        return self.document()

    def breadcrumb(self):
        return self.trail((self.title, ""))

    def get_success_url(self, row):
        return self.to("governing_detail", self.kwargs["document"])


class GoverningOpenView(GoverningActView):
    act = "governing.open"
    title = _("Åpne dokumentet for alle")
    explanation = _("Alle kan lese dokumentet med alle versjonene og filene uten å logge inn.")
    success_message = _("Dokumentet er åpent for alle.")

    def perform(self, row, reason):
        return services.open_document(self.actor, row)


class GoverningCloseView(GoverningActView):
    act = "governing.close"
    title = _("Lukk dokumentet")
    explanation = _("Bare de som er med i alliansen, kan lese det etterpå.")
    success_message = _("Dokumentet er lukket.")

    def perform(self, row, reason):
        return services.close_document(self.actor, row, reason=reason)


class GoverningRemoveView(GoverningActView):
    title = _("Fjern styringsdokumentet")
    tone = "danger"
    explanation = _("Dokumentet kan hentes tilbake fra registeret, med versjonene sine.")
    success_message = _("Dokumentet ligger i papirkurven.")

    def perform(self, row, reason):
        return services.remove_document(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.to("governing_list")


class GoverningRestoreView(GoverningActView):
    title = _("Hent styringsdokumentet tilbake")
    success_message = _("Dokumentet er hentet tilbake.")

    def get_object(self):
        rows = GoverningDocument.objects.in_bin(self.actor).select_related("cooperation")
        return get_object_or_404(rows, pk=self.kwargs["document"])

    def perform(self, row, reason):
        return services.restore_document(self.actor, row)


class GoverningVersionRemoveView(GoverningActView):
    title = _("Fjern versjonen")
    tone = "danger"
    explanation = _("Versjonen kan hentes tilbake fra siden til dokumentet.")
    success_message = _("Versjonen ligger i papirkurven.")

    def get_object(self):
        return self.version()

    def perform(self, row, reason):
        return services.remove_version(self.actor, row, reason=reason)


class GoverningVersionRestoreView(GoverningActView):
    title = _("Hent versjonen tilbake")
    success_message = _("Versjonen er hentet tilbake.")

    def get_object(self):
        rows = GoverningVersion.objects.in_bin(self.actor).select_related("document__cooperation")
        return get_object_or_404(rows, document=self.kwargs["document"], pk=self.kwargs["version"])

    def perform(self, row, reason):
        return services.restore_version(self.actor, row)
