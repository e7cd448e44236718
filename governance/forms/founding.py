"""The first form of an installation: who runs the alliance, and what it is called. A service founds it."""

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.addressnames import address_name
from governance.choices import LegalForm
from governance.forms import plainwords
from governance.models import Alliance, Person, User
from governance.setup.setupcode import is_setup_code


def _length(model, name: str) -> int:
    return model._meta.get_field(name).max_length


def _typed(autocomplete: str) -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": autocomplete})


def _password(label, help_text="") -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, strip=False, widget=widget, help_text=help_text, max_length=1000)


class FoundingForm(forms.Form):
    """The administrator and the alliance. `needs_code` in an installation without an alliance; otherwise a superuser
    fills it in for others, who make their own password."""

    code = forms.CharField(
        label=gettext_lazy("Oppsettskode"),
        max_length=40,
        help_text=gettext_lazy("Den står i vinduet der tjeneren ble startet."),
        widget=_typed("off"),
    )
    given_name = forms.CharField(
        label=gettext_lazy("Fornavn"), max_length=_length(Person, "given_name"), widget=_typed("given-name")
    )
    family_name = forms.CharField(
        label=gettext_lazy("Etternavn"), max_length=_length(Person, "family_name"), widget=_typed("family-name")
    )
    email = forms.EmailField(
        label=gettext_lazy("E-post"),
        max_length=_length(User, "email"),
        help_text=gettext_lazy("Den du logger inn med."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = _password(
        gettext_lazy("Passord"),
        gettext_lazy("Minst 12 tegn. Ikke et mye brukt passord, og ikke likt navnet eller e-posten din."),
    )
    repeated = _password(gettext_lazy("Gjenta passordet"))
    name = forms.CharField(
        label=gettext_lazy("Navn på alliansen"),
        max_length=_length(Alliance, "name"),
        help_text=gettext_lazy("Slik alle skal lese det, for eksempel Værnesregionen."),
        widget=_typed("organization"),
    )
    slug = forms.SlugField(
        label=gettext_lazy("Adressenavn"),
        max_length=_length(Alliance, "slug"),
        required=False,
        help_text=gettext_lazy("Første del av alle adresser. Det kan ikke endres senere."),
        widget=_typed("off"),
    )
    legal_form = forms.ChoiceField(
        label=gettext_lazy("Organisasjonsform"), choices=LegalForm.choices, initial=LegalForm.POLITICAL_COUNCIL
    )

    def __init__(self, *args, needs_code: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if not needs_code:
            for name in ("code", "password", "repeated"):
                del self.fields[name]
            self.fields["email"].help_text = _("Den som skal styre alliansen. Passordet lages med «Glemt passord».")
        slug = self.fields["slug"]
        slug.widget.attrs["data-slug-from"] = self["name"].id_for_label
        slug.needed_at_times = True
        for field in self.fields.values():
            plainwords.speak(field)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not is_setup_code(code):
            raise ValidationError(_("Koden stemmer ikke. Se i vinduet der tjeneren ble startet."))
        return code

    def clean(self):
        cleaned = super().clean()
        if "slug" not in self.errors and not cleaned.get("slug"):
            cleaned["slug"] = address_name(cleaned.get("name", ""), self.fields["slug"].max_length)
            if "name" in cleaned and not cleaned["slug"]:
                self.add_error("slug", _("Skriv et adressenavn med bokstavene a–z."))
        if "password" in cleaned:
            self._check_password(cleaned)
        return cleaned

    def _check_password(self, cleaned) -> None:
        """The rules of every password, and not like the names either, which a login of ours does not hold."""
        user = User(email=cleaned.get("email", ""))
        user.first_name, user.last_name = cleaned.get("given_name", ""), cleaned.get("family_name", "")
        if "repeated" in cleaned and cleaned["repeated"] != cleaned["password"]:
            self.add_error("repeated", _("De to passordene er ikke like. Skriv det samme begge steder."))
        try:
            validate_password(cleaned["password"], user)
        except ValidationError as error:
            self.add_error("password", error)

    def values(self) -> dict:
        """What the service wants."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("code", "repeated")}
