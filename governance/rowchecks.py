"""What must hold of a row before it is written: its fields, its constraints, and that it stays within its alliance.

For a change only what the changed fields touch is asked: a constraint over other fields held before and holds still,
and each constraint costs a question to the database.
"""

from collections.abc import Set
from functools import cache

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext as _

UNIQUE_VIOLATION = "23505"  # of the SQL standard, as PostgreSQL says it

# Values that a constraint over one row's own values has let through: it will again, so it is asked once.
_passed: set[tuple] = set()
MOST_PASSED = 8192


def state_fields(model) -> frozenset[str]:
    """Names of the fields that only a transition may change."""
    return frozenset(f.name for f in model._meta.concrete_fields if getattr(f, "protected", False))


def check_row(obj, changed: Set[str] | None = None, *, constraints: bool = True) -> None:
    """Field and constraint checks of a new row (`changed` None) or of the fields that were changed; without
    `constraints` nothing that asks the database.

    Foreign keys are trusted to exist, since services get objects and not ids. Raises ValidationError per field.
    """
    fields = obj._meta.concrete_fields
    skipped = state_fields(type(obj)) | {f.name for f in fields if f.is_relation} | {"id", "version"}
    if changed is not None:
        skipped |= {f.name for f in fields if f.name not in changed}
    obj.full_clean(exclude=skipped, validate_unique=constraints, validate_constraints=False)
    if constraints:
        _check_constraints(obj, changed)


def _check_constraints(obj, changed: Set[str] | None) -> None:
    """Constraints are asked without `exclude`: Django skips each that names an excluded field, and nearly all of ours
    name the alliance or a parent."""
    errors: dict[str, list] = {}
    for constraint, names in _constraints_of(type(obj)):
        if changed is not None and not names & changed:
            continue
        own = _own_values(constraint, names, obj)
        if own in _passed:
            continue
        try:
            constraint.validate(type(obj), obj)
            _remember(own)
        except ValidationError as error:
            for field, messages in getattr(error, "error_dict", {"__all__": error.error_list}).items():
                errors.setdefault(field, []).extend(messages)
    if errors:
        raise ValidationError(errors)


def _own_values(constraint, names: frozenset[str], obj) -> tuple | None:
    """What a constraint looks at, where that is the row's own values and nothing else."""
    if not isinstance(constraint, CheckConstraint):
        return None
    fields = (obj._meta.get_field(name) for name in sorted(names))
    return (type(obj), constraint.name, *(getattr(obj, each.attname) for each in fields))


def _remember(own: tuple | None) -> None:
    if own is None:
        return
    if len(_passed) >= MOST_PASSED:
        _passed.clear()
    _passed.add(own)


@cache
def _constraints_of(model) -> tuple[tuple[CheckConstraint | UniqueConstraint, frozenset[str]], ...]:
    """Each constraint of the model with the names of the fields it looks at."""
    return tuple((each, _names(each)) for each in model._meta.constraints)


def taken_sentence(model, error: IntegrityError) -> str | None:
    """What to say when the database found that another row had the place: the constraint's own sentence where it has
    one. None for an error of another kind, which is a fault of ours."""
    text = str(error)
    if getattr(error.__cause__, "pgcode", None) != UNIQUE_VIOLATION and "UNIQUE constraint failed" not in text:
        return None
    named = next((each for each in model._meta.constraints if _is_named(each, model, text)), None)
    if named is None or named.violation_error_message == named.default_violation_error_message:
        return _("Dette går ikke: en annen rad har tatt plassen i mellomtiden.")
    return str(named.violation_error_message)


def _is_named(constraint, model, text: str) -> bool:
    """PostgreSQL names the constraint, SQLite its columns."""
    if not isinstance(constraint, UniqueConstraint):
        return False
    table = model._meta.db_table
    columns = ", ".join(f"{table}.{model._meta.get_field(name).column}" for name in constraint.fields)
    return f'"{constraint.name}"' in text or text.endswith(f": {columns}")


def _names(constraint) -> frozenset[str]:
    names = set(getattr(constraint, "fields", ()))
    for expression in (constraint.condition, *getattr(constraint, "expressions", ())):
        names |= set(_named_in(expression))
    return frozenset(names)


def _named_in(expression):
    """Names of the fields an expression reads."""
    if isinstance(expression, Q):
        for child in expression.children:
            if isinstance(child, tuple):
                yield child[0].split("__")[0]
                yield from _named_in(child[1])
            else:
                yield from _named_in(child)
    elif isinstance(expression, F):
        yield expression.name.split("__")[0]
    elif hasattr(expression, "get_source_expressions"):
        for source in expression.get_source_expressions():
            yield from _named_in(source)


def fill_tenant(obj, alliance) -> None:
    """A new row that says nothing else belongs to the alliance of who writes it."""
    if hasattr(obj, "alliance_id") and obj.alliance_id is None:
        obj.alliance = alliance
