"""What the house stands on: migrations that match the models, requirements the lock, documents the settings."""

import ast
import re
import tomllib

import pytest
from django.core.management import call_command

from tests.architecture import source

PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^ \\;]+)", re.MULTILINE)


def _pinned(name: str) -> dict[str, str]:
    return dict(PINNED.findall((source.ROOT / name).read_text(encoding="utf-8")))


def _lock() -> dict[str, dict]:
    text = (source.ROOT / "uv.lock").read_text(encoding="utf-8")
    return {package["name"]: package for package in tomllib.loads(text)["package"]}


def _needed(lock: dict, names: set[str]) -> set[str]:
    """The packages that `names` bring with them, whatever the platform."""
    found, waiting = set(), list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            extras = [one for group in lock[name].get("optional-dependencies", {}).values() for one in group]
            waiting += [one["name"] for one in lock[name].get("dependencies", []) + extras]
    return found


@pytest.mark.django_db
def test_no_migration_is_missing(capsys):
    """`makemigrations --check` exits when a model differs from its migrations; the text then names the difference."""
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_requirements_are_the_lock():
    """`./run lock` writes both files from uv.lock; an edit of one alone would install something else somewhere."""
    locked = {name: package.get("version") for name, package in _lock().items()}
    runtime, everything = _pinned("requirements.txt"), _pinned("requirements-dev.txt")
    assert {name: locked.get(name) for name in everything} == everything
    assert runtime.items() <= everything.items()
    ours = _lock()["vestregion"]
    assert {one["name"] for one in ours["dependencies"]} <= set(runtime) <= _needed(_lock(), _direct(ours))
    assert {one["name"] for one in ours["dev-dependencies"]["dev"]} <= set(everything)


def _direct(ours: dict) -> set[str]:
    return {one["name"] for one in ours["dependencies"]}


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_requirement_has_a_hash(name):
    blocks = re.split(r"\n(?=\S)", (source.ROOT / name).read_text(encoding="utf-8").strip())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


def _settings_read() -> set[str]:
    """The variables that settings.py asks the environment for."""
    calls = (node for node in ast.walk(source.tree(source.ROOT / "vestregion" / "settings.py")) if _is_call(node))
    return {call.args[0].value for call in calls if isinstance(call.func, ast.Attribute) and _is_env(call.func.value)}


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call)


def _is_env(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "env"


@pytest.mark.parametrize(
    ("name", "pattern"), [("docs/settings.md", r"`([A-Z_]+)`"), (".env.example", r"^#?([A-Z_]+)=")]
)
def test_every_setting_is_documented(name, pattern):
    documented = set(re.findall(pattern, (source.ROOT / name).read_text(encoding="utf-8"), re.MULTILINE))
    assert len(_settings_read()) > 15
    assert _settings_read() - documented == set()
