"""Set an earlier value back, or take back a whole change: always by the same act that wrote it, with its permission,
its rules and its place in the history. What no act can rewrite (numbered, sent, adopted, published) is refused.

Each kind of row is registered with the act that changes it; higher floors register theirs (`AppConfig.ready()`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.utils.translation import gettext as _

from governance import history
from governance.access import may, require
from governance.models import StoredFile, TenantRow
from governance.story.happened import NEVER_TOLD
from governance.story.stories import all_parts
from governance.templatetags.norwegian import short_date


@dataclass(frozen=True)
class Kind:
    """How one kind of row is set back. `fields` are those its form offers, `follows` those the act derives from them;
    `permission` is what changing it asks, `related` what that looks at."""

    word: str
    model: type
    permission: str | Callable[[Any, str], str]  # of the row and the name of the field
    change: Callable
    fields: tuple[str, ...]
    related: tuple[str, ...] = ()
    follows: tuple[str, ...] = ()
    remove: Callable | None = None
    restore: Callable | None = None

    def act(self, row, name: str) -> str:
        return self.permission(row, name) if callable(self.permission) else self.permission

    def rows(self, actor):
        return self.model.objects.visible_to(actor).select_related(*self.related)


_kinds: dict[type, Kind] = {}
# Rows that came with a change and stay when it is taken back: bytes lie on their shelf until no row uses them
# (governance/filing/files.py). Higher floors add their own.
_staying: list[type] = [StoredFile]


def register(kind: Kind) -> None:
    """Let values of a kind of row be set back. Registering the same kind twice changes nothing."""
    _kinds.setdefault(kind.model, kind)


def let_stay(model: type) -> None:
    """Let rows of a kind stay when the change that made them is taken back. Twice changes nothing."""
    if model not in _staying:
        _staying.append(model)


def kind_of(word: str) -> Kind | None:
    return next((kind for kind in _kinds.values() if kind.word == word), None)


class Offers:
    """Which fields of the changes shown may be set back by this actor; one question for each kind of row."""

    def __init__(self, actor, rows):
        self.actor, self.stored = actor, {}
        wanted: dict[type, set] = {}
        for row in rows:
            if row.model in _kinds and row.fields:
                wanted.setdefault(row.model, set()).add(row.pk)
        for model, keys in wanted.items():
            self.stored |= {(model, row.pk): row for row in _kinds[model].rows(actor).filter(pk__in=keys)}

    def word(self, row) -> str:
        return _kinds[row.model].word if (row.model, row.pk) in self.stored else ""

    def allows(self, row, change) -> bool:
        """Whether the field is one that its act writes, holds another value now, and may be changed by the actor."""
        kind, stored = _kinds[row.model], self.stored[row.model, row.pk]
        if change.name not in kind.fields or row.was is None:
            return False
        now = getattr(stored, kind.model._meta.get_field(change.name).attname)
        return now != change.raw and bool(may(self.actor, kind.act(stored, change.name), stored))


def earlier(actor, kind: Kind, row, *, version: int, name: str):
    """The history row of a version, if the field is one that may be set back; None otherwise."""
    if name not in kind.fields:
        return None
    return kind.model.history.filter(alliance=actor.alliance, id=row.pk, version=version).first()


def put_back(actor, kind: Kind, row, *, version: int, name: str, base_version: int | None = None, reason: str = ""):
    """Write the value that a field had in a version, by the act that edits the row. `base_version` is the row as it was
    looked at: Clash where somebody has changed the field since. Raises Refused when what it pointed to is gone, and
    whatever the act itself raises."""
    before = earlier(actor, kind, row, version=version, name=name)
    if before is None:
        raise history.Refused(_("Den tidligere verdien finnes ikke lenger."))
    value = _value(actor, kind.model, before, name)
    words = _("Satt tilbake fra {day}").format(day=short_date(before.history_date))
    why = f"{words}: {reason}" if reason else words
    return kind.change(actor, row, base_version=base_version or row.version, reason=why, **{name: value})


def _value(actor, model, before, name: str):
    """The earlier value as an act takes it; a row for a relation."""
    each = model._meta.get_field(name)
    value = getattr(before, each.attname)
    if not each.is_relation or value is None:
        return value
    target = each.related_model
    rows = target.objects.visible_to(actor) if issubclass(target, TenantRow) else target._base_manager.all()
    try:
        return rows.get(pk=value)
    except ObjectDoesNotExist as gone:
        sentence = _("«{field}» viste til noe som er slettet, og kan ikke settes tilbake.")
        raise history.Refused(sentence.format(field=each.verbose_name)) from gone


# ---- A whole change ----


@dataclass
class Undo:
    """What taking back a change would do: rows to bring back, values to set back, rows to remove; or what hinders."""

    hindrance: str = ""
    back: list = field(default_factory=list)
    changes: list = field(default_factory=list)
    away: list = field(default_factory=list)


class _Hindered(Exception):
    pass


def plan_of_undo(actor, event) -> Undo:
    """Look at every row of the change as it is stored now."""
    undo = Undo()
    told = sum(model.history.filter(alliance=actor.alliance, change_id=event.pk).count() for model in _staying)
    try:
        for model in {*all_parts(), *_kinds}:
            order = "version" if hasattr(model, "version") else "history_id"
            rows = list(model.history.filter(alliance=actor.alliance, change_id=event.pk).order_by(order))
            told += len(rows)
            for pk in dict.fromkeys(row.id for row in rows):
                _sort_in(undo, actor, model, [row for row in rows if row.id == pk])
        if told != event.rows or not (undo.back or undo.changes or undo.away):
            raise _Hindered(_("Endringen gjelder noe som ikke kan angres herfra."))
        undo.back, undo.away = _tops(undo.back), _tops(undo.away)
        _need_ways(undo)
    except _Hindered as why:
        return Undo(hindrance=str(why))
    return undo


def _sort_in(undo: Undo, actor, model, rows: list) -> None:
    last, first = rows[-1], rows[0]
    pk = last.id
    stored = model._base_manager.filter(pk=pk).first()
    name = str(stored) if stored is not None else str(model._meta.verbose_name)
    before = None
    if hasattr(last, "version") and stored is not None:
        before = model.history.filter(id=pk, version=first.version - 1).first()
        if before is not None and _made_room(model, before, last):
            return
    if stored is None or not hasattr(last, "version") or not _stands(actor, model, stored, before, last):
        raise _Hindered(_("«{name}» er endret etterpå. Sett tilbake verdiene én for én.").format(name=name))
    if before is None:
        undo.away.append(stored)
    elif last.removed_at is not None and before.removed_at is None:
        undo.back.append(stored)
    elif last.removed_at is None and before.removed_at is not None:
        undo.away.append(stored)
    else:
        _need_fields(model, before, last, name)
        undo.changes.append((stored, before))


def _made_room(model, before, last) -> bool:
    """Whether nothing of the row was changed but what follows from what was done to others, its place among them."""
    kind = _kinds.get(model)
    is_there = before.removed_at is None and last.removed_at is None
    return kind is not None and is_there and set(_changed(model, before, last)) <= set(kind.follows)


def _stands(actor, model, stored, before, last) -> bool:
    """Whether the row stands as the change left it. What she has written in its other fields since hinders nothing."""
    if stored.version == last.version:
        return True
    later = model.history.filter(id=stored.pk, version__gt=last.version)
    if actor.user_id is None or later.exclude(history_user_id=actor.user_id).exists():
        return False
    names = _changed(model, before, last) if before is not None else ["removed_at"]
    columns = [model._meta.get_field(name).attname for name in names]
    return all(getattr(stored, column) == getattr(last, column) for column in columns)


def _changed(model, before, after) -> list[str]:
    fields = [f for f in model._meta.concrete_fields if f.name not in NEVER_TOLD and not f.primary_key]
    return [f.name for f in fields if getattr(before, f.attname) != getattr(after, f.attname)]


def _need_fields(model, before, after, name: str) -> None:
    kind = _kinds.get(model)
    allowed = {*kind.fields, *kind.follows} if kind else set()
    wrong = [each for each in _changed(model, before, after) if each not in allowed]
    if wrong or kind is None:
        label = model._meta.get_field(wrong[0]).verbose_name if wrong else model._meta.verbose_name
        sentence = _(
            "«{field}» for «{name}» kan ikke angres. Det som er nummerert, vedtatt, sendt eller publisert, kan bare "
            "trekkes."
        )
        raise _Hindered(sentence.format(field=label, name=name))


def _tops(rows: list) -> list:
    """Those that do not hang under another of them: what hangs under a row comes and goes with it."""
    keys = {row.pk for row in rows}
    return [row for row in rows if not any(_points_into(row, f, keys) for f in row._meta.concrete_fields)]


def _points_into(row, f, keys) -> bool:
    return f.is_relation and f.name != "alliance" and getattr(row, f.attname) in keys


def _need_ways(undo: Undo) -> None:
    for rows, way in ((undo.back, "restore"), (undo.away, "remove")):
        for row in rows:
            kind = _kinds.get(type(row))
            if kind is None or getattr(kind, way) is None:
                raise _Hindered(_("«{name}» kan ikke angres herfra. Bruk sin egen side.").format(name=row))


def undo_change(actor, event, *, reason: str = ""):
    """Take back all that a change did, in one change of its own, whose key is returned. What somebody has done herself
    she may take back, by the acts that write those rows. Raises Refused with what stands in the way."""
    subject = apps.get_model(event.object_kind)._base_manager.get(pk=event.object_id)
    why = _("Angret endringen fra {day}").format(day=short_date(event.at))
    why = f"{why}: {reason}" if reason else why
    with history.recording(actor, "change.undo", subject, reason=why) as change:
        if actor.user_id is None or event.user_id != actor.user_id:
            require(actor, "change.undo")
        undo = plan_of_undo(actor, event)
        if undo.hindrance:
            raise history.Refused(undo.hindrance)
        for row in undo.back:
            _kinds[type(row)].restore(actor, row, why)
        for row, before in undo.changes:
            _change_back(actor, row, before, why)
        for row in undo.away:
            _kinds[type(row)].remove(actor, row, why)
        return change.id


def _change_back(actor, row, before, why: str) -> None:
    kind = _kinds[type(row)]
    names = [name for name in _changed(kind.model, before, row) if name in kind.fields]
    values = {name: _value(actor, kind.model, before, name) for name in names}
    if values:
        kind.change(actor, row, base_version=row.version, reason=why, **values)
