"""What the pure files say, phrase by phrase in each language, and that they need no Django to say it in Bokmål."""

import subprocess
import sys

import pytest
from django.utils import translation

from actionplan.deadlines import describe, from_json, hint, parse_deadline, to_json
from actionplan.deadlinewords import adds_to_text, quarter_words
from actionplan.periods import Period, expectation
from tests.architecture.source import ROOT
from vestregion.reporting.shelf import report_name

LANGUAGES = ("nb", "nn", "en")

READINGS = [
    # typed, said in Bokmål, Nynorsk, English
    ("", "Ingen frist", "Ingen frist", "No deadline"),
    ("Løpende", "Løpende gjennom året", "Løpande gjennom året", "Continuous through the year"),
    ("snart", "Ikke forstått", "Ikkje forstått", "Not understood"),
    ("Månedlig", "Hver måned", "Kvar månad", "Every month"),
    ("Kvartalsvis", "Hvert kvartal", "Kvart kvartal", "Every quarter"),
    ("Tertialvis", "Hvert tertial", "Kvart tertial", "Every four months"),
    ("Halvårlig", "Hvert halvår", "Kvart halvår", "Every six months"),
    ("Årlig", "Én gang i året", "Éin gong i året", "Once a year"),
    ("Q1", *["1. kvartal 2016"] * 2, "Q1 2016"),
    ("Q1 + Q3", *["1. og 3. kvartal 2016"] * 2, "Q1 and Q3 2016"),
    ("Q1, Q2 og Q4", *["1., 2. og 4. kvartal 2016"] * 2, "Q1, Q2 and Q4 2016"),
    ("Q4 + Q1-17", *["4. kvartal 2016 og 1. kvartal 2017"] * 2, "Q4 2016 and Q1 2017"),
    ("Q1 – Q4", *["1.–4. kvartal 2016"] * 2, "Q1–Q4 2016"),
    ("Q2 – Q2", *["2. kvartal 2016"] * 2, "Q2 2016"),
    ("Q1-15 – Q1-17", *["1. kvartal 2015 – 1. kvartal 2017"] * 2, "Q1 2015 – Q1 2017"),
    ("16.3 – 30.5", *["16.3.2016 – 30.5.2016"] * 3),
    ("22.05.15", *["22.5.2015"] * 3),
    (
        "uke 22",
        "uke 22 2016, 30. mai – 5. juni",
        "veke 22 2016, 30. mai – 5. juni",
        "week 22 2016, 30 May – 5 June",
    ),
    (
        "uke 52",
        "uke 52 2016, 26. desember 2016 – 1. januar 2017",
        "veke 52 2016, 26. desember 2016 – 1. januar 2017",
        "week 52 2016, 26 December 2016 – 1 January 2017",
    ),
    (
        "veke 22-24",
        "uke 22–24 2016, 30. mai – 19. juni",
        "veke 22–24 2016, 30. mai – 19. juni",
        "week 22–24 2016, 30 May – 19 June",
    ),
    ("januar", *["januar 2016"] * 2, "January 2016"),
    ("februar", *["februar 2016"] * 2, "February 2016"),
    ("mars", *["mars 2016"] * 2, "March 2016"),
    ("april", *["april 2016"] * 2, "April 2016"),
    ("mai", *["mai 2016"] * 2, "May 2016"),
    ("juni", *["juni 2016"] * 2, "June 2016"),
    ("juli", *["juli 2016"] * 2, "July 2016"),
    ("august", *["august 2016"] * 2, "August 2016"),
    ("september", *["september 2016"] * 2, "September 2016"),
    ("oktober", *["oktober 2016"] * 2, "October 2016"),
    ("november", *["november 2016"] * 2, "November 2016"),
    ("desember", *["desember 2016"] * 2, "December 2016"),
]

