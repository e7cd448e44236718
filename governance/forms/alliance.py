from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.row import RowForm
from governance.models import Alliance
from governance.services import alliances


class AllianceForm(RowForm):
    """What an administrator decides of the alliance itself. Its address is fixed: links out in the world name it."""

    base_mark = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    class Meta:
        model = Alliance
        fields = alliances.SETTINGS
        widgets = {name: forms.TextInput(attrs={"type": "color"}) for name in ("primary_colour", "accent_colour")}
        help_texts = {
            "language": _("Språket sider og e-post har for den som ikke har valgt selv. Papirer skrives på bokmål."),
            "sender_name": _("Navnet mottakerne ser på e-post fra alliansen. Tomt felt: navnet på alliansen."),
            "sender_address": _("Må være en adresse e-posttjeneren får sende fra. Tomt felt: adressen til systemet."),
            "reply_to": _("Dit svar på e-posten går. Tomt felt: kontaktadressen."),
            "primary_colour": _("Overskrifter og linjer i planer og rapporter som trykkes."),
            "accent_colour": _("Det som skal skille seg ut i de samme dokumentene."),
        }

    def __init__(self, *args, colours_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["base_mark"].initial = alliances.settings_mark(self.instance)
        for name in ("primary_colour", "accent_colour"):
            self.fields[name].widget.attrs |= {
                "data-hx-get": colours_url,
                "data-hx-trigger": "change",
                "data-hx-include": "closest form",
                "data-hx-params": "primary_colour,accent_colour",
                "data-hx-target": "#kontrast",
                "data-hx-swap": "outerHTML",
            }

    def values(self):
        return super().values() | {"base_mark": self.cleaned_data["base_mark"]}
