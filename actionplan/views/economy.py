"""The economy of a plan: every line with its amounts and sums, by source, posts, and what is checked."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from actionplan import economyfacts
from actionplan.economychecks import checks_of, equity_of
from actionplan.economylimits import budget_rows, budgets_of, limits_of, own_limits, turnover_before
from actionplan.forms.economy import AmountsForm, LimitsForm
from actionplan.models import PriorityArea
from actionplan.permissions import section_of
from actionplan.services.amounts import AmountsMoved, set_amounts
from actionplan.services.limits import set_limits
from actionplan.ties import ties_of
from actionplan.views.base import OpenMixin, address, missing
from actionplan.views.economybase import EconomyMixin, scopes_of
from actionplan.views.kinds import KINDS
from actionplan.views.rows import key_of
from governance.access import may, require
from governance.history import Refused
from governance.templatetags.norwegian import kroner
from governance.views.row import RowFormView

LINES = ("finansiering", "kostnad")


class EconomyView(OpenMixin, EconomyMixin, TemplateView):
    """The page. Opens to everyone with the plan; what is checked is told to those who work with it."""

    template_name = "actionplan/economy_detail.html"

    def get_context_data(self, **kwargs):
        sections = economyfacts.money_of(self.actor, list(self.scope.sections(self.actor)))
        budgets = budgets_of(self.actor, self.plan) if self.scope.is_own else {}
        areas = economyfacts.areas_of(sections, budgets, self.plan.year)
        posts = economyfacts.posts_of(sections)
        ties = ties_of(self.actor, [each.section.pk for each in sections], "application")
        context = {
            "page_title": _("Økonomi {year}").format(year=self.plan.year),
            "whose": self.cooperation,
            "areas": areas,
            "income": economyfacts.sum_of(line for section in sections for line in section.had),
            "costs": economyfacts.sum_of(line for section in sections for line in section.costs),
            "sources": economyfacts.by_source(sections),
            "equity": equity_of(sections),
            "cost_kinds": economyfacts.by_kind(sections),
            "posts": posts,
            "applications": [tie for each in sections for tie in ties.get(each.section.pk, ())],
            "editable": {each.section.pk for each in sections if self.may_edit(each.section.pk)},
            "checks": self._checks(sections, areas, posts) if self.actor.is_known else [],
            "has_lines": any(not section.is_empty for section in sections),
            "years": self._years(),
            "year": self.plan.year,
            "urls": self._urls(),
            "is_own": self.scope.is_own,
        }
        return super().get_context_data(**context | kwargs)

    def _checks(self, sections, areas, posts):
        limits = limits_of(self.actor, self.plan)
        if not self.scope.is_own:
            limits = limits.of_a_part()
        before = limits.turnover_before or turnover_before(self.actor, self.scope, limits)
        return checks_of(sections, areas, posts, limits, before)

    def _urls(self) -> dict[str, str]:
        urls = {"here": self.here(), "plan": self.to("plan_detail"), "edit": self.to("plan_edit")}
        if self.scope.is_own and may(self.actor, "plan.edit", self.plan):
            urls["limits"] = self.here("economy_limits")
        if may(self.actor, "plan.edit", self.plan):
            urls["ledger"] = self.here("ledger_import")
        return urls

    def _years(self) -> list[tuple[int, str]]:
        years = sorted({plan.year for plans in scopes_of(self.actor, self.cooperation) for plan in plans})
        where = self.cooperation, self.request.alliance
        return [(year, address("economy_detail", *where, year=year)) for year in years] if len(years) > 1 else []

    def breadcrumb(self):
        return self.trail()


class EconomyAmountsView(EconomyView):
    """The same page with the amounts of one line open to be written; one POST stores them."""

    def dispatch(self, request, *args, **kwargs):
        return super(OpenMixin, self).dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        self.line = self._line()
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request, *args, **kwargs):
        self.line = self._line()
        form = self._form(request.POST)
        status = self._store(form) if form.is_valid() else 422
        if status == 302:
            self.remember_reason()
            return redirect(f"{self.here()}#linje-{self.line.pk}")
        return self.render_to_response(self.get_context_data(form=form), status=status)

    def _store(self, form) -> int:
        try:
            set_amounts(self.actor, self.line, **form.values())
        except AmountsMoved as moved:
            form.take_errors(moved)
            form.see_anew(self.line)
            return 409
        except ValidationError as error:
            form.take_errors(error)
            return 422
        except Refused as refused:
            form.add_error(None, str(refused))
            return 422
        return 302

    def _line(self):
        """The line of the address, of the plan that the page is about. Raises Http404, PermissionDenied."""
        kind = KINDS.get(self.kwargs["kind"] if self.kwargs["kind"] in LINES else "")
        if kind is None:
            raise Http404
        key = key_of(self.kwargs["pk"])
        row = kind.model.objects.visible_to(self.actor).select_related("section").filter(pk=key).first()
        if row is None or row.section.plan_id != self.plan.pk:
            raise missing(self.actor, self.plan, kind.model, key)
        section_of(row).plan = self.plan
        require(self.actor, "row.edit", row)
        return row

    def _form(self, data=None) -> AmountsForm:
        asks = {"asks_reason": self.is_adopted, "reason": self.reason}
        return AmountsForm(data, line=self.line, reckoned=self._reckoned(), **asks)

    def _reckoned(self) -> str:
        facts = economyfacts.money_of(self.actor, [self.line.section])[0]
        amounts = [line.totals.planned for line in facts.income if line.pk == self.line.pk and line.is_reckoned]
        return kroner(amounts[0]) if amounts else ""

    def get_context_data(self, **kwargs):
        return super().get_context_data(open_line=self.line, **kwargs)

    def breadcrumb(self):
        return self.trail((str(self.line), ""))


class EconomyLimitsView(EconomyMixin, RowFormView):
    """What the money is held against: thresholds, and the amount of each area."""

    act = "plan.edit"
    form_class = LimitsForm
    page_title = gettext_lazy("Grenser for økonomien")
    lead = gettext_lazy("Kontrollene på økonomisiden måler planen mot disse tallene. Tomme felt blir ikke kontrollert.")

    def get_object(self):
        if not self.scope.is_own:
            raise Http404
        return own_limits(self.actor, self.plan)

    def get_subject(self):
        return self.plan

    def get_form_kwargs(self):
        areas = PriorityArea.objects.visible_to(self.actor).filter(sections__plan=self.plan).distinct()
        shown = {"areas": list(areas.order_by("position", "pk")), "budgets": budget_rows(self.actor, self.plan)}
        return super().get_form_kwargs() | shown

    def perform(self, form):
        return set_limits(self.actor, self.plan, **self.values(form))

    def form_invalid(self, form, status=422):
        return super().form_invalid(form, status=409 if form.is_stale else status)

    def get_success_url(self):
        return self.here()

    def get_cancel_url(self):
        return self.here()

    def breadcrumb(self):
        return self.trail((self.page_title, ""))
