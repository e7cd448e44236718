"""Forms of persons, their roles and their login."""

from django import forms
from django.utils.translation import gettext_lazy as _

from governance.forms.row import RowForm
from governance.models import AllianceRole, Person


class PersonForm(RowForm):
    class Meta:
        model = Person
        fields = ["given_name", "family_name", "title", "organisation", "email", "phone"]


class RoleForm(RowForm):
    class Meta:
        model = AllianceRole
        fields = ["role", "cooperation", "valid_from", "valid_to"]
        help_texts = {
            "cooperation": _("La stå tomt når rollen gjelder hele alliansen."),
            "valid_to": _("Siste dag med rollen."),
        }


class LoginForm(RowForm):
    """The address a person logs in with. Empty takes the login away."""

    login = forms.EmailField(
        label=_("E-postadresse for innlogging"),
        required=False,
        help_text=_("Personen velger passordet selv. Tomt felt fjerner innloggingen."),
    )
    BY_MAIL, BY_HAND, SILENTLY = "mail", "hand", ""
    way = forms.ChoiceField(
        label=_("Hvordan får personen vite det?"),
        required=False,
        initial=BY_MAIL,
        widget=forms.RadioSelect,
        choices=[
            (BY_MAIL, _("Send en invitasjon på e-post")),
            (BY_HAND, _("Vis meg lenken, så gir jeg den videre selv")),
            (SILENTLY, _("Ikke gi beskjed nå")),
        ],
    )

    class Meta:
        model = Person
        fields = []

    def values(self):
        return {"login": self.cleaned_data["login"]}
