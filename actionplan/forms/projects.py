"""Forms of projects and networks, and of who takes part in them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.choices import ProjectPhase
from actionplan.forms.applications import KRONER, offer_sections
from actionplan.forms.base import KronerField
from actionplan.forms.platform import LONG, OwnCooperationForm
from actionplan.models import Network, NetworkMember, PhaseChange, Project, ProjectPartner
from governance.forms.day import DayField
from governance.forms.row import RowForm

PROJECT = [
    *("name", "purpose", "website", "owner", "leader", "leader_position", "leader_text", "valid_from", "valid_to"),
    *("budget", "our_share", "money_from", "section"),
]
NETWORK = ["name", "purposes", "founder_body", "founder", "responsible", "is_open", "valid_from", "valid_to", "section"]
OUR_SHARE = _("Det samarbeidet betaler selv. Prosjektets penger er ikke med i planens økonomi.")


class ProjectForm(RowForm):
    budget = KronerField(label=_("Budsjett i kroner"), **KRONER)
    our_share = KronerField(label=_("Egen andel i kroner"), **KRONER)
    website = forms.URLField(label=_("Nettsted"), required=False, assume_scheme="https")
    groups = (
        (_("Eier og leder"), ("owner", "leader", "leader_position", "leader_text")),
        (_("Tid"), ("phase", "valid_from", "valid_to")),
        (_("Penger"), ("budget", "our_share", "money_from")),
        (_("Hører til"), ("section",)),
    )

    class Meta:
        model = Project
        fields = PROJECT
        widgets = {"purpose": LONG}
        help_texts = {"leader_text": _("Når lederen ikke er registrert som person.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_sections(self, self.instance.section_id)
        self.fields["our_share"].help_text = OUR_SHARE


class NewProjectForm(OwnCooperationForm, ProjectForm):
    phase = forms.ChoiceField(label=_("Fase"), choices=ProjectPhase.choices)

    class Meta(ProjectForm.Meta):
        fields = ["cooperation", *PROJECT]

    def values(self):
        return super().values() | {"phase": self.cleaned_data["phase"]}


class PhaseForm(RowForm):
    """A phase a project came into."""

    since = DayField(label=_("Fra"), required=False)

    class Meta:
        model = PhaseChange
        fields = ["phase", "since", "note"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.fields["since"].initial = self.actor.on


class PartnerForm(RowForm):
    class Meta:
        model = ProjectPartner
        fields = ["organisation", "role"]
        help_texts = {"role": _("For eksempel «Pilotkommune» eller «Forskning».")}


class NetworkForm(RowForm):
    groups = (
        (_("Hvem"), ("founder_body", "founder", "responsible", "is_open")),
        (_("Tid"), ("valid_from", "valid_to")),
        (_("Hører til"), ("section",)),
    )

    class Meta:
        model = Network
        fields = NETWORK
        widgets = {"purposes": forms.Textarea(attrs={"rows": 5})}
        help_texts = {"is_open": _("Da kan alle i alliansen bli med selv. Ellers legger den nettansvarlige dem inn.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        offer_sections(self, self.instance.section_id)


class NewNetworkForm(OwnCooperationForm, NetworkForm):
    class Meta(NetworkForm.Meta):
        fields = ["cooperation", *NETWORK]


class MemberForm(RowForm):
    """Somebody who takes part: an organisation, a person, or somebody else by name."""

    class Meta:
        model = NetworkMember
        fields = ["organisation", "person", "contact_name", "contact_email", "role", "valid_from", "valid_to"]
        help_texts = {"valid_to": _("Siste dag som medlem, når noen slutter.")}
