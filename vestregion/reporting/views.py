"""Pages of the reports, and the addresses where printed documents are fetched."""

import logging

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from actionplan.models import ActionPlan
from actionplan.views.base import OpenMixin, find_cooperation
from actionplan.views.base import address as plan_page
from governance.access import may
from governance.choices import Access, DocumentState, PaperState
from governance.documents import existing_file
from governance.filing import files
from governance.history import Refused
from governance.models import Cooperation, FrozenDocument, Job, Meeting
from governance.story import openings
from governance.views.address import first_step, job_address
from governance.views.casefile import CaseFileMixin
from governance.views.row import RowActView
from governance.views.withdrawn import withdrawn_file, withdrawn_page
from vestregion.reporting import making, shelf
from vestregion.reporting.addresses import address
from vestregion.reporting.facts.report import collect_report
from vestregion.reporting.publishing import plans_told_by

logger = logging.getLogger(__name__)

# Our own PDF runs nothing; "sandbox", which uploads get, would keep browsers from showing it.
PDF_POLICY = "default-src 'none'; frame-ancestors 'none'"


@require_safe
def report_list(request, cooperation=""):
    """Years by periods: what has been made, and its file."""
    try:
        cooperation = find_cooperation(request, cooperation)
        documents = _readable(request, shelf.documents_of(request.actor, cooperation))
    except Http404:
        if request.user.is_authenticated:
            raise
        return redirect_to_login(request.get_full_path())
    plans = list(shelf.plans_of(request.actor, cooperation))
    years = [
        {
            "plan": plan,
            "may_make": may(request.actor, "report.make", plan),
            "cells": [
                {"shelf": each, "url": address(request.alliance, "report_detail", cooperation, plan.year, each.period)}
                | {"make_url": address(request.alliance, "report_make", cooperation, plan.year, each.period)}
                for each in shelf.shelves(request.actor, plan, documents)
            ],
        }
        for plan in plans
    ]
    others = Cooperation.objects.visible_to(request.actor).filter(plans__isnull=False).distinct()
    tabs = [(each, address(request.alliance, "report_list", each), each == cooperation) for each in others]
    is_shown = len(tabs) > 1 and request.actor.is_known
    context = {"rows": years, "cooperation": cooperation, "tabs": tabs if is_shown else []}
    trail = [first_step(request), (_("Rapporter"), "")]
    return render(request, "reporting/report_list.html", context | {"breadcrumb": trail})


def _readable(request, documents) -> list:
    """The documents; for a visitor to whom none is open there is no page."""
    found = list(documents)
    if not found and not request.actor.is_known:
        raise Http404
    return found


def place_of(year: int, slug: str) -> dict:
    """The filter for the plan or the report of an address, which names no cooperation where it is the main one."""
    place = {"cooperation__slug": slug, "cooperation__is_main": False} if slug else {"cooperation__is_main": True}
    return place | {"year": year}


class PlanMixin:
    """`self.plan`, `self.period` and `self.cooperation` of the address."""

    def setup(self, request, *args, year, period, cooperation="", **kwargs):
        super().setup(request, *args, **kwargs)
        self.period = period
        self.year = year
        self.cooperation_slug = cooperation

    def load(self):
        """404 for a plan the actor may not read."""
        self.cooperation = find_cooperation(self.request, self.cooperation_slug)
        self.plan = get_object_or_404(shelf.plans_of(self.request.actor, self.cooperation), year=self.year)
        return self.plan

    def to(self, name, *args) -> str:
        return address(self.request.alliance, name, self.cooperation, *args)

    def here(self) -> str:
        return self.to("report_detail", self.year, self.period)

    def breadcrumb(self):
        title = f"{shelf.report_name(self.period)} {self.year}"
        return [first_step(self.request), (_("Rapporter"), self.to("report_list")), (title, "")]


class ReportView(OpenMixin, PlanMixin, TemplateView):
    """What the report will hold, what is missing, and its versions. Readers see the versions that are theirs."""

    template_name = "reporting/report_detail.html"
    http_method_names = ["get", "head"]

    def _withdrawn(self, request):
        """The report was published and taken back, or the plan that it tells of."""
        place = place_of(self.year, self.cooperation_slug)
        of_period = {"kind": "report", "period": self.period.value}
        answer = withdrawn_page(request, FrozenDocument, **place, **of_period)
        was_open = FrozenDocument.objects.visible_to(request.actor).filter(**place, **of_period).exists()
        return withdrawn_page(request, ActionPlan, **place) if answer is None and was_open else answer

    def get_context_data(self, **kwargs):
        plan, actor = self.load(), self.request.actor
        found = shelf.documents_of(actor, self.cooperation)
        own = found.filter(subject=making.report_subject(plan), period=self.period.value)
        documents = _readable(self.request, own)
        may_make = may(actor, "report.make", plan)
        facts, failure = self._facts(plan) if may_make else (None, "")
        return super().get_context_data(
            plan=plan,
            cooperation=self.cooperation,
            page_title=f"{shelf.report_name(self.period)} {self.year}",
            breadcrumb=self.breadcrumb(),
            shelf=shelf.Shelf(self.period, shelf.report_name(self.period), tuple(documents)),
            status_date=self.period.status_date(self.year),
            facts=facts,
            failure=failure,
            may_make=may_make,
            may_freeze=may(actor, "report.freeze", plan),
            make_url=self.to("report_make", self.year, self.period),
            freeze_url=self.to("report_freeze", self.year, self.period),
        )

    def _facts(self, plan):
        try:
            return collect_report(plan, self.period), ""
        except Refused as failed:
            return None, str(failed)


