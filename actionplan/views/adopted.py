"""The plan as it was adopted: a page of its own, which no later change touches."""

from django.http import Http404
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actionplan.past import Past, adoption_of
from actionplan.pastfacts import resources_at, sections_at
from actionplan.planareas import areas_of
from actionplan.views.base import OpenMixin, PlanMixin
from actionplan.views.plan import blocks_of, sums_of
from governance.panels import panels_for


class AdoptedPlanView(OpenMixin, PlanMixin, TemplateView):
    """What was adopted, read from the history; open to all who read the plan."""

    template_name = "actionplan/plan_adopted.html"

    def get_context_data(self, **kwargs):
        adoption = adoption_of(self.plan)
        if adoption is None:
            raise Http404
        past = Past(self.plan, adoption[0])
        sections = sections_at(past)
        resources = resources_at(past, [section.row.pk for section in sections])
        return super().get_context_data(
            then=past.header,
            areas=blocks_of(areas_of(sections), resources, warns=False),
            sums=sums_of(sections, resources),
            heads=panels_for("adopted_plan_head", self.plan, self.actor),
            now_url=self.to("plan_detail"),
            **kwargs,
        )

    def breadcrumb(self):
        return self.trail((_("Som vedtatt"), ""))
