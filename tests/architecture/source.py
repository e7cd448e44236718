"""The product's source as data: which files there are, what each imports. Used by the tests of the house's rules."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("governance", "actionplan", "health", "culture", "vestregion")


@dataclass(frozen=True)
class Import:
    """One name that a file imports: `target` is "package.module" or "package.module.name"; `top` = on loading."""

    target: str
    line: int
    top: bool


@cache
def product_files() -> tuple[Path, ...]:
    """Every Python file of the product except migrations, which Django writes."""
    files = (path for app in APPS for path in sorted((ROOT / app).rglob("*.py")))
    return tuple(path for path in files if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def module_name(path: Path) -> str:
    """Dotted name of a file: governance/models/__init__.py is "governance.models"."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def where(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def imports(source: ast.Module, module: str, *, is_package: bool = False) -> Iterator[Import]:
    """Every import of a file, also inside functions; relative ones made absolute."""
    loaded = set(map(id, _statements_on_load(source)))
    for node in ast.walk(source):
        for target in _targets(node, module, is_package):
            yield Import(target, node.lineno, id(node) in loaded)


def _targets(node: ast.AST, module: str, is_package: bool) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if not isinstance(node, ast.ImportFrom):
        return []
    base = node.module or ""
    if node.level:
        parts = module.split(".")
        kept = parts[: len(parts) - node.level + is_package]
        base = ".".join([*kept, *filter(None, [node.module])])
    return [f"{base}.{alias.name}" for alias in node.names]


def _statements_on_load(source: ast.Module) -> Iterator[ast.stmt]:
    """Statements that run when the module is imported: all but the bodies of functions."""
    waiting = list(source.body)
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            waiting.extend(child for child in ast.walk(node) if isinstance(child, ast.stmt) and child is not node)


def product_imports(path: Path) -> list[Import]:
    """The imports of a file that point into the product."""
    found = imports(tree(path), module_name(path), is_package=path.name == "__init__.py")
    return [one for one in found if one.target.split(".")[0] in APPS]


@cache
def modules() -> frozenset[str]:
    return frozenset(map(module_name, product_files()))


def imported_module(target: str, known: frozenset[str]) -> str | None:
    """The file behind an import: "a.b.name" is a.b unless a.b.name is a file itself; None if neither is known."""
    parent = target.rpartition(".")[0]
    return target if target in known else parent if parent in known else None
