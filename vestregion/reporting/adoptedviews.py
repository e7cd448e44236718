"""Where the PDF of a plan as it was adopted is fetched: of what was frozen with the adoption, or of the history."""

from django.http import Http404
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from actionplan.choices import PlanState
from actionplan.models import ActionPlan
from governance.documents import existing_file
from governance.views.withdrawn import withdrawn_file
from vestregion.reporting import addresses, making, shelf
from vestregion.reporting.views import PlanPrintView, file_or_offer, place_of


@require_safe
def adopted_pdf(request, year, cooperation=""):
    """The PDF of the plan as adopted, or the way to it, for those who read the plan."""
    place = place_of(year, cooperation)
    plan = shelf.all_plans_of(request.actor).filter(**place).first()
    if plan is None:
        return withdrawn_file(request, ActionPlan, **place)
    _need_adopted(plan)
    document = making.adopted_document(plan)
    make_url = addresses.address(request.alliance, "adopted_pdf_make", plan.cooperation, year)
    return file_or_offer(request, existing_file(document, "pdf") if document else None, make_url)


def _need_adopted(plan) -> None:
    if plan.state not in (PlanState.ADOPTED, PlanState.CLOSED):
        raise Http404


class AdoptedPrintView(PlanPrintView):
    """One click: order the PDF of what was frozen."""

    page_name = "plan_adopted"
    explanation = gettext_lazy("PDF-en lages av planen slik den ble vedtatt.")

    def get_object(self):
        plan = super().get_object()
        _need_adopted(plan)  # no page where there is nothing to print
        return plan

    def freeze(self, row):
        return making.adopted_document(row) or making.freeze_what_was_adopted(row)

    def file_url(self):
        return addresses.address(self.request.alliance, "adopted_pdf", self.cooperation, self.kwargs["year"])
