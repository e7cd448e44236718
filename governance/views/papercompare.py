"""The versions of a case paper that somebody may read, and two of them compared word by word, part by part."""

from typing import NamedTuple

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from governance.models import AgendaItem, CasePaper
from governance.papernotes import note_of
from governance.paperparts import PARTS, shown_text
from governance.story import openings
from governance.textcompare import Comparison, compare
from governance.views.casefile import CaseFileMixin, items_of
from governance.views.row import RowDetailView


def versions_of(actor, item) -> list[CasePaper]:
    """The versions the actor may read, the newest first, each with `note`."""
    versions = list(CasePaper.objects.visible_to(actor).filter(item=item).order_by("-number"))
    for paper in versions:
        paper.item = item  # read already, with its case
    previous = items_of(actor).filter(pk=item.previous_id).first() if versions and item.previous_id else None
    for paper in versions:
        paper.note = note_of(paper, previous)
    return versions


def version_of(versions, wanted: str) -> CasePaper:
    """The version with the number of an address; 404 where the reader has no such version."""
    found = next((paper for paper in versions if str(paper.number) == wanted), None)
    if found is None:
        raise Http404
    return found


class PartCompared(NamedTuple):
    """A part as it was and is: `comparison` tells nothing where it stands unchanged."""

    heading: str
    anchor: str
    changed: bool
    comparison: Comparison


def compared(before: CasePaper, after: CasePaper) -> list[PartCompared]:
    """Each part that stands in either version."""
    return [
        PartCompared(part.heading, part.anchor, was != becomes, compare(was, becomes, rich=True))
        for part in PARTS
        for was, becomes in [(shown_text(before, part.name), shown_text(after, part.name))]
        if was or becomes
    ]


class PaperCompareView(CaseFileMixin, RowDetailView):
    """Two versions of a paper beside each other; without a choice the newest and the one before it.

    404 for those who may read fewer than two versions: they have nothing to compare, and learn of nothing more.
    """

    model = AgendaItem
    template_name = "governance/item_paper_compare.html"
    page_title = _("Sammenlign versjoner")

    def get_object(self, queryset=None):
        item = self.visible_item()
        self.versions = versions_of(self.actor, item)
        if len(self.versions) < 2:
            raise Http404
        self.after = self._asked("til", self.versions[0])
        older = [paper for paper in self.versions if paper.number < self.after.number]
        self.before = self._asked("fra", (older or self.versions[-1:])[0])
        return item

    def _asked(self, key: str, usual: CasePaper) -> CasePaper:
        wanted = self.request.GET.get(key)
        return version_of(self.versions, wanted) if wanted else usual

    def breadcrumb(self):
        return self.item_trail(self.object, self.page_title)

    def get_context_data(self, **kwargs):
        for paper in {self.before.pk: self.before, self.after.pk: self.after}.values():
            openings.note(self.actor, paper, number=paper.number)
        parts = compared(self.before, self.after)
        return super().get_context_data(
            page_title=self.page_title,
            item=self.object,
            versions=self.versions,
            before=self.before,
            after=self.after,
            changed=[part for part in parts if part.changed],
            unchanged=[part for part in parts if not part.changed],
            **kwargs,
        )
