"""Forms of grant applications: what is written down, and what each act needs."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.choices import ANSWERED, UNSENT, ApplicationState, PlanState
from actionplan.forms.base import REASON_LENGTH, KronerField, year_field
from actionplan.forms.bounded import cases_for, newest
from actionplan.forms.platform import LONG, OwnCooperationForm
from actionplan.models import Activity, GrantApplication, PlanSection
from governance.access import may
from governance.exemption import labels
from governance.forms.row import RowForm

KRONER = {"max_digits": 14, "decimal_places": 2, "required": False, "min_value": 0}
GIVER = _("Finnes ikke giveren i listen? Legg organisasjonen til under «Medlemmer» først.")


def offer_sections(form, own=None) -> None:
    """The parts of the newest plans, each with its year."""
    rows = PlanSection.objects.visible_to(form.actor).order_by("-plan__year", "plan__title", "position", "pk")
    form.fields["section"].queryset = newest(rows, own).select_related("plan")
    form.fields["section"].label_from_instance = lambda section: f"{section.plan.year}: {section.title}"


class NewApplicationForm(OwnCooperationForm):
    """An idea, with as much as is known of it."""

    amount_sought = KronerField(label=_("Søkt beløp i kroner"), **KRONER)

    class Meta:
        model = GrantApplication
        fields = ["cooperation", "title", "giver", "year", "deadline", "amount_sought", "section", "project", "note"]
        widgets = {"note": LONG}
        help_texts = {"giver": GIVER}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"] = year_field(self.actor, label=_("År"), initial=self.actor.on.year)
        offer_sections(self)


class ApplicationForm(RowForm):
    """All that is written down of an application; what belongs to its answer, once it has one."""

    amount_sought = KronerField(label=_("Søkt beløp i kroner"), **KRONER)
    amount_granted = KronerField(label=_("Innvilget beløp i kroner"), **KRONER)
    groups = (
        (_("Svar og rapport"), ("amount_granted", "result_on", "report_by", "reported_on")),
        (_("Hører til"), ("section", "activity", "project", "case")),
    )

    class Meta:
        model = GrantApplication
        fields = [
            *("title", "giver", "year", "deadline", "amount_sought", "sent_on", "note"),
            *("amount_granted", "result_on", "report_by", "reported_on"),
            *("section", "activity", "project", "case"),
        ]
        widgets = {"note": LONG}
        help_texts = {
            "giver": GIVER,
            "activity": _("Aktivitetene i den delen som er valgt. Bytter du del, velger du aktivitet etterpå."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in _not_yet(self.instance.state):
            del self.fields[name]
        self.fields["year"] = year_field(self.actor, self.instance.year, label=_("År"))
        offer_sections(self, self.instance.section_id)
        self.fields["case"].queryset = cases_for(self.actor, self.instance)
        self.fields["case"].label_from_instance = labels(self.actor)
        self._offer_activities()

    def _offer_activities(self) -> None:
        if self.instance.section_id is None:
            del self.fields["activity"]
            return
        choice = self.fields["activity"]
        choice.queryset = Activity.objects.visible_to(self.actor).filter(section=self.instance.section_id)


def _not_yet(state: str) -> tuple[str, ...]:
    """What an application of this state has nothing to say of."""
    granted = () if state == ApplicationState.GRANTED else ("amount_granted", "report_by", "reported_on")
    sent = ("sent_on",) if state in UNSENT else ()
    return granted + sent + (() if state in ANSWERED else ("result_on",))


class ActForm(RowForm):
    """An act on an application: what it needs, whether the plan is to tell of it, and why."""

    in_plan = forms.BooleanField(label=_("Før beløpet i planen"), required=False)
    out_of_plan = forms.BooleanField(label=_("Fjern linjen fra planen"), required=False)
    reason = forms.CharField(label=_("Begrunnelse"), required=False, max_length=REASON_LENGTH)

    class Meta:
        model = GrantApplication
        fields: list[str] = []

    tells = ""  # the box that this act has, where the plan can tell of it

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields.pop("base_version", None)  # an act looks at the state, not at what was typed
        for name in {"in_plan", "out_of_plan"} - ({self.tells} if self._may_tell() else set()):
            del self.fields[name]
        if self.tells in self.fields:
            plan = self.instance.section.plan
            told = (
                _("Linjen kommer i «{section}» i {plan}.")
                if self.tells == "in_plan"
                else _("Linjen står i «{section}» i {plan}.")
            )
            self.fields[self.tells].help_text = told.format(section=self.instance.section.title, plan=plan.title)
            if plan.state == PlanState.ADOPTED:
                self.fields["reason"].help_text = _("Planen er vedtatt. Begrunnelsen trengs hvis planen endres.")

    def _may_tell(self) -> bool:
        row = self.instance
        if not self.tells or row.section is None or row.section.removed_at is not None:
            return False
        has_line = row.funding_line is not None and row.funding_line.removed_at is None
        return (has_line or self.tells == "in_plan") and bool(may(self.actor, "row.edit", row.section))

    def values(self):
        more = {name: self.cleaned_data[name] for name in ("in_plan", "out_of_plan") if name in self.fields}
        return super().values() | more | {"reason": self.cleaned_data["reason"]}


class SendForm(ActForm):
    amount_sought = KronerField(label=_("Søkt beløp i kroner"), **KRONER)
    tells = "in_plan"

    class Meta(ActForm.Meta):
        fields = ["sent_on", "amount_sought"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_day(self, "sent_on")


class GrantForm(ActForm):
    amount_granted = KronerField(label=_("Innvilget beløp i kroner"), **KRONER)
    tells = "in_plan"

    class Meta(ActForm.Meta):
        fields = ["result_on", "amount_granted", "report_by"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_day(self, "result_on")
        self.initial["amount_granted"] = self.instance.amount_sought


class RefuseForm(ActForm):
    tells = "out_of_plan"

    class Meta(ActForm.Meta):
        fields = ["result_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _ask_day(self, "result_on")


class WithdrawForm(ActForm):
    tells = "out_of_plan"


def _ask_day(form, name: str) -> None:
    """The day of an act is asked for, and is today unless something else is said."""
    form.fields[name].required = True
    form.initial[name] = form.actor.on
