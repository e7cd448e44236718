"""Parts of a page that a higher floor brings: a case page that lists the measures it decided, a meeting with its pack.

The higher app calls `register` in `AppConfig.ready()`; the page asks `panels_for` and includes each panel's template.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from governance.exemption import is_masked

# Stand among the buttons beside the page's title; files in the menu beside them.
HEADS = frozenset({"item_head", "meeting_head", "plan_head", "adopted_plan_head", "fee_run_head"})
FILES = frozenset({"plan_file"})
CASES = {"case": lambda case: case, "item": lambda item: item.case, "item_head": lambda item: item.case}
KINDS = HEADS | {
    "plan_file",
    "fee_claim",
    "case",
    "item",
    "meeting",
    "body",
    "organisation",
    "person",
    "my_page",
    "front",
}
Loader = Callable[[Any, Any], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Panel:
    """A panel with what its template needs; the template finds it as `panel.data`."""

    title: str
    template: str
    data: Mapping[str, Any]


_panels: dict[str, list[tuple[Any, Loader, str]]] = {}


def register(kind: str, title, loader: Loader, template: str) -> None:
    """Show a panel on every page of a kind. `loader(obj, actor)` gives the template's data, or None to show nothing.

    The loader reads through `visible_to(actor)`; on my page ("my_page") `obj` is the actor's own person, or None, and
    on the front page for everyone ("front") the alliance.
    Registering the same loader twice for a kind changes nothing.
    """
    if kind not in KINDS:
        raise ValueError(f"There is no page of kind {kind!r}; choose from {sorted(KINDS)}.")
    registered = _panels.setdefault(kind, [])
    if all(known is not loader for _title, known, _template in registered):
        registered.append((title, loader, template))


def panels_for(kind: str, obj, actor) -> list[Panel]:
    """The panels of one page, in the order they were registered.

    None on a page of a case the actor may not read in full: what hangs on the case tells what it is about.
    """
    loaders = _panels.get(kind, ())
    if loaders and kind in CASES and is_masked(actor, CASES[kind](obj)):
        return []
    shown = ((title, template, loader(obj, actor)) for title, loader, template in loaders)
    return [Panel(title=title, template=template, data=data) for title, template, data in shown if data is not None]
