"""The single writer. Every row of a tenant table is written here, inside `recording`, and nowhere else.

One service call = one `recording` = one transaction = one `change_id` on every history row it wrote and one `Event`.
A stale save never overwrites: what the user did not touch is merged, the rest raises `Clash` with both texts.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Set
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed
from simple_history.signals import pre_create_historical_record
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from governance import clock, written
from governance.change import Change
from governance.holding import held_row
from governance.merging import Clash, FieldClash, differs, merge
from governance.rowchecks import check_row, fill_tenant, state_fields, taken_sentence
from governance.statements import insert_row, update_row

__all__ = ["Change", "Clash", "FieldClash", "NotRecording", "Refused"]

_current: ContextVar["Change | None"] = ContextVar("change", default=None)


class NotRecording(RuntimeError):
    """A tenant row was written outside `recording`; a programming error."""


class Refused(Exception):
    """A rule says no to the act. The message is a plain sentence for the person who tried."""


@contextmanager
def recording(actor, act: str, subject, *, reason: str = "", at: datetime | None = None):
    """Open the transaction of one service call. `subject` is the row the Event names (it may be created inside).

    A nested call joins the outer change. `at` dates the change (demo data, imports of the past); default is now.
    """
    outer = _current.get()
    if outer is not None:
        yield outer
        return
    change = Change(
        act=act,
        alliance=actor.alliance,
        user_id=actor.user_id,
        by_name=actor.name,
        reason=reason[:500],
        at=at or clock.now(),
        is_dated=at is not None,
        subject=subject,
    )
    with transaction.atomic():
        token = _current.set(change)
        try:
            yield change
            for finish in change.last.values():
                finish()
        finally:
            _current.reset(token)
        if change.rows:
            written.tell_change(change)
            _write_event(change)


def at_end(key: Hashable, finish: Callable[[], Any]) -> None:
    """Call `finish()` once when all else of this change is written, still inside its recording: for what is made of
    the whole of it. The first one for a key is kept; it may not ask for another."""
    _require_change().last.setdefault(key, finish)


def _write_event(change: Change) -> None:
    from governance.models import Event

    same = ("at", "act", "user_id", "by_name", "reason", "rows", "part_of", "source")
    told = {name: getattr(change, name) for name in same}
    whose = {"change_id": change.id, "alliance_id": change.alliance.pk}
    what = {"object_kind": change.subject._meta.label_lower, "object_id": str(change.subject.pk)}
    label = getattr(change.subject, "EVENT_LABEL", str(change.subject))
    insert_row(Event(**told, **whose, **what, object_label=label[:255]))


def _require_change() -> Change:
    change = _current.get()
    if change is None:
        raise NotRecording("Rows are written only inside governance.history.recording().")
    return change


@receiver(pre_create_historical_record)
def _stamp(sender, history_instance=None, **kwargs):
    change = _require_change()
    history_instance.change_id = change.id
    history_instance.act = change.act
    history_instance.by_name = change.by_name
    history_instance.reason = change.reason
    history_instance.history_date = change.at
    history_instance.history_user_id = change.user_id
    change.rows += 1


def _check(obj, changed: Set[str] | None = None, *, constraints: bool = True) -> None:
    """What must hold before the row is written; for a change, of the changed fields."""
    check_row(obj, changed, constraints=constraints)
    _check_tenant(obj, {f.name for f in obj._meta.concrete_fields if f.is_relation})


def _check_tenant(obj, relations: set[str]) -> None:
    """A row never points into another alliance, whatever a form let through. Looks only at what is already loaded."""
    if not hasattr(obj, "alliance_id"):
        return
    for name in relations & obj._state.fields_cache.keys():
        target = obj._state.fields_cache[name]
        if getattr(target, "alliance_id", obj.alliance_id) != obj.alliance_id:
            raise Refused(_("Dette hører til en annen allianse."))


def create(obj):
    """Insert a new row. Raises ValidationError with messages per field."""
    change = _require_change()
    fill_tenant(obj, change.alliance)
    _check(obj)
    with first_come(type(obj)):
        insert_row(obj)
    post_save.send(type(obj), instance=obj, created=True, raw=False, using=obj._state.db, update_fields=None)
    written.note(change.told, [obj], None)
    return obj


@contextmanager
def first_come(model):
    """Two stored the same at once and both passed the checks: the database lets one through, the other is Refused."""
    try:
        yield
    except IntegrityError as error:
        sentence = taken_sentence(model, error)
        if sentence is None:
            raise
        raise Refused(sentence) from error


def save_many(objs: Iterable, *, unasked: bool = False) -> list:
    """Insert many new rows of one model with their history in two statements. Where stored rows were copied or asked
    together before, the rows can go `unasked`: only their fields are checked, and the database has the last word."""
    change, rows = _require_change(), list(objs)
    if not rows:
        return rows
    for obj in rows:
        fill_tenant(obj, change.alliance)
        obj.version = 1
        _check(obj, constraints=not unasked)
    attributes = {"default_date": change.at, "custom_historical_attrs": _stamps(change)}
    with first_come(type(rows[0])):
        bulk_create_with_history(rows, type(rows[0]), batch_size=400, default_user=None, **attributes)
    change.rows += len(rows)
    written.note(change.told, rows, None)
    return rows


def save_each(changes: Iterable[tuple[Any, Mapping[str, Any]]], *, anyway: bool = False) -> list:
    """Write a few fields to many rows of one model, with version and history, in four statements for any number.

    `changes`: (row, {name: value}); rows already so are left alone, or `anyway` given a next version, as by `touch`.
    Raises Refused when a constraint says no.
    """
    change = _require_change()
    wanted = {row.pk: (row, fields) for row, fields in changes}
    if not wanted:
        return []
    model = type(next(iter(wanted.values()))[0])
    # By key: two writers of the same rows then wait for each other instead of both waiting for ever.
    stored = model._base_manager.select_for_update().filter(pk__in=list(wanted)).order_by("pk")
    changed = [row for row in stored if _apply(row, wanted[row.pk][1], anyway)]
    if changed:
        names = {model._meta.get_field(name).name for row in changed for name in wanted[row.pk][1]}
        _store_each(model, changed, sorted(names | {"version"}), change)
    for row in changed:
        _hand_back(wanted[row.pk][0], row)
    return changed


def _apply(current, fields: Mapping[str, Any], anyway: bool) -> bool:
    """Set what differs, raise the version and check those fields; False when the row is as wanted and stays so."""
    differing = {name: value for name, value in fields.items() if differs(current, name, value)}
    if not differing and not anyway:
        return False
    for name, value in differing.items():
        setattr(current, name, value)
    current.version += 1
    current.clean_fields(exclude={f.name for f in current._meta.concrete_fields if f.name not in differing})
    return True


def _store_each(model, rows: list, names: list[str], change: Change) -> None:
    attributes = {"default_date": change.at, "custom_historical_attrs": _stamps(change)}
    with first_come(model):
        bulk_update_with_history(rows, model, names, batch_size=100, manager=model._base_manager, **attributes)
    change.rows += len(rows)
    written.note(change.told, rows, set(names) - {"version"})


def _stamps(change: Change) -> dict[str, Any]:
    """What each history row of a bulk write carries; single writes get the same from `_stamp`."""
    words = {name: getattr(change, name) for name in ("act", "by_name", "reason")}
    return words | {"change_id": change.id, "history_user_id": change.user_id}


def save(obj, fields: Mapping[str, Any], *, base_version: int | None = None, held=None):
    """Write `fields` (name -> new value) to the row, merging with what others did since `base_version`.

    `held` is the row as `hold(obj)` gave it, where a rule had to look at it first. Returns the stored row, the same
    object as `obj`, with fresh values. Writes nothing when no value differs.
    Raises Clash, ValidationError, or DoesNotExist when the row is gone.
    """
    _require_change()
    current = hold(obj) if held is None else held
    wanted = merge(current, fields, base_version)
    changed = {name: value for name, value in wanted.items() if differs(current, name, value)}
    if changed:
        for name, value in changed.items():
            setattr(current, name, value)
        _check(current, changed.keys())
        _store(current, changed.keys())
    return _hand_back(obj, current)


def move(obj, transition_name: str, fields: Mapping[str, Any] | None = None):
    """Perform a state transition of the model and write `fields` with it. Raises Refused when the state forbids it."""
    _require_change()
    current = hold(obj)
    before = written.values_of(current)
    try:
        getattr(current, transition_name)()
    except TransitionNotAllowed as error:
        raise Refused(
            _("Dette går ikke: {object} har tilstanden «{state}».").format(
                object=current, state=current.get_state_display()
            )
        ) from error
    for name, value in (fields or {}).items():
        setattr(current, name, value)
    _check(current, frozenset(fields or ()) | state_fields(type(current)))
    every = {f.name for f in current._meta.concrete_fields}  # a transition may have set more
    _store(current, every, changed=written.differing(current, before))
    return _hand_back(obj, current)


def remove(obj):
    """Put the row in the bin; it can be brought back for 30 days."""
    return save(obj, {"removed_at": _require_change().at})


def restore(obj):
    """Take the row out of the bin."""
    return save(obj, {"removed_at": None})


def lock(parent, *, weak: bool = False) -> None:
    """Hold the parent row until the end of the transaction, so that a rule over its children cannot be raced.

    A `weak` lock keeps only other locks out, and lets the rest of the house store rows that point to the parent.
    """
    _require_change()
    # By key: a model's own order may join tables, and PostgreSQL locks no row of an outer join.
    rows = type(parent)._base_manager.select_for_update(no_key=weak).filter(pk=parent.pk)
    rows.order_by("pk").values_list("pk").first()


def hold(obj, *, weak: bool = False):
    """The row as it is stored, held until the end of the transaction; `weak` as in `lock`. Raises DoesNotExist when it
    is gone."""
    _require_change()
    return held_row(type(obj), obj.pk, weak=weak)


def take(obj, *, weak: bool = False):
    """Bring `obj` up to what is stored, and hold the row until the end of the transaction. Returns `obj`."""
    return _hand_back(obj, hold(obj, weak=weak))


def touch(obj):
    """Give the row a next version although none of its own values changed: what it is made of did."""
    current = hold(obj)
    _store(current, frozenset())
    return _hand_back(obj, current)


def _store(current, names: Set[str], changed: Set[str] | None = None) -> None:
    """Write the named fields, the next version and the history row, if the stored version is still the one read.

    One UPDATE both asks and writes: `Model.save` of the versioned models asks first whether the row is there.
    """
    written.note(_require_change().told, [current], names if changed is None else changed)
    if not hasattr(current, "version"):  # the alliance itself is no tenant row
        current.save()
        return
    model, base = type(current), current.version
    current.version = base + 1
    fields = [f for f in model._meta.concrete_fields if not f.primary_key and (f.name in names or f.name == "version")]
    values = {f.attname: getattr(current, f.attname) for f in fields}
    # The lock makes another version unreachable on PostgreSQL; SQLite locks at BEGIN.
    with first_come(model):
        found = update_row(model, values, pk=current.pk, version=base)
    if not found:
        raise Refused(_("Noen andre lagret samtidig. Prøv en gang til."))
    post_save.send(model, instance=current, created=False, raw=False, using=current._state.db, update_fields=None)


def _hand_back(obj, current):
    protected = state_fields(type(current))
    for f in current._meta.concrete_fields:
        if f.name not in protected:
            setattr(obj, f.attname, getattr(current, f.attname))
        else:
            obj.__dict__[f.attname] = getattr(current, f.attname)
    obj._state.adding = False
    return obj


def beat(obj, **fields) -> bool:
    """Write a sign of life of running work: no version, no history row, no Event. False when the row is gone.

    The one exception to `save`, for values that are neither decided by anyone nor worth remembering. The model names
    them in UNHISTORISED; any other raises ValueError.
    """
    if not set(fields) <= obj.UNHISTORISED:
        raise ValueError(f"{sorted(set(fields) - obj.UNHISTORISED)} of {obj._meta.label} belong in its history.")
    for name, value in fields.items():
        setattr(obj, name, value)
    return update_row(type(obj), fields, pk=obj.pk)
