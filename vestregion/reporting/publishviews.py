"""Pages that ask before a report is opened to everyone, or closed again."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from governance.models import FrozenDocument
from governance.views.row import RowActView
from vestregion.reporting import addresses, publishing


class ReportShownView(RowActView):
    """One version of a report."""

    def get_object(self):
        rows = FrozenDocument.objects.visible_to(self.actor).filter(kind="report").select_related("cooperation")
        return get_object_or_404(rows, pk=self.kwargs["pk"])

    def breadcrumb(self):
        home = reverse("governance:my_page", args=[self.actor.alliance.slug])
        return [(_("Min side"), home), (self.title, "")]

    def get_success_url(self, row):
        return addresses.report(row, self.request.alliance)


class ReportPublishView(ReportShownView):
    act = "report.publish"
    template_name = "governance/publish.html"
    title = _("Publiser rapporten")
    explanation = _("Alle kan lese dette uten å logge inn, med en gang.")
    success_message = _("Rapporten er publisert.")
    tone = ""

    def further_context(self, row):
        return {"told": publishing.report_opening(row)}

    def perform(self, row, reason):
        return publishing.publish_report(self.actor, row)


class ReportUnpublishView(ReportShownView):
    act = "report.unpublish"
    title = _("Trekk rapporten tilbake fra nett")
    explanation = _("Bare de som er med i alliansen, kan lese rapporten.")
    success_message = _("Rapporten er ikke lenger publisert.")
    asks_reason = True

    def perform(self, row, reason):
        return publishing.unpublish_report(self.actor, row, reason=reason)
