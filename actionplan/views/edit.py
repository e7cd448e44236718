"""The edit page: the plan's rows as text with buttons, section by section. No row has a form until it is asked for."""

from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from django_htmx.http import trigger_client_event

from actionplan.latechanges import late_changes
from actionplan.linkfacts import links_of
from actionplan.livefacts import KIND
from actionplan.models import Activity, Measure
from actionplan.permissions import edits_plan, led_sections, section_of
from actionplan.planareas import areas_of
from actionplan.planfacts import SectionFacts, activities_of, activity_facts, sections_of
from actionplan.planhtml import Tools, edit_activity, edit_measure_head, edit_rows, edit_section_head, remembered
from actionplan.resourcefacts import resources_of
from actionplan.services.rollover import MAY_GROW
from actionplan.sidebyside import Changes, changes_beside, was_of
from actionplan.views.base import PlanMixin, new_plan_urls
from governance.access import may, require
from governance.live import pulses

SHOWN = {"statuses": False, "tags": True, "links": True}  # what is said of a row beside its own fields


class EditMixin(PlanMixin):
    """Sections as the edit page shows them; which of them the actor may change."""

    def tools(self, section_id) -> Tools:
        """Address and right for one section's rows, without asking the database for each section."""
        mine = self.edits_all or section_id in led_sections(self.actor)
        return Tools(self.to("plan_edit"), mine and self.works)

    @cached_property
    def edits_all(self) -> bool:
        """Whether the actor edits the plan itself and not only sections of it."""
        return bool(edits_plan(self.actor, self.plan))

    @cached_property
    def works(self) -> bool:
        return bool(may(self.actor, "plan.work", self.plan))

    @cached_property
    def changes(self) -> Changes:
        """What differs from what was adopted, in the whole plan; first asked after what the request writes."""
        return changes_beside(self.plan, self.actor)

    def blocks(self, sections: list[SectionFacts]) -> list[dict]:
        """What the template of one section needs, for each."""
        resources = resources_of(self.actor, [section.row.pk for section in sections])
        found = []
        for section in sections:
            key, own, tools = section.row.pk, resources[section.row.pk], self.tools(section.row.pk)
            context = {"section": key, "tools": tools, "resources": own}
            details = remembered("actionplan/_edit_resources.html", (key, tools, own), context)
            head = edit_section_head(section, tools, whole=self.edits_all)
            block = {"section": section, "tools": tools, "head": head, "details": details}
            block["rows"], block["gone"] = edit_rows(section, tools, self.changes), self.changes.gone.get(key, ())
            found.append(block)
        return found

    def section_fragment(self, section_id, *, notice: str = "", undo: str = "", shown=None):
        """One section drawn anew, with a notice beside it, as the answer to a partial request.

        The keyboard goes to the way back where there is one, else to the row that is `shown` (plan-edit.js).
        """
        sections = sections_of(self.plan, self.actor, only=section_id, **SHOWN)
        context = {"block": self.blocks(sections)[0], "notice": self.noted(notice), "undo": undo, "plan": self.plan}
        response = render(self.request, "actionplan/_section_answer.html", context)
        response["HX-Retarget"], response["HX-Reswap"] = f"#del-{section_id}", "outerHTML"
        if undo or shown is not None:
            name, told = ("plan:undo", {}) if undo else ("plan:row", {"key": str(shown.pk)})
            trigger_client_event(response, name, told, after="settle")
        return response

    def row_fragment(self, row, partners=None, tags=(), *, linked: bool = True, notice: str = ""):
        """One row as text, with a notice beside it, as the answer to a partial request; `partners` (organisations in
        order) where known, and then its `tags` too; not `linked` is one that is known to lead nowhere."""
        told = render_to_string("actionplan/_saved.html", {"notice": self.noted(notice)}) if notice else ""
        tools, links = self.tools(section_of(row).pk), links_of(self.plan, self.actor) if linked else {}
        led = links.get(row.pk, ())
        if isinstance(row, Measure):
            word = section_of(row).word_of_level(row.level)
            return HttpResponse(edit_measure_head(row.pk, row.title, word, tools, led) + told)
        if partners is None:
            facts = activities_of(self.plan, self.actor, one=row.pk, statuses=False, tags=True, links=links)[0]
        else:
            names = tuple(tag.name for tag in sorted(tags, key=lambda tag: tag.key))
            facts = activity_facts(row, self.plan.year, partners, tags=names, links=led)
        return HttpResponse(edit_activity(facts, tools, was_of(self.plan, self.actor, facts)) + told)


LINKED = ("plan_detail", "plan_change", "plan_gaps", "plan_bin", "plan_edit", "plan_grid", "plan_workbook", "plan_news")


class PlanEditView(EditMixin, TemplateView):
    """Every row of the plan, with what may be done to it."""

    template_name = "actionplan/plan_edit.html"

    def get(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        number = pulses.number_of(KIND, self.plan.pk)  # before what is shown is read
        sections = sections_of(self.plan, self.actor, **SHOWN)
        self.changes = changes_beside(self.plan, self.actor, sections)
        blocks = {block["section"].row.pk: block for block in self.blocks(sections)}
        areas = [(area, [blocks[section.row.pk] for section in area.sections]) for area in areas_of(sections)]
        context = {
            "areas": areas,
            "number": number,
            **self.why(),
            **self.ways_to_adopted(),
            "gone_sections": self.changes.sections,
            "whole": self.edits_all,
            "urls": {name: self.to(name) for name in LINKED},
            "positions_url": reverse("actionplan:position_list", kwargs={"alliance": self.request.alliance.slug}),
            "platforms_url": reverse("actionplan:platform_list", kwargs={"alliance": self.request.alliance.slug}),
            "new_section_url": self.to("row_add", kind="del"),
            "questions_url": self.to("plan_questions") if _has_questions(sections) else "",
            "next_url": self.next_url,
            "late_url": self.to("plan_late_changes") if self._is_behind() else "",
        }
        context |= new_plan_urls(self.actor, self.plan.cooperation, self.request.alliance)
        return super().get_context_data(**context | kwargs)

    def _is_behind(self) -> bool:
        """Whether last year's plan was changed in what this draft has of it; asked of drafts alone."""
        return self.plan.state in MAY_GROW and bool(late_changes(self.plan))

    def breadcrumb(self):
        return self.trail((_("Rediger"), ""))


def _has_questions(sections: list[SectionFacts]) -> bool:
    return any(row.is_question for section in sections for row in section.activities())


ROW_ANSWERS = (Activity, Measure)  # kinds whose own line is the answer; the others redraw their section
