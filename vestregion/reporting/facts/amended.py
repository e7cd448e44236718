"""What was changed after the adoption, as a printed plan tells it: the numbered amendments, and the rows they changed.

A paper is one for all its readers. Reasons, and what stood between the adoption and now, are therefore told only on
paper that stays inside the alliance; a decision only where everybody may read it.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from actionplan.amendments import acts_of, amendments_of, rows_of
from actionplan.models import Activity, ActivityPartner, Measure, PlanSection
from actionplan.planfacts import sections_of
from actionplan.sidebyside import NONE, Changes, changes_of
from actionplan.stories import rows_of_acts
from governance.access import load_actor, system_actor
from governance.story.happened import CHANGED, CREATED, REMOVED, RESTORED, FieldChange, RowChange

SHOWN = 60  # rows of one amendment in the table; the rest are counted
LONGEST = 120  # signs of a value that is told; of a longer one only that it was changed
CALLED = {"title": "ordlyd"}  # whose own name is that of the row
WITHOUT_VALUES = frozenset({"position", "order"})  # a number that means nothing by itself
MAIN = (Measure, Activity)  # the rows of a section's table


@dataclass(frozen=True, slots=True)
class FieldFact:
    """A field that was changed. Both values are empty where they are long, or not told."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """One row of an amendment. `fate`: new, removed, restored or changed; `kind`: what sort of row it is."""

    fate: str
    kind: str
    title: str
    fields: tuple[FieldFact, ...]


@dataclass(frozen=True, slots=True)
class AmendmentFact:
    """One amendment: its day as ISO text, the reason and the decision where they are told, and the rows; `more` counts
    those that are left out."""

    number: int
    day: str
    reason: str
    decision: str
    rows: tuple[ChangedRow, ...]
    more: int


@dataclass(frozen=True, slots=True)
class WasFact:
    """What was adopted where a row says something else now; None where it says the same."""

    title: str | None
    deadline: str | None
    responsible: str | None
    number: int | None
    is_new: bool


@dataclass(frozen=True, slots=True)
class GoneFact:
    title: str
    number: int | None


@dataclass(slots=True)
class Amended:
    """All of it for one plan: the table, and what differs from what was adopted."""

    amendments: tuple[AmendmentFact, ...] = ()
    tells_reasons: bool = False
    changes: Changes = field(default_factory=lambda: NONE)
    touched: dict[UUID, int] = field(default_factory=dict)  # activity -> the last amendment of which something is left

    def was(self, activity: UUID) -> WasFact | None:
        found = self.changes.rows.get(activity)
        if found is None:
            # Nothing that stands beside each other; the table says what else was changed.
            number = self.touched.get(activity)
            return WasFact(None, None, None, number, is_new=False) if number else None
        return WasFact(found.title, found.deadline, found.responsible, found.number, found.is_new)

    def gone(self, section: UUID) -> tuple[GoneFact, ...]:
        return tuple(GoneFact(row.title, row.number) for row in self.changes.gone.get(section, ()))


def read_amended(plan, reader=None) -> Amended:
    """The amendments of a plan for a paper that `reader` gets, or (None) that all who read the plan get. One question
    for a plan without amendments, else a fixed number."""
    system = system_actor(plan.alliance)
    rows = rows_of(plan, system)
    if not rows:
        return Amended()
    tells = plan.published_at is None if reader is None else reader.is_known
    acts = acts_of(system, rows)
    told = amendments_of(reader or load_actor(plan.alliance, None), rows)
    written = _written(system, plan, acts)
    table = (
        _amendment(facts, written.get(row.pk, {}).values(), tells=tells) for row, facts in zip(rows, told, strict=True)
    )
    changes = changes_of(plan, sections_of(plan, system, statuses=False), rows, acts)
    touched = _touched({row.number: written.get(row.pk, {}) for row in rows})
    return Amended(tuple(sorted(table, key=lambda each: each.number)), tells, changes, touched)


def _touched(written: dict[int, dict[UUID, list[RowChange]]]) -> dict[UUID, int]:
    """Activity -> the last amendment of which something is left in it, or in who takes part in it."""
    found: dict[UUID, int] = {}
    left = {
        number: {key: rows[-1].model for key, rows in by_row.items() if _row(rows, tells=False) is not None}
        for number, by_row in written.items()
    }
    partners = {key for models in left.values() for key, model in models.items() if model is ActivityPartner}
    past = ActivityPartner.history.filter(id__in=partners) if partners else ()
    above = dict(past.order_by().values_list("id", "activity_id")) if partners else {}
    for number in sorted(left):
        for key, model in left[number].items():
            if model is Activity or key in above:
                found[above.get(key, key)] = number
    return found


def _written(system, plan, acts) -> dict[UUID, dict[UUID, list[RowChange]]]:
    """Amendment -> row -> what its acts did to the row, the first act first."""
    part_of = {change: amendment for amendment, change in acts}
    found: dict = defaultdict(dict)
    for entry in rows_of_acts(system, plan, list(part_of)):
        for row in _own_rows(entry.rows):
            found[part_of[entry.change_id]].setdefault(row.pk, []).append(row)
    return found


def _own_rows(rows: list[RowChange]) -> list[RowChange]:
    """What an act did, without what only went or came along: all of a section that went, and what hangs under rows."""
    went = {row.fate for row in rows if row.model is PlanSection and row.fate != CHANGED}
    along = went | {row.fate for row in rows if row.model in MAIN and row.fate != CHANGED}
    return [
        row
        for row in rows
        if row.fate == CHANGED or row.model is PlanSection or row.fate not in (went if row.model in MAIN else along)
    ]


def _amendment(facts, rows, *, tells: bool) -> AmendmentFact:
    told = [row for row in (_row(changes, tells=tells) for changes in rows) if row is not None]
    return AmendmentFact(
        number=facts.number,
        day=facts.day.isoformat(),
        reason=facts.reason if tells else "",
        decision=facts.decision,
        rows=tuple(told[:SHOWN]),
        more=max(0, len(told) - SHOWN),
    )


def _row(changes: list[RowChange], *, tells: bool) -> ChangedRow | None:
    """All that one amendment did to a row, as one; None where nothing is left of it."""
    first, last = changes[0], changes[-1]
    fate = _fate(first.fate, last.fate)
    fields = _fields(changes, tells=tells) if fate == "changed" else ()
    return ChangedRow(fate, last.kind, last.label, fields) if fields or fate not in ("", "changed") else None


def _fate(first: str, last: str) -> str:
    """What became of a row from its first change to its last; "" for one that came and went."""
    came, went = first in (CREATED, RESTORED), last == REMOVED
    if went:
        return "" if came else "removed"
    return {CREATED: "new", RESTORED: "restored"}.get(first, "changed")


def _fields(changes: list[RowChange], *, tells: bool) -> tuple[FieldFact, ...]:
    """Each field from what it was before the first change to what the last one left; one set back is left out."""
    found: dict[str, list[FieldChange]] = {}
    for change in changes:
        for each in change.fields:
            found.setdefault(each.name, []).append(each)
    pairs = [(each[0], each[-1]) for each in found.values() if each[0].before != each[-1].after]
    return tuple(_field(first, last, is_told=tells) for first, last in pairs)


def _field(first: FieldChange, last: FieldChange, *, is_told: bool) -> FieldFact:
    values = first.before, last.after
    is_short = max(map(len, values)) <= LONGEST and first.name not in WITHOUT_VALUES
    name = CALLED.get(first.name) or f"{first.label[:1].lower()}{first.label[1:]}"
    return FieldFact(name, *(values if is_told and is_short else ("", "")))
