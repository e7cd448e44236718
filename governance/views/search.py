"""One box over everything: hits, filters with counts, and what may have been meant."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from governance.choices import FileTextState
from governance.models import AttachmentVersion, FileText, GoverningBody
from governance.search.asking import may_find_anything
from governance.search.finding import Chosen, Results, find
from governance.search.sources import groups
from governance.views.address import AddressMixin
from governance.views.row import ActorMixin


@dataclass(frozen=True)
class Choice:
    """A line of a filter: where it leads, how many hits it would give, whether it is chosen."""

    label: Any
    url: str
    count: int
    chosen: bool


class SearchView(AddressMixin, ActorMixin, TemplateView):
    """The page of the search, open to everyone once the alliance has published something."""

    template_name = "governance/search.html"
    http_method_names = ("get", "head")

    def dispatch(self, request, *args, **kwargs):
        if not self.actor.is_known and not may_find_anything(self.actor):
            if request.user.is_authenticated:
                raise Http404
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)

    def breadcrumb(self):
        return self.trail((_("Søk"), "")) if self.actor.is_known else []

    def get_context_data(self, **kwargs):
        asked = self.request.GET
        bodies = {body.pk: body for body in GoverningBody.objects.visible_to(self.actor)}
        chosen = _chosen(asked, bodies.values())
        typed = asked.get("q", "")[:300]
        results = find(self.actor, typed, chosen=chosen, after=asked.get("etter", ""))
        link = _Links(typed, chosen, bodies)
        return super().get_context_data(
            page_title=_("Søk"),
            typed=typed,
            results=results,
            filters=_filters(results, chosen, bodies, link),
            hidden=link.hidden(),
            files_url=self.to("search_files") if self.actor.edits_everything else "",
            clear_url=link(group="", body_id=None, year=None) if chosen != Chosen() else "",
            meant_url=f"?{urlencode({'q': results.meant})}" if results.meant else "",
            next_url=link.next(results.next_key) if results.next_key else "",
            first_url=link() if asked.get("etter") else "",
            **kwargs,
        )


def _chosen(asked, bodies) -> Chosen:
    """The valid part of what was asked; a value nobody offers narrows nothing."""
    group, slug, year = (asked.get(name, "") for name in ("slag", "organ", "ar"))
    return Chosen(
        group=group if group in groups() else "",
        body_id=next((body.pk for body in bodies if slug and body.slug == slug), None),
        year=int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    )


class _Links:
    """Addresses of the same search with another choice."""

    def __init__(self, typed: str, chosen: Chosen, bodies: dict):
        self.typed, self.chosen, self.bodies = typed, chosen, bodies

    def __call__(self, **changes) -> str:
        return f"?{urlencode({'q': self.typed, **self.words(**changes)})}"

    def words(self, **changes) -> dict:
        chosen = {name: changes.get(name, getattr(self.chosen, name)) for name in ("group", "body_id", "year")}
        body = self.bodies.get(chosen["body_id"])
        words = {"slag": chosen["group"], "organ": body.slug if body else "", "ar": chosen["year"]}
        return {name: value for name, value in words.items() if value}

    def next(self, key: str) -> str:
        return f"{self()}&{urlencode({'etter': key})}"

    def hidden(self) -> list[tuple]:
        return list(self.words().items())


def _filters(results: Results, chosen: Chosen, bodies: dict, link: _Links) -> list[tuple]:
    """(heading, choices) of each filter that has something to choose between."""
    kinds = [
        Choice(label, link(group="" if chosen.group == group else group), results.kinds[group], chosen.group == group)
        for group, label in groups().items()
    ]
    of_bodies = [
        Choice(body, link(body_id=None if chosen.body_id == pk else pk), results.bodies[pk], chosen.body_id == pk)
        for pk, body in sorted(bodies.items(), key=lambda each: -results.bodies[each[0]])
    ]
    years = [
        Choice(year, link(year=None if chosen.year == year else year), results.years[year], chosen.year == year)
        for year in sorted({*results.years, *filter(None, [chosen.year])}, reverse=True)
    ]
    every = ((_("Type"), kinds), (_("Organ"), of_bodies), (_("År"), years))
    offered = [
        (heading, [each for each in choices if each.count or each.chosen or results.is_more])
        for heading, choices in every
    ]
    return [(heading, choices) for heading, choices in offered if choices]


class FileTextListView(AddressMixin, ActorMixin, TemplateView):
    """Attachments of which the search knows only the name, and why; for those who edit the whole alliance."""

    template_name = "governance/search_files.html"
    http_method_names = ("get", "head")

    def dispatch(self, request, *args, **kwargs):
        if not self.actor.edits_everything:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def breadcrumb(self):
        return self.trail((_("Søk"), self.to("search")), (_("Vedlegg uten tekst"), ""))

    def get_context_data(self, **kwargs):
        unread = FileText.objects.visible_to(self.actor).exclude(state=FileTextState.DONE)
        uses = AttachmentVersion.objects.visible_to(self.actor).filter(
            file__in=unread.values("file"), attachment__removed_at__isnull=True
        )
        uses = uses.select_related("attachment__item__case", "attachment__item__body", "file__read_text")
        return super().get_context_data(
            page_title=_("Vedlegg uten tekst"),
            rows=uses.order_by("file__read_text__state", "-sent_at", "pk")[:500],
            **kwargs,
        )