HINTS = [
    # typed, a piece of what is said in Bokmål, Nynorsk, English
    ("ferdigstilles", "Skriv for eksempel «Q2»", "Skriv til dømes «Q2»", "Write for example “Q2”"),
    ("Lopende", "Mente du «Løpende»?", "Meinte du «Løpende»?", "Did you mean “Løpende”?"),
    ("x" * 500, "for lang for en frist", "for lang for ein frist", "too long for a deadline"),
    ("inneværende år", "hele året? Skriv «Q1 – Q4»", "heile året? Skriv «Q1 – Q4»", "whole year? Write “Q1 – Q4”"),
    ("uke 53", "Uke 53 finnes ikke i 2016. M", "Veke 53 finst ikkje i 2016. M", "Week 53 does not exist in 2016. D"),
    ("uke 2, 1. mai – 2. mai", "Dagene er ikke dem i uken", "Dagane er ikkje dei i veka", "not those of the week"),
    ("sommeren 2019", "årstiden som kvartal. Mente", "årstida som kvartal. Meinte", "season as a quarter. Did"),
    ("fra 1.1.2019", "mangler en slutt", "manglar ein slutt", "has no end"),
    ("i 2019 og 2020", "kvartalet også, for eksempel", "kvartalet òg, til dømes", "quarter as well, for example"),
    ("2150", "langt fra planåret 2016", "langt frå planåret 2016", "far from the plan year 2016"),
    ("ca. 8 ganger i året", "bare «Månedlig»", "berre «Månadleg»", "only “Månedlig” (every month)"),
    ("Utsatt til Q3 -16 igjen", "bare fristen. Mente", "berre fristen. Meinte", "only the deadline. Did"),
    ("Q5", "heter «Q1»", "heiter «Q1»", "are called “Q1”"),
    ("Q3 - Q1", "slutter før den begynner. Mente", "sluttar før han byrjar. Meinte", "ends before it begins. Did"),
    ("2. halvår - 1. halvår", "den tidligste først", "den tidlegaste først", "the earlier one first"),
    ("30.2.2016", "Datoen 30.2.2016 finnes", "Datoen 30.2.2016 finst", "There is no date 30.2.2016."),
    ("31.13.2016", "Måned 13 finnes", "Månad 13 finst", "There is no month 13."),
    ("Q1 - Q2 - Q3", "blander flere", "blandar fleire", "mixes several"),
    ("15.3 og 1.10", "kvartaler som «Q1 + Q3»", "kvartal som «Q1 + Q3»", "quarters such as “Q1 + Q3”"),
    ("1. tertial", "Mente du «30.4»?", "Meinte du «30.4»?", "Did you mean “30.4”?"),
]

ADDS = [
    # typed, whether the reading says more in Bokmål, Nynorsk, English
    ("", False, False, False),
    ("Løpende", False, False, True),
    ("løpande gjennom året", False, False, True),
    ("Månedlig", False, False, True),
    ("Kvartalsvis", False, False, True),
    ("Halvårleg", False, False, True),
    ("Årlig", False, False, True),
    ("juni 2018", False, False, True),
    ("Juni 2018 ", False, False, True),
    ("juni", True, True, True),
    ("31.5.2018", False, False, False),
    ("31.5", True, True, True),
    ("Q3", True, True, True),
    ("Q1 – Q4", True, True, True),
]


@pytest.mark.parametrize(("text", "nb", "nn", "en"), ADDS)
def test_a_reading_that_repeats_the_text_is_left_out(text, nb, nn, en):
    for language, expected in zip(LANGUAGES, (nb, nn, en), strict=True):
        with translation.override(language):
            assert adds_to_text(parse_deadline(text, 2016)) is expected


EXPECTED = [
    # typed, period, said in Bokmål, Nynorsk, English
    ("", "t1", "Ingen frist", "Ingen frist", "No deadline"),
    ("snart", "t1", "Fristen er ikke forstått", "Fristen er ikkje forstått", "The deadline was not understood"),
    ("Løpende", "t1", "Løpende", "Løpande", "Continuous"),
    (
        "Løpende",
        "aar",
        "Løpende, oppsummeres for året",
        "Løpande, blir oppsummert for året",
        "Continuous, summed up for the year",
    ),
    ("Kvartalsvis", "t2", "2 av 4 ganger", "2 av 4 gonger", "2 of 4 times"),
    ("Årlig", "aar", "1 av 1 gang", "1 av 1 gong", "1 of 1 time"),
    ("Q1", "t1", "Skal være ferdig", "Skal vere ferdig", "Should be finished"),
    (
        "Q1 + Q3",
        "t2",
        "1 av 2 kvartaler skal være levert",
        "1 av 2 kvartal skal vere leverte",
        "1 of 2 quarters should be delivered",
    ),
    ("Q4", "t1", "Ikke startet", "Ikkje starta", "Not started"),
    ("Q1 – Q4", "t1", "I arbeid", "I arbeid", "Under way"),
    (
        "12.5",
        "t1",
        "I arbeid, frist om 12 dager",
        "I arbeid, frist om 12 dagar",
        "Under way, due in 12 days",
    ),
    ("1.5", "t1", "I arbeid, frist om 1 dag", "I arbeid, frist om 1 dag", "Under way, due in 1 day"),
]

