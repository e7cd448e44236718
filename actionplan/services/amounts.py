"""The amounts of one line written together, as they stand on the economy page."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import EntryKind
from actionplan.models import AreaBudget
from actionplan.services.bin import remove_row
from actionplan.services.changing import changing
from actionplan.services.money import ENTRIES, Entry, Line, add_entry, change_entry
from governance.templatetags.norwegian import kroner

# What stands on a date; a budget holds until it is revised.
DATED = (EntryKind.ACTUAL, EntryKind.FORECAST)


class AmountsMoved(ValidationError):
    """Somebody has written the same amount since the page was made; the message says what stands there now."""


def newest_entries(line: Line) -> dict[str, Entry]:
    """Kind -> the amount that counts. Amounts without a date are the oldest."""
    rows = ENTRIES[type(line)].objects.present().filter(line=line)
    return {row.kind: row for row in sorted(rows, key=lambda row: row.status_date or date.min)}


def newest_of(lines: Iterable[Line], kind: str, until: date) -> dict[UUID, Entry]:
    """Line -> its newest amount of a kind that holds on a day; two queries for any number of lines."""
    keys: dict[type, list] = {}
    for line in lines:
        keys.setdefault(ENTRIES[type(line)], []).append(line.pk)
    found: dict[UUID, Entry] = {}
    for model, own in keys.items():
        rows = model.objects.present().filter(line__in=own, kind=kind)
        for row in sorted(rows, key=lambda row: row.status_date or date.min):
            if row.status_date is None or row.status_date <= until:
                found[row.line_id] = row
    return found


def later_of(lines: Iterable[Line], day: date) -> dict[UUID, Entry]:
    """Line -> its newest amount of the accounts, where that stands on a day after this one; two queries."""
    newest = newest_of(lines, EntryKind.ACTUAL, date.max)
    return {key: entry for key, entry in newest.items() if entry.status_date is not None and entry.status_date > day}


def set_amounts(
    actor,
    line: Line,
    *,
    amounts: Mapping[str, Decimal | None],
    seen: Mapping[str, str],
    status_date: date | None = None,
    reason: str = "",
    at=None,
) -> None:
    """Write the amounts of some kinds; None removes the newest one. `seen` is what the page showed of each kind
    (`stamp`).

    A budget, or an amount on the date that stands there, is corrected; an actual amount or a forecast on another date
    is entered beside the earlier. All or nothing. Raises AmountsMoved, or ValidationError by kind.
    """
    with changing(actor, f"{line._meta.model_name}.amounts", line, permission="row.edit", reason=reason, at=at):
        now = newest_entries(line)
        moved = {kind: moved_sentence(now.get(kind)) for kind in amounts if stamp(now.get(kind)) != seen.get(kind, "")}
        if moved:
            raise AmountsMoved(moved)
        for kind, amount in amounts.items():
            _set(actor, line, kind, amount, now.get(kind), status_date, reason)


def stamp(entry: Entry | AreaBudget | None) -> str:
    """What a form remembers of an amount: which row, in which version; empty for none."""
    return f"{entry.pk}:{entry.version}" if entry is not None else ""


def moved_sentence(entry: Entry | AreaBudget | None) -> str:
    """What is said at an amount that somebody has written since the page was made."""
    if entry is None:
        return _("Noen har fjernet beløpet mens du skrev. Lagre på nytt hvis det skal stå der.")
    return _("Noen har endret dette til {amount} mens du skrev. Se over, og lagre på nytt.").format(
        amount=kroner(entry.amount)
    )


def _set(actor, line, kind: str, amount: Decimal | None, now: Entry | None, day: date | None, reason: str) -> None:
    try:
        if amount is None:
            if now is not None:
                remove_row(actor, now, reason=reason)
            return
        entry = _on_its_date(line, kind, now, day)
        if entry is not None:
            change_entry(actor, entry, amount=amount, reason=reason)
        else:
            add_entry(actor, line=line, kind=kind, amount=amount, status_date=_date(kind, day), reason=reason)
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {}
        if "status_date" in told:
            raise
        raise ValidationError({kind: told.get("amount") or error.messages}) from error


def _on_its_date(line, kind: str, now: Entry | None, day: date | None) -> Entry | None:
    """The amount that is corrected: the newest where no other date is given, else the one of that date."""
    if now is None or kind not in DATED or day in (None, now.status_date):
        return now
    return ENTRIES[type(line)].objects.present().filter(line=line, kind=kind, status_date=day).first()


def _date(kind: str, day: date | None) -> date | None:
    return day if kind in DATED else None
