"""An activity through the years: each year's text, place, deadline, responsible and status, and where it went."""

from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actionplan.lines import Step, line_of
from actionplan.models import Activity
from actionplan.permissions import edits_plan, led_sections
from actionplan.views.base import OpenMixin, PlanMixin, address


class ActivityLineView(OpenMixin, PlanMixin, TemplateView):
    """The page. Opens to everyone with the plan; other years are shown as far as their plans are read."""

    template_name = "actionplan/activity_line.html"
    http_method_names = ("get", "head")

    def get(self, request, *args, **kwargs):
        rows = Activity.objects.visible_to(self.actor).filter(section__plan__cooperation=self.plan.cooperation_id)
        self.activity = rows.filter(pk=kwargs["pk"]).select_related("section__plan").first()
        if self.activity is None:
            raise Http404
        year = self.activity.section.plan.year
        if year != self.plan.year:
            return redirect(self._to("activity_line", year, pk=self.activity.pk))
        return super().get(request, *args, **kwargs)

    def _to(self, name: str, year: int, **kwargs) -> str:
        return address(name, self.plan.cooperation, self.request.alliance, year=year, **kwargs)

    def get_context_data(self, **kwargs):
        steps = line_of(self.actor, self.activity)
        years = sorted({step.year for step in steps})
        return super().get_context_data(
            page_title=self.activity.title,
            first=years[0],
            last=years[-1],
            rows=[self._row(step) for step in steps],
            **kwargs,
        )

    def _row(self, step: Step) -> dict:
        section = step.activity.section
        section.plan.cooperation = self.plan.cooperation
        mine = edits_plan(self.actor, section.plan) or section.pk in led_sections(self.actor)
        return {
            "step": step,
            "is_this": step.activity.pk == self.activity.pk,
            "url": f"{self._to('plan_detail', step.year)}#del-{section.pk}",
            "edit_url": self._edit(step) if mine else "",
        }

    def _edit(self, step: Step) -> str:
        where = {"kind": "aktivitet", "pk": step.activity.pk}
        return self._to("row_edit", step.year, **where)

    def breadcrumb(self):
        return self.trail((_("Aktivitet gjennom årene"), ""))
