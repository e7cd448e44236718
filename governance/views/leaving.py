"""A person leaves the alliance, with what it ends shown first; and comes back."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from governance.access import require
from governance.forms.contacts import LastDayForm
from governance.history import Refused
from governance.people import personrefs
from governance.saying import sentence_of
from governance.services import leaving as services
from governance.views.people import PersonPart
from governance.views.row import ActorMixin, RowActView


class PersonDeactivateView(PersonPart, ActorMixin, View):
    """GET shows what would end on a day; POST ends it."""

    title = gettext_lazy("Deaktiver personen")

    def dispatch(self, request, *args, **kwargs):
        self.row = self.person()
        require(request.actor, "person.edit", self.row)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        asked = "last_day" in request.GET
        form = LastDayForm(request.GET if asked else {"last_day": self.actor.on})
        return self._page(form, status=200 if form.is_valid() else 422)

    def post(self, request, *args, **kwargs):
        form = LastDayForm(request.POST)
        if not form.is_valid():
            return self._page(form, status=422)
        try:
            services.deactivate(self.actor, self.row, **form.cleaned_data)
        except (Refused, ValidationError) as error:
            return self._page(form, error=sentence_of(error), status=422)
        messages.success(request, _("{name} er deaktivert.").format(name=self.row))
        return redirect(self.to("person_detail", self.row.pk))

    def _page(self, form, *, error="", status=200):
        day = form.cleaned_data.get("last_day") if form.is_valid() else None
        found = services.leaving(self.actor, self.row, day or self.actor.on)
        refused = services.refusal(self.actor, found)
        context = {
            "row": self.row,
            "form": form,
            "found": found,
            "error": error or refused,
            "refused": refused,
            "further": personrefs.left_after(self.row),
            "page_title": self.title,
            "cancel_url": self.to("person_detail", self.row.pk),
            "breadcrumb": self.breadcrumb(),
        }
        return render(self.request, "governance/person_deactivate.html", context, status=status)


class PersonReactivateView(PersonPart, RowActView):
    act = "person.edit"
    title = gettext_lazy("Aktiver personen igjen")
    explanation = gettext_lazy(
        "Personen kan logge inn og velges igjen. Verv, roller og kontaktoppdrag som deaktiveringen avsluttet, kommer "
        "tilbake. Det andre har overtatt i mellomtiden, kommer ikke tilbake."
    )
    tone = ""

    def get_object(self):
        return self.person()

    def perform(self, row, reason):
        came = services.reactivate(self.actor, row, reason=reason)
        messages.success(self.request, _("{name} er aktiv igjen.").format(name=row))
        for each in came.left:
            messages.warning(self.request, _("Dette kom ikke tilbake: {what}.").format(what=each))
        return row

    def get_success_url(self, row):
        return self.to("person_detail", row.pk)
