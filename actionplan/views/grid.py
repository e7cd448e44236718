"""The plan as a table in which every cell is edited where it stands (static/vestregion/grid/).

A cell is saved by itself. The answer is its row as it is stored now, also with what others wrote in other cells; or one
sentence that says what is wrong with the cell.
"""

from functools import partial

from django.core.exceptions import ValidationError
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from actionplan.choices import ActivityMode
from actionplan.forms.cell import START, cell_class
from actionplan.forms.responsible import Responsibles, is_unknown
from actionplan.gridfacts import GridMeasure, grid_activity, grid_of
from actionplan.gridhtml import grid_row, grid_rows
from actionplan.livefacts import KIND
from actionplan.models import Activity
from actionplan.permissions import edit_act, section_of
from actionplan.planareas import areas_of
from actionplan.planhtml import remembered
from actionplan.services.activities import create_activity
from actionplan.sidebyside import changes_beside, was_of
from actionplan.views.base import WHY
from actionplan.views.bulkacts import ACTS
from actionplan.views.edit import EditMixin
from actionplan.views.kinds import KINDS
from actionplan.views.rows import OneRowMixin, RowMixin
from governance.access import require
from governance.forms.row import form_values
from governance.history import Clash, Refused
from governance.live import pulses
from governance.live.newsview import said
from governance.models import Organisation
from governance.once import made_once
from governance.saying import sentence_of

LINKED = ("plan_detail", "plan_edit", "plan_gaps", "plan_bin", "plan_news", "grid_choices", "grid_bulk")


