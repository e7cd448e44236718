"""Rows are written only through governance/history.py; whatever else could write is named here, with its reason."""

import ast

import pytest

from tests.architecture import source

# file -> why it may write past the history
ALLOWED = {
    "governance/history.py": "the writer",
    "governance/models/base.py": "how a version is stored, when the history library says so",
    "governance/statements.py": "what the history and the search write a row with, named below like Django's own",
    "governance/forgetting.py": "writes over what the history says of somebody who is erased",
    "governance/management/commands/load_reference.py": "reference rows are global, without alliance or history",
    "governance/story/openings.py": "who opened what is exempt: append-only, history itself, and no one's row",
    "governance/live/presence.py": "signs of open windows, which nobody decided and a minute forgets",
    "governance/live/pulses.py": "what live pages ask for: derived from rows in the act that writes them, kept a day",
    "governance/grants.py": "asks what a person holds with SQL composed once of querysets",
    "governance/once.py": "the visitor's own session, which is no row of an alliance",
    "governance/models/chore.py": "what a nightly chore did is told of the installation, and belongs to no alliance",
    "vestregion/backup/sqlite.py": "copies whole databases",
    "vestregion/backup/postgres.py": "copies whole databases",
    "vestregion/backup/snapshot.py": "counts the rows of tables by name",
    "governance/models/user.py": "logins are global rows without an alliance, made by Django's own manager",
    "governance/search/storing.py": "the index of the search, derived from rows in the act that writes them",
    "governance/search/rebuilding.py": "the same, made anew: takes away what no row stands behind",
    "governance/search/asking.py": "reads the index in the database's own full-text language",
    "governance/search/reading.py": "what a file says: derived from its bytes",
    "vestregion/scale/storing.py": "makes synthetic alliances in bulk, each row with its history row",
    "vestregion/scale/copying.py": "the same, within the database",
    "vestregion/management/commands/seed_scale.py": "counts anew what the database knows of its tables",
}
# file -> what its signal receiver does
SIGNALS = {
    "governance/history.py": "stamps each history row with the change it belongs to",
    "governance/norwegian_order.py": "teaches a new SQLite connection Norwegian order",
}
ALWAYS = {
    "bulk_create",
    "bulk_update",
    "abulk_create",
    "abulk_update",
    "get_or_create",
    "update_or_create",
    "aget_or_create",
    "aupdate_or_create",
    "acreate",
    "asave",
    "aupdate",
    "adelete",
    "save_base",
    "bulk_create_with_history",
    "bulk_update_with_history",
    "executemany",
    "insert_row",
    "update_row",
}
SAVE_KEYWORDS = {"update_fields", "force_insert", "force_update", "using", "commit"}


def writes(call: ast.Call) -> bool:
    """Whether a call looks like a row being written: a model's, a queryset's or a cursor's method."""
    if isinstance(call.func, ast.Name):
        return call.func.id in ALWAYS
    if not isinstance(call.func, ast.Attribute):
        return False
    name = call.func.attr
    check = {"save": _saves, "update": _updates, "delete": _deletes, "create": _creates, "execute": _executes}
    return name in ALWAYS or check.get(name, _never)(call)


def _never(call: ast.Call) -> bool:
    return False


def _saves(call: ast.Call) -> bool:
    """obj.save(), obj.save(update_fields=...), super().save(*args); not history.save(obj, ...), workbook.save(file)."""
    starred = any(isinstance(argument, ast.Starred) for argument in call.args)
    flags = any(isinstance(argument, ast.Constant) and isinstance(argument.value, bool) for argument in call.args)
    return not call.args or starred or flags or bool({keyword.arg for keyword in call.keywords} & SAVE_KEYWORDS)


def _updates(call: ast.Call) -> bool:
    """queryset.update(name=...) or update(**values); not dict.update(other) nor digest.update(data)."""
    return not call.args and bool(call.keywords)


