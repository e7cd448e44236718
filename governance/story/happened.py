"""What one change did: the rows it wrote, with each field before and after, read from the history of those rows.

The number of questions to the database depends on how many kinds of rows are told of, never on how many rows.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.fields import CharField
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.access import may
from governance.models import Event
from governance.story import actwords
from governance.story.fieldwords import LONG, in_sentence, is_text, names_of, plain, words_of
from governance.story.stories import Part, all_parts, names_of_wholes, readable, tellable, word_of
from governance.textcompare import Comparison, compare

NEVER_TOLD = frozenset({"id", "alliance", "version", "removed_at"})
CREATED, CHANGED, REMOVED, RESTORED = "created", "changed", "removed", "restored"
SHOWN = 8  # rows of one change in a list; its own page shows WHOLE
WHOLE = 200
NAME = 80  # signs of what a row is called


@dataclass
class FieldChange:
    """One field of one row. `raw` is what stood before, as the database keeps it; a long text is `compared`."""

    name: str
    label: str
    before: str
    after: str
    raw: Any = None
    compared: Comparison | None = None
    put_back_url: str = ""
    sentence_name: str = ""


@dataclass
class RowChange:
    """One row of one change: what became of it, and the fields that were changed. `was` and `became` are versions."""

    model: type
    pk: UUID
    kind: str
    label: str
    fate: str
    was: int | None
    became: int | None
    fields: list[FieldChange] = field(default_factory=list)


@dataclass
class Entry:
    """One service call: a sentence, who, when, why, and what it did to each row. `hidden` counts rows left out."""

    change_id: UUID
    at: datetime
    by: str
    reason: str
    act: str
    sentence: str = ""
    rows: list[RowChange] = field(default_factory=list)
    hidden: int = 0
    url: str = ""
    undo_url: str = ""
    about: str = ""
    about_url: str = ""
    whole: str = ""  # the larger act that it is part of
    whole_url: str = ""
    tail: str = ""  # what stands after the name of `about`, where the sentence holds it

    @property
    def told(self) -> str:
        """The whole sentence, as one text."""
        return f"{self.sentence}{self.about}{self.tail}"


def events_of(actor):
    """The acts of the alliance, for those who may be told of all of them; nobody else is told any."""
    rows = Event.objects.filter(alliance=actor.alliance)
    return rows if may(actor, "history.read") else rows.none()


def entries_of_events(actor, events: list, *, shown: int = SHOWN) -> list[Entry]:
    """The acts as entries, in their order. Asks only the kinds of rows that these acts wrote."""
    ids = [event.pk for event in events]
    parts = all_parts()
    kinds = kinds_of(ids, parts.values())
    chosen = [part for model, part in parts.items() if model._meta.label in kinds]
    found = {entry.change_id: entry for entry in entries(actor, ids, chosen, edits=True, shown=shown)}
    for event in events:
        if event.pk not in found:
            found[event.pk] = _bare(event)
        _say_about(found[event.pk], event, actor)
    return [found[pk] for pk in ids]


def _bare(event) -> Entry:
    """An act whose rows no story tells of: only that it was done."""
    entry = Entry(event.pk, event.at, event.by_name, event.reason, event.act)
    entry.sentence = actwords.bare_sentence(event)
    return entry


def _say_about(entry: Entry, event, actor) -> None:
    """What the act was about, with the way to its own story."""
    entry.sentence, entry.about, entry.tail = _around(entry, event.object_label)
    word = next((word_of(model) for model in all_parts() if model._meta.label_lower == event.object_kind), "")
    if word:
        entry.about_url = reverse("governance:story", args=[actor.alliance.slug, word, event.object_id])


def _around(entry: Entry, about: str) -> tuple[str, str, str]:
    """The sentence with what the act was about named once: before it, its name, and after it."""
    own = entry.rows[0].label if entry.rows else ""
    words = entry.sentence
    for left, right in ("«»", "“”"):  # as the languages quote
        if own and own in about:
            words = words.replace(f"{left}{own}{right}", f"{left}{about}{right}", 1)
        before, mark, after = words.partition(f"{left}{about}{right}")
        if mark:
            return f"{before}{left}", about, f"{right}{after}"
    if not about:
        return words, "", ""
    if len(entry.rows) == 1 and words != actwords.sentence(entry.act, entry.rows[0], 1):
        before, _mark, after = _("{sentence} i «{about}»").partition("{about}")  # a field, so of what comes with it
        return before.replace("{sentence}", words), about, after
    return f"{words}: ", about, ""


def kinds_of(change_ids, parts: Iterable[Part]) -> set[str]:
    """Which kinds of rows the changes wrote, by the name of the model; one question."""
    asked = [
        part.model.history.filter(change_id__in=change_ids)
        .order_by()
        .values_list(Value(part.model._meta.label, CharField()), flat=True)
        for part in parts
    ]
    return set(asked[0].union(*asked[1:])) if asked else set()


def entries(actor, change_ids: list, parts: Iterable[Part], *, edits: bool, of=None, shown: int = SHOWN) -> list[Entry]:
    """The changes in the given order, each with the rows the actor may be told of (and that hang under `of`, where it
    is given); one without any is left out."""
    if not change_ids:
        return []
    told, wanted = defaultdict(list), set()
    for part in parts:
        for after, before in _pairs(part, actor, change_ids, edits, of):
            told[after.change_id].append((part, before, after))
            wanted |= set(_pointed_to(part, before, after))
    names = names_of(actor, wanted)
    events = Event.objects.filter(alliance=actor.alliance, change_id__in=change_ids).in_bulk()
    found = [_entry(events.get(pk), pk, told[pk], names, shown) for pk in change_ids if told[pk]]
    _say_wholes(actor, found, events)
    return found


def _say_wholes(actor, found: list[Entry], events: dict) -> None:
    """Which larger act each is part of, with the way to it."""
    keys = {event.part_of for event in events.values()} - {None}
    names = names_of_wholes(actor, keys)
    for entry in found:
        event = events.get(entry.change_id)
        entry.whole, entry.whole_url = names.get(getattr(event, "part_of", None), ("", ""))


def _pairs(part: Part, actor, change_ids, edits: bool, of) -> Iterable[tuple[Any, Any]]:
    """Each row that the changes wrote as they left it, with what stood before (None: nothing the actor may know)."""
    allowed = readable(part, actor, edits=edits)
    written = tellable(part, actor, edits=edits).filter(change_id__in=change_ids)
    written = written if of is None else written.filter(part.of(of))
    after, first = {}, {}
    for row in written.order_by("history_date", "history_id"):
        key = (row.change_id, row.id)
        after[key] = row
        first.setdefault(key, row)
    if not after:
        return []
    earlier = _earlier(part, allowed, {row.id for row in after.values()}, change_ids)
    return [(row, earlier.get((row.id, _number(first[key]) - 1))) for key, row in after.items()]


def _earlier(part: Part, allowed, ids, change_ids) -> dict[tuple, Any]:
    """The version before each first version of a change."""
    if not _is_versioned(part.model):  # the alliance itself, of which there is one
        rows = list(allowed.filter(id__in=ids).order_by("history_date", "history_id"))
        for number, row in enumerate(rows, start=1):
            row.version = number
        return {(row.id, row.version): row for row in rows}
    following = part.model.history.filter(id=OuterRef("id"), version=OuterRef("version") + 1)
    written_next = Exists(following.filter(change_id__in=change_ids))
    rows = allowed.filter(written_next, id__in=ids)
    return {(row.id, row.version): row for row in rows}


def _is_versioned(model) -> bool:
    return any(f.name == "version" for f in model._meta.concrete_fields)


def _number(row) -> int:
    return getattr(row, "version", 1)


def _told_fields(part: Part) -> list:
    left_out = NEVER_TOLD | set(part.hidden)
    return [f for f in part.model._meta.concrete_fields if f.name not in left_out and not f.primary_key]


def _pointed_to(part: Part, before, after) -> Iterable[tuple[type, Any]]:
    for each in _told_fields(part):
        if each.is_relation:
            for row in (before, after):
                if row is not None:
                    yield each.related_model, getattr(row, each.attname)


def _entry(event, change_id, told: list, names, shown: int) -> Entry:
    rows = [(part, _row(part, before, after, names)) for part, before, after in told]
    rows = [(part, row) for part, row in rows if row.fields or row.fate != CHANGED] or rows[:1]
    rows = [row for part, row in rows if not part.follows] or [row for _part, row in rows]
    last = told[0][2]
    entry = Entry(change_id, last.history_date, last.by_name, last.reason, last.act)
    if event is not None:
        entry.at, entry.by, entry.reason, entry.act = event.at, event.by_name, event.reason, event.act
    entry.rows, entry.hidden = rows[:shown], max(0, len(rows) - shown)
    entry.sentence = sentence_of(entry, len(rows))
    return entry


def _row(part: Part, before, after, names) -> RowChange:
    model = part.model
    fate = _fate(before, after)
    row = RowChange(
        model,
        after.id,
        str(model._meta.verbose_name),
        _label(part, after, names),
        fate,
        getattr(before, "version", None),
        getattr(after, "version", None),
    )
    if before is not None:
        for each in _told_fields(part):
            change = _field(each, getattr(before, each.attname), getattr(after, each.attname), names)
            if change is not None:
                row.fields.append(change)
    return row


def _fate(before, after) -> str:
    gone_before = before is not None and getattr(before, "removed_at", None) is not None
    gone_after = getattr(after, "removed_at", None) is not None
    if gone_after and not gone_before:
        return REMOVED
    if gone_before and not gone_after:
        return RESTORED
    return CREATED if before is None else CHANGED


def _field(each, old, new, names) -> FieldChange | None:
    if old == new:
        return None
    before, after = words_of(each, old, names), words_of(each, new, names)
    change = FieldChange(each.name, capfirst(str(each.verbose_name)), before, after, old)
    change.sentence_name = in_sentence(each)
    rich = is_text(each) and ("<" in before or "<" in after)
    if is_text(each) or max(len(before), len(after)) > LONG:
        change.compared = compare(before, after, rich=rich)
        change.before, change.after = plain(each, before), plain(each, after)
    elif before == after and not each.is_relation:
        return None
    return change


def _label(part: Part, row, names) -> str:
    fields = {f.name: f for f in part.model._meta.concrete_fields}
    found = (words_of(fields[name], getattr(row, fields[name].attname), names) for name in part.label)
    return part.joiner.join(
        words if len(words) <= NAME else f"{words[: NAME - 1].rstrip()}…" for words in found if words
    )


def sentence_of(entry: Entry, count: int) -> str:
    """What was done, in a sentence without a full stop: "endret fristen fra 3. kvartal til 4. kvartal"."""
    single = entry.rows[0] if count == 1 else None
    if single is not None and single.fate == CHANGED and len(single.fields) == 1:
        change = single.fields[0]
        if change.compared is None and change.name != "state":
            return _changed_from_to(change)
    return actwords.sentence(entry.act, single or entry.rows[0], count)


def _changed_from_to(change: FieldChange) -> str:
    values = {"field": change.sentence_name, "before": change.before, "after": change.after}
    if not change.before:
        return _("satte {field} til {after}").format(**values)
    if not change.after:
        return _("tok bort {field}, som var {before}").format(**values)
    return _("endret {field} fra {before} til {after}").format(**values)


def page_of_changes(actor, parts: Iterable[Part], row, *, edits: bool, since, before, limit: int) -> list:
    """The ids of the newest changes of a story, older than `before` (moment, id), and one more than the limit if there
    are more. One question."""
    asked = []
    for part in parts:
        rows = tellable(part, actor, edits=edits).filter(part.of(row))
        if since is not None:
            rows = rows.filter(history_date__gte=since)
        if before is not None:
            rows = rows.filter(older(before, "history_date"))
        asked.append(rows.order_by().values_list("history_date", "change_id"))
    newest = asked[0].union(*asked[1:]).order_by(F("history_date").desc(), F("change_id").desc())
    return list(dict.fromkeys(pk for _at, pk in newest[: limit + 1]))


def older(before: tuple[datetime, UUID], moment: str) -> Q:
    """The filter for what came before a place in a list that is ordered by moment and id, newest first."""
    at, pk = before
    return Q(**{f"{moment}__lt": at}) | Q(**{moment: at, "change_id__lt": pk})
