"""A question that pages ask again and again, composed once: a queryset is built and made SQL for stand-ins, and each
request puts its own in their places. Building a question takes the processor longer than the answer does.

    @composed(reader)
    def partners(actor, plan):
        return ActivityPartner.objects.visible_to(actor).filter(activity__section__plan=plan)

    partners(actor, plan.pk)  # a list, the same as the queryset gives

Where it is no matter who asks, nobody is named: `@composed()`, and the function takes only what is given.

What differs from one asking to the next is given by place (a key, a list of keys, a day, a number, a word) and stands
in the SQL as a parameter; what makes it another question is given by name. `reader(actor)` is an actor who sees the
same rows and holds no more than decides it, so that all who see the same share one question and no more is asked for.

What is kept outlives the request, so a question that would keep more than it may fails where it is composed: one that
reads rows, asks the clock, counts with what is given, or looks at what its reader withholds (`WITHHELD`).
"""

from collections.abc import Callable
from copy import copy
from dataclasses import replace
from datetime import date
from functools import lru_cache, update_wrapper
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.transaction import TransactionManagementError

from governance import clock

KEPT = 32  # of each question, for so many kinds of readers


class KeptTooMuchError(RuntimeError):
    """A question that is kept for later askers holds what belongs to one of them, or to one moment."""


def _refused(*_given, **_names):
    raise KeptTooMuchError


class _Withheld:
    """In the place of what a reader does not say: to look at it is refused, so that nothing is decided by it."""

    __bool__ = _refused

    def __getattr__(self, name: str):
        raise AttributeError(f"{name}: of what the reader of a composed question does not say")


WITHHELD = _Withheld()


# What stands in can be passed on, but neither counted with nor compared: the sum would be kept, or another's place.
class _Number(int):
    __add__ = __radd__ = __sub__ = __rsub__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = _refused


class _Day(date):
    __add__ = __radd__ = __sub__ = __rsub__ = __lt__ = __le__ = __gt__ = __ge__ = _refused


# Of each type, what stands in for the number-th that is given; nothing that is asked for is one of these.
STAND_INS: dict[type, Callable[[int], Any]] = {
    UUID: lambda number: UUID(int=0x57A4D14 << 64 | number),
    date: lambda number: _Day.fromordinal(657_500 + number),  # the year 1801
    int: lambda number: _Number(32_500 + number),  # also a small integer has room for it
    str: lambda number: f"þnr{number}þ",
}


def all_held(actor):
    """The reader of what depends on all that a person holds, but neither on who she is nor on the day."""
    who = {name: None if getattr(actor, name) is None else WITHHELD for name in ("user", "person", "on")}
    return replace(actor, alliance=None, label="", cache={}, **who)


def composed(reader: Callable[[Any], Any] | None = None, *, kept: int = KEPT, **alliance):
    """The decorator; `reader` as above, without an alliance: that of who asks is put in its place. `alliance`: what is
    taken for granted of it, whatever it says itself."""

    def decorate(build):
        return update_wrapper(Composed(build, reader, kept, alliance), build)

    return decorate


class Composed:
    """The questions that one function composes: one for each kind of reader, set of names, and length of lists."""

    def __init__(self, build, reader, kept: int, alliance: dict):
        self._build, self._reader, self._granted = build, reader, alliance
        self._question = lru_cache(maxsize=kept)(self._compose)

    def __call__(self, *given, **names) -> list:
        actor, *given = given if self._reader else (None, *given)
        given = [_filled_up(each) if isinstance(each, list) else each for each in given]
        shapes = tuple((type(each[0]), len(each)) if type(each) is list else type(each) for each in given if each != [])
        if len(shapes) < len(given):
            return []  # of none
        reader = self._reader(actor) if self._reader else None
        question = self._question(reader, shapes, tuple(sorted(names.items())), connection.vendor)
        alliance = actor.alliance.pk if self._reader else None
        return question.ask([alliance, *_flat(given)]) if question is not None else []

    def _compose(self, reader, shapes: tuple, names: tuple, _vendor: str) -> "_Question | None":
        stand_ins = [STAND_INS[int](0)]
        given = [_stand_in(shape, stand_ins) for shape in shapes]
        asker = [replace(reader, alliance=_alliance(stand_ins[0], self._granted))] if self._reader else []
        connection.ensure_connection()  # which may ask the database something itself
        with clock.hidden(), connection.execute_wrapper(_refused):
            rows = self._build(*asker, *given, **dict(names))
        compiler = rows.query.get_compiler(rows.db)
        try:
            sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return None
        places = {_sent(each): _Place(number) for number, each in enumerate(stand_ins)}
        placed = tuple(_placed(each, places) for each in parameters)
        if self._reader and not any(type(each) is _Place and each == 0 for each in placed):
            raise KeptTooMuchError(f"{self.__qualname__} asks for the rows of every alliance.")
        if _is_left(stand_ins, [each for each in placed if type(each) is not _Place]):
            raise KeptTooMuchError(f"{self.__qualname__} makes something else of what it is given.")
        return _Question(rows, compiler, sql, placed)


