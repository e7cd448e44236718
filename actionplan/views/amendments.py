"""One amendment of an adopted plan: what was changed, before and after, by whom and why."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actionplan.amendments import amendments_of, rows_of
from actionplan.stories import acts_of_amendment
from actionplan.views.base import PlanMixin


class AmendmentView(PlanMixin, TemplateView):
    """Every act of the amendment with the rows it wrote, the last first."""

    template_name = "actionplan/plan_amendment.html"
    http_method_names = ("get", "head")

    def get_context_data(self, **kwargs):
        rows = rows_of(self.plan, self.actor)
        row = next((each for each in rows if each.number == self.kwargs["number"]), None)
        if row is None:
            raise Http404
        (facts,) = amendments_of(self.actor, [row])
        told, is_cut = acts_of_amendment(self.actor, row, self.plan)
        written = 0 if is_cut else len({row.pk for entry in told for row in entry.rows})  # each row once, however often
        return super().get_context_data(amendment=facts, entries=told, is_cut=is_cut, written=written, **kwargs)

    def breadcrumb(self):
        name = _("Endring {number}").format(number=self.kwargs["number"])
        return self.trail((_("Endringer etter vedtaket"), f"{self.to('plan_detail')}#endringer"), (name, ""))
