"""A plan from a file: upload, look at what was understood, confirm."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from actionplan.forms.imports import PlanUploadForm
from actionplan.importing import UnreadableFile
from actionplan.importing.parsed import Problem
from actionplan.importticket import Ticket, seal, unseal
from actionplan.landing import Landing, SectionLanding
from actionplan.landing.table import TableRow, table_heads, table_rows
from actionplan.services.imports import Preview, import_plan, keep_upload, plan_preview, read_upload, taken_by
from actionplan.views.base import address, find_cooperation
from governance.access import require
from governance.exemption import labels
from governance.history import Refused
from governance.views.row import ActorMixin, RowFormView

TICKET = "fil"


class ImportMixin:
    """`self.cooperation` of the address, and the addresses of the two pages."""

    def dispatch(self, request, *args, **kwargs):
        self.cooperation = find_cooperation(request, kwargs.get("cooperation", ""))
        require(request.actor, "plan.import", self.cooperation)
        return super().dispatch(request, *args, **kwargs)

    def to(self, name: str, **kwargs) -> str:
        return address(name, self.cooperation, self.request.alliance, **kwargs)

    def breadcrumb(self):
        steps = [(_("Handlingsplan"), self.to("plan_current"))]
        return [*steps, (_("Hent plan fra fil"), "")]


class PlanUploadView(ImportMixin, RowFormView):
    """Takes in the file and reads it; a file that cannot become a plan is refused at the field."""

    act = "plan.import"
    form_class = PlanUploadForm
    page_title = gettext_lazy("Hent plan fra fil")
    submit_label = gettext_lazy("Les filen")
    ticket = ""

    def get_subject(self):
        return self.cooperation

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"cooperation": self.cooperation}

    def get_initial(self):
        return {"year": self.actor.on.year + 1}

    def perform(self, form):
        stored = keep_upload(self.actor, form.data_read, form.file_name, cooperation=self.cooperation)
        ticket = Ticket(stored.sha256, form.file_name, form.cleaned_data["year"])
        self.ticket = seal(ticket, self.actor, self.cooperation)

    def get_success_url(self):
        return f"{self.to('plan_import_preview')}?{urlencode({TICKET: self.ticket})}"

    def get_cancel_url(self):
        return self.to("plan_current")


class PlanImportView(ImportMixin, ActorMixin, View):
    """GET shows what the import would do; POST does it. Both need the ticket of the upload."""

    def get(self, request, *args, **kwargs):
        return self._with_ticket(request.GET.get(TICKET, ""), self._page)

    def post(self, request, *args, **kwargs):
        return self._with_ticket(request.POST.get(TICKET, ""), self._confirm)

    def _with_ticket(self, text: str, answer):
        """Read the kept file again; when that is not possible, back to the upload with the reason."""
        try:
            ticket = unseal(text, self.actor, self.cooperation)
            values = {"cooperation": self.cooperation, "year": ticket.year}
            parsed = read_upload(self.actor, ticket.sha256, ticket.file_name, **values)
        except Refused as refused:
            messages.error(self.request, str(refused))
        except UnreadableFile as error:
            messages.error(self.request, error.reason)
        else:
            return answer(ticket, parsed)
        return redirect(self.to("plan_import"))

    def _confirm(self, ticket: Ticket, parsed):
        try:
            plan = import_plan(self.actor, parsed, cooperation=self.cooperation, year=ticket.year)
        except (Refused, ValidationError) as error:
            text = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
            return self._page(ticket, parsed, refusal=text, status=422)
        messages.success(self.request, _("«{plan}» er hentet fra {file}.").format(plan=plan, file=ticket.file_name))
        return redirect(self.to("plan_detail", year=plan.year))

    def _page(self, ticket: Ticket, parsed, *, refusal: str = "", status: int = 200):
        preview = plan_preview(self.actor, parsed, cooperation=self.cooperation, year=ticket.year)
        context = {
            "preview": preview,
            "landing": preview.landing,
            "case": labels(self.actor)(preview.landing.plan.case) if preview.landing.plan.case else "–",
            "refusal": refusal or preview.refusal,
            "sections": section_parts(preview.landing),
            "general": _general(preview.landing),
            "ticket": {"name": TICKET, "text": seal(ticket, self.actor, self.cooperation)},
            "file_name": ticket.file_name,
            "existing_url": self._existing_url(preview, ticket.year),
            "upload_url": self.to("plan_import"),
            "breadcrumb": [
                *self.breadcrumb()[:-1], (_("Hent plan fra fil"), self.to("plan_import")), (_("Se over"), ""),
            ],
        }  # fmt: skip
        return render(self.request, "actionplan/import_preview.html", context, status=status)

    def _existing_url(self, preview: Preview, year: int) -> str:
        return self.to("plan_detail", year=year) if taken_by(self.cooperation, year) else ""


@dataclass(frozen=True)
class SectionPart:
    """One section of the preview: its table, and the problems that belong to no row of the table."""

    here: SectionLanding
    heads: list[str]
    rows: list[TableRow]
    sums: list[tuple]
    problems: list[Problem]
    new: dict[str, bool]
    count: int

    @property
    def has_deadlines(self) -> bool:
        return any(row.deadline for row in self.rows)

    @property
    def deadline_head(self) -> str:
        return self.here.section.deadline_label or _("Frist")


def section_parts(landing: Landing) -> list[SectionPart]:
    """Sections in order, each problem at its row, else at the section in whose lines of the file it stands."""
    starts = _starts(landing)
    ends = [*starts[1:], float("inf")]
    return [
        _part(landing, here, span) for here, span in zip(landing.sections, zip(starts, ends, strict=True), strict=True)
    ]


def _starts(landing: Landing) -> list[int]:
    """The first line of each section; the first section of an area begins with the area's own heading."""
    rows = {area.name: area.row for area in landing.parsed.area_details}
    return [rows.pop(here.source.area, here.source.heading_line) for here in landing.sections]


def _part(landing: Landing, here: SectionLanding, span: tuple) -> SectionPart:
    problems = [problem for problem in landing.problems if span[0] <= problem.row < span[1]]
    rows = table_rows(here, problems)
    at_rows = {id(problem) for row in rows for problem in row.problems}
    amounts = {entry.line_id: entry.amount for entry in here.entries}
    section = here.section
    new = {name: landing.is_new(getattr(section, name)) for name in ("area", "focus_area")}
    return SectionPart(
        here,
        table_heads(here),
        rows,
        [(line, amounts.get(line.pk)) for line in here.funding],
        [problem for problem in problems if id(problem) not in at_rows],
        new,
        len(problems),
    )


def _general(landing: Landing) -> list[Problem]:
    first = min(_starts(landing), default=0)
    return [problem for problem in landing.problems if problem.row < first]
