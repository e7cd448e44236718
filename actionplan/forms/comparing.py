"""The form that says which two points of a plan are compared."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from actionplan.models import ActionPlan
from actionplan.past import adoption_of
from actionplan.points import ADOPTED, DAY, NOW, Point
from governance import clock
from governance.forms.day import DayField


class CompareForm(forms.Form):
    """Two points, each a word, a day or another year; `since` is the first moment the actor may be told of."""

    fra = forms.ChoiceField(label=_("Fra"))
    fra_dato = DayField(label=_("Fra datoen, om du valgte en dato"), required=False)
    til = forms.ChoiceField(label=_("Til"))
    til_dato = DayField(label=_("Til datoen, om du valgte en dato"), required=False)
    bare = forms.BooleanField(label=_("Bare endringer"), required=False)

    def __init__(self, data, *, actor, plan, since):
        self.plan, self.since, self.today = plan, since, clock.today(actor.alliance)
        self.adopted = adoption_of(plan) is not None
        others = ActionPlan.objects.visible_to(actor).filter(cooperation=plan.cooperation_id).exclude(pk=plan.pk)
        self.others = {str(row.year): row for row in others.select_related("cooperation").order_by("year")}
        super().__init__(self._days_apart(data) if data else self._usual())
        choices = [(ADOPTED, _("Som vedtatt"))] if self.adopted else []
        choices += [(NOW, _("Slik den er nå")), (DAY, _("En dato"))]
        choices += [(year, row.title) for year, row in self.others.items()]
        self.fields["fra"].choices = self.fields["til"].choices = choices

    def _usual(self) -> dict:
        first = {"fra": ADOPTED} if self.adopted else {"fra": DAY, "fra_dato": self.today.isoformat()}
        return first | {"til": NOW, "bare": "endringer"}

    def _days_apart(self, data) -> dict:
        """`fra=2016-03-01` means the same as `fra=dato&fra_dato=2016-03-01`."""
        found = {name: data[name] for name in self.base_fields if name in data}
        for name in ("fra", "til"):
            try:
                found[f"{name}_dato"] = date.fromisoformat(found[name]).isoformat()
            except (KeyError, ValueError):
                continue
            found[name] = DAY
        return self._usual() | {"bare": ""} | found if "fra" not in found or "til" not in found else found

    def clean(self):
        for name in ("fra", "til"):
            if self.cleaned_data.get(name) == DAY and f"{name}_dato" not in self.errors:
                self._check_day(f"{name}_dato")
        return self.cleaned_data

    def _check_day(self, name: str) -> None:
        day = self.cleaned_data.get(name)
        if day is None:
            self.add_error(name, _("Velg en dato."))
        elif day > self.today:
            self.add_error(name, _("Datoen er ikke kommet ennå. Velg i dag eller tidligere."))
        elif self.since is not None and day < clock.day_of(self.since):
            self.add_error(name, _("Planen var ikke åpen for deg den dagen. Velg en senere dato."))

    def points(self) -> tuple[Point, Point]:
        """The two points of a valid form."""
        return self._point("fra"), self._point("til")

    def _point(self, name: str) -> Point:
        kind = self.cleaned_data[name]
        if kind in self.others:
            return Point(self.others[kind], NOW)
        return Point(self.plan, kind, self.cleaned_data[f"{name}_dato"] if kind == DAY else None)
