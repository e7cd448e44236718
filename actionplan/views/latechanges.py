"""What was changed in last year's plan after it was taken on: told in the draft, with the way to take it over."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.generic import View

from actionplan.latechanges import late_changes
from actionplan.services.latechanges import settle_late_change
from actionplan.views.edit import EditMixin
from governance.access import require
from governance.history import Refused
from governance.saying import sentence_of


class LateChangesView(EditMixin, View):
    """GET lists them; POST takes one over, or leaves the draft as it is."""

    def get(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        return self._page()

    def post(self, request, *args, **kwargs):
        require(self.actor, "plan.work", self.plan)
        try:
            key, version = UUID(request.POST.get("rad", "")), int(request.POST.get("versjon", ""))
        except ValueError:
            return self._page(error=_("Velg hva som skal skje med en av radene."), status=422)
        take = request.POST.get("valg") == "ta"
        try:
            settle_late_change(self.actor, self.plan, key, version=version, take=take)
        except (Refused, ValidationError) as error:
            return self._page(error=sentence_of(error), status=409)
        messages.success(request, _("Endringen er tatt over.") if take else _("Raden står som den er."))
        return redirect(request.path)

    def _page(self, *, error: str = "", status: int = 200):
        found = late_changes(self.plan)
        context = {
            "plan": self.plan,
            "page_title": _("Endret i planen for {year} etter at den ble tatt med").format(year=self.plan.year - 1),
            "last_year": self.plan.year - 1,
            "changes": [(each, self._is_mine(each)) for each in found],
            "error": error,
            "edit_url": self.to("plan_edit"),
            "breadcrumb": self.trail((_("Rediger"), self.to("plan_edit")), (_("Endret etterpå"), "")),
        }
        return render(self.request, "actionplan/plan_late_changes.html", context, status=status)

    def _is_mine(self, change) -> bool:
        return all(self.tools(row.section_id).editable for row in change.rows)
