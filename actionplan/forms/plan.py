"""Forms of the plan itself."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.forms.base import PlanRowForm
from actionplan.forms.bounded import cases_for, resolutions_of
from actionplan.models import ActionPlan
from governance.exemption import labels
from governance.forms.day import DayField
from governance.forms.row import RowForm
from governance.models import Resolution


class NewPlanForm(RowForm):
    """The plan of a new year."""

    copy_from = forms.ModelChoiceField(
        label=_("Kopier oppsettet fra"),
        queryset=ActionPlan.objects.none(),
        required=False,
        empty_label=_("Begynn med en tom plan"),
        help_text=_("Deler, kolonnenavn, ansvarlige og rapporteringslinjer kopieres. Tekster og tiltak gjør ikke det."),
    )

    class Meta:
        model = ActionPlan
        fields = ["year", "title", "platform"]

    def __init__(self, *args, cooperation, **kwargs):
        super().__init__(*args, **kwargs)
        self.instance.cooperation = cooperation
        plans = ActionPlan.objects.visible_to(self.actor).filter(cooperation=cooperation)
        self.fields["copy_from"].queryset = plans
        self.fields["platform"].queryset = self.fields["platform"].queryset.filter(cooperation=cooperation)
        self.fields["year"].widget = forms.NumberInput(attrs={"min": 1990, "max": 2100})

    def clean_year(self) -> int:
        year = self.cleaned_data["year"]
        if not 1990 <= year <= 2100:
            raise forms.ValidationError(_("Skriv et år mellom 1990 og 2100."))
        return year

    def values(self):
        return super().values() | {"copy_from": self.cleaned_data["copy_from"]}


class PlanForm(PlanRowForm):
    """Header of the plan."""

    class Meta:
        model = ActionPlan
        fields = ["title", "platform", "case", "introduction"]
        help_texts = {"case": _("Saker i samarbeidet som er åpne, eller fra planens år og året før.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["platform"].queryset = self.fields["platform"].queryset.filter(cooperation=self.plan.cooperation)
        self.fields["case"].queryset = cases_for(self.actor, self.plan)
        self.fields["case"].label_from_instance = labels(self.actor)


class AdoptForm(forms.Form):
    """When the plan was adopted, and by which resolution."""

    adopted_on = DayField(label=_("Vedtatt dato"))
    resolution = forms.ModelChoiceField(label=_("Vedtak"), queryset=Resolution.objects.none(), required=False)

    def __init__(self, *args, actor, plan, **kwargs):
        super().__init__(*args, **kwargs)
        of_case = {"item__case": plan.case_id} if plan.case_id else {}
        rows = resolutions_of(actor, plan.cooperation_id, plan.resolution_id, **of_case)
        self.fields["resolution"].queryset = rows
