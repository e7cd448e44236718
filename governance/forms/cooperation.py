from django.utils.translation import gettext_lazy as _

from governance.forms.named import NamedForm
from governance.models import Cooperation


class CooperationForm(NamedForm):
    class Meta:
        model = Cooperation
        fields = ["name", "short_name", "slug", "legal_form", "purpose", "note", "valid_from", "valid_to"]
        help_texts = {
            "slug": _("Siste del av adressen. Står feltet tomt, lages det av navnet."),
            "valid_to": _("Etter denne dagen kan samarbeidet bare leses."),
        }
