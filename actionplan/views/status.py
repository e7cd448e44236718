"""Reporting a period: every activity with what is expected of it, and a form for one at a time."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from actionplan.areanames import Named
from actionplan.delivery import OF_DEVIATIONS
from actionplan.forms.status import StatusForm
from actionplan.models import Activity, PlanSection, StatusReport
from actionplan.periods import Period
from actionplan.permissions import edits_plan, led_sections
from actionplan.planareas import areas_of
from actionplan.planfacts import SectionFacts
from actionplan.planhtml import status_row
from actionplan.services.status import report_status
from actionplan.statusfacts import status_rows
from actionplan.views.base import PlanMixin, missing
from actionplan.views.deadline import watch_deadline
from governance.access import may
from governance.views.row import RowFormView


class PeriodMixin(PlanMixin):
    """`self.period` of the address."""

    def dispatch(self, request, *args, **kwargs):
        try:
            self.period = Period(kwargs["period"])
        except ValueError as error:
            raise Http404 from error
        return super().dispatch(request, *args, **kwargs)

    @property
    def status_date(self):
        return self.period.status_date(self.plan.year)

    def get_context_data(self, **kwargs):
        base = self.to("status_list", period=self.period.value)
        context = {"period": self.period, "status_date": self.status_date, "base": base}
        return super().get_context_data(**kwargs | context)

    def page(self):
        return self.to("status_list", period=self.period.value)


def counts(rows) -> dict[str, int]:
    """How many activities there are, are reported, and are late."""
    reported, late = sum(row.now is not None for row in rows), sum(row.is_late for row in rows)
    return {"total": len(rows), "reported": reported, "late": late}


class StatusListView(PeriodMixin, TemplateView):
    """All activities of a period, by section; those who report them get a button on each."""

    template_name = "actionplan/status_list.html"

    def get_context_data(self, **kwargs):
        rows = status_rows(self.plan, self.actor, self.period)
        blocks = [self._block(section, rows.get(section.pk, [])) for section in self._sections()]
        everything = [row for block in blocks for row in block["rows"]]
        context = {
            "blocks": [block for block in blocks if block["rows"]],
            "tabs": [(p.label, self.to("status_list", period=p.value), p is self.period) for p in Period],
            "counts": counts(everything),
            "plan_url": self.to("plan_detail"),
        }
        return super().get_context_data(**context | kwargs)

    def _sections(self) -> list[PlanSection]:
        """Under their areas, as on the page of the plan."""
        rows = PlanSection.objects.visible_to(self.actor).filter(plan=self.plan).select_related("area")
        areas = areas_of(SectionFacts(row, area=Named(row.area.name)) for row in rows.order_by("position"))
        return [section.row for area in areas for section in area.sections]

    def _block(self, section, rows) -> dict:
        section.plan = self.plan
        mine = edits_plan(self.actor, self.plan) or section.pk in led_sections(self.actor)
        reports = bool(mine and may(self.actor, "status.report", section))
        drawn = mark_safe("".join(status_row(row, self.page(), reports=reports) for row in rows))  # noqa: S308 - ours
        return {"section": section, "rows": rows, "drawn": drawn, "counts": counts(rows)}

    def breadcrumb(self):
        return self.trail((_("Status"), ""))


class StatusEditView(PeriodMixin, RowFormView):
    """The status of one activity: preset from its deadline, with the last period's text beside it."""

    act = "status.report"
    form_class = StatusForm
    page_title = ""

    def get_template_names(self):
        return ["actionplan/_status_form.html" if self.request.htmx else "actionplan/status_form.html"]

    def get_object(self):
        rows = Activity.objects.visible_to(self.actor).select_related("section", "measure")
        self.activity = rows.filter(pk=self.kwargs["pk"], section__plan=self.plan).first()
        if self.activity is None:
            raise missing(self.actor, self.plan, Activity, self.kwargs["pk"])
        self.activity.section.plan = self.plan
        self.row = self._row()
        return (
            StatusReport.objects.visible_to(self.actor).filter(activity=self.activity, period=self.period.value).first()
        )

    def _row(self):
        return status_rows(self.plan, self.actor, self.period, pk=self.activity.pk)[self.activity.section_id][0]

    def get_subject(self):
        return self.activity

    def get(self, request, *args, **kwargs):
        if request.htmx and request.GET.get("vis") == "rad":
            return HttpResponse(self._drawn())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        extra = {"preset": self.row.expected.preset, "asked": self.row.asked, "auto_id": f"id_{self.activity.pk}_%s"}
        return super().get_form_kwargs() | extra

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        watch_deadline(form, "new_deadline_text", self.deadline_url)
        return form

    def perform(self, form):
        return report_status(self.actor, self.activity, period=self.period.value, **self.values(form))

    def form_valid(self, form):
        response = super().form_valid(form)
        if response.status_code != 302:
            return response
        notice = _("Lagret: {row}").format(row=self.activity)
        if any(form.cleaned_data[name] and not getattr(self.object, name) for name in OF_DEVIATIONS):
            notice = f"{notice}. {_('Årsak, hva dere gjør og ny frist gjelder bare avvik. De er tatt bort her.')}"
        if self.request.htmx:
            return self._saved(notice)
        messages.success(self.request, notice)
        return response

    def _saved(self, notice: str):
        """The row, and beside it what it changes on the page: the counts, and that it is saved."""
        rows = status_rows(self.plan, self.actor, self.period)
        mine = rows[self.activity.section_id]
        self.row = next(row for row in mine if row.pk == self.activity.pk)
        context = {
            "drawn": self._drawn(),
            "section": self.activity.section_id,
            "counts": counts([row for each in rows.values() for row in each]),
            "mine": counts(mine),
            "status_date": self.status_date,
            "notice": notice,
        }
        return render(self.request, "actionplan/_status_answer.html", context)

    def _drawn(self):
        return status_row(self.row, self.page(), reports=True)

    def get_context_data(self, **kwargs):
        context = {"row": self.row}
        return super().get_context_data(**context | {"page_title": self.activity.title} | kwargs)

    def get_success_url(self):
        return f"{self.page()}#status-{self.activity.pk}"

    def get_cancel_url(self):
        return f"{self.request.path}?vis=rad" if self.request.htmx else self.get_success_url()

    def breadcrumb(self):
        return self.trail((_("Status"), self.page()), (self.period.label, ""))
