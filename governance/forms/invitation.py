"""Forms of an invitation: who is to be let in, and the password she chooses."""

from django import forms
from django.contrib.auth import password_validation
from django.utils.translation import gettext_lazy as _

from governance.forms import plainwords
from governance.models import Person


class PasswordForm(forms.Form):
    """The first password of a login. The rules stand below the field, and are asked of it at once."""

    password = forms.CharField(
        label=_("Passord"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("Passordet en gang til"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = password_validation.password_validators_help_text_html()
        for field in self.fields.values():
            plainwords.speak(field)

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self):
        cleaned = super().clean()
        if "password" in cleaned and "again" in cleaned and cleaned["password"] != cleaned["again"]:
            self.add_error("again", _("De to passordene er ikke like."))
        return cleaned


class InviteManyForm(forms.Form):
    """Who of those without a login is to be invited."""

    people = forms.ModelMultipleChoiceField(
        label=_("Personer uten innlogging"),
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én person.")},
    )

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people
        self.fields["people"].label_from_instance = lambda person: (
            f"{person.family_name}, {person.given_name} – {person.email}"
        )
