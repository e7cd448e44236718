"""What of the governing documents is in force on a day."""

from collections.abc import Iterable
from datetime import date

from governance.models import GoverningDocument, GoverningVersion


def held_on(versions: Iterable[GoverningVersion], day: date) -> GoverningVersion | None:
    """The version in force: of those whose period holds on the day, the one that holds from latest."""
    holding = [each for each in versions if each.holds_on(day)]
    return max(holding, key=lambda each: (each.valid_from or date.min, each.adopted_on or date.min), default=None)


def read(actor, documents) -> list[GoverningDocument]:
    """Each with `shown_versions`, the newest first, `current` (the version in force today) and `successor` (what
    supersedes it today), or None; what is in force stands first. Two queries."""
    rows = list(documents)
    by_document: dict = {}
    versions = GoverningVersion.objects.visible_to(actor).filter(document__in=rows).select_related("file")
    for each in versions:
        by_document.setdefault(each.document_id, []).append(each)
    for row in rows:
        found = by_document.get(row.pk, [])
        row.shown_versions = sorted(found, key=_newest, reverse=True)
        row.current = held_on(found, actor.on)
    superseding = {row.supersedes_id: row for row in rows if row.current and row.supersedes_id}
    for row in rows:
        row.successor = superseding.get(row.pk)
        if row.successor:
            row.current = None
    return sorted(rows, key=lambda row: (row.current is None, row.kind, row.title))


def _newest(version: GoverningVersion) -> tuple:
    return (version.valid_from or version.adopted_on or date.min, version.adopted_on or date.min)
