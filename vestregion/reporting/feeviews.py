"""Where the letters of a run of fees are fetched: all as one PDF, and each by itself."""

from django.http import Http404
from django.views.decorators.http import require_safe

from actionplan.feeaddresses import claims_of
from actionplan.models import FeeClaim, FeeRun
from actionplan.views.base import address as plan_page
from vestregion.reporting import addresses, making
from vestregion.reporting.views import PrintView, file_or_offer, place_of

RELATED = ("cooperation", "alliance", "corrects")


def _run(request, year: int, cooperation: str, **which) -> FeeRun:
    """A run of the cooperation and year of the address. Raises Http404."""
    runs = FeeRun.objects.visible_to(request.actor).filter(**place_of(year, cooperation), **which)
    run = runs.select_related(*RELATED).first()
    if run is None:
        raise Http404
    return run


@require_safe
def fee_run_pdf(request, year, pk, cooperation=""):
    """All letters of a run, or the way to them."""
    run = _run(request, year, cooperation, pk=pk)
    made = making.printed_claims(run, claims_of(request.actor, run))
    return file_or_offer(request, made, _address(request, "fee_run_pdf_make", run, pk))


@require_safe
def fee_claim_pdf(request, year, pk, cooperation=""):
    """One letter, or the way to it."""
    run = _run(request, year, cooperation, claims=pk)
    made = making.printed_claims(run, claims_of(request.actor, run, pk=pk))
    return file_or_offer(request, made, _address(request, "fee_claim_pdf_make", run, pk))


def _address(request, name: str, run: FeeRun, pk) -> str:
    return addresses.address(request.alliance, name, run.cooperation, run.year, pk)


class FeeRunPrintView(PrintView):
    """One click: order the PDF of all letters."""

    made_name, which = "fee_run_pdf", "pk"

    def get_object(self):
        where = self.kwargs["year"], self.kwargs.get("cooperation", "")
        self.run = _run(self.request, *where, **{self.which: self.kwargs["pk"]})
        return self.run

    def claims(self) -> list[FeeClaim]:
        return claims_of(self.request.actor, self.run)

    def freeze(self, row):
        return making.freeze_claims(self.run, self.claims())

    def file_url(self):
        return _address(self.request, self.made_name, self.run, self.kwargs["pk"])

    def page_url(self):
        run = self.run
        return plan_page("fee_run", run.cooperation, self.request.alliance, year=run.year, pk=run.pk)


class FeeClaimPrintView(FeeRunPrintView):
    """One click: order the PDF of one letter."""

    made_name, which = "fee_claim_pdf", "claims"

    def claims(self):
        return claims_of(self.request.actor, self.run, pk=self.kwargs["pk"])
