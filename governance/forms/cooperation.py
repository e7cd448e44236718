from django.utils.translation import gettext_lazy as _

from governance.forms.row import RowForm
from governance.models import Cooperation


class CooperationForm(RowForm):
    class Meta:
        model = Cooperation
        fields = ["name", "short_name", "slug", "legal_form", "purpose", "note", "valid_from", "valid_to"]
        help_texts = {
            "slug": _("Siste del av adressen: små bokstaver, tall og bindestrek."),
            "valid_to": _("Etter denne dagen kan samarbeidet bare leses."),
        }
