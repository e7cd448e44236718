"""What a case refers to: documents that lie elsewhere."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance.forms.references import ReferenceForm
from governance.models import CaseReference
from governance.services import references
from governance.views.attachments import posted_position
from governance.views.cases import CaseActView, CaseEditView


class ReferenceCreateView(CaseEditView):
    """A case refers to another document."""

    form_class = ReferenceForm
    page_title = _("Vis til et dokument")
    submit_label = _("Legg til")
    success_message = _("Saken viser til dokumentet.")

    @property
    def lead(self):
        return str(self.object)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, form):
        references.add_reference(self.actor, self.object, **self.values(form))
        return self.object

    def get_success_url(self):
        return f"{self.case_url(self.object)}#henvisninger"


class ReferenceMixin:
    """A reference of the case in the address."""

    def reference_of(self, case, rows=None) -> CaseReference:
        rows = CaseReference.objects.visible_to(self.actor) if rows is None else rows
        return get_object_or_404(rows.select_related("case__cooperation"), case=case, pk=self.kwargs["reference"])


class ReferenceEditView(ReferenceMixin, ReferenceCreateView):
    act = "reference.edit"
    page_title = _("Rediger henvisningen")
    submit_label = _("Lagre")
    success_message = _("Henvisningen er lagret.")

    @property
    def lead(self):
        return str(self.object.case)

    def get_object(self):
        return self.reference_of(self.visible_case())

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.object}

    def breadcrumb(self):
        case = self.object.case
        return self.trail((_("Saker"), self.to("case_list")), (case.number, self.case_url(case)), (self.page_title, ""))

    def perform(self, form):
        return references.change_reference(self.actor, self.object, **self.values(form))

    def get_success_url(self):
        return f"{self.case_url(self.reference_of(self.visible_case()).case)}#henvisninger"


class ReferencePlaceView(ReferenceMixin, CaseActView):
    """Move a reference to a place in the list; the form sends `position`, counted from 1."""

    act = "case.edit"
    title = _("Flytt henvisningen")
    http_method_names = ("post",)

    def perform(self, row, reason):
        references.place_reference(self.actor, self.reference_of(row), position=posted_position(self.request))
        return row


class ReferenceRemoveView(ReferenceMixin, CaseActView):
    act = "case.edit"
    title = _("Fjern henvisningen")
    tone = "danger"
    asks_reason = False
    success_message = _("Henvisningen er fjernet. Den kan hentes tilbake fra sakens side.")

    def perform(self, row, reason):
        references.remove_reference(self.actor, self.reference_of(row), reason=reason)
        return row


class ReferenceRestoreView(ReferenceMixin, CaseActView):
    act = "case.edit"
    title = _("Hent henvisningen tilbake")
    asks_reason = False
    success_message = _("Henvisningen er hentet tilbake.")

    def perform(self, row, reason):
        references.restore_reference(self.actor, self.reference_of(row, CaseReference.objects.in_bin(self.actor)))
        return row
