"""Which governing documents a case adopts, amends or follows from."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from governance.forms.governing import CaseDocumentForm
from governance.models import CaseDocument
from governance.services import governing
from governance.views.cases import CaseActView, CaseEditView


class CaseDocumentCreateView(CaseEditView):
    act = "governing.tie"
    form_class = CaseDocumentForm
    page_title = _("Knytt til et styringsdokument")
    submit_label = _("Knytt sammen")
    success_message = _("Saken er knyttet til dokumentet.")

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": None}

    def perform(self, form):
        governing.tie_case(self.actor, self.object, **self.values(form))
        return self.object


class CaseDocumentRemoveView(CaseActView):
    act = "governing.tie"
    title = _("Fjern knytningen til styringsdokumentet")
    tone = "danger"
    asks_reason = False
    success_message = _("Saken er ikke lenger knyttet til dokumentet.")

    def perform(self, row, reason):
        ties = CaseDocument.objects.visible_to(self.actor).select_related("case__cooperation")
        governing.untie_case(self.actor, get_object_or_404(ties, case=row, pk=self.kwargs["tie"]), reason=reason)
        return row
