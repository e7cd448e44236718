"""Forms of gatherings, and of those who sign up, from inside and from outside."""

import re
from copy import copy

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionplan.forms.applications import offer_sections
from actionplan.forms.platform import OwnCooperationForm
from actionplan.models import Activity, Gathering, SignUp
from governance.forms.day import ends_before_it_begins
from governance.forms.row import UNKNOWN_VERSION, RowForm, version_field

LEADS_SOMEWHERE = re.compile(r"[@/]|www\.|[\w-]\.(?:[a-z]{2,}|[A-Z]{2,})\b")  # «N.Nordmann» does not
ANOTHER = "another"
CLOCK = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
GATHERING = [
    *("title", "kind", "description", "day", "last_day", "starts_at", "ends_at", "place", "online_link"),
    *("audience", "network", "capacity", "sign_up_by", "asks_needs", "contact", "project", "section", "activity"),
]


class GatheringForm(RowForm):
    online_link = forms.URLField(label=_("Lenke til nettmøtet"), required=False, assume_scheme="https")
    groups = (
        (_("Tid og sted"), ("day", "last_day", "starts_at", "ends_at", "place", "online_link")),
        (_("Påmelding"), ("audience", "network", "capacity", "sign_up_by", "asks_needs")),
        (_("Hører til"), ("contact", "project", "section", "activity")),
    )

    class Meta:
        model = Gathering
        fields = GATHERING
        widgets = {"description": forms.Textarea(attrs={"rows": 6}), "starts_at": CLOCK, "ends_at": CLOCK}
        help_texts = {
            "online_link": _("Bare de som har fått plass, ser lenken."),
            "audience": _("Sekretariatet kan alltid melde på andre."),
            "network": _("Nettverket som inviterer. Trengs når det er medlemmene som kan melde seg på."),
            "capacity": _("La feltet stå tomt når alle får plass. Ellers blir det venteliste."),
            "sign_up_by": _("Siste dag for å melde seg på. Uten frist: til arrangementet begynner."),
            "asks_needs": _("Spør bare når dere trenger svaret. Svarene slettes 14 dager etter arrangementet."),
            "contact": _("Kan endre arrangementet, se hvem som kommer, og føre oppmøte."),
            "activity": _("Aktivitetene i den delen som er valgt. Bytter du del, velger du aktivitet etterpå."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_sections(self, self.instance.section_id)
        if self.instance.section_id is None:
            del self.fields["activity"]
        else:
            rows = Activity.objects.visible_to(self.actor).filter(section=self.instance.section_id)
            self.fields["activity"].queryset = rows

    def clean(self):
        cleaned = super().clean()
        if ends_before_it_begins(cleaned):
            self.add_error("ends_at", _("Arrangementet kan ikke slutte før det begynner."))
        if self.errors:
            self._tell_the_rest(cleaned)
        return cleaned

    def _tell_the_rest(self, cleaned) -> None:
        """Where a field is wrong nothing is stored, so that the rules of the row are asked for here: all is told at
        once."""
        row = copy(self.instance)
        said = {name: value for name, value in cleaned.items() if name in GATHERING and name not in self.errors}
        for name, value in said.items():
            setattr(row, name, value)
        try:
            row.validate_constraints(exclude={field.name for field in row._meta.fields} - said.keys())
        except ValidationError as error:
            self.take_errors(error)


class NewGatheringForm(OwnCooperationForm, GatheringForm):
    class Meta(GatheringForm.Meta):
        fields = ["cooperation", *GATHERING]


class NamesakeMixin:
    """A box that is shown when the service asks: one of the same name stands on the list, is this another?"""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.is_bound and ANOTHER in self.data:
            self._offer()

    def _offer(self):
        label = _("Dette er en annen med samme navn")
        self.fields.setdefault(ANOTHER, forms.BooleanField(label=label, required=False))

    def take_errors(self, error):
        if ANOTHER in getattr(error, "error_dict", ()):
            self._offer()
        super().take_errors(error)

    def values(self):
        return super().values() | {ANOTHER: self.cleaned_data.get(ANOTHER, False)}


class SignUpForm(RowForm):
    """Somebody on the list: a person of the alliance, or somebody else by name."""

    class Meta:
        model = SignUp
        fields = ["person", "name", "email", "organisation", "workplace", "needs"]
        labels = {"name": _("Navn på en utenfor alliansen"), "email": _("E-posten til den utenfor")}
        help_texts = {
            "person": _("Når deltakeren er registrert i alliansen."),
            "workplace": _("Når organisasjonen ikke finnes i listen."),
        }

    def __init__(self, *args, gathering: Gathering, **kwargs):
        super().__init__(*args, **kwargs)
        if not gathering.asks_needs:
            self.fields.pop("needs", None)


class EnrolForm(NamesakeMixin, SignUpForm):
    invited = forms.BooleanField(
        label=_("Bare inviter"), required=False, help_text=_("Deltakeren får en e-post, og melder seg på selv.")
    )

    def values(self):
        return super().values() | {"invited": self.cleaned_data["invited"]}


class WalkInForm(NamesakeMixin, SignUpForm):
    """Who came without having signed up; her address is not needed."""

    class Meta(SignUpForm.Meta):
        fields = ["person", "name", "organisation", "workplace"]


class HeadCountForm(forms.Form):
    number = forms.IntegerField(
        label=_("Antall frammøtte"),
        required=False,
        min_value=0,
        max_value=100_000,
        help_text=_("Bruk tallet når dere ikke krysser av navn. La feltet stå tomt for å telle kryssene."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    base_version = version_field()

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("base_version") is None and "base_version" not in self.errors:
            self.add_error(None, UNKNOWN_VERSION)
        return cleaned

    def take_clash(self, clash) -> None:
        """Keep what was typed, tell what stands now, and let the next save be meant."""
        self.data = self.data.copy()
        self.data["base_version"] = clash.current.version
        now = clash.current.head_count
        said = gettext("Noen har endret dette til {amount} mens du skrev. Se over, og lagre på nytt.")
        self.add_error("number", said.format(amount=gettext("(tomt)") if now is None else now))


class NeedsForm(forms.Form):
    """What one who signs up by herself is asked, where the gathering asks."""

    needs = forms.CharField(
        label=_("Mat og tilrettelegging"),
        required=False,
        max_length=500,
        help_text=_("Bare det arrangøren trenger å vite. Svaret slettes 14 dager etter arrangementet."),
        widget=forms.Textarea(attrs={"rows": 2, "maxlength": 500}),
    )


class PublicSignUpForm(NeedsForm):
    """The open page. `website` is seen by robots alone: who fills it in is thanked, and not stored."""

    name = forms.CharField(label=_("Navn"), max_length=160, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = forms.EmailField(
        label=_("E-post"),
        max_length=254,
        help_text=_("Vi sender svaret hit, med lenken du trenger for å melde deg av."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    workplace = forms.CharField(
        label=_("Hvor du kommer fra"),
        required=False,
        max_length=160,
        help_text=_("Kommunen eller organisasjonen."),
        widget=forms.TextInput(attrs={"autocomplete": "organization", "list": "arbeidssteder"}),
    )
    website = forms.CharField(required=False, widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}))
    field_order = ("name", "email", "workplace", "needs", "website")

    def __init__(self, *args, gathering: Gathering, **kwargs):
        super().__init__(*args, **kwargs)
        if not gathering.asks_needs:
            del self.fields["needs"]

    def clean_name(self) -> str:
        """Goes out in a mail to an address that nobody has confirmed: it leads nowhere, and is one line."""
        name = " ".join(self.cleaned_data["name"].split())
        if LEADS_SOMEWHERE.search(name):
            raise forms.ValidationError(_("Skriv bare navnet ditt, uten lenker og e-postadresser."))
        return name

    @property
    def is_by_a_robot(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def values(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}
