"""A deadline moved by quarters is written the way it was written, and says what it should when it is read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionplan.deadline_shifting import LONGEST, shift_text
from actionplan.deadlines import parse_deadline, shift


@pytest.mark.parametrize(
    ("text", "quarters", "moved"),
    [
        ("Q1", 1, "Q2"),
        ("Q1 + Q2", 1, "Q2 + Q3"),
        ("Q1, Q3", 1, "Q2, Q4"),
        ("Q4", 1, "Q1-17"),
        ("Q1", -1, "Q4-15"),
        ("Q3/Q4", 1, "Q4/Q1-17"),
        ("Q1 – Q4", 1, "Q2 – Q1-17"),
        ("Q1-15 - Q4-17", 1, "Q2-15 - Q1-18"),
        ("Q1 + Q2 2017", 1, "Q2 + Q3 2017"),
        ("q 3 2016", 2, "q 1 2017"),
        ("1. kvartal", 1, "2. kvartal"),
        ("4. kvartal 2016", 1, "1. kvartal 2017"),
        ("1. kvartal", -1, "4. kvartal 2015"),
        ("Juni", 1, "September"),
        ("november", 1, "februar 2017"),
        ("juni 2017", -2, "desember 2016"),
        ("innen 1. juni", 1, "innen 1. september"),
        ("15.3.2016", 1, "15.6.2016"),
        ("30.11.2016", 1, "28.2.2017"),
        ("1. halvår", 1, "Q2 – Q3"),
        ("Q1", 4, "Q1-17"),
        ("Q1 - Q4 2016", 4, "Q1 - Q4 2017"),
        ("Q1 + Q2 2017", -4, "Q1 + Q2 2016"),
        ("mai – august 2017", 4, "mai – august 2018"),
        ("Q1-17", -4, "Q1-16"),
        ("Q1", 0, "Q1"),
        ("uke 22", 1, "uke 35"),
        ("Veke 22", 4, "Veke 22 2017"),
        ("uke 22–24 2017", -4, "uke 22–24"),
    ],
)
def test_it_is_written_as_it_was(text, quarters, moved):
    assert shift_text(text, quarters, 2016) == moved


@pytest.mark.parametrize("text", ["", "Løpende", "Kvartalsvis", "Månedlig", "Årlig", "snart", "sommeren 2019", "Q5"])
@pytest.mark.parametrize("quarters", [-5, 1, 4])
def test_what_has_no_date_of_its_own_stays(text, quarters):
    assert shift_text(text, quarters, 2016) == text


quarter = st.one_of(
    st.builds("Q{}".format, st.integers(1, 4)),
    st.builds("Q{}-{:02d}".format, st.integers(1, 4), st.integers(12, 20)),
    st.builds("q {} {}".format, st.integers(1, 4), st.integers(2012, 2020)),
    st.builds("{}. kvartal".format, st.integers(1, 4)),
    st.builds("{}. kvartal {}".format, st.integers(1, 4), st.integers(2012, 2020)),
)
joined = st.tuples(quarter, st.sampled_from([" + ", ", ", " – ", " - ", "/", " og "]), quarter).map("".join)
months = st.sampled_from(["juni", "Desember 2016", "mars 2017", "mai – august 2017"])
days = st.builds("{}.{}.{}".format, st.integers(1, 28), st.integers(1, 12), st.integers(2012, 2020))
weeks = st.builds("uke {} {}".format, st.integers(1, 52), st.integers(2012, 2020))
typed = st.one_of(quarter, joined, months, days, st.sampled_from(["1. halvår", "2016", "Løpende", "", "snart"]))


@given(st.one_of(typed, weeks), st.integers(-40, 40))
def test_what_is_written_says_what_was_meant(text, quarters):
    before, moved = parse_deadline(text, 2016), shift_text(text, quarters, 2016)
    assert len(moved) <= LONGEST
    if moved == text:
        return
    meant, read = shift(before, quarters, 2016), parse_deadline(moved, 2016)
    assert (read.kind, read.quarters, read.start, read.end) == (meant.kind, meant.quarters, meant.start, meant.end)


@given(typed, st.integers(-40, 40))
def test_there_and_back_says_the_same(text, quarters):
    before = parse_deadline(text, 2016)
    moved = shift_text(text, quarters, 2016)
    back = parse_deadline(shift_text(moved, -quarters if moved != text else 0, 2016), 2016)
    assert (back.kind, back.quarters) == (before.kind, before.quarters)


@given(joined, st.sampled_from([-3, -1, 1, 2, 6]))
def test_every_understood_quarter_moves(text, quarters):
    understood = parse_deadline(text, 2016).quarters
    assert (shift_text(text, quarters, 2016) != text) is bool(understood)
