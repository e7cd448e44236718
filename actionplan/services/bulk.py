"""Several rows of a plan handled as one: one change, one reason, all of them or none."""

from contextlib import contextmanager

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.permissions import edit_act
from actionplan.services.activities import change_activity
from actionplan.services.bin import remove_row
from actionplan.services.changing import changing
from governance.access import may
from governance.history import Refused

CHANGE_MANY = "activity.change_many"
PLACE = ("section", "measure", "parent")  # where a row hangs; its number there follows
NAMED = 5  # rows a sentence names
NO_WORDS = {"id", "version", "position", "created_at", "updated_at"}  # what a row's neighbours may change of it


class Stale(Refused):
    """Somebody changed one of the chosen rows after it was looked at. The message names the rows."""


def change_many(actor, plan, chosen, values_of, *, fields, reason: str = "", at=None):
    """Change activities of a plan. `chosen` are (activity, version it was looked at), `values_of(activity)` the values
    of each (none leaves it as it is), `fields` what they write. Returns the key of the change, or None where nothing
    was to be changed.

    Raises Stale, Refused with the names of rows that are gone or not the actor's to change, and what a single change
    raises; then nothing is stored.
    """
    with together(actor, CHANGE_MANY, plan, chosen, fields=fields, reason=reason, at=at) as (change, rows):
        for row in rows:
            if values := values_of(row):
                change_activity(actor, row, reason=reason, **values)
        return change.id if change.rows else None


def remove_many(actor, plan, chosen, *, reason: str = "", at=None):
    """Put rows of a plan in the bin with all that hangs under them. Returns the key of the change. Raises as
    `change_many`."""
    with together(actor, "activity.remove_many", plan, chosen, fields=None, reason=reason, at=at) as (change, rows):
        for row in rows:
            remove_row(actor, row, reason=reason)
        return change.id


@contextmanager
def together(actor, act: str, plan, chosen, *, fields, reason: str = "", at=None):
    """Open the one change, and give it with the rows as they are stored. `fields` are those that must stand as they
    were looked at; None is every field, `()` none."""
    may_be_tags = act == CHANGE_MANY
    with changing(actor, act, plan, permission="plan.work", perhaps_tags=may_be_tags, reason=reason, at=at) as change:
        # The plan is held, so nobody writes in it meanwhile.
        rows = _as_stored(plan, chosen)
        _refuse(
            [row for row in rows if not may(actor, edit_act(row), row)],
            _("Du kan ikke endre {rows}. Ingenting er lagret."),
        )
        stale = _changed_since(rows, {row.pk: version for row, version in chosen}, fields)
        _refuse(stale, _("En annen har endret {rows} i mellomtiden. Ingenting er lagret."), Stale)
        yield change, rows


def _as_stored(plan, chosen) -> list:
    """The rows anew, in the order given; they share the plan. Raises Refused for those that are gone."""
    found = {}
    for model in {type(row) for row, _version in chosen}:
        keys = [row.pk for row, _version in chosen if type(row) is model]
        rows = model.objects.present().filter(section__plan=plan, pk__in=keys).select_related("section").order_by()
        found |= {row.pk: row for row in rows}
    _refuse(
        [row for row, _version in chosen if row.pk not in found],
        _("{rows} er fjernet av en annen. Ingenting er lagret."),
    )
    for row in found.values():
        row.section.plan = plan
    return [found[row.pk] for row, _version in chosen]


def _changed_since(rows, versions: dict, fields) -> list:
    """Those of which one of the fields holds another value than in the version that was looked at."""
    newer = [row for row in rows if versions[row.pk] not in (None, row.version)]
    stale = []
    for model in {type(row) for row in newer}:
        keys = [row.pk for row in newer if type(row) is model]
        wanted = {versions[key] for key in keys}
        before = {(row.id, row.version): row for row in model.history.filter(id__in=keys, version__in=wanted)}
        names = [f.attname for f in model._meta.concrete_fields if _counts(f, fields)]
        for row in newer:
            if type(row) is model:
                seen = before.get((row.pk, versions[row.pk]))
                if seen is None or any(getattr(seen, name) != getattr(row, name) for name in names):
                    stale.append(row)
    return stale


def _counts(field, fields) -> bool:
    return field.name not in NO_WORDS if fields is None else field.name in fields


def _refuse(rows, sentence: str, error=Refused) -> None:
    if rows:
        raise error(sentence.format(rows=names_of(rows)))


def names_of(rows) -> str:
    """The rows by name: the first few, and how many more."""
    named = [f"«{str(row)[:60]}»" for row in rows[:NAMED]]
    more = len(rows) - NAMED
    if more > 0:
        named.append(ngettext("{n} til", "{n} til", more).format(n=more))
    return _("{listed} og {last}").format(listed=", ".join(named[:-1]), last=named[-1]) if len(named) > 1 else named[0]
