"""Two agendas compared: what is told is all that differs, and no more."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.agendacompare import compare, compared_subs


def row(key, *, number=1, role="decides", late=False, state="numbered", paper=None, files=(), subs=()):
    number = None if number is None else [2018, number]
    return {
        "item": key,
        "number": number,
        "role": role,
        "late": late,
        "state": state,
        "paper": paper,
        "files": [*files],
        "subs": [*subs],
    }


def rows(text, **more):
    return [row(key, **more) for key in text]


ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from("ABCDEFGHIJ"),
        number=st.none() | st.integers(1, 9),
        role=st.sampled_from(["decides", "hears"]),
        late=st.booleans(),
        state=st.sampled_from(["numbered", "withdrawn", "postponed"]),
        paper=st.none() | st.sampled_from([["p1", 1], ["p2", 2]]),
        files=st.lists(
            st.tuples(st.sampled_from("xyz"), st.integers(1, 3)).map(lambda each: [each[0], f"v{each[1]}", each[1]]),
            unique_by=lambda each: each[0],
        ),
        subs=st.sampled_from(["", "r1", "r2", "r1 s1", "s1 r2", "t1 r1 s3"]).map(lambda text: subs(text)),
    ),
    unique_by=lambda each: each["item"],
)
FACTS = st.dictionaries(st.sampled_from(["day", "place", "form"]), st.sampled_from(["", "a", "b"]))


def applied(before, found):
    """The older agenda with the difference done to it."""
    gone = {each.item for each in found.items if each.is_gone}
    placed = {each.item: each for each in found.items if each.is_new or each.moved}
    order = [each["item"] for each in before if each["item"] not in gone | placed.keys()]
    for key, change in placed.items():  # in the order of the newer agenda
        order.insert(order.index(change.after) + 1 if change.after else 0, key)
    known = {each["item"]: each for each in before}
    changes = {each.item: each for each in found.items}
    return [_changed(known.get(key), changes.get(key)) for key in order]


def _changed(was, change):
    if change is None:
        return was
    if change.is_new:
        return dict(change.row)
    pairs = {name: getattr(change, name) for name in ("number", "state", "role", "late", "paper", "subs")}
    assert all(pair is None or pair[0] == was[name] != pair[1] for name, pair in pairs.items())
    files = {file[0]: file for file in was["files"]}
    files = {key: file for key, file in files.items() if file not in change.files_gone}
    files |= {new[0]: new for _old, new in change.files_changed} | {file[0]: file for file in change.files_new}
    return {**was, **{name: pair[1] for name, pair in pairs.items() if pair}, "files": files}


def loose(agenda):
    """The order of the files is no part of what is compared."""
    return [{**each, "files": sorted(map(tuple, _listed(each["files"])))} for each in agenda]


def _listed(files):
    return files.values() if isinstance(files, dict) else files


@given(ROWS, ROWS, FACTS, FACTS)
def test_the_older_agenda_with_the_difference_is_the_newer(before, after, facts, later):
    found = compare(before, after, facts, later)
    assert loose(applied(before, found)) == loose(after)
    names = facts.keys() | later.keys()
    assert found.facts == {
        name: (facts.get(name, ""), later.get(name, "")) for name in names if facts.get(name, "") != later.get(name, "")
    }
    assert all(each.tells for each in found.items)
    assert not compare(after, after, later, later)


@pytest.mark.parametrize(
    ("before", "after", "moved"),
    [("ABC", "ABC", ""), ("ABC", "CAB", "C"), ("ABC", "BCA", "A"), ("ABCD", "DCBA", "DCB"), ("ABC", "AXBC", "")],
)
def test_the_fewest_are_told_as_moved(before, after, moved):
    found = compare(rows(before), rows(after))
    assert {each.item for each in found.items if each.moved} == set(moved)


def test_a_moved_case_tells_where_it_stands():
    told = {each.item: each.after for each in compare(rows("ABC"), rows("CAB")).items}
    assert told == {"C": ""}
    assert [each.after for each in compare(rows("ABC"), rows("BCA")).items] == ["C"]


@pytest.mark.parametrize(
    ("changed", "is_of_agenda"),
    [
        ({"paper": ["p2", 2]}, False),
        ({"files": [["x", "v1", 1]]}, False),
        ({"role": "hears"}, True),
        ({"state": "withdrawn"}, True),
        ({"number": 7}, True),
        ({"subs": [["r", 1, "m"]]}, True),
    ],
)
def test_papers_are_no_change_of_the_agenda(changed, is_of_agenda):
    found = compare(rows("A"), rows("A", **changed))
    assert found
    assert found.is_of_agenda is is_of_agenda


def subs(text):
    """Points as a version holds them: "r1" is the point r with the words 1."""
    return [[each[0], int(each[1]), f"m{each[1]}"] for each in text.split()]


@pytest.mark.parametrize(
    ("before", "after", "new", "gone", "changed", "moved"),
    [
        ("", "r1 s1", [0, 1], [], [], False),
        ("r1 s1", "s1", [], [0], [], False),
        ("r1 s1", "s1 r1", [], [], [], True),
        ("r1 s1", "r1 s2", [], [], [1], False),
        ("r1 s1", "t1 s2", [0], [0], [1], False),
        ("r1 s1 t1", "t1 r2", [], [1], [1], True),
    ],
)
def test_points_below_a_case_are_told_one_by_one(before, after, new, gone, changed, moved):
    found = compared_subs(subs(before), subs(after))
    assert [place for place, _each in found.new] == new
    assert [place for place, _each in found.gone] == gone
    assert [place for place, _was, _now in found.changed] == changed
    assert found.moved is moved


def test_a_point_that_reads_the_same_in_a_later_version_of_its_row_is_no_change():
    assert not compare(rows("A", subs=[["r", 1, "m"]]), rows("A", subs=[["r", 4, "m"]]))


def test_a_version_from_before_there_were_points_has_none():
    (old,) = rows("A")
    del old["subs"]
    assert not compare([old], rows("A"))
    assert compare([old], rows("A", subs=[["r", 1, "m"]])).is_of_agenda
