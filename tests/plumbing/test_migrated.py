"""From which kept database a migrated one is made."""

import json

import pytest

from tests import migrated

OURS = {"requirements.txt": "1", "governance/migrations/0001.py": "a", "governance/migrations/0002.py": "b"}


@pytest.fixture
def keep(tmp_path, monkeypatch):
    monkeypatch.setattr(migrated.sys, "prefix", str(tmp_path))
    monkeypatch.setattr(migrated, "fingerprint", lambda: "ours")
    monkeypatch.setattr(migrated, "_made_of", lambda: OURS)

    def make(name, told):
        path = tmp_path / f"test-database-{name}.sqlite3"
        path.touch()
        if told is not None:
            path.with_suffix(".json").write_text(json.dumps(told))
        return path

    return make


LESS = {name: told for name, told in OURS.items() if "0002" not in name}


@pytest.mark.parametrize(
    ("name", "told", "is_taken"),
    [
        ("less", LESS, True),
        ("another library", LESS | {"requirements.txt": "2"}, False),
        ("another migration", OURS | {"governance/migrations/0002.py": "c"}, False),
        ("one more", OURS | {"governance/migrations/0003.py": "c"}, False),
        ("nothing told", None, False),
        ("no library", {}, False),
    ],
)
def test_only_one_that_has_nothing_but_ours_is_grown(keep, name, told, is_taken):
    path = keep(name, told)
    assert migrated.nearest("sqlite3") == (path if is_taken else None)
    assert migrated.nearest("sql") is None


def test_the_one_with_the_most_of_ours_goes_first_and_our_own_before_all(keep):
    keep("little", {"requirements.txt": "1"})
    less = keep("less", LESS)
    assert migrated.nearest("sqlite3") == less
    own = keep("ours", None)
    assert migrated.nearest("sqlite3") == own
