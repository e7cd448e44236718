"""The plan as its readers want it: one page with contents, tables and sums."""

from datetime import date
from functools import partial

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from actionplan.amendments import acts_of as acts_of_amendments
from actionplan.amendments import amendments_of, rows_of
from actionplan.choices import EntryKind
from actionplan.economy import KINDS, add_up
from actionplan.models import ActionPlan
from actionplan.periods import Period
from actionplan.planareas import areas_of
from actionplan.planfacts import sections_of
from actionplan.planhtml import NOWHERE, Ways, read_table, remembered
from actionplan.planway import case_of, treatments_of
from actionplan.resourcefacts import resources_of
from actionplan.sidebyside import NONE, changes_of
from actionplan.ties import ties_of
from actionplan.views.base import OpenMixin, PlanMixin, address, case_address, find_cooperation, new_plan_urls
from actionplan.views.planacts import acts_of, removed_plans
from actionplan.views.questions import asks_of
from governance.exemption import is_masked
from governance.mypage import visits
from governance.panels import panels_for


@require_safe
def plan_current(request, cooperation: str = ""):
    """To the newest plan at or before the actor's day, else the first to come, else a page that says there is none.

    A visitor who may read none is asked to log in, whether there is such a cooperation or not.
    """
    try:
        return _to_current(request, find_cooperation(request, cooperation))
    except Http404:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())


def _to_current(request, row):
    plans = ActionPlan.objects.visible_to(request.actor).filter(cooperation=row)
    plan = plans.filter(year__lte=request.actor.on.year).first() or plans.order_by("year").first()
    if plan is not None:
        return redirect(address("plan_detail", row, request.alliance, year=plan.year))
    if not request.actor.is_known:
        raise Http404
    context = {
        "cooperation": row,
        "removed": removed_plans(request.actor, row),
        "breadcrumb": [(_("Handlingsplan"), "")],
    }
    context |= new_plan_urls(request.actor, row, request.alliance)
    return render(request, "actionplan/plan_none.html", context)


LINKED = ("plan_edit", "plan_change", "plan_adopted", "plan_compare", "economy_detail", "plan_excel", "plan_timeline")


class PlanView(OpenMixin, PlanMixin, TemplateView):
    """The read page."""

    template_name = "actionplan/plan_detail.html"
    plan_related = ("platform",)

    def get(self, request, *args, **kwargs):
        response = super().get(request, *args, **kwargs)
        visits.remember(request, response, "plan", self.plan.pk)
        return response

    def get_context_data(self, **kwargs):
        sections = sections_of(self.plan, self.actor, tags=True, years=True, links=True)
        areas = areas_of(sections)
        amendments = rows_of(self.plan, self.actor) if self.plan.adopted_on else []
        acts = acts_of_amendments(self.actor, amendments)
        changes = changes_of(self.plan, sections, amendments, acts)
        keys = [section.row.pk for section in sections]
        resources = resources_of(self.actor, keys)
        context = {
            "areas": blocks_of(
                areas, resources, self.actor.is_known, changes, ties_of(self.actor, keys), self._ways(sections)
            ),
            "gone_sections": changes.sections,
            "sums": sums_of(sections, resources),
            "years": self.years_at("plan_detail"),
            "year": self.plan.year,
            "case": self._case(),
            "facts": _facts(sections),
            "urls": {name: self.to(name) for name in LINKED},
            "status_url": self.to("status_list", period=Period.for_date(self._status_day()).value),
            "platform_url": self._platform_url(),
            "acts": self._acts(),
            "next_url": self.next_url,
            "amendments": self._amendments(amendments),
            "registers_url": self.registers_url(),
            "heads": panels_for("plan_head", self.plan, self.actor),
            "files": panels_for("plan_file", self.plan, self.actor),
        }
        context |= new_plan_urls(self.actor, self.plan.cooperation, self.request.alliance)
        return super().get_context_data(**context | kwargs)

    def breadcrumb(self):
        return self.trail()

    def registers_url(self) -> str:
        """The registers beside the plan: the alliance's from the main cooperation, else its own."""
        return address("project_list", self.plan.cooperation, self.request.alliance)

    def _platform_url(self) -> str:
        if self.plan.platform_id is None or not self.actor.is_known:
            return ""
        where = {"alliance": self.request.alliance.slug, "pk": self.plan.platform_id}
        return reverse("actionplan:platform_detail", kwargs=where)

    def _ways(self, sections) -> Ways:
        """Where each activity that stands in other years' plans too is read through the years, and where questions are
        asked."""
        rows = (row for section in sections for row in section.activities() if row.has_years)
        years = {row.pk: self.to("activity_line", pk=row.pk) for row in rows}
        return Ways(years, asks_of(self, sections))

    def _status_day(self) -> date:
        """The actor's day where it lies in the plan's year; else the end of the year."""
        return self.actor.on if self.actor.on.year == self.plan.year else date(self.plan.year, 12, 31)

    def _case(self) -> dict | None:
        """The case that treats the plan, with what each body has said; for those who may read all of it, since
        the plan tells what the case is about."""
        found = case_of(self.actor, self.plan.case_id) if self.plan.case_id is not None else []
        case = found[0] if found else None
        if case is None or is_masked(self.actor, case):
            return None
        case.alliance = self.request.alliance
        stops = treatments_of(self.actor, case)
        return {"title": case.title, "number": case.number, "url": case_address(case), "stops": stops}

    def _amendments(self, rows) -> list[tuple]:
        """(address, facts) of what was changed since the adoption, and why; the reasons are for those inside."""
        facts = amendments_of(self.actor, rows) if self.actor.is_known else []
        return [(self.to("plan_amendment", number=row.number), row) for row in facts]

    def _acts(self) -> list[tuple[str, str]]:
        """(label, address) of what may be done with the plan now."""
        return [(label, self.to("plan_act", act=word)) for label, word in acts_of(self.actor, self.plan)]


