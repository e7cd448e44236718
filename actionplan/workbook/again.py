"""Rows that a workbook has added to the plan already: whoever sends the same workbook again is told, and adds nothing
twice by accident."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from actionplan.models import Activity, Measure
from actionplan.services.workbook import ACT
from actionplan.workbook.columns import ACTIVITY, MEASURE
from actionplan.workbook.landed import LandedRow
from actionplan.workbook.tree import Node, Tree
from governance.models import Event

KINDS = ((Measure, MEASURE), (Activity, ACTIVITY))


@dataclass(frozen=True, slots=True)
class Earlier:
    """The row of the plan that was added, by whom and when."""

    node: Node
    by: str
    at: datetime


class Added:
    """What workbooks have added since this one was fetched. Its rows are asked for when the first new row is met: one
    question where none was sent since, else three."""

    def __init__(self, plan, tree: Tree, since: datetime):
        self.plan, self.tree, self.since = plan, tree, since
        self._found: dict[tuple, list[Earlier]] | None = None

    def take(self, landed: LandedRow) -> Earlier | None:
        """The row that stands where this new one would, and was added with the same name; each is taken once."""
        if self._found is None:
            self._found = {}
            for place, earlier in self._read():
                self._found.setdefault(place, []).append(earlier)
        node = landed.node
        rows = self._found.get((node.section, node.kind, node.path, node.title))
        return rows.pop(0) if rows else None

    def _read(self) -> Iterator[tuple[tuple, Earlier]]:
        about = {"alliance": self.plan.alliance_id, "object_kind": self.plan._meta.label_lower}
        rows = Event.objects.filter(**about, object_id=str(self.plan.pk), act=ACT, at__gt=self.since)
        events = {event.pk: event for event in rows}
        for model, kind in KINDS if events else ():
            made = model.history.filter(alliance=self.plan.alliance_id, version=1, change_id__in=list(events))
            titles = {key: (title, change) for key, title, change in made.values_list("id", "title", "change_id")}
            for node in self.tree.rows.values():  # in the order they are read
                if node.key in titles:
                    title, change = titles[node.key]
                    event = events[change]
                    yield (node.section, kind, node.path, title), Earlier(node, event.by_name, event.at)
