from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.row import RowForm
from governance.models import Alliance
from governance.services import alliances


class AlliancePartForm(RowForm):
    """Some of the alliance's settings; `base_mark` tells when somebody has changed one of them since."""

    base_mark = forms.CharField(widget=forms.HiddenInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["base_mark"].initial = alliances.settings_mark(self.instance, self._meta.fields)

    def values(self):
        return super().values() | {"base_mark": self.cleaned_data["base_mark"]}


SENDER_HELP = {
    "sender_name": _("Navnet mottakerne ser på e-post fra alliansen. Tomt felt: navnet på alliansen."),
    "sender_address": _("Må være en adresse e-posttjeneren får sende fra. Tomt felt: adressen til systemet."),
    "reply_to": _("Dit svar på e-posten går. Tomt felt: kontaktadressen."),
}


class SenderForm(AlliancePartForm):
    """Whom mail comes from, and how the alliance is reached; a new alliance gets proposals."""

    class Meta:
        model = Alliance
        fields = ("sender_name", "sender_address", "reply_to", "contact_email", "contact_phone")
        help_texts = SENDER_HELP | {"contact_email": _("Står nederst på alle sider, med telefonnummeret.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["sender_name"] = self.instance.sender_name or self.instance.name
        self.initial["sender_address"] = self.instance.sender_address or self.instance.contact_email


class ColoursForm(AlliancePartForm):
    """The two colours; `colours_url` says how they are read while they are chosen."""

    class Meta:
        model = Alliance
        fields = ("primary_colour", "accent_colour")
        widgets = {name: forms.TextInput(attrs={"type": "color"}) for name in ("primary_colour", "accent_colour")}
        help_texts = {
            "primary_colour": _("Overskrifter og linjer i planer og rapporter som trykkes."),
            "accent_colour": _("Det som skal skille seg ut i de samme dokumentene."),
        }

    def __init__(self, *args, colours_url: str, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("primary_colour", "accent_colour"):
            self.fields[name].widget.attrs |= {
                "data-hx-get": colours_url,
                "data-hx-trigger": "change",
                "data-hx-include": "closest form",
                "data-hx-params": "primary_colour,accent_colour",
                "data-hx-target": "#kontrast",
                "data-hx-swap": "outerHTML",
                "data-hx-sync": "closest form:replace",  # the newest choice is the one that is told of
            }


class LookForm(ColoursForm):
    """Colours and logo."""

    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG eller JPEG, høyst 2 MB. Den står i toppen av alle sider; en bred logo blir best."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    remove_logo = forms.BooleanField(label=_("Ta bort logoen"), required=False)
    field_order = ["logo", "remove_logo"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.logo_id:
            del self.fields["remove_logo"]

    def values(self):
        own = {"logo": self.cleaned_data["logo"], "remove_logo": self.cleaned_data.get("remove_logo", False)}
        return super().values() | own


class AllianceForm(ColoursForm):
    """What an administrator decides of the alliance itself. Its address is fixed: links out in the world name it."""

    class Meta(ColoursForm.Meta):
        fields = alliances.SETTINGS
        help_texts = (
            ColoursForm.Meta.help_texts
            | SENDER_HELP
            | {
                "language": _(
                    "Språket sider og e-post har for den som ikke har valgt selv. Papirer skrives på bokmål."
                ),
            }
        )
