"""The proposed turns to lead a body, and the button that takes them."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from governance.access import require
from governance.bodies.rotation import proposal
from governance.history import Refused
from governance.saying import sentence_of
from governance.services.rotation import take_proposal
from governance.views.body_edit import BodyPart
from governance.views.row import ActorMixin


class ChairProposalView(BodyPart, ActorMixin, View):
    """GET shows one round of the table; POST takes the first `count` turns of it."""

    page_title = gettext_lazy("Forslag til hvem som leder")

    def dispatch(self, request, *args, **kwargs):
        self.row = self.body
        require(request.actor, "body.edit", self.row)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self._page()

    def post(self, request, *args, **kwargs):
        count = request.POST.get("count", "1")
        try:
            number = min(max(int(count), 1), 60) if count.isdecimal() and len(count) < 4 else 1
            made = take_proposal(self.actor, self.row, seen=request.POST.get("seen", ""), count=number)
        except (Refused, ValidationError) as error:
            return self._page(error=sentence_of(error), status=422)
        said = ngettext("{count} lederperiode er lagret.", "{count} lederperioder er lagret.", len(made))
        messages.success(request, said.format(count=len(made)))
        return redirect(self.body_url())

    def _page(self, *, error="", status=200):
        context = {
            "row": self.row,
            "proposal": proposal(self.actor, self.row),
            "error": error,
            "page_title": self.page_title,
            "breadcrumb": self.breadcrumb(),
        }
        return render(self.request, "governance/body_chair_proposal.html", context, status=status)
