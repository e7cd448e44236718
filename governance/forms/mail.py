"""Forms of the outbox: the filter, the alliance's mail set-up, and its own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.choices import MailState, MailTransport
from governance.forms.row import RowForm, version_field
from governance.mail.mailhosts import is_named_inside, refusal
from governance.models import MailSettings


class MailFilter(forms.Form):
    state = forms.ChoiceField(label=_("Tilstand"), required=False)
    text = forms.CharField(label=_("Mottaker eller emne"), required=False, max_length=80)
    om = forms.CharField(required=False, max_length=300, widget=forms.HiddenInput)  # the page the mails lead to

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [("", _("Alle")), *MailState.choices]


def _secret(label) -> forms.CharField:
    kept = _("La stå tomt for å beholde det som er lagret.")
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, required=False, max_length=300, widget=widget, help_text=kept, strip=True)


class MailSettingsForm(RowForm):
    """How the alliance sends. The stored secrets are never sent back to the browser."""

    port = forms.IntegerField(
        label=_("Port"),
        required=False,
        min_value=1,
        max_value=65535,
        error_messages=dict.fromkeys(("min_value", "max_value"), _("En port er et tall fra 1 til 65535.")),
    )
    password = _secret(_("Passord"))
    api_key = _secret(_("Nøkkel til e-posttjenesten (API)"))
    api_secret = _secret(_("Hemmelig nøkkel (bare Mailjet)"))
    webhook = _secret(_("Passord for meldinger om retur"))

    class Meta:
        model = MailSettings
        fields = ["transport", "host", "port", "security", "username", "provider", "provider_domain"]
        help_texts = {
            "transport": _("Fyll ut feltene som hører til valget ditt. De andre brukes ikke."),
            "provider_domain": _("Bare for Mailgun."),
        }

    SECRETS = ("password", "api_key", "api_secret", "webhook")
    ORDER = ("transport", "host", "port", "security", "username", "password", "provider", "api_key", "api_secret")
    field_order = (*ORDER, "provider_domain", "webhook")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.needed_at_times = True  # not called optional: what is needed follows from the way of sending

    def clean(self):
        cleaned = super().clean()
        transport = cleaned.get("transport")
        if transport == MailTransport.SMTP:
            self._want("host", _("Skriv navnet på e-posttjeneren."))
            self._want("port", _("Skriv porten, vanligvis 587."))
            self._want("security", _("Velg kryptering."))
            if is_named_inside(cleaned.get("host", "")):
                self.add_error("host", refusal(cleaned["host"]))
        if transport == MailTransport.API:
            self._want("provider", _("Velg e-posttjeneste."))
            if not self.instance.sealed_api_key:
                self._want("api_key", _("Skriv nøkkelen du har fått fra e-posttjenesten."))
        return cleaned

    def _want(self, name: str, sentence) -> None:
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, sentence)

    def values(self):
        return super().values() | {name: self.cleaned_data[name] for name in self.SECRETS}


class TemplateForm(forms.Form):
    """The alliance's words for one event in one language."""

    subject = forms.CharField(label=_("Emne"), max_length=200)
    body = forms.CharField(label=_("Tekst"), max_length=5000, widget=forms.Textarea(attrs={"rows": 12}))
    base_version = version_field()
