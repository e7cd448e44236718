"""Choices that grow from year to year, kept to what somebody may mean: the newest, and always the one chosen before."""

from django import forms
from django.db.models import Q
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext as _

from governance.choices import CaseState
from governance.models import AgendaItem, Case, Resolution

MOST = 50


class DecisionChoices(ModelChoiceIterator):
    """Resolutions, the newest first; with `field.made`, the day a plan was made, those since then before the older."""

    def __iter__(self):
        if self.field.empty_label is not None:
            yield "", self.field.empty_label
        if self.field.made is None:
            yield from (self.choice(row) for row in self.queryset)
            return
        rows = list(self.queryset)
        for label, keep in ((_("Siden planen ble laget"), True), (_("Før planen ble laget"), False)):
            those = [self.choice(row) for row in rows if (row.decided_on >= self.field.made) == keep]
            if those:
                yield label, those


class DecisionField(forms.ModelChoiceField):
    """A resolution to choose."""

    iterator = DecisionChoices
    made = None


def newest(rows, own=None):
    """The first rows of an ordered queryset, in its order, and the one with the key `own` whatever its age."""
    keys = list(rows.values_list("pk", flat=True)[:MOST])
    return rows.model.objects.filter(Q(pk__in=keys) | Q(pk=own)).order_by(*rows.query.order_by)


def cases_for(actor, plan):
    """Cases of the plan's cooperation or before its bodies, that are open or of the plan's year or the one before."""
    treated = AgendaItem.objects.visible_to(actor).filter(body__cooperation=plan.cooperation_id)
    rows = Case.objects.visible_to(actor).filter(
        Q(cooperation=plan.cooperation_id) | Q(pk__in=treated.values("case")),
        Q(state=CaseState.OPEN) | Q(year__range=(plan.year - 1, plan.year)),
    )
    return newest(rows.order_by("-year", "-sequence"), plan.case_id)


def resolutions_of(actor, cooperation, own=None, **keep):
    """What the bodies of a cooperation resolved, or of `keep`, the last first."""
    rows = Resolution.objects.visible_to(actor).filter(**(keep or {"item__body__cooperation": cooperation}))
    found = newest(rows.order_by("-decided_on", "pk"), own)
    return found.select_related("item__case", "item__body")