class PlanGridView(EditMixin, TemplateView):
    """Every row of the plan on one page, as a table."""

    template_name = "actionplan/plan_grid.html"

    def get(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        number = pulses.number_of(KIND, self.plan.pk)  # before what is shown is read
        grid = {each.section.row.pk: each for each in grid_of(self.plan, self.actor, whole=True)}
        self.changes = changes_beside(self.plan, self.actor, [each.section for each in grid.values()])
        areas = [
            (area, [self._block(grid[section.row.pk]) for section in area.sections])
            for area in areas_of(each.section for each in grid.values())
        ]
        context = {
            "areas": areas,
            "number": number,
            **self.why(),
            **self.ways_to_adopted(),
            "gone_sections": self.changes.sections,
            "modes": ActivityMode.choices,
            "urls": {name: self.to(name) for name in LINKED},
            "deadline_url": self.deadline_url,
            "bulk_fields": _bulk_fields(areas),
            "row_menu": remembered("actionplan/_row_menu.html", (), {}),
            "wide": True,
        }
        return super().get_context_data(**context | kwargs)

    def _block(self, each) -> dict:
        tools = self.tools(each.section.row.pk)
        places = _places(each) if tools.editable else ()
        drawn = {"rows": grid_rows(each, tools, self.changes), "levels": each.section.row.level_labels[:-1]}
        return {"section": each.section, "tools": tools, "places": places, **drawn}

    def breadcrumb(self):
        return self.trail((_("Rediger"), self.to("plan_edit")), (_("Tabell"), ""))


class GridChoicesView(EditMixin, View):
    """What may be chosen in the cells: {"responsible": [[choice, label, group]], "partners": [[key, label]]}."""

    def get(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        groups = Responsibles(self.actor).groups()
        responsible = [[key, label, str(name)] for name, rows in groups for key, label in rows]
        organisations = Organisation.objects.visible_to(self.actor)
        partners = [[str(row.pk), row.short_name or row.name, row.name] for row in organisations]
        return JsonResponse({"responsible": responsible, "partners": partners})


class GridWriteView(RowMixin, View):
    """What is written in the table. 200 answers with the row as it is stored now, as HTML; 422 with one sentence. Its
    header `Vestregion-Field: reason` means that the plan asks for a reason, `name` that a name is in no register.
    `Vestregion-Amendment` is the number of the amendment that was written."""

    def write(self, form, save):
        """Save what the form holds with `save(values)`, which gives the stored row."""
        # A page that stands open while another logs in beside it would send what waits in her name.
        user = str(self.request.user.pk)
        if self.request.POST.get("eier", user) != user:
            return said(_("En annen er logget inn nå enn den som skrev dette. Ingenting er lagret."), 422)
        self.remember_reason()
        if form is None:
            return said(_("Dette feltet kan ikke endres her."), 422)
        if not form.is_valid():
            return _wrong(form.errors.as_data())
        try:
            return amended(self.row(save(form_values(form))), self.plan)
        except (ValidationError, Refused) as error:
            return refused(error)

    def row(self, row, status: int = 200):
        tools = self.tools(section_of(row).pk)
        if isinstance(row, Activity):
            found = grid_activity(row, self.plan.year)
            was = was_of(self.plan, self.actor, found.facts)
            return HttpResponse(grid_row(found, tools, was), status=status)
        word = section_of(row).word_of_level(row.level)
        measure = GridMeasure(row.pk, row.title, row.version, row.level, row.parent_id, word)
        return HttpResponse(grid_row(measure, tools), status=status)


class CellView(OneRowMixin, GridWriteView):
    """Save one cell: `felt` names it, `verdi` is what was typed or chosen, `base_version` what it was typed upon.

    409 means that somebody else changed the same cell: nothing is saved, and the answer is the row as it is stored.
    """

    def post(self, request, *args, **kwargs):
        row = self.row_of_address()
        require(self.actor, edit_act(row), row)
        try:
            return self.write(self._form(row), lambda values: self.kind.change(self.actor, row, **values))
        except Clash:
            return self.row(self.find(self.kind, row.pk), status=409)

    def _form(self, row):
        name, sent = self.request.POST.get("felt", ""), self.request.POST
        form = cell_class(type(row), name)
        if form is None:
            return None
        data = {name: sent.get("verdi", ""), "reason": self.reason, "vedtak": self.decision}
        data |= {key: sent[key] for key in ("base_version", START) if key in sent}
        return form(data, instance=row, actor=self.actor, plan=self.plan)


class GridAddView(GridWriteView):
    """Make an activity of its first cell in the section of the address: `verdi` is its title, `tiltak` the measure it
    hangs under, if any. Sent again with the same token it is made once, also where the reason is another by then."""

    def post(self, request, *args, **kwargs):
        section = self.find(KINDS["del"], self.kwargs["pk"])
        require(self.actor, "row.edit", section)
        above = request.POST.get("tiltak")
        measure = self.find(KINDS["tiltak"], above) if above else None
        data = {"title": request.POST.get("verdi", ""), "reason": self.reason, "vedtak": self.decision}
        form = cell_class(Activity, "title")(data, actor=self.actor, plan=self.plan)

        def save(values):
            make = partial(create_activity, self.actor, section=section, measure=measure, **values)
            return made_once(request, make, beside=WHY)[0]

        return self.write(form, save)


def _bulk_fields(areas: list):
    """The acts of the bar and their fields; drawn once for the same places to move to."""
    blocks = (block for _area, own in areas for block in own)
    places = tuple((block["section"].row.title, block["places"]) for block in blocks if block["places"])
    acts = [act for act in ACTS.values() if act.in_bar]
    context = {"acts": acts, "places": places, "modes": ActivityMode.choices}
    return remembered("actionplan/_bulk_fields.html", places, context)


def _places(each) -> tuple:
    """Where rows may be moved in a section: (value, title, level), the section itself first."""
    measures = [row for row in each.rows if isinstance(row, GridMeasure)]
    section = each.section.row
    return ((f"del:{section.pk}", section.title, 0), *((f"tiltak:{row.pk}", row.title, row.level) for row in measures))


def _wrong(errors: dict):
    """The first thing that is wrong, with the name of the field where it is the reason."""
    field, (error, *_rest) = next(iter(errors.items()))
    response = refused(error)
    if field == "reason":
        response["Vestregion-Field"] = "reason"
    return response


def refused(error: Exception, status: int = 422) -> HttpResponse:
    """Why nothing was saved, in one sentence. `Vestregion-Field: name` says that a name is in no register."""
    response = said(sentence_of(error), status)
    if is_unknown(error):
        response["Vestregion-Field"] = "name"
    return response


def amended(response, plan):
    """The answer, with the number of the amendment that was just written where there is one."""
    if plan.amended is not None:
        response["Vestregion-Amendment"] = str(plan.amended)
    return response
