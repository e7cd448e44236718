"""The quarters of a plan as a table, narrowed by area, who answers, organisation and quarter; and one's own quarter."""

from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actionplan.forms.timeline import TimelineForm
from actionplan.planfacts import QUARTERS
from actionplan.planhtml import timeline_row
from actionplan.timeline import Chosen, TimelineSection, quarter_on, timeline_of, years_of
from actionplan.views.base import OpenMixin, PlanMixin


class TimelineView(OpenMixin, PlanMixin, TemplateView):
    """The page. Opens to everyone with the plan."""

    template_name = "actionplan/plan_timeline.html"
    http_method_names = ("get", "head")

    def get_context_data(self, **kwargs):
        sections = timeline_of(self.plan, self.actor)
        form = TimelineForm(self.request.GET, sections=sections, auto_id="filter_%s")
        chosen = form.chosen()
        years = years_of(sections, self.plan.year) if form.shows_all_years else (self.plan.year,)
        shown = list(self._shown(sections, chosen, years))
        context = {
            "page_title": _("Kvartaler {year}").format(year=self.plan.year),
            "form": form,
            "sections": shown,
            "number": sum(number for _section, _rows, number in shown),
            "of": sum(len(each.rows) for each in sections),
            "quarter_heads": [(year, quarter) for year in years for quarter in QUARTERS],
            "year_heads": years if len(years) > 1 else (),
            "years": self.years_at("plan_timeline"),
            "year": self.plan.year,
            "width": 1 + len(QUARTERS) * len(years),
            "is_narrowed": chosen != Chosen(),
            "mine": chosen.mine,
            "my_quarter_url": self._my_quarter(sections),
            "urls": {name: self.to(name) for name in ("plan_detail", "plan_timeline")},
        }
        return super().get_context_data(**context | kwargs)

    def _shown(self, sections: list[TimelineSection], chosen: Chosen, years):
        """(section, its rows as HTML, how many) of what the choice leaves."""
        for each in sections:
            rows = [row for row in each.rows if chosen.allows(row, each.section, self.plan.year)]
            if rows:
                yield each.section, [timeline_row(row.facts, row.words(years), row.path) for row in rows], len(rows)

    def _my_quarter(self, sections: list[TimelineSection]) -> str:
        """What the actor herself answers for in the quarter of her day; empty where she answers for nothing here."""
        if not any(row.is_mine for each in sections for row in each.rows):
            return ""
        quarter = quarter_on(self.actor.on, self.plan.year)
        return f"?{urlencode({'mitt': 1} | ({'kvartal': quarter} if quarter else {}))}"

    def breadcrumb(self):
        return self.trail((_("Kvartaler"), ""))
