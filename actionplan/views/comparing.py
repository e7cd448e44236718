"""Two points of a plan beside each other: what is new, gone, moved and changed."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actionplan.comparing import compare_plans, counts_of, words_of_counts
from actionplan.forms.comparing import CompareForm
from actionplan.past import shown_since
from actionplan.points import lineage, shown_at
from actionplan.stories import is_told_everything
from actionplan.views.base import OpenMixin, PlanMixin


class CompareView(OpenMixin, PlanMixin, TemplateView):
    """`fra` and `til` are "vedtatt", "i-dag", a day or another year; `bare` leaves out what is the same."""

    template_name = "actionplan/plan_compare.html"
    http_method_names = ("get", "head")

    def render_to_response(self, context, **kwargs):
        return super().render_to_response(context, status=200 if context["form"].is_valid() else 422, **kwargs)

    def get_context_data(self, **kwargs):
        since = shown_since(self.actor, self.plan, is_told_everything(self.actor, self.plan))
        form = CompareForm(self.request.GET, actor=self.actor, plan=self.plan, since=since)
        context = {"form": form, "diffs": [], "counts": [], "only_changes": False}
        if form.is_valid():
            context |= self._compared(form)
        return super().get_context_data(**context, **kwargs)

    def _compared(self, form) -> dict:
        old, new = form.points()
        continues = lineage(self.actor, old.plan, new.plan)
        diffs = compare_plans(shown_at(self.actor, old), shown_at(self.actor, new), continues)
        self._lead_through_the_years(diffs, {*continues, *continues.values()})
        only = form.cleaned_data["bare"]
        return {
            "diffs": [diff for diff in diffs if not (only and diff.is_same)],
            "counts": words_of_counts(counts_of(diffs)),
            "only_changes": only,
        }

    def _lead_through_the_years(self, diffs, keys: set) -> None:
        for diff in diffs:
            diff.rows = [
                replace(row, years_url=self.to("activity_line", pk=row.activity)) if row.activity in keys else row
                for row in diff.rows
            ]

    def breadcrumb(self):
        return self.trail((_("Sammenlign"), ""))
