"""The form of what a case refers to."""

from django.utils.translation import gettext_lazy as _

from governance.forms.row import RowForm
from governance.models import CaseReference


class ReferenceForm(RowForm):
    class Meta:
        model = CaseReference
        fields = ["title", "kind", "issuer", "dated", "url", "archive_reference", "note"]
        help_texts = {
            "archive_reference": _("Når dokumentet ligger i et arkiv: saksnummer og dokumentnummer der."),
            "url": _("Hele adressen, for eksempel https://www.regjeringen.no/..."),
        }
