"""Rules of single lines and files: no assert, one clock, one importer of WeasyPrint, a quick start, small files."""

import ast
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.architecture import source

HEAVY = ["weasyprint", "openpyxl", "docx", "pikepdf", "fontTools", "pydyf", "PIL"]
MAX_FILE_LINES = 350
MAX_FUNCTION_LINES = 45
MAX_MODULE_LINES = 200  # of what runs in the browser
CLOCK_NAMES = {("timezone", "now")} | {
    (kind, name) for kind in ("date", "datetime") for name in ("today", "now", "utcnow")
}
# With a value these convert it; without one they read the clock.
CLOCK_WITHOUT_VALUE = {("timezone", "localdate"), ("timezone", "localtime")}


def asserts(node: ast.AST) -> bool:
    return isinstance(node, ast.Assert)


def reads_a_clock(node: ast.AST) -> bool:
    """timezone.now(), date.today(), datetime.datetime.now(), timezone.localdate() and their like."""
    if isinstance(node, ast.Call) and not node.args and not node.keywords:
        return _owner_and_name(node.func) in CLOCK_WITHOUT_VALUE
    return _owner_and_name(node) in CLOCK_NAMES


def _owner_and_name(node: ast.AST) -> tuple[str | None, str] | None:
    """("date", "today") of date.today and of datetime.date.today."""
    if not isinstance(node, ast.Attribute):
        return None
    owner = node.value.id if isinstance(node.value, ast.Name) else getattr(node.value, "attr", None)
    return owner, node.attr


def imports_weasyprint(node: ast.AST) -> bool:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None)]
    return isinstance(node, ast.Import | ast.ImportFrom) and any((n or "").split(".")[0] == "weasyprint" for n in names)


def is_too_long(node: ast.AST) -> bool:
    function = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    return function and node.end_lineno - node.lineno + 1 > MAX_FUNCTION_LINES


def swallows_everything(node: ast.AST) -> bool:
    return isinstance(node, ast.ExceptHandler) and node.type is None


def _found(rule: Callable[[ast.AST], bool], *, except_in: str = "") -> list[str]:
    return [
        source.where(path, node.lineno)
        for path in source.product_files()
        if str(path.relative_to(source.ROOT)) != except_in
        for node in ast.walk(source.tree(path))
        if rule(node)
    ]


def test_product_code_has_no_assert():
    assert _found(asserts) == []


def test_there_is_one_clock():
    assert _found(reads_a_clock, except_in="governance/clock.py") == []


def test_one_file_imports_weasyprint():
    assert _found(imports_weasyprint, except_in="vestregion/reporting/pdf.py") == []


def test_no_bare_except():
    assert _found(swallows_everything) == []


def test_functions_are_short():
    assert _found(is_too_long) == []


def test_files_are_short():
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in source.product_files()}
    assert [source.where(path, number) for path, number in lines.items() if number > MAX_FILE_LINES] == []


def test_modules_of_the_browser_are_short():
    modules = sorted((source.ROOT / "vestregion/static/vestregion").rglob("*.js"))
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in modules}
    assert len(modules) > 40
    assert [source.where(path, number) for path, number in lines.items() if number > MAX_MODULE_LINES] == []


def test_heavy_libraries_are_not_loaded_at_start():
    """Start-up, with every URL's view imported, loads no library that only documents and imports of files need."""
    program = (
        "import sys, importlib, django; django.setup(); from django.conf import settings;"
        "importlib.import_module(settings.ROOT_URLCONF); importlib.import_module('vestregion.wsgi');"
        f"print(*[name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=source.ROOT, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (asserts, "assert total > 0"),
        (reads_a_clock, "now = timezone.now()"),
        (reads_a_clock, "day = date.today()"),
        (reads_a_clock, "at = datetime.datetime.now(tz)"),
        (reads_a_clock, "field = DateTimeField(default=timezone.now)"),
        (reads_a_clock, "day = timezone.localdate()"),
        (imports_weasyprint, "def f():\n    from weasyprint.text import fonts"),
        (imports_weasyprint, "import weasyprint"),
        (swallows_everything, "try:\n    f()\nexcept:\n    pass"),
        (is_too_long, "def f():\n" + "    x = 1\n" * MAX_FUNCTION_LINES),
    ],
)
def test_rule_sees_a_breach(rule, text):
    assert any(rule(node) for node in ast.walk(ast.parse(text)))


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (reads_a_clock, "now = clock.now()"),
        (reads_a_clock, "day = timezone.localdate(moment)"),
        (imports_weasyprint, "from vestregion.reporting import pdf"),
        (swallows_everything, "try:\n    f()\nexcept ValueError:\n    pass"),
        (is_too_long, "def f():\n" + "    x = 1\n" * (MAX_FUNCTION_LINES - 1)),
    ],
)
def test_rule_lets_the_rest_through(rule, text):
    assert not any(rule(node) for node in ast.walk(ast.parse(text)))


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]], ids=["rules", "format"])
def test_ruff_has_nothing_to_say(command):
    done = subprocess.run(
        [sys.executable, "-m", "ruff", *command, "."], cwd=source.ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
