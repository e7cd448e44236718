"""The form of a row that may be exempt from public disclosure: a case or an attachment."""

from django.utils.translation import gettext_lazy as _

from governance.choices import Access
from governance.forms.row import RowForm


class ExemptForm(RowForm):
    """Tells at its field what the database demands of every such row: an exemption has its legal basis
    (offentleglova; docs/domain.md 2.3)."""

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("access") == Access.EXEMPT and not (cleaned.get("legal_basis") or "").strip():
            self.add_error("legal_basis", _("Skriv hjemmelen for unntaket, for eksempel offl. § 14."))
        return cleaned
