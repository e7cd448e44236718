"""What has changed in an agenda, as one reader may be told of it: for its pages."""

from dataclasses import replace
from hashlib import sha256
from typing import Any, NamedTuple

from django.urls import reverse

from governance.agendacompare import Difference, ItemChange
from governance.agendawords import Said, fact_lines, number_in, said_of
from governance.exemption import reveal
from governance.models import Attachment, CasePaper
from governance.subitems import Sent
from governance.views.casefile import items_of


class ChangeLine(NamedTuple):
    """One case with what has become of it; `compare_url` where two versions of its paper can be compared."""

    item: Any
    number: str
    title: str
    said: list[Said]
    compare_url: str


class Changes(NamedTuple):
    """What a reader is told of the difference between two agendas."""

    facts: list[str]
    lines: list[ChangeLine]

    @property
    def mark(self) -> str:
        """Tells one list from another."""
        told = [(line.number, line.title, *line.said) for line in self.lines]
        return sha256(repr((self.facts, told)).encode()).hexdigest()[:16]


def changes_for(actor, meeting, found: Difference, *rows_of_versions) -> Changes:
    """The difference in words, of the cases the actor may see: an exempt case by its neutral title and without a word
    of its papers. `rows_of_versions` give the numbers. At most five questions."""
    hidden = () if actor.is_known else ("video_link", "dial_in")
    facts = fact_lines(found.facts, hidden)
    if not found.items:
        return Changes(facts, [])
    items = {str(item.pk): item for item in items_of(actor).filter(meeting=meeting)}
    reveal(actor, [item.case for item in items.values()])
    numbers = {row["item"]: number_in(meeting.body, row) for rows in rows_of_versions for row in rows}
    shown, titles = _papers(actor, found), _titles(actor, found)
    points = _points(actor, meeting, found)

    def name_of(key: str) -> str:
        return numbers.get(key) or (f"«{items[key].case.shown_title}»" if key in items else "")

    lines = []
    for change in found.items:
        item = items.get(change.item)
        if item is None:
            continue
        readable = _readable(change, item.case.is_masked, titles)
        said = said_of(
            readable,
            name_of=name_of,
            title_of=lambda key: titles.get(key, ""),
            point_of=lambda told: points.words(told, whole=actor.is_known),
        )
        if said:
            url = _compare_url(actor, item, readable.paper, shown)
            lines.append(ChangeLine(item, numbers.get(change.item, ""), item.case.shown_title, said, url))
    return Changes(facts, lines)


def _readable(change: ItemChange, masked: bool, titles: dict[str, str]) -> ItemChange:
    """The change without what she may not know of: papers of a case she may not read and points below
    it, attachments that are not hers."""
    return replace(
        change,
        paper=None if masked else change.paper,
        subs=None if masked else change.subs,
        files_new=tuple(file for file in change.files_new if file[0] in titles),
        files_gone=tuple(file for file in change.files_gone if file[0] in titles),
        files_changed=tuple(pair for pair in change.files_changed if pair[1][0] in titles),
    )


def _points(actor, meeting, found: Difference) -> Sent:
    """The points below cases that are changed, as they went out."""
    told = (told for change in found.items for side in change.subs or () for told in side)
    return Sent(told, whole=actor.edits(meeting.body.cooperation_id))


def _papers(actor, found: Difference) -> set[str]:
    """Keys of the changed papers that she may read."""
    keys = [paper[0] for change in found.items for paper in change.paper or () if paper]
    return {str(pk) for pk in CasePaper.objects.visible_to(actor).filter(pk__in=keys).values_list("pk", flat=True)}


def _titles(actor, found: Difference) -> dict[str, str]:
    """Titles of the changed attachments that she may read."""
    keys = {
        file[0]
        for each in found.items
        for file in (*each.files_new, *each.files_gone, *(now for _was, now in each.files_changed))
    }
    rows = Attachment.objects.visible_to(actor).filter(pk__in=keys) if keys else ()
    return {str(each.pk): each.title for each in rows}


def _compare_url(actor, item, paper, shown: set[str]) -> str:
    if not paper or not all(version and version[0] in shown for version in paper):
        return ""
    was, now = (version[1] for version in paper)
    return f"{reverse('governance:item_paper_compare', args=[actor.alliance.slug, item.pk])}?fra={was}&til={now}"
