"""What of an agenda goes out with a version of it: keys, numbers and codes, ready for JSON. Titles are never stored.

A row: item, number ([year, sequence], None before it has one), role, late, state (an ItemState; a case that has been
treated stands as it was called), paper ([key, version], None where none has gone out) and files ([[key of the
attachment, key of the version, version], ...]). Where it has points below it (subitems.py) also subs, in their order:
[[key, version, mark], ...]. The order of the rows is that of the agenda.
"""

from collections import defaultdict
from typing import Any

from governance.choices import ItemState, PaperState
from governance.models import AgendaItem, AttachmentVersion, CasePaper, Meeting
from governance.programme import FACT, mark_of
from governance.querysets import READABLE_ITEMS
from governance.subitems import told_of

FACTS = ("day", "last_day", "starts_at", "ends_at", "place", "form", "video_link", "dial_in")
OFF = (ItemState.WITHDRAWN, ItemState.POSTPONED)


def facts_of(meeting: Meeting, told: dict[str, str] | None = None) -> dict[str, str]:
    """When, where and how a meeting is held; days and hours as ISO text, "" where nothing is said. The mark of its
    programme, where it has one: as it stands (one question), or as it is in the facts `told`."""
    programme = mark_of(meeting) if told is None else told.get(FACT)
    return {name: _plain(getattr(meeting, name)) for name in FACTS} | ({FACT: programme} if programme else {})


def _plain(value) -> str:
    if value is None:
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def rows_of(meeting: Meeting, *, planned: bool = False) -> list[dict[str, Any]]:
    """The agenda as its readers have it; `planned`: as it becomes when a reopened one is sent. Four questions."""
    items = [item for item in meeting.items.present().in_order() if _is_out(item) or (planned and _is_coming(item))]
    papers, files, points = _papers(items), _files(items), told_of(items)
    return [
        {
            "item": str(item.pk),
            "number": None if item.number_sequence is None else [item.number_year, item.number_sequence],
            "role": item.role,
            "late": item.is_late,
            "state": _state(item, planned),
            "paper": papers.get(item.pk),
            "files": files[item.pk],
            **({"subs": points[item.pk]} if item.pk in points else {}),
        }
        for item in items
    ]


def _is_out(item: AgendaItem) -> bool:
    return item.was_called and item.state in READABLE_ITEMS


def _is_coming(item: AgendaItem) -> bool:
    return item.state == ItemState.LISTED


def _state(item: AgendaItem, planned: bool) -> str:
    if planned and item.leaving and item.state == ItemState.NUMBERED:
        return item.leaving
    return str(item.state) if item.state in OFF else str(ItemState.NUMBERED)


def _papers(items) -> dict:
    rows = CasePaper.objects.present().filter(item__in=items, state=PaperState.SENT).order_by("number")
    return {item: [str(pk), number] for item, pk, number in rows.values_list("item", "pk", "number")}


def _files(items) -> defaultdict:
    """The newest version that went out of each attachment, in the order of the attachments."""
    rows = AttachmentVersion.objects.present().filter(sent_at__isnull=False, attachment__removed_at__isnull=True)
    rows = rows.filter(attachment__item__in=items).order_by("attachment__position", "attachment__title", "number")
    newest: dict = {}
    for item, attachment, pk, number in rows.values_list("attachment__item", "attachment", "pk", "number"):
        newest.setdefault(item, {})[attachment] = [str(attachment), str(pk), number]
    return defaultdict(list, {item: list(files.values()) for item, files in newest.items()})
