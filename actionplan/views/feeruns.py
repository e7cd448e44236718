"""The fees of a year: what each is to pay, and the claims that were made of it."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from actionplan.choices import FeeRunState
from actionplan.claimedbefore import claimed_before, sent_runs, warning_of
from actionplan.economyfacts import money_of
from actionplan.feeaddresses import claims_of
from actionplan.feeexcel import workbook_of
from actionplan.feereckoning import may_be_claimed, reckon
from actionplan.feereckoning import sentence_of as basis_words
from actionplan.forms.feeruns import FeeRunForm
from actionplan.models import FeeRun, FundingLine
from actionplan.services import feeruns
from actionplan.views.economybase import EconomyMixin
from governance.access import may, require
from governance.addressnames import address_name
from governance.filing.filetypes import TYPES
from governance.history import Refused
from governance.panels import panels_for
from governance.saying import sentence_of
from governance.views.row import RowActView

RELATED = ("section", "participants", "payer__municipality")
CORRECTS = "retter"


class FeePageView(EconomyMixin, TemplateView):
    """The table of each fee, and the form that makes claims of it. `?retter=` names the run that is corrected."""

    template_name = "actionplan/fee_page.html"

    def post(self, request, *args, **kwargs):
        require(self.actor, "feerun.make", self.cooperation)
        form = self._form(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if "vis" in request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        try:
            run = feeruns.make_fee_run(
                self.actor,
                cooperation=self.cooperation,
                year=self.plan.year,
                reckoning=self._reckoning(form.cleaned_data),
                corrects=self.corrected,
                reason=form.cleaned_data.get("reason", ""),
                **form.run_values(),
            )
        except (Refused, ValidationError) as error:
            is_again = "reason" in form.fields and "reason" in getattr(error, "error_dict", {})
            form.add_error("reason" if is_again else None, sentence_of(error))
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return redirect(self.here("fee_run", pk=run.pk))

    @cached_property
    def lines(self) -> list[FundingLine]:
        """What can be claimed, in the order of the plan."""
        rows = FundingLine.objects.visible_to(self.actor).filter(section__in=self.scope.sections(self.actor))
        rows = rows.select_related(*RELATED).order_by("section__position", "position", "pk")
        return [line for line in rows if may_be_claimed(line)]

    @cached_property
    def corrected(self) -> FeeRun | None:
        """The run that the form chooses, else the one of the address."""
        key = self.request.POST.get("corrects", self.request.GET.get(CORRECTS, ""))
        return find_run(self, key) if key else None

    @cached_property
    def sent(self) -> list[FeeRun]:
        return [run for run, _url in self._runs if run.state == FeeRunState.SENT]

    def _form(self, data=None) -> FeeRunForm:
        first = {}
        if self.corrected is not None:
            first = {name: getattr(self.corrected, name) for name in ("account", "text")}
            first["title"] = _("Rettelse av {title}").format(title=self.corrected.title)[:160]
            first["corrects"] = str(self.corrected.pk)
            first["lines"] = [basis["line"] for basis in self.corrected.basis if "line" in basis]
        values = {"year": self.plan.year, "cooperation": self.cooperation, "on": self.actor.on, "sent": self.sent}
        return FeeRunForm(data, choices=self.lines, initial=first, **values)

    def _reckoning(self, chosen: dict):
        lines = [line for line in self.lines if str(line.pk) in chosen["lines"]]
        budgets = self._budgets(lines)
        fixed = {"fixed": chosen.get("fixed"), "fixed_title": chosen.get("fixed_title", "")}
        return reckon(lines, budgets, **fixed, cooperation=self.cooperation, on=chosen["members_on"])

    def _budgets(self, lines) -> dict:
        sections = [line.section for line in lines if line.payer_id is not None]
        facts = money_of(self.actor, sections) if sections else []
        return {line.pk: line.totals.current for section in facts for line in section.income}

    def get_context_data(self, form=None, **kwargs):
        form = form or self._form()
        is_right = form.is_bound and form.is_valid()
        makes = may(self.actor, "feerun.make", self.cooperation)
        reckoning = self._reckoning(form.cleaned_data if is_right else form.initial | {"lines": form.fee_lines})
        before = claimed_before(self.sent, [table.basis for table in reckoning.tables], corrects=self.corrected)
        context = {
            "page_title": _("Kontingent {year}").format(year=self.plan.year),
            "whose": self.cooperation,
            "reckoning": reckoning,
            "is_chosen": is_right,
            "again": warning_of(before) if makes else "",
            "form": form if makes else None,
            "corrected": self.corrected,
            "runs": self._runs,
            "economy_url": self.here(),
        }
        return super().get_context_data(**context | kwargs)

    @cached_property
    def _runs(self) -> list[tuple[FeeRun, str]]:
        rows = FeeRun.objects.visible_to(self.actor).filter(cooperation=self.cooperation, year=self.plan.year)
        return [(run, self.here("fee_run", pk=run.pk)) for run in rows.order_by("-sent_on", "title", "pk")]

    def breadcrumb(self):
        return self.trail((_("Kontingent"), ""))


def find_run(view, key, rows=None) -> FeeRun:
    """A run of the cooperation and year of the address. Raises Http404."""
    rows = FeeRun.objects.visible_to(view.actor) if rows is None else rows
    rows = rows.filter(cooperation=view.cooperation, year=view.plan.year).select_related("cooperation", "corrects")
    try:
        run = rows.filter(pk=key).first()
    except (ValueError, ValidationError):
        run = None
    if run is None:
        raise Http404
    run.alliance = view.request.alliance
    return run


class FeeRunMixin(EconomyMixin):
    """The run of the address, and the way back to its page."""

    def get_object(self):
        return find_run(self, self.kwargs["pk"])

    def get_success_url(self, row):
        return self.here("fee_run", pk=row.pk)

    def breadcrumb(self):
        return self.trail((_("Kontingent"), self.here("fee_page")), (self.title, ""))


class FeeRunView(FeeRunMixin, TemplateView):
    """The claims of a run as they were frozen, with what may be done with it."""

    template_name = "actionplan/fee_run.html"

    def get_context_data(self, **kwargs):
        run = self.run = self.get_object()
        claims = claims_of(self.actor, run)
        corrected_by = FeeRun.objects.visible_to(self.actor).filter(corrects=run).order_by("title", "pk")
        context = {
            "run": run,
            "page_title": run.title,
            "basis": [(basis["title"], basis_words(basis)) for basis in run.basis],
            "claims": claims,
            "total": sum(claim.amount for claim in claims),
            "corrects_url": self.here("fee_run", pk=run.corrects_id) if run.corrects_id else "",
            "corrected_by": [(each, self.here("fee_run", pk=each.pk)) for each in corrected_by],
            "acts": self._acts(run),
            "excel_url": self.here("fee_run_excel", pk=run.pk),
            "heads": panels_for("fee_run_head", run, self.actor),
            "panels": panels_for("fee_claim", claims, self.actor),
        }
        return super().get_context_data(**context | kwargs)

    def _acts(self, run) -> list[tuple[str, str]]:
        """(label, address) of what may be done now, the next step first."""
        acts = [
            ("feerun.send", _("Merk som sendt"), self.here("fee_run_send", pk=run.pk)),
            ("feerun.make", _("Lag en rettelse"), f"{self.here('fee_page')}?{CORRECTS}={run.pk}"),
            ("feerun.remove", _("Fjern utkastet"), self.here("fee_run_remove", pk=run.pk)),
        ]
        acts = [each for each in acts if (each[0] == "feerun.make") == (run.state == FeeRunState.SENT)]
        return [(label, url) for act, label, url in acts if may(self.actor, act, run)]

    def breadcrumb(self):
        return self.trail((_("Kontingent"), self.here("fee_page")), (self.run.title, ""))


class FeeRunExcelView(FeeRunMixin, View):
    """The workbook for the accounts office."""

    http_method_names = ["get", "head"]

    def get(self, request, *args, **kwargs):
        run = self.get_object()
        answer = HttpResponse(workbook_of(run, claims_of(self.actor, run)), content_type=TYPES["xlsx"])
        answer["Content-Disposition"] = f'attachment; filename="{address_name(run.title, 80) or "krav"}.xlsx"'
        answer["Cache-Control"] = "private, no-cache"
        return answer


class FeeRunSendView(FeeRunMixin, RowActView):
    act = "feerun.send"
    title = gettext_lazy("Merk som sendt")
    explanation = gettext_lazy(
        "Hvert krav får et nummer, og kravene kan ikke endres etterpå. Er noe galt, lager du en rettelse."
    )
    tone = ""
    template_name = "actionplan/fee_run_send.html"

    @property
    def asks_reason(self):
        return bool(self.again)

    def get_object(self):
        run = super().get_object()
        self.again = warning_of(claimed_before(sent_runs(run.cooperation, run.year), run.basis, corrects=run.corrects))
        return run

    def further_context(self, row):
        unreached = [claim for claim in claims_of(self.actor, row) if not (claim.email or claim.contact)]
        told = {"again": self.again, "unreached": unreached, "is_past": row.due_on < self.actor.on}
        account = self.request.POST.get("account", "")
        return told | {"needs_reason": bool(self.again), "lacks_account": not row.account, "account": account}

    def perform(self, row, reason):
        account = "" if row.account else self.request.POST.get("account", "")
        return feeruns.send_fee_run(self.actor, row, account=account, reason=reason)


class FeeRunRemoveView(FeeRunMixin, RowActView):
    act = "feerun.remove"
    title = gettext_lazy("Fjern utkastet")
    explanation = gettext_lazy("Utkastet kan hentes tilbake fra papirkurven. Ingen nummer går tapt.")

    def perform(self, row, reason):
        return feeruns.remove_fee_run(self.actor, row, reason=reason)

    def get_success_url(self, row):
        return self.here("fee_page") if row.removed_at else super().get_success_url(row)


class FeeRunRestoreView(FeeRunMixin, RowActView):
    act = "feerun.remove"
    title = gettext_lazy("Gjenopprett utkastet")
    tone = ""

    def get_object(self):
        return find_run(self, self.kwargs["pk"], FeeRun.objects.in_bin(self.actor))

    def perform(self, row, reason):
        return feeruns.restore_fee_run(self.actor, row)

    def get_success_url(self, row):
        return self.here("fee_page") if row.removed_at else super().get_success_url(row)
