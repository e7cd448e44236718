"""Views reach rows through `visible_to(actor)` alone, and nothing below a view knows the request."""

import ast

import pytest

from tests.architecture import source

MANAGERS = {"objects", "history", "_base_manager", "_default_manager"}
DOORS = {"visible_to", "in_bin", "none"}  # in_bin(actor): what the actor may bring back
REFERENCE = {"County", "Municipality", "Population"}  # the same for everyone
BELOW_VIEWS = {"models", "querysets", "permissions", "services"}


def passes_the_door(node: ast.AST) -> bool:
    """Case.objects.filter(...), or get_object_or_404(Case, ...), instead of Case.objects.visible_to(actor)."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
        reference = isinstance(node.value.value, ast.Name) and node.value.value.id in REFERENCE
        return node.value.attr in MANAGERS and node.attr not in DOORS and not reference
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
        first = node.args[0]
        named_404 = node.func.id in {"get_object_or_404", "get_list_or_404"}
        return named_404 and isinstance(first, ast.Name) and first.id[:1].isupper()
    return False


def takes_request(node: ast.AST) -> bool:
    """A function with a parameter called request."""
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return False
    arguments = node.args
    return "request" in {one.arg for one in (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)}


def _room(path) -> str:
    parts = path.relative_to(source.ROOT).with_suffix("").parts
    return parts[1]


def _found(rule, rooms: set[str]) -> list[str]:
    return [
        source.where(path, node.lineno)
        for path in source.product_files()
        if _room(path) in rooms
        for node in ast.walk(source.tree(path))
        if rule(node)
    ]


def test_views_read_only_what_the_actor_may_see():
    assert _found(passes_the_door, {"views"}) == []


def test_below_the_views_nobody_knows_the_request():
    assert _found(takes_request, BELOW_VIEWS) == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (passes_the_door, "Case.objects.filter(pk=pk)"),
        (passes_the_door, "Case.objects.all()"),
        (passes_the_door, "models.Case.objects.get(pk=pk)"),
        (passes_the_door, "Case._base_manager.get(pk=pk)"),
        (passes_the_door, "get_object_or_404(Case, pk=pk)"),
        (takes_request, "def close_case(request, case): ..."),
        (takes_request, "def close_case(*, request): ..."),
    ],
)
def test_a_breach_is_seen(rule, text):
    assert any(rule(node) for node in ast.walk(ast.parse(text)))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (passes_the_door, "Case.objects.visible_to(actor).filter(pk=pk)"),
        (passes_the_door, "get_object_or_404(Case.objects.visible_to(request.actor), pk=pk)"),
        (passes_the_door, "Municipality.objects.filter(border__isnull=False)"),
        (takes_request, "def close_case(actor, case): ..."),
    ],
)
def test_the_rest_is_let_through(rule, text):
    assert not any(rule(node) for node in ast.walk(ast.parse(text)))
