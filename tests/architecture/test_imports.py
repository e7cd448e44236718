"""Imports point down: between apps, between the rooms of an app, and never in a circle between files."""

import ast
from pathlib import Path

import pytest

from tests.architecture import source

FLOORS = {"vestregion": 3, "health": 2, "culture": 2, "actionplan": 1, "governance": 0}
# A queryset reaches other tables through relations and imports no model, so that models can carry their reads.
ROOMS = ["choices", "querysets", "models", "permissions", "services", "forms", "views"]
JUNK_DRAWERS = {"common", "core", "utils", "helpers", "misc", "shared", "lib"}


def points_up(app: str, target: str) -> bool:
    """Whether code of `app` may not import `target`: it lies on a higher floor, or in the other wing."""
    other = target.split(".")[0]
    return other != app and FLOORS[other] >= FLOORS[app]


def climbs(module: str, target: str) -> bool:
    """Whether a room imports a later room of the same app."""
    here, there = _room(module), _room(target)
    same_app = module.split(".")[0] == target.split(".")[0]
    return same_app and here is not None and there is not None and ROOMS.index(there) > ROOMS.index(here)


def _room(module: str) -> str | None:
    return next((part for part in module.split(".")[1:2] if part in ROOMS), None)


def circles(edges: dict[str, set[str]]) -> list[list[str]]:
    """One circle per group of modules that reach each other: the shortest way from its first module back."""
    found, done = [], set()
    for start in sorted(edges):
        way = None if start in done else _way_back(edges, start)
        if way:
            found.append(way)
            done.update(way)
    return found


def _way_back(edges: dict[str, set[str]], start: str) -> list[str] | None:
    ways, seen = [[start]], set()
    for way in ways:
        for following in sorted(edges.get(way[-1], ())):
            if following == start:
                return [*way, start]
            if following not in seen:
                seen.add(following)
                ways.append([*way, following])
    return None


def _edges() -> dict[str, set[str]]:
    """Which file imports which on loading. `from package.file import x` counts for the file, not for its package."""
    edges = {}
    for path in source.product_files():
        name = source.module_name(path)
        loaded = (one.target for one in source.product_imports(path) if one.top)
        targets = {source.imported_module(target, source.modules()) for target in loaded}
        edges[name] = targets - {None, name}
    return edges


def _all_imports() -> list[tuple[Path, source.Import]]:
    return [(path, one) for path in source.product_files() for one in source.product_imports(path)]


def test_apps_import_only_downwards():
    wrong = [
        f"{source.where(path, one.line)} imports {one.target}"
        for path, one in _all_imports()
        if points_up(source.module_name(path).split(".")[0], one.target)
    ]
    assert not wrong, "\n".join(wrong)


def test_rooms_import_only_earlier_rooms():
    wrong = [
        f"{source.where(path, one.line)} imports {one.target}"
        for path, one in _all_imports()
        if climbs(source.module_name(path), one.target)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_circles_between_files():
    assert [" -> ".join(circle) for circle in circles(_edges())] == []


def test_no_junk_drawer():
    drawers = [name for name in source.modules() if JUNK_DRAWERS & set(name.split("."))]
    assert drawers == []
    assert sorted(path.name for path in source.ROOT.iterdir() if (path / "apps.py").exists()) == sorted(source.APPS)


def test_everything_is_read():
    """The tests above see the product at all: its five apps, and imports between them."""
    assert {name.split(".")[0] for name in source.modules()} == set(source.APPS)
    assert sum(map(len, _edges().values())) > 20


@pytest.mark.parametrize(
    ("app", "target", "wrong"),
    [
        ("governance", "actionplan.models", True),
        ("actionplan", "vestregion.settings", True),
        ("health", "culture.models", True),
        ("culture", "health.models", True),
        ("actionplan", "health", True),
        ("actionplan", "governance.models", False),
        ("culture", "actionplan.models", False),
        ("vestregion", "health.models", False),
        ("governance", "governance.models", False),
    ],
)
def test_points_up(app, target, wrong):
    assert points_up(app, target) is wrong


@pytest.mark.parametrize(
    ("module", "target", "wrong"),
    [
        ("governance.models.case", "governance.services.cases.open_case", True),
        ("governance.services.cases", "governance.forms.case.CaseForm", True),
        ("governance.querysets", "governance.models.Case", True),
        ("governance.views.cases", "governance.forms.case.CaseForm", False),
        ("governance.models.case", "governance.clock", False),
        ("actionplan.models.plan", "governance.services.cases", False),
    ],
)
def test_climbs(module, target, wrong):
    assert climbs(module, target) is wrong


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({"a": {"b"}, "b": {"a"}}, [["a", "b", "a"]]),
        ({"a": {"b"}, "b": {"c"}, "c": {"a"}}, [["a", "b", "c", "a"]]),
        ({"x": {"a"}, "a": {"b"}, "b": {"a"}}, [["a", "b", "a"]]),
        ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, []),
    ],
)
def test_circles(edges, expected):
    assert circles(edges) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from governance.models import Case", ("governance.models.Case", True)),
        ("import governance.clock", ("governance.clock", True)),
        ("from . import clock", ("governance.views.clock", True)),
        ("from ..models import Case", ("governance.models.Case", True)),
        ("if True:\n    from governance import clock", ("governance.clock", True)),
        ("class A:\n    from governance import clock", ("governance.clock", True)),
        ("def f():\n    from actionplan import models", ("actionplan.models", False)),
    ],
)
def test_imports_are_read(text, expected):
    (found,) = source.imports(ast.parse(text), "governance.views.cases")
    assert (found.target, found.top) == expected
