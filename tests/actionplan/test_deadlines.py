"""Every spelling of a deadline, what it is read as, and when it is late."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from actionplan.deadlines import (
    DeadlineKind,
    describe,
    due_occurrences,
    from_json,
    hint,
    is_overdue,
    parse_deadline,
    shift,
    sort_key,
    timeline_cells,
    to_json,
    total_occurrences,
)

# The plan of 2016: every spelling with the number of activities that carry it.
PLAN_2016 = {
    "Q1": 14, "Q2": 4, "Q3": 6, "Q4": 6, "Q1 – Q4": 2, "Q1 - Q3": 1, "Q1 + Q2": 3, "Q1 + Q3": 1, "Q2 + Q3": 1,
    "Løpende": 28, "Kvartalsvis": 1, "kvartalsvis": 1, "Månedlig": 1,
    "Q1-15 - Q4-17": 1, "Q1-15 Q4-17": 1, "Q1- 16 Q4-16": 1,
}  # fmt: skip

READINGS = [
    # as typed, kind, reading
    ("", "none", "Ingen frist"),
    (" \u00a0\t", "none", "Ingen frist"),
    ("-", "none", "Ingen frist"),
    ("Q1", "quarters", "1. kvartal 2016"),
    ("Q2", "quarters", "2. kvartal 2016"),
    ("Q3", "quarters", "3. kvartal 2016"),
    ("Q4", "quarters", "4. kvartal 2016"),
    ("q4.", "quarters", "4. kvartal 2016"),
    ("Q 1", "quarters", "1. kvartal 2016"),
    ("Q1 – Q4", "range", "1.–4. kvartal 2016"),
    ("Q1 — Q4", "range", "1.–4. kvartal 2016"),
    ("q1\u00a0\u2011\u00a0q4", "range", "1.–4. kvartal 2016"),
    ("Q1 - Q3", "range", "1.–3. kvartal 2016"),
    ("Q1-3", "range", "1.–3. kvartal 2016"),
    ("Q2-Q2", "range", "2. kvartal 2016"),
    ("Q1 + Q2", "quarters", "1. og 2. kvartal 2016"),
    ("Q1 + Q3", "quarters", "1. og 3. kvartal 2016"),
    ("Q3+Q1", "quarters", "1. og 3. kvartal 2016"),
    ("Q2 + Q3", "quarters", "2. og 3. kvartal 2016"),
    ("Q1, Q2 og Q4", "quarters", "1., 2. og 4. kvartal 2016"),
    ("Q1 + Q1", "quarters", "1. kvartal 2016"),
    ("Løpende", "continuous", "Løpende gjennom året"),
    ("LØPENDE.", "continuous", "Løpende gjennom året"),
    ("Kvartalsvis", "recurring", "Hvert kvartal"),
    ("kvartalsvis", "recurring", "Hvert kvartal"),
    ("Månedlig", "recurring", "Hver måned"),
    ("Ma\u030anedlig", "recurring", "Hver måned"),
    ("Halvårlig", "recurring", "Hvert halvår"),
    ("Halvårlige", "recurring", "Hvert halvår"),
    ("Tertialvis", "recurring", "Hvert tertial"),
    ("Årlig", "recurring", "Én gang i året"),
    ("Q1-15 - Q4-17", "range", "1. kvartal 2015 – 4. kvartal 2017"),
    ("Q1-15 Q4-17", "range", "1. kvartal 2015 – 4. kvartal 2017"),
    ("Q1- 16 Q4-16", "range", "1.–4. kvartal 2016"),
    ("Q1 - Q4-17", "range", "1. kvartal 2016 – 4. kvartal 2017"),
    ("Q1-Q4 2018", "range", "1.–4. kvartal 2018"),
    ("Q3 - Q1 2017", "range", "3. kvartal 2016 – 1. kvartal 2017"),
    ("Q3 -16", "quarters", "3. kvartal 2016"),
    ("Q2-15", "quarters", "2. kvartal 2015"),
    ("Q3 2016", "quarters", "3. kvartal 2016"),
    ("2017-Q3", "quarters", "3. kvartal 2017"),
    ("1. kvartal", "quarters", "1. kvartal 2016"),
    ("2. kvartal 2017", "quarters", "2. kvartal 2017"),
    ("første kvartal", "quarters", "1. kvartal 2016"),
    ("1. og 3. kvartal 2018", "quarters", "1. og 3. kvartal 2018"),
    ("Innen utgangen av 3. kvartal", "quarters", "3. kvartal 2016"),
    ("første halvår", "range", "1.–2. kvartal 2016"),
    ("2. halvår 2017", "range", "3.–4. kvartal 2017"),
    ("22.05.15", "date", "22.5.2015"),
    ("30.11.2016", "date", "30.11.2016"),
    ("2016-11-30", "date", "30.11.2016"),
    ("22. oktober 2008", "date", "22.10.2008"),
    ("29.2", "date", "29.2.2016"),
    ("15.3", "date", "15.3.2016"),
    ("31.5.", "date", "31.5.2016"),
    ("14.6", "date", "14.6.2016"),
    ("juni 2018", "month", "juni 2018"),
    ("Juni", "month", "juni 2016"),
    ("16.3 – 30.5", "range", "16.3.2016 – 30.5.2016"),
    ("16.3 – 30.5.2018", "range", "16.3.2018 – 30.5.2018"),
    ("juli 2017 — 31.12.2018", "range", "3. kvartal 2017 – 4. kvartal 2018"),
    ("1.1.2016 til 31.12.2018", "range", "1. kvartal 2016 – 4. kvartal 2018"),
    ("21.-22. oktober -08", "range", "21.10.2008 – 22.10.2008"),
    ("juni - 15 aug", "range", "1.6.2016 – 15.8.2016"),
    ("2018", "range", "1.–4. kvartal 2018"),
    ("i 2018", "range", "1.–4. kvartal 2018"),
    ("I løpet av 2015.", "range", "1.–4. kvartal 2015"),
    ("innen utgangen av 2017", "range", "1.–4. kvartal 2017"),
    # Nynorsk
    ("Løpande", "continuous", "Løpende gjennom året"),
    ("Fortløpande", "continuous", "Løpende gjennom året"),
    ("Kontinuerleg", "continuous", "Løpende gjennom året"),
    ("Månadleg", "recurring", "Hver måned"),
    ("kvar månad", "recurring", "Hver måned"),
    ("Kvartalsvis", "recurring", "Hvert kvartal"),
    ("Kvart kvartal", "recurring", "Hvert kvartal"),
    ("kvart tertial", "recurring", "Hvert tertial"),
    ("Halvårleg", "recurring", "Hvert halvår"),
    ("kvart halvår", "recurring", "Hvert halvår"),
    ("Årleg", "recurring", "Én gang i året"),
    ("kvart år", "recurring", "Én gang i året"),
    ("ein gong i året", "recurring", "Én gang i året"),
    ("fyrste kvartal", "quarters", "1. kvartal 2016"),
    ("innan 1. kvartal 2017", "quarters", "1. kvartal 2017"),
    ("innan utgangen av Q3", "quarters", "3. kvartal 2016"),
    ("seinast 15.3", "date", "15.3.2016"),
    ("i løpet av juni", "month", "juni 2016"),
    # Weeks: 2016 has 52, 2015 and 2020 have 53
    ("uke 22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("Uke 22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("uke22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("i uke 22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("innen uke 22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("i løpet av uke 22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("veke 22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("seinast veke 22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("uke 22 2018", "week", "uke 22 2018, 28. mai – 3. juni"),
    ("uke 22-2018", "week", "uke 22 2018, 28. mai – 3. juni"),
    ("uke 22, 2018", "week", "uke 22 2018, 28. mai – 3. juni"),
    ("uke 22 2018, 28. mai – 3. juni", "week", "uke 22 2018, 28. mai – 3. juni"),
    ("uke 1", "week", "uke 1 2016, 4. januar – 10. januar"),
    ("uke 52", "week", "uke 52 2016, 26. desember 2016 – 1. januar 2017"),
    ("uke 1 2019", "week", "uke 1 2019, 31. desember 2018 – 6. januar 2019"),
    ("uke 53 2020", "week", "uke 53 2020, 28. desember 2020 – 3. januar 2021"),
    ("uke 22-22", "week", "uke 22 2016, 30. mai – 5. juni"),
    ("uke 22-24", "range", "uke 22–24 2016, 30. mai – 19. juni"),
    ("uke 22 – 24", "range", "uke 22–24 2016, 30. mai – 19. juni"),
    ("uke 22 til uke 24", "range", "uke 22–24 2016, 30. mai – 19. juni"),
    ("ukene 22–24 2018", "range", "uke 22–24 2018, 28. mai – 17. juni"),
    ("vekene 22 til 24", "range", "uke 22–24 2016, 30. mai – 19. juni"),
    ("uke 50 - uke 2 2017", "range", "uke 50 2016 – uke 2 2017, 12. desember 2016 – 15. januar 2017"),
    ("uke 22 – 15. juni", "range", "30.5.2016 – 15.6.2016"),
    ("uke 22 - 15.6", "range", "30.5.2016 – 15.6.2016"),
    ("30.5 – 5.6", "range", "30.5.2016 – 5.6.2016"),
    ("frå 1.1.2016 til 31.12.2018", "range", "1. kvartal 2016 – 4. kvartal 2018"),
]

NOT_UNDERSTOOD = [
    # as typed, a piece of the hint
    ("ferdigstilles", "Skriv for eksempel"),
    ("inneværende år", "«Q1 – Q4»"),
    ("sommeren 2019", "«Q3 2019»"),
    ("fra 1.1.2019", "mangler en slutt"),
    ("i 2019 og 2020", "«Q4 2019»"),
    ("innen 2018", "«Q4 2018»"),
    ("innan 2018", "«Q4 2018»"),
    ("2150", "for langt fra planåret 2016"),
    ("frå 1.1.2019", "mangler en slutt"),
    ("hausten 2019", "«Q4 2019»"),
    ("ca. 8 gonger i året", "«Månedlig»"),
    ("årlig to", "«Halvårlig»"),
    ("ila 2009/-10", "«Q4 2009»"),
    ("ca. 8 ganger i året", "«Månedlig»"),
    ("Lopende", "«Løpende»"),
    ("Utsatt til Q3 -16 grunnet forsinkelse", "«Q3»"),
    ("Q5", "«Q1», «Q2», «Q3» og «Q4»"),
    ("Q1-155", "Mente du «Q1»?"),
    ("Q3 - Q1", "«Q1 – Q3»"),
    ("Q4-17 - Q1-15", "«Q1-15 – Q4-17»"),
    ("30.5 – 16.3", "«16.3.2016 – 30.5.2016»"),
    ("30.2.2016", "«29.2.2016»"),
    ("29.2.2015", "«28.2.2015»"),
    ("0.4", "«1.4.2016»"),
    ("31.13.2016", "Måned 13 finnes ikke"),
    ("Q1 2150", "for langt fra planåret 2016"),
    ("Q1 - Q2 - Q3", "blander"),
    ("15.3 og 1.10", "Bare kvartaler"),
    ("1. tertial", "«30.4»"),
    ("uke 53", "Uke 53 finnes ikke i 2016. Mente du «uke 52 2016»?"),
    ("uke 0", "«uke 1 2016»"),
    ("uke 60 2018", "«uke 52 2018»"),
    ("uke 24 - uke 22", "«uke 22 2016 – uke 24 2016»"),
    ("uke 22 og 24", "Skriv"),
    ("uke 22 + uke 24", "Bare kvartaler"),
    ("uke 22 2018, 1. mai – 3. juni", "Dagene er ikke dem i uken"),
    ("møte uke 22", "Mente du «uke 22 2016»?"),
    ("x" * 5000, "for lang"),
]


@pytest.mark.parametrize(("text", "kind", "reading"), READINGS)
def test_spelling_is_read(text, kind, reading):
    deadline = parse_deadline(text, 2016)
    assert (deadline.kind.value, describe(deadline)) == (kind, reading)
    assert (deadline.text, deadline.understood, hint(text, 2016)) == (text, True, "")


@pytest.mark.parametrize(("text", "piece"), NOT_UNDERSTOOD)
def test_unknown_text_is_kept_and_gets_a_hint(text, piece):
    deadline = parse_deadline(text, 2016)
    assert (deadline.kind, deadline.text, deadline.understood) == (DeadlineKind.UNKNOWN, text, False)
    assert describe(deadline) == "Ikke forstått"
    assert piece in hint(text, 2016)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("text", [text for text, _piece in NOT_UNDERSTOOD])
def test_every_suggestion_can_be_typed(text, language):
    with translation.override(language):
        suggestions = suggested(hint(text, 2016))
    assert len(suggestions) == len(suggested(hint(text, 2016)))
    assert [each for each in suggestions if not parse_deadline(each, 2016).understood] == []


def suggested(sentence: str) -> list[str]:
    """What stands in quotation marks, Norwegian or English."""
    return re.findall("[«“](.*?)[»”]", sentence)


def test_plan_of_2016_is_read_whole():
    assert (len(PLAN_2016), sum(PLAN_2016.values())) == (16, 72)
    kinds = Counter()
    for text, count in PLAN_2016.items():
        kinds[parse_deadline(text, 2016).kind.value] += count
    assert kinds == {"quarters": 35, "range": 6, "continuous": 28, "recurring": 3}


def test_days_and_quarters_of_a_range_over_years():
    deadline = parse_deadline("Q1-15 Q4-17", 2016)
    assert (deadline.start, deadline.end) == (date(2015, 1, 1), date(2017, 12, 31))
    assert (deadline.quarters[0], deadline.quarters[-1], len(deadline.quarters)) == ((2015, 1), (2017, 4), 12)


@pytest.mark.parametrize(("text", "per_year"), [("Månedlig", 12), ("Kvartalsvis", 4), ("Halvårlig", 2), ("Årlig", 1)])
def test_occurrences_in_a_year(text, per_year):
    deadline = parse_deadline(text, 2016)
    assert (deadline.per_year, total_occurrences(deadline, 2016)) == (per_year, per_year)


@pytest.mark.parametrize("year", [2015, 2017, 1999])
def test_default_year_is_the_plan_year(year):
    assert parse_deadline("Q2", year).end == date(year, 6, 30)
    assert parse_deadline("15.3", year).end == date(year, 3, 15)


def test_two_digit_year_is_the_nearest():
    assert parse_deadline("Q1-98", 2016).quarters == ((1998, 1),)
    assert parse_deadline("Q1-04", 1998).quarters == ((2004, 1),)


@pytest.mark.parametrize(
    ("text", "year", "cells"),
    [
        ("Q3", 2016, "..x."),
        ("Q3", 2017, "...."),
        ("Q1 + Q3", 2016, "x.x."),
        ("Q1 - Q3", 2016, "xxx."),
        ("Q1-15 - Q4-17", 2016, "xxxx"),
        ("Q3-15 - Q2-16", 2016, "xx.."),
        ("Løpende", 2016, "xxxx"),
        ("Månedlig", 2016, "xxxx"),
        ("Halvårlig", 2016, ".x.x"),
        ("16.3 – 30.5", 2016, "xx.."),
        ("juni", 2016, ".x.."),
        ("uke 22", 2016, ".x.."),
        ("uke 26", 2016, ".xx."),  # 27. juni – 3. juli
        ("uke 1 2019", 2018, "...x"),
        ("", 2016, "...."),
        ("snart", 2016, "...."),
    ],
)
def test_timeline_cells(text, year, cells):
    assert timeline_cells(parse_deadline(text, 2016), year) == tuple(cell == "x" for cell in cells)


@pytest.mark.parametrize(
    ("text", "delivered", "on", "late"),
    [
        ("Q1", 0, date(2016, 3, 31), False),  # the last day is still in time
        ("Q1", 0, date(2016, 4, 1), True),
        ("Q1", 1, date(2016, 4, 1), False),
        ("Q1 + Q3", 1, date(2016, 9, 30), False),
        ("Q1 + Q3", 1, date(2016, 10, 1), True),
        ("Q1 - Q3", 0, date(2016, 9, 30), False),
        ("Q1 - Q3", 0, date(2016, 10, 1), True),
        ("Q1-15 - Q4-17", 0, date(2017, 12, 31), False),
        ("Q1-15 - Q4-17", 0, date(2018, 1, 1), True),
        ("Kvartalsvis", 1, date(2016, 7, 1), True),
        ("Kvartalsvis", 2, date(2016, 7, 1), False),
        ("Månedlig", 3, date(2016, 5, 1), True),
        ("Løpende", 0, date(2030, 1, 1), False),
        ("", 0, date(2030, 1, 1), False),
        ("snart", 0, date(2030, 1, 1), False),
        ("22.05.15", 0, date(2015, 5, 23), True),
        ("juni", 0, date(2016, 6, 30), False),
        ("juni", 0, date(2016, 7, 1), True),
        ("uke 22", 0, date(2016, 6, 5), False),  # Sunday
        ("uke 22", 0, date(2016, 6, 6), True),
        ("uke 22", 1, date(2016, 6, 6), False),
        ("uke 22-24", 0, date(2016, 6, 20), True),
    ],
)
def test_overdue(text, delivered, on, late):
    assert is_overdue(parse_deadline(text, 2016), delivered, on, 2016) is late


@pytest.mark.parametrize(
    ("text", "quarters", "plan_year", "moved"),
    [
        ("Q3", 1, 2016, "Q4"),
        ("Q4", 1, 2016, "Q1-17"),
        ("Q4", 4, 2017, "Q4"),
        ("Q3", 1, None, "Q4-16"),
        ("Q1 + Q3", 1, 2016, "Q2 + Q4"),
        ("Q1 + Q3", 2, 2016, "Q3-16 + Q1-17"),
        ("Q1-15 - Q4-17", 4, 2016, "Q1-16 – Q4-18"),
        ("første halvår", 2, 2016, "Q3 – Q4"),
        ("31.3", -1, 2016, "31.12.2015"),
        ("30.11", 1, 2016, "28.2.2017"),
        ("juni 2018", 1, 2016, "september 2018"),
        ("16.3 – 30.5", 4, 2017, "16.3.2017 – 30.5.2017"),
        ("uke 22", 1, 2016, "uke 35"),
        ("Uke 22", 4, 2017, "Uke 22"),
        ("veke 22 2018", 4, 2016, "veke 22 2019"),
        ("uke 50", 1, 2016, "uke 11 2017"),
        ("uke 5", -1, 2016, "uke 44 2015"),
        ("uke 53 2015", 4, 2016, "uke 52"),
        ("uke 22–24", 4, 2017, "uke 22–24"),
        ("uke 50 2016 – uke 2 2017", 4, 2017, "uke 50 2017 – uke 2 2018"),
        ("Løpende", 1, 2016, "Løpende"),
        ("Månedlig", 1, 2016, "Månedlig"),
        ("snart", 1, 2016, "snart"),
        ("", 1, 2016, ""),
        ("Q1", 40_000, 2016, "Q1"),  # beyond the calendar
    ],
)
def test_shift(text, quarters, plan_year, moved):
    assert shift(parse_deadline(text, 2016), quarters, plan_year).text == moved


def test_sort_order():
    texts = ["", "snart", "Løpende", "Kvartalsvis", "Q1-15 - Q4-17", "Q4", "Q2 + Q3", "Q1 - Q3", "15.3", "Q1"]
    ordered = sorted((parse_deadline(text, 2016) for text in texts), key=sort_key)
    assert [d.text for d in ordered] == [
        "15.3", "Q1", "Q1 - Q3", "Q2 + Q3", "Q4", "Q1-15 - Q4-17", "Kvartalsvis", "Løpende", "snart", "",
    ]  # fmt: skip


# Text that looks like deadlines finds far more corners than random letters.
WORDS = (
    "Q1 Q2 Q3 Q4 Q5 q kvartal halvår juni des mai tertial 1. 2. 3. 15 16 2016 2018 0 31 29.2 15.3 30.11.2016 "
    "2016-11-30 uke veke ukene 22 53 i innan frå Løpande Månadleg kvart år "
    "- – — + , / ' . og til t.o.m. fra innen første Løpende Månedlig årlig sommeren 9999 99"
)
PIECES = [*WORDS.split(), " ", "\u00a0", "\u00ad", "\n", "Ⅳ", "½", "٣", "\ud800"]
texts = st.one_of(st.text(max_size=150), st.lists(st.sampled_from(PIECES), max_size=9).map("".join))
spaced = st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)
years = st.integers(1950, 2100)


@st.composite
def dated(draw):
    quarter = st.builds("Q{}-{:02d}".format, st.integers(1, 4), st.integers(10, 22))
    forms = st.one_of(
        quarter,
        st.lists(quarter, min_size=2, max_size=4).map(" + ".join),
        st.tuples(quarter, quarter).map(lambda pair: " - ".join(sorted(pair, key=lambda q: (q[3:], q[1])))),
        st.dates(date(2010, 1, 1), date(2022, 12, 31)).map("{0.day}.{0.month}.{0.year}".format),
        st.sampled_from(["juni 2018", "mai - august 2017", "16.3 – 30.5", "andre halvår"]),
    )
    return parse_deadline(draw(forms), 2016)


@st.composite
def weekly(draw):
    """A week, or weeks in their order, of any of the years around."""
    year, first = draw(st.integers(2010, 2022)), draw(st.integers(1, 52))
    last = draw(st.integers(first, 52))
    form = draw(
        st.sampled_from(["uke {0} {2}", "veke {0} {2}", "uke {0}-{1} {2}", "uke {0} {2} – uke {1} {3}", "Uke {0}"])
    )
    return parse_deadline(form.format(first, last, year, year + 1), 2016)


deadlines = st.one_of(dated(), st.builds(parse_deadline, st.sampled_from(list(PLAN_2016)), st.just(2016)))


@given(st.one_of(texts, spaced), years)
def test_any_text_is_kept_and_never_raises(text, year):
    deadline = parse_deadline(text, year)
    assert deadline.text == text
    assert deadline.understood is (hint(text, year) == "")
    assert describe(deadline)
    assert from_json(to_json(deadline)) == deadline
    assert sort_key(deadline) == sort_key(parse_deadline(text, year))
    for suggestion in suggested(hint(text, year)):
        assert parse_deadline(suggestion, year).understood, suggestion


@given(st.one_of(deadlines, weekly()), st.sampled_from(["nb", "nn"]))
def test_the_reading_can_be_typed(deadline, language):
    with translation.override(language):
        reading = describe(deadline)
    again = parse_deadline(reading, 2016)
    assert (again.quarters, again.start, again.end) == (deadline.quarters, deadline.start, deadline.end)


@given(deadlines, st.integers(-40, 40), st.sampled_from([None, 2016, 2017]))
def test_shift_there_and_back(deadline, quarters, plan_year):
    moved = shift(deadline, quarters, plan_year)
    back = shift(moved, -quarters, plan_year)
    assert back.quarters == deadline.quarters
    assert (moved.kind, moved.understood, len(moved.quarters)) == (deadline.kind, True, len(deadline.quarters))


@given(weekly(), st.integers(-40, 40), st.sampled_from([None, 2016, 2017]))
def test_weeks_are_moved_there_and_back(deadline, quarters, plan_year):
    moved = shift(deadline, quarters, plan_year)
    assert (moved.kind, moved.understood, moved.end - moved.start) >= (deadline.kind, True, timedelta(days=6))
    assert (moved.start.isoweekday(), moved.end.isoweekday()) == (1, 7)
    back = shift(moved, -quarters, None)
    assert (back.kind, back.start, back.end) == (deadline.kind, deadline.start, deadline.end)


@given(
    st.one_of(deadlines, weekly(), st.builds(parse_deadline, texts, st.just(2016))),
    st.dates(date(2009, 1, 1)),
    st.integers(0, 900),
)
def test_due_never_falls_and_never_passes_the_total(deadline, on, days):
    later = min(on, date(9990, 1, 1)) + timedelta(days=days)
    due, total = due_occurrences(deadline, min(on, later), 2016), total_occurrences(deadline, 2016)
    assert 0 <= due <= due_occurrences(deadline, later, 2016) <= total
    assert due_occurrences(deadline, date.max, 2016) == total
    assert not is_overdue(deadline, total, on, 2016)
