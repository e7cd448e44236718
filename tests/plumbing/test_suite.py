"""The command behind ./run test: which rounds it runs, and what it makes of their results."""

from pathlib import Path

import pytest

from tests import conftest, sharing, suite


@pytest.mark.parametrize(
    ("arguments", "rounds", "rest"),
    [
        ([], ["sqlite", "postgres"], []),
        (["--db", "postgres", "-k", "case"], ["postgres"], ["-k", "case"]),
        (["tests/governance", "--db=sqlite", "--long"], ["sqlite"], ["tests/governance", "--long"]),
        (["--db=both"], ["sqlite", "postgres"], []),
    ],
)
def test_arguments(arguments, rounds, rest):
    assert suite._split(arguments) == (rounds, rest)


def test_an_unknown_database_is_refused():
    with pytest.raises(SystemExit, match="oracle"):
        suite._split(["--db", "oracle"])


@pytest.mark.parametrize(
    ("codes", "expected"), [([0, 0], 0), ([0, 5], 0), ([5, 5], 5), ([0, 1], 1), ([1, 0], 1), ([2], 2)]
)
def test_exit_code(codes, expected):
    assert suite._exit_code(codes) == expected


def test_the_closing_lines_add_the_rounds_up(tmp_path, capsys):
    report = tmp_path / "report.xml"
    report.write_text('<testsuites><testsuite tests="12" failures="2" errors="1" skipped="1"/></testsuites>')
    counts = suite._count(report)
    suite._print_summary([suite.Round("SQLite", 1, counts, 2.0), suite.Round("PostgreSQL", 0, {"passed": 5}, 1.5)])
    lines = capsys.readouterr().out.strip().splitlines()
    assert lines[0] == "SQLite: 2 failed, 8 passed, 1 skipped, 1 error in 2.0s"
    assert lines[1] == "PostgreSQL: 5 passed in 1.5s"
    assert lines[2].strip("= ") == "2 failed, 13 passed, 1 skipped, 1 error in 3.50s"


def test_a_round_without_a_report_counts_nothing(tmp_path):
    assert suite._count(tmp_path / "none.xml") == {}


class Item:
    """As much of a pytest item as the choice of a round looks at."""

    def __init__(self, marks=(), fixtures=()):
        self.marks, self.fixturenames = marks, fixtures

    def iter_markers(self):
        return [getattr(pytest.mark, name).mark for name in self.marks]


@pytest.mark.parametrize(
    ("item", "with_long", "on_postgresql", "expected"),
    [
        (Item(), False, False, True),
        (Item(), False, True, False),
        (Item(["django_db"]), False, True, True),
        (Item(fixtures=["db"]), False, True, True),
        (Item(["django_db", "browser"]), False, True, False),
        (Item(["browser"]), False, False, True),
        (Item(["long"]), False, False, False),
        (Item(["long"]), True, False, True),
        (Item(["long", "django_db"]), True, True, True),
    ],
)
def test_which_round_runs_a_test(item, with_long, on_postgresql, expected):
    assert conftest._runs(item, with_long, on_postgresql) is expected


def test_what_prepares_much_is_run_by_one_process():
    walk = {sharing.share_of(f"tests/access/test_{name}.py::test_one[a::b]") for name in ("headers", "tenant_leak")}
    assert walk == {"crawls"}
    alone = "tests/access/test_access_table.py::test_the_table_holds[get-admin]"
    assert sharing.share_of(alone) == alone


def test_every_file_that_is_kept_together_is_there():
    root = Path(sharing.__file__).parents[1]
    assert [path for path in sharing.TOGETHER if not (root / path).exists()] == []


@pytest.mark.parametrize(("dist", "expected"), [("loadgroup", "crawls"), ("load", None)])
def test_the_suite_shares_out_so(pytestconfig, monkeypatch, dist, expected):
    """As xdist asks for it; with another `--dist` than the suite's, xdist has its own way."""
    monkeypatch.setattr(pytestconfig.option, "dist", dist)
    monkeypatch.setattr(pytestconfig.option, "tx", ["2*popen"])
    scheduler = sharing.pytest_xdist_make_scheduler(pytestconfig, None)
    assert (scheduler and scheduler._split_scope("tests/access/test_headers.py::test_one")) == expected


def test_bytecode_is_kept_whatever_the_environment_says(monkeypatch):
    """Without it every process of a run rewrites the asserts of every file anew."""
    told = []
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setattr(suite.subprocess, "run", lambda *_, env, **__: told.append(env) or Done)
    suite._pytest("SQLite", [], None)
    assert "PYTHONDONTWRITEBYTECODE" not in told[0]
    assert told[0]["DJANGO_SETTINGS_MODULE"] == "tests.settings"


class Done:
    """As much of what subprocess.run gives as is asked of it."""

    returncode = 0
