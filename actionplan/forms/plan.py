"""Forms of the plan itself."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.adopting import case_waits, made_on, needs_reason, wrong_day
from actionplan.amendments import choice_words
from actionplan.forms.base import REASON_LENGTH, PlanRowForm, year_field
from actionplan.forms.bounded import DecisionField, cases_for, resolutions_of
from actionplan.models import ActionPlan
from actionplan.planway import adopting_resolution, bodies_for, usual_way
from governance.access import may
from governance.exemption import labels
from governance.forms.day import DayField
from governance.forms.row import RowForm
from governance.models import Case, GoverningBody, Resolution


def _stop(label, **more) -> forms.ModelChoiceField:
    """One body on the way of a plan."""
    nobody = GoverningBody.objects.none()
    return forms.ModelChoiceField(label=label, queryset=nobody, required=False, empty_label=_("Ingen"), **more)


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
        self.fields["year"] = year_field(self.actor, label=_("År"))

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


class ProposeForm(forms.Form):
    """By which case the bodies treat the plan: a new one, one that is there, or none."""

    NEW, LINK, NONE = "new", "link", "none"
    STOPS = ("first", "second", "third")

    way = forms.ChoiceField(label=_("Sak"), widget=forms.RadioSelect)
    case_title = forms.CharField(label=_("Tittel på den nye saken"), max_length=255, required=False)
    first = _stop(_("Behandles først i"))
    second = _stop(_("Deretter i"))
    third = _stop(_("Til slutt i"), help_text=_("Det siste organet du velger, vedtar planen."))
    case = forms.ModelChoiceField(
        label=_("Sak som finnes"),
        queryset=Case.objects.none(),
        required=False,
        empty_label=_("Velg en sak"),
        help_text=_("Saker i samarbeidet som er åpne, eller fra planens år og året før."),
    )

    def __init__(self, *args, actor, plan, **kwargs):
        super().__init__(*args, **kwargs)
        bodies = bodies_for(actor, plan) if may(actor, "case.create", plan.cooperation) else []
        self.fields["case"].queryset = cases_for(actor, plan)
        self.fields["case"].label_from_instance = labels(actor)
        self._preset(actor, plan, bodies)
        if bodies:
            self._offer(bodies)
        else:
            for name in ("case_title", *self.STOPS):
                del self.fields[name]

    def _preset(self, actor, plan, bodies) -> None:
        ways = [(self.LINK, _("Knytt planen til en sak som finnes")), (self.NONE, _("Foreslå planen uten en sak"))]
        if bodies:
            ways.insert(0, (self.NEW, _("Lag en ny sak, som organene behandler i denne rekkefølgen")))
        self.fields["way"].choices = ways
        self.initial |= {
            "way": self.LINK if plan.case_id else ways[0][0] if bodies else self.NONE,
            "case": plan.case_id,
            "case_title": plan.title,
            **dict(zip(self.STOPS, (body.pk for body in usual_way(plan, bodies)), strict=False)),
        }

    def _offer(self, bodies) -> None:
        rows = GoverningBody.objects.filter(pk__in=[body.pk for body in bodies])
        for name in self.STOPS:
            self.fields[name].queryset = rows.order_by("cooperation", "position", "name")

    def clean(self):
        found = super().clean()
        if found.get("way") == self.NEW:
            self._need_order()
        if found.get("way") == self.LINK and not found.get("case") and "case" not in self.errors:
            self.add_error("case", _("Velg saken som planen behandles i."))
        return found

    def _need_order(self) -> None:
        """The first body is chosen, none is left out between two, and none stands twice."""
        chosen = [self.cleaned_data.get(name) for name in self.STOPS]
        if chosen[0] is None and "first" not in self.errors:
            self.add_error("first", _("Velg organet som behandler planen først."))
        if chosen[1] is None and chosen[2] is not None and "second" not in self.errors:
            self.add_error("second", _("Velg organet i midten, eller flytt det siste hit."))
        for place, body in enumerate(chosen):
            if body is not None and body in chosen[:place]:
                self.add_error(self.STOPS[place], _("{body} er valgt to ganger.").format(body=body))

    def values(self) -> dict:
        """The arguments of the service."""
        found = self.cleaned_data
        if found["way"] == self.NEW:
            bodies = [found[name] for name in self.STOPS if found[name] is not None]
            return {"bodies": bodies, "case_title": found["case_title"]}
        return {"case": found["case"]} if found["way"] == self.LINK else {}


class AdoptForm(forms.Form):
    """When the plan was adopted, and by which resolution: what the body that adopts has said in the plan's case."""

    adopted_on = DayField(label=_("Vedtatt dato"))
    resolution = DecisionField(
        label=_("Vedtak"), queryset=Resolution.objects.none(), required=False, empty_label=_("Uten eget vedtak")
    )
    reason = forms.CharField(
        label=_("Begrunnelse"),
        help_text=_("Trengs når planen vedtas uten et vedtak, eller før organene er ferdige med saken."),
        max_length=REASON_LENGTH,
        required=False,
    )

    def __init__(self, *args, actor, plan, **kwargs):
        super().__init__(*args, **kwargs)
        self.actor, self.plan = actor, plan
        if waits := case_waits(actor, plan):
            self.fields["reason"].required = True
            self.fields["reason"].help_text = f"{waits} {self.fields['reason'].help_text}"
        decided = adopting_resolution(actor, plan)
        own = plan.resolution_id or getattr(decided, "pk", None)
        if plan.case_id:
            keep = {"item__case": plan.case_id}
        else:
            keep = {"item__body__cooperation": plan.cooperation_id, "decided_on__gte": date(plan.year - 1, 1, 1)}
            self.fields["resolution"].made = made_on(plan)
        self.fields["resolution"].queryset = resolutions_of(actor, plan.cooperation_id, own, **keep)
        self.fields["resolution"].label_from_instance = choice_words(actor)
        self.initial |= {"adopted_on": decided.decided_on if decided else actor.on, "resolution": own}

    def clean(self):
        found = super().clean()
        day, resolution = found.get("adopted_on"), found.get("resolution")
        if day is None or "resolution" in self.errors:
            return found
        if wrong := wrong_day(self.actor, self.plan, day, resolution):
            self.add_error("adopted_on", wrong)
        if not found.get("reason") and (why := needs_reason(self.actor, self.plan, day, resolution)):
            self.errors.pop("reason", None)  # that it is empty is said by the rule
            self.add_error("reason", why)
        return found

    def values(self) -> dict:
        """The arguments of the service."""
        return self.cleaned_data


class WhyForm(forms.Form):
    """Why something that was settled is taken back."""

    reason = forms.CharField(
        label=_("Begrunnelse"),
        max_length=REASON_LENGTH,
        error_messages={"required": _("Skriv hvorfor vedtaket tas tilbake.")},
    )

    def __init__(self, *args, actor, plan, **kwargs):
        super().__init__(*args, **kwargs)

    def values(self) -> dict:
        """The arguments of the service."""
        return self.cleaned_data
