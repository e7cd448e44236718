"""Persons who look like the same human: made one, or told apart."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from governance.access import require
from governance.history import Refused
from governance.models import Person
from governance.people import contacts
from governance.people.duplicates import likely_pairs
from governance.saying import sentence_of
from governance.services import personmerge as services
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin


class DuplicatesView(AddressMixin, ActorMixin, View):
    """The list of likely pairs. POST with `kept` and `gone` makes them one; with `apart` it tells them apart."""

    title = gettext_lazy("Personer som ligner")

    def dispatch(self, request, *args, **kwargs):
        require(request.actor, "person.edit", None)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        return self._page()

    def post(self, request, *args, **kwargs):
        if not (request.POST.get("kept") and request.POST.get("gone")):
            return self._page(error=_("Velg to forskjellige personer."), status=422)
        one, other = self._person("kept"), self._person("gone")
        try:
            if request.POST.get("act") == "apart":
                services.tell_apart(self.actor, one, other)
                said = _("{one} og {other} er ikke samme person. Du blir ikke spurt igjen.")
            else:
                services.merge_persons(self.actor, one, other, reason=request.POST.get("reason", "").strip())
                said = _("{other} er slått sammen med {one}.")
        except (Refused, ValidationError) as error:
            return self._page(error=sentence_of(error), status=422)
        messages.success(request, said.format(one=one, other=other))
        return redirect(self.to("person_duplicates"))

    def _person(self, name):
        rows = Person.objects.visible_to(self.actor)
        try:
            return get_object_or_404(rows, pk=self.request.POST.get(name, ""))
        except ValidationError as error:
            raise Http404 from error

    def _page(self, *, error="", status=200):
        pairs = likely_pairs(self.actor)
        keys = {person.pk for pair in pairs for person in (pair.first, pair.second)}
        rows = contacts.with_cards(self.actor, Person.objects.visible_to(self.actor).filter(pk__in=keys))
        rows = rows.select_related("organisation", "user")
        cards = {card.person.pk: card for card in contacts.cards(rows)}
        shown = [(pair, cards[pair.first.pk], cards[pair.second.pk]) for pair in pairs]
        context = {
            "pairs": shown,
            "error": error,
            "page_title": self.title,
            "breadcrumb": self.trail((_("Personer"), self.to("person_list")), (self.title, "")),
        }
        return render(self.request, "governance/person_duplicates.html", context, status=status)