def _deletes(call: ast.Call) -> bool:
    """obj.delete() and queryset.delete(); not cache.delete(key) nor storage.delete(name)."""
    return not call.args


def _creates(call: ast.Call) -> bool:
    """manager.create(name=...); not history.create(obj)."""
    return not call.args and bool(call.keywords)


def _executes(call: ast.Call) -> bool:
    """Any SQL by hand, except a SELECT that stands in the call."""
    first = call.args[0] if call.args else None
    text = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    return not text.lstrip().upper().startswith("SELECT")


def _writing_lines(text: str) -> list[int]:
    calls = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return sorted(call.lineno for call in calls if writes(call))


def test_only_the_history_writes_rows():
    wrong = [
        source.where(path, line)
        for path in source.product_files()
        if str(path.relative_to(source.ROOT)) not in ALLOWED
        for line in _writing_lines(path.read_text(encoding="utf-8"))
    ]
    assert not wrong, "rows are written past governance/history.py:\n" + "\n".join(wrong)


def test_every_exception_is_needed():
    unneeded = [name for name in ALLOWED if not _writing_lines((source.ROOT / name).read_text(encoding="utf-8"))]
    assert unneeded == []


def test_no_model_saves_in_a_way_of_its_own():
    """Business logic in save() or delete() runs unseen; a service is where it belongs."""
    assert [
        source.where(path, node.lineno)
        for path in source.product_files()
        for node in ast.walk(source.tree(path))
        if "/models/" in str(path) and isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}
    ] == []


def test_no_business_logic_in_signals():
    """Receivers run unseen; the ones there are connect machinery and decide nothing."""
    receivers = {
        str(path.relative_to(source.ROOT)) for path in source.product_files() if _connects_a_signal(source.tree(path))
    }
    assert receivers <= SIGNALS.keys()


def _connects_a_signal(tree: ast.Module) -> bool:
    """`@receiver(...)` or `signal.connect(...)`."""
    called = {getattr(node.func, "id", getattr(node.func, "attr", None)) for node in ast.walk(tree) if _is_call(node)}
    return bool(called & {"receiver", "connect"})


def _is_call(node: ast.AST) -> bool:
    return isinstance(node, ast.Call)


@pytest.mark.parametrize("text", ["@receiver(post_save)\ndef f(**kwargs): ...", "post_save.connect(f)"])
def test_a_signal_is_seen(text):
    assert _connects_a_signal(ast.parse(text))


@pytest.mark.parametrize(
    "text",
    [
        "case.save()",
        "case.save(update_fields=['title'])",
        "super().save(*args, **kwargs)",
        "form.save(commit=False)",
        "case.save(True)",
        "Case.objects.filter(pk=1).update(title='x')",
        "rows.update(**values)",
        "update_row(Case, {'title': 'x'}, pk=1)",
        "insert_row(case)",
        "case.delete()",
        "Case.objects.all().delete()",
        "Case.objects.create(title='x')",
        "plan.sections.create(title='x')",
        "Case.objects.bulk_create(rows)",
        "Case.objects.bulk_update(rows, ['title'])",
        "Case.objects.get_or_create(title='x')",
        "bulk_create_with_history(rows, Case)",
        "cursor.execute('UPDATE governance_case SET title = 1')",
        "cursor.execute(sql)",
        "await case.asave()",
    ],
)
def test_writing_is_seen(text):
    assert _writing_lines(f"async def f():\n    {text}") == [2]


@pytest.mark.parametrize(
    "text",
    [
        "history.save(case, {'title': 'x'})",
        "history.save(case, fields, base_version=3)",
        "history.create(case)",
        "workbook.save(stream)",
        "context.update({'title': 'x'})",
        "digest.update(data)",
        "cache.delete('key')",
        "storage.delete(name)",
        "cursor.execute('SELECT 1')",
    ],
)
def test_other_calls_are_let_through(text):
    assert _writing_lines(text) == []
