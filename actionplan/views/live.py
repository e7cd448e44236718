"""What is new in a plan since a page where it is edited was drawn; asked each second while the page is looked at."""

import re
from hashlib import sha256
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.generic import View

from actionplan.gridfacts import GridNew, grid_of
from actionplan.gridhtml import grid_row, grid_rows
from actionplan.livefacts import KIND
from actionplan.livenews import News, news_of
from actionplan.planfacts import sections_of
from actionplan.sidebyside import changes_beside
from actionplan.views.edit import SHOWN, EditMixin
from actionplan.views.grid import said
from governance.access import require
from governance.live import presence, pulses

PAGES = ("tabell", "rader")
KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
NUMBER = re.compile(r"[0-9]{1,18}")


def initials(name: str) -> str:
    """The first letters of the first and the last of her names."""
    names = name.split()
    return "".join(each[0].upper() for each in dict.fromkeys((*names[:1], *names[-1:])))


class PlanNewsView(EditMixin, View):
    """`since` is the number of the page, `som` which page it is. 204 where nothing is new; else JSON:

    number: what to ask from next time; told: sentences; by: row -> who changed it; sections: address in the page -> its
    rows (`tabell`) or itself (`rader`); rows: key -> the row; whole: the page must be read anew; who: who else is
    there, where that is not what `hvem` says. Asking writes nothing, the session
    neither, and leaves no line in the log.
    """

    def get(self, request, *args, **kwargs):
        request.is_quiet = True
        require(self.actor, "plan.work", self.plan)
        number, page = request.GET.get("since", ""), request.GET.get("som", PAGES[0])
        if (number and not NUMBER.fullmatch(number)) or page not in PAGES:
            return said(_("Last siden på nytt."), 400)
        found = pulses.since(KIND, self.plan.pk, int(number)) if number else None
        if found is None:
            return JsonResponse({"number": pulses.number_of(KIND, self.plan.pk), "whole": True, "told": []})
        who = self._who()
        if not found and who["mark"] == request.GET.get("hvem", ""):
            return HttpResponse(status=204)
        if not found:
            return JsonResponse({"number": int(number), "who": who})
        return JsonResponse({"number": found[-1].number, "who": who} | self._told(found, page))

    def post(self, request, *args, **kwargs):
        """A sign of life of the window `vindu`, in which she stands at `sted` (a row); with `borte` it is closed."""
        request.is_quiet = True
        require(self.actor, "plan.work", self.plan)
        window, place = request.POST.get("vindu", ""), request.POST.get("sted", "")
        if not KEY.fullmatch(window) or (place and not KEY.fullmatch(place)):
            return said(_("Last siden på nytt."), 422)
        where = self.actor, KIND, self.plan.pk
        if "borte" in request.POST:
            presence.leave(*where, window=UUID(window))
        else:
            presence.sign(*where, window=UUID(window), place=place)
        return HttpResponse(status=204)

    def _who(self) -> dict:
        """Who else is there, each with her initials and the row she stands in; `mark` tells one list from another."""
        others = presence.others(self.actor, KIND, self.plan.pk)
        mark = sha256(repr(others).encode()).hexdigest()[:12] if others else ""
        return {"mark": mark, "list": [[name, initials(name), place] for name, place in others]}

    def _told(self, found: list, page: str) -> dict:
        # In the rows of the edit page an answer to an own form has drawn what she wrote herself.
        news = news_of(self.actor, self.plan, found, own=page == "tabell")
        told = {"told": news.told, "by": news.by, "whole": news.whole, "sections": {}, "rows": {}}
        if news.whole:
            return told
        return told | (self._table(news) if page == "tabell" else self._sections(news, found))

    def _table(self, news: News) -> dict:
        wanted = news.rows | news.linked  # the edit page does not show where rows lead
        if not wanted and not news.sections:
            return {}
        rows, sections, grid = {}, {}, grid_of(self.plan, self.actor, whole=True)
        self.changes = changes_beside(self.plan, self.actor, [each.section for each in grid])
        for each in grid:
            tools = self.tools(each.section.row.pk)
            if str(each.section.row.pk) in news.sections:
                sections[each.section.anchor] = grid_rows(each, tools, self.changes)
                continue
            kept = [(_key(row), row) for row in each.rows if not isinstance(row, GridNew)]
            was = self.changes.rows
            rows |= {key: grid_row(row, tools, was.get(UUID(key))) for key, row in kept if key in wanted}
        return {"sections": sections, "rows": rows}

    def _sections(self, news: News, found: list) -> dict:
        where = {row[1]: row[2] for pulse in found for row in pulse.rows or ()}
        wanted = news.every_section(where)
        every = sections_of(self.plan, self.actor, **SHOWN)
        self.changes = changes_beside(self.plan, self.actor, every)
        sections = [each for each in every if str(each.row.pk) in wanted]
        blocks = self.blocks(sections) if sections else []
        drawn = {
            block["section"].anchor: render_to_string("actionplan/_edit_section.html", {"block": block})
            for block in blocks
        }
        return {"sections": drawn}


def _key(row) -> str:
    return str(row.facts.pk if hasattr(row, "facts") else row.pk)