def blocks_of(areas, resources, warns: bool, changes=NONE, ties=None, ways=NOWHERE) -> list[tuple]:
    """(area, what the page draws of each of its sections); `ties`: what the registers have of each; `ways` as for the
    table of a section."""
    drawn = partial(_block, warns=warns, changes=changes, ties=ties or {}, ways=ways)
    return [(area, [drawn(section, resources[section.row.pk]) for section in area.sections]) for area in areas]


def _block(section, resources, *, warns: bool, changes, ties, ways) -> dict:
    """`warns`: what is missing is told to those who work with the plan, not to the public."""
    row, resource = section.row, {"row": section.row, "resources": resources, "warns": warns}
    drawn = remembered("actionplan/_read_resources.html", (row.pk, row.version, resources, warns), resource)
    return {
        "section": section,
        "head": _head(section, tuple(post for post in resources.posts if post.is_lead)),
        "ties": ties.get(row.pk, ()),
        "gone": changes.gone.get(row.pk, ()),
        "table": read_table(section, changes, ways) if section.measures or section.loose else None,
        "resources": drawn,
    }


def _head(section, leads: tuple):
    row = section.row
    about = row.focus_area and section.focus_area, row.cooperation and row.cooperation.name
    context = {"section": section, "row": row, "leads": leads}
    return remembered("actionplan/_read_head.html", (row.pk, row.version, about, leads), context)


def _facts(sections) -> dict[str, int]:
    activities = [each for section in sections for each in section.activities()]
    return {
        "sections": len(sections),
        "activities": len(activities),
        "dated": sum(each.is_dated for each in activities),
    }


def sums_of(sections, resources) -> dict:
    """Sums by section and for the plan, of the kinds of amount that are there."""
    rows = [(section, resources[section.row.pk].totals) for section in sections]
    total = add_up(totals for _section, totals in rows)
    kinds = [kind for kind in KINDS if getattr(total, kind) is not None]
    shown = [(section, _amounts(totals, kinds)) for section, totals in rows if totals]
    return {"kinds": kinds, "rows": shown, "total": _amounts(total, kinds)}


def _amounts(totals, kinds) -> list[tuple]:
    """(name of the kind, amount) for each, as a narrow screen shows them one below the other."""
    return [(EntryKind(kind).label, getattr(totals, kind)) for kind in kinds]
