"""The command behind ./run test: which rounds it runs, and what it makes of their results."""

import pytest

from tests import conftest, suite


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
