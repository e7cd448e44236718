"""What is new on a page since it was drawn, asked each second while it is looked at; and who else has it open."""

import re
from hashlib import sha256
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.generic import View

from governance.access import require
from governance.live import presence, pulses

KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER = re.compile(r"[0-9]{1,18}")


def said(sentence: str, status: int) -> HttpResponse:
    """One sentence as the whole answer."""
    return HttpResponse(sentence, status=status, content_type="text/plain; charset=utf-8")


def initials(name: str) -> str:
    """The first letters of the first and the last of her names."""
    names = name.split()
    return "".join(each[0].upper() for each in dict.fromkeys((*names[:1], *names[-1:])))


class NewsView(View):
    """`since` is the number of the page, `som` which of `pages` it is. 204 where nothing is new; else JSON:

    number: what to ask from next time; whole: the page must be read anew; who: who else is there, where that is not
    what `hvem` says; and what `told` gives. Asking writes nothing, the session neither, and leaves no line in the log.

    Subclasses give `act`, which is asked of `get_subject()`, the page's kind, `page_key()` of its pulses and
    `presence_key()` of those who have it open.
    """

    act = ""
    kind = ""
    pages: tuple[str, ...] = ("",)

    def get_subject(self):
        raise NotImplementedError

    def page_key(self) -> UUID:
        return self.get_subject().pk

    def presence_key(self) -> UUID:
        return self.page_key()

    def told(self, found: list, page: str) -> dict:
        """What the pulses mean for the page."""
        raise NotImplementedError

    def get(self, request, *args, **kwargs):
        request.is_quiet = True
        require(request.actor, self.act, self.get_subject())
        number, page = request.GET.get("since", ""), request.GET.get("som", self.pages[0])
        if (number and not NUMBER.fullmatch(number)) or page not in self.pages:
            return said(_("Last siden på nytt."), 400)
        found = pulses.since(self.kind, self.page_key(), int(number)) if number else None
        if found is None:
            newest = pulses.number_of(self.kind, self.page_key())
            return JsonResponse({"number": newest, "whole": True, "told": []})
        who = self._who()
        if not found and who["mark"] == request.GET.get("hvem", ""):
            return HttpResponse(status=204)
        if not found:
            return JsonResponse({"number": int(number), "who": who})
        return JsonResponse({"number": found[-1].number, "who": who} | self.told(found, page))

    def post(self, request, *args, **kwargs):
        """A sign of life of the window `vindu`, in which she stands at `sted` (a row); with `borte` it is closed."""
        request.is_quiet = True
        require(request.actor, self.act, self.get_subject())
        window, place = request.POST.get("vindu", ""), request.POST.get("sted", "")
        if not KEY.fullmatch(window) or (place and not KEY.fullmatch(place)):
            return said(_("Last siden på nytt."), 422)
        where = request.actor, self.kind, self.presence_key()
        if "borte" in request.POST:
            presence.leave(*where, window=UUID(window))
        else:
            presence.sign(*where, window=UUID(window), place=place)
        return HttpResponse(status=204)

    def _who(self) -> dict:
        """Who else is there, each with her initials and the row she stands in; `mark` tells one list from another."""
        others = presence.others(self.request.actor, self.kind, self.presence_key())
        mark = sha256(repr(others).encode()).hexdigest()[:12] if others else ""
        return {"mark": mark, "list": [[name, initials(name), place] for name, place in others]}