class MakeView(PlanMixin, RowActView):
    """One click: freeze a draft and order its PDF."""

    act = "report.make"
    title = gettext_lazy("Lag PDF av rapporten")
    explanation = gettext_lazy("Rapporten fryses slik planen og statusene står nå, og PDF-en lages i bakgrunnen.")
    submit_label = gettext_lazy("Lag PDF")
    tone = ""
    state = DocumentState.DRAFT

    def get_object(self):
        return self.load()

    def perform(self, row, reason):
        document = making.make_report(self.actor, row, self.period, state=self.state, reason=reason)
        job = making.order_pdf(self.actor, document, making.file_url(document))
        if job is None:
            text = _("Ingenting er endret siden versjon {number}. PDF-en ligger under.")
            messages.info(self.request, text.format(number=document.number))
        return job

    def get_success_url(self, row):
        if isinstance(row, Job):
            return job_address(row, self.here())
        return self.here()


class FreezeView(MakeView):
    """Make the report final; where a final version exists, with a reason."""

    act = "report.freeze"
    title = gettext_lazy("Frys rapporten som endelig")
    explanation = gettext_lazy(
        "Den endelige rapporten kan leses av alle i alliansen og endres aldri. En rettelse blir en ny versjon med "
        "begrunnelse. Finnes det allerede en endelig versjon, må du skrive hvorfor."
    )
    submit_label = gettext_lazy("Frys som endelig")
    asks_reason = True
    state = DocumentState.FINAL


# ---- files ----


@require_safe
def document_file(request, pk):
    """The PDF of a frozen document that the actor may read: a report, with the plan it tells of."""
    document = FrozenDocument.objects.visible_to(request.actor).filter(pk=pk).first()
    if document is None:
        return withdrawn_file(request, FrozenDocument, pk=pk)
    told = plans_told_by(document)
    if document.kind == "report" and not told.visible_to(request.actor).exists():
        return withdrawn_file(request, ActionPlan, pk__in=told.values("pk"))
    made = existing_file(document, "pdf")
    if made is None:
        raise Http404
    return _send(made)


@require_safe
def plan_pdf(request, year, cooperation=""):
    """The PDF of the plan as it stands now, or the way to it."""
    place = place_of(year, cooperation)
    plan = shelf.all_plans_of(request.actor).filter(**place).first()
    if plan is None:
        return withdrawn_file(request, ActionPlan, **place)
    make_url = address(request.alliance, "plan_pdf_make", plan.cooperation, year)
    return file_or_offer(request, making.printed_plan(plan), make_url)


@require_safe
def paper_pdf(request, pk):
    """The PDF of a version of a case paper, or the way to it."""
    paper = shelf.papers_of(request.actor).filter(pk=pk).first()
    if paper is None:
        open_then = {"items__papers": pk, "items__papers__state": PaperState.SENT, "items__case__access": Access.PUBLIC}
        return withdrawn_file(request, Meeting, **open_then)
    make_url = reverse("reporting:paper_pdf_make", args=[request.alliance.slug, pk])
    openings.note(request.actor, paper, number=paper.number)
    secret = paper.item.case.access == Access.EXEMPT
    return file_or_offer(request, making.printed_paper(paper), make_url, secret=secret)


def file_or_offer(request, made, make_url: str, *, secret: bool = False):
    """The file; where it is not there, those who may order it are asked whether they want to. Nothing is written."""
    if made is not None:
        return _send(made, secret=secret)
    if may(request.actor, "document.print"):
        return redirect(make_url)
    return render(request, "reporting/not_made.html", {"page_title": _("PDF-en er ikke laget ennå")})


class PrintView(RowActView):
    """One click: freeze what stands, order its PDF, and follow the job; straight to the file where it is there."""

    act = "document.print"
    title = gettext_lazy("Lag PDF")
    explanation = gettext_lazy("PDF-en lages slik innholdet står nå. Det tar vanligvis under et halvt minutt.")
    tone = ""

    def file_url(self) -> str:
        raise NotImplementedError

    def freeze(self, row):
        raise NotImplementedError

    def perform(self, row, reason):
        return making.order_pdf(self.actor, self.freeze(row), self.file_url())

    def get_success_url(self, row):
        if isinstance(row, Job):
            return job_address(row, self.page_url())
        return self.file_url() if self.request.method == "POST" else self.page_url()

    def page_url(self) -> str:
        """The page of what is printed: the way back from the job, and for one who wants no PDF after all."""
        raise NotImplementedError


class PlanPrintView(PrintView):
    page_name = "plan_detail"

    def get_object(self):
        self.cooperation = find_cooperation(self.request, self.kwargs.get("cooperation", ""))
        return get_object_or_404(shelf.plans_of(self.actor, self.cooperation), year=self.kwargs["year"])

    def freeze(self, row):
        return making.freeze_plan(row)

    def file_url(self):
        return address(self.request.alliance, "plan_pdf", self.cooperation, self.kwargs["year"])

    def page_url(self):
        return plan_page(self.page_name, self.cooperation, self.request.alliance, year=self.kwargs["year"])


class PaperPrintView(CaseFileMixin, PrintView):
    def get_object(self):
        self.paper = get_object_or_404(shelf.papers_of(self.actor), pk=self.kwargs["pk"])
        return self.paper

    def page_url(self):
        return f"{self.item_url(self.paper.item)}?versjon={self.paper.number}"

    def freeze(self, row):
        return making.freeze_paper(row)

    def file_url(self):
        return reverse("reporting:paper_pdf", args=[self.request.alliance.slug, self.kwargs["pk"]])


def _send(made, *, secret: bool = False):
    try:
        files.path_of(made.file)
    except files.FileGone as gone:
        logger.error("The bytes of document file %s are gone", made.pk)
        raise Http404 from gone
    answer = files.response(made.file, made.file_name, inline=True, secret=secret)
    answer["Content-Security-Policy"] = PDF_POLICY
    return answer