PERIODS = {
    "nb": ["1. tertial", "2. tertial", "Året"],
    "nn": ["1. tertial", "2. tertial", "Året"],
    "en": ["First four months", "Second four months", "The year"],
}
REPORTS = {
    "nb": ["1. tertial", "2. tertial", "Årsrapport"],
    "nn": ["1. tertial", "2. tertial", "Årsrapport"],
    "en": ["First four months", "Second four months", "Annual report"],
}
QUARTERS = {
    "Q1 - Q3": {
        "nb": ("Pågår", "Pågår", "Frist", ""),
        "nn": ("I gang", "I gang", "Frist", ""),
        "en": ("In progress", "In progress", "Deadline", ""),
    },
    "Løpende": {"nb": ("Løpende",) * 4, "nn": ("Løpande",) * 4, "en": ("Continuous",) * 4},
    "Kvartalsvis": {"nb": ("Hvert kvartal",) * 4, "nn": ("Kvart kvartal",) * 4, "en": ("Every quarter",) * 4},
}


def in_each(say) -> list:
    """What `say()` says in each language."""
    said = []
    for language in LANGUAGES:
        with translation.override(language):
            said.append(say())
    return said


@pytest.mark.parametrize(("text", "nb", "nn", "en"), READINGS)
def test_a_reading(text, nb, nn, en):
    deadline = parse_deadline(text, 2016)
    assert in_each(lambda: describe(deadline)) == [nb, nn, en]


@pytest.mark.parametrize(("text", "nb", "nn", "en"), HINTS)
def test_a_hint(text, nb, nn, en):
    said = in_each(lambda: hint(text, 2016))
    pieces = [nb, nn, en]
    assert [piece in sentence for piece, sentence in zip(pieces, said, strict=True)] == [True] * 3, said
    assert len(set(said)) == 3


@pytest.mark.parametrize(("text", "period", "nb", "nn", "en"), EXPECTED)
def test_an_expectation(text, period, nb, nn, en):
    found = in_each(lambda: expectation(parse_deadline(text, 2016), Period(period), 2016))
    assert [each.label for each in found] == [nb, nn, en]
    assert len({(each.state, each.occurrences, each.preset) for each in found}) == 1


@pytest.mark.parametrize(("names", "expected"), [(lambda period: period.label, PERIODS), (report_name, REPORTS)])
def test_periods_and_reports(names, expected):
    assert in_each(lambda: [names(period) for period in Period]) == [expected[language] for language in LANGUAGES]


@pytest.mark.parametrize("text", QUARTERS)
def test_the_quarters_of_the_timeline(text):
    said = in_each(lambda: quarter_words(parse_deadline(text, 2016), 2016))
    assert said == [QUARTERS[text][language] for language in LANGUAGES]


@pytest.mark.parametrize("text", ["Q1 + Q3", "sommeren 2019", "x" * 500, ""])
def test_a_stored_reading_has_no_language(text):
    stored = in_each(lambda: to_json(parse_deadline(text, 2016)))
    assert stored == [stored[0]] * 3


def test_a_reading_stored_with_a_hint_is_read():
    """Readings once kept the hint in Bokmål beside them."""
    read = parse_deadline("sommeren 2019", 2016)
    stored = to_json(read) | {"hint": "Skriv årstiden som kvartal. Mente du «Q3 2019»?"}
    assert from_json(stored) == read


def test_without_django_it_is_bokmaal():
    program = (
        "import sys; from actionplan.deadlines import describe, hint, parse_deadline;"
        "from actionplan.periods import Period, expectation;"
        "said = parse_deadline('12.5', 2016), parse_deadline('Årlig', 2016);"
        "print(describe(said[1]), hint('Lopende', 2016), Period.AAR.label,"
        "      *[expectation(each, Period.T1, 2016).label for each in said], 'django' in sys.modules, sep='|')"
    )
    environment = {"PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=ROOT, env=environment, check=True)
    said = "Én gang i året|Mente du «Løpende»?|Året|I arbeid, frist om 12 dager|0 av 1 gang|False"
    assert done.stdout.strip() == said