class _Place(int):
    """Where one that is given belongs among the parameters."""


class _Question:
    """SQL with its places, and what Django makes rows of the answer with."""

    def __init__(self, rows, compiler, sql: str, parameters: tuple):
        self.rows, self.compiler, self.sql, self.parameters = rows, compiler, sql, parameters
        converters = compiler.get_converters([each[0] for each in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _fields: converters
        compiler.connection = None  # it belongs to the thread that composed this, which may end before this does

    def ask(self, given: list) -> list:
        own = [_sent(each) for each in given]
        sent = tuple(own[each] if type(each) is _Place else each for each in self.parameters)
        if self.rows.query.select_for_update and _is_at_large():
            raise TransactionManagementError("Rows are held within a transaction only.")
        compiler = copy(self.compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_args, **_names: (self.sql, sent)
        return list(self.rows._iterable_class(_Asked(self.rows, _Compiled(self.rows.query, compiler))))


class _Asked:
    """As much of a queryset as Django's iterables look at, with a query that is compiled."""

    def __init__(self, rows, query):
        self._rows, self.query = rows, query

    def __getattr__(self, name: str):
        return getattr(self._rows, name)


class _Compiled:
    """As much of a query."""

    def __init__(self, query, compiler):
        self._query, self._compiler = query, compiler

    def get_compiler(self, *_args, **_names):
        return self._compiler

    def __getattr__(self, name: str):
        return getattr(self._query, name)


def _is_at_large() -> bool:
    """Outside a transaction, on a database that holds rows: Django asks it only as a question is composed."""
    return connection.features.has_select_for_update and connection.get_autocommit()


def _filled_up(keys: list) -> list:
    """A list is asked for as one of 1, 4, 16, 64 …: the last key is repeated, which asks for nothing more."""
    size = 1
    while size < len(keys):
        size *= 4
    return [*keys, *keys[-1:] * (size - len(keys))]


def _flat(given: list) -> list:
    return [key for each in given for key in (each if type(each) is list else (each,))]


def _stand_in(shape, stand_ins: list):
    """The next that stands in, or a list of them; added to those before."""
    kind, size = shape if type(shape) is tuple else (shape, 1)
    first = sum(isinstance(each, kind) for each in stand_ins)
    new = [STAND_INS[kind](first + number) for number in range(size)]
    stand_ins += new
    return new if type(shape) is tuple else new[0]


def _alliance(key: int, granted: dict):
    """With its key and what is granted: a question that asks more of the alliance fails where it is composed."""
    from governance.models import Alliance

    known = {Alliance._meta.pk.attname: key} | granted
    names = [field.attname for field in Alliance._meta.concrete_fields if field.attname in known]
    return Alliance.from_db(DEFAULT_DB_ALIAS, names, [known[name] for name in names])


def _sent(value):
    """As the database is sent it."""
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return connection.ops.adapt_datefield_value(value) if isinstance(value, date) else value


def _placed(parameter, places: dict):
    """The place of a stand-in; any other parameter as it is, also one that cannot be looked up."""
    try:
        return places.get(parameter, parameter)
    except TypeError:
        return parameter


def _is_left(stand_ins: list, parameters: list) -> bool:
    """Whether one that stands in is part of a parameter, where nobody's own would take its place. A number is never: it
    cannot be counted with."""
    marks = [str(_sent(each)) for each in stand_ins if not isinstance(each, int)]
    return any(mark in text for text in map(str, parameters) for mark in marks)
