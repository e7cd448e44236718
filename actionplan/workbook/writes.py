"""What was looked over becomes what is stored."""

from uuid import UUID

from actionplan.models import Activity, Measure
from actionplan.services.ordering import ORDERS
from actionplan.services.workbook import Writes
from actionplan.workbook.columns import ACTIVITY, MEASURE, TITLE
from actionplan.workbook.landed import Landed, LandedRow
from actionplan.workbook.tree import Node

MODELS = {MEASURE: Measure, ACTIVITY: Activity}


def writes_of(landed: Landed, *, sheet_order: bool = True, removals: frozenset[str] = frozenset()) -> Writes:
    """`sheet_order`: rows that were moved among those beside them go where the workbook has them; `removals` are keys
    of those rows missing in the workbook that are to be removed. Cells and rows with a problem stay as they are."""
    writes = Writes({node.key: node.version for node in landed.tree.rows.values()})
    new = {}
    for row in landed.written:
        writes.sections |= {row.section, row.node.section}
        if row.is_new:
            new[row.node] = _new(row)
        elif row.values or row.is_moved_to:
            writes.changed[MODELS[row.node.kind]][row.node.key] = dict(row.values) | _place(row)
        writes.add += [(row.node.key, each) for each in row.add]
        if row.tags is not None:
            writes.tags[row.node.key] = row.tags
        writes.gone += [(row.node.key, key) for key in row.gone]
    stored = landed.tree.groups()
    for group, as_sheet, as_stored in landed.orders:
        order = as_sheet if sheet_order else as_stored
        if order != stored.get(group):
            _number(writes, group, order, new)
    writes.new = list(new.values())
    for missing in landed.missing:
        if str(missing.node.key) in removals:
            writes.sections.add(missing.node.section)
            writes.removals.append((MODELS[missing.node.kind], missing.node.key))
    return writes


def _new(row: LandedRow) -> Measure | Activity:
    node, above = row.node, row.parent.key if row.parent is not None else None
    if node.kind == MEASURE:
        return Measure(pk=node.key, section_id=row.section, parent_id=above, title=node.texts[TITLE])
    return Activity(pk=node.key, section_id=row.section, measure_id=above, **row.values)


def _place(row: LandedRow) -> dict[str, UUID | None]:
    """By their keys: the rows themselves may not be stored yet."""
    if not row.is_moved_to:
        return {}
    above = row.parent.key if row.parent is not None else None
    if row.node.kind == MEASURE:
        return {"parent_id": above}
    return {"section_id": row.section, "measure_id": above}


def _number(writes: Writes, group: tuple, order: list[Node], new: dict) -> None:
    """1, 2, 3 … for all that stand in one order; what stands there already is left alone when it is stored."""
    section, _parent, kind = group
    model = MODELS[kind]
    place, _shared = ORDERS[model]
    writes.sections.add(section)
    for number, node in enumerate(order, start=1):
        if node in new:
            setattr(new[node], place, number)
        else:
            writes.changed[model].setdefault(node.key, {})[place] = number
