"""Deadlines, expectations and periods on the pages, in the language the reader has chosen, also one after another."""

from datetime import date

import pytest

from actionplan.services import activities, status
from governance.services import alliances
from tests.actionplan.plancast import in_state

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
READING = "/vestregionen/handlingsplan/frist/"
LANGUAGES = ("nb", "nn", "en", "nb")  # Bokmål again at the end: what is remembered of a row is remembered for each


@pytest.fixture
def read(client_of, secretary, settings):
    """`read(language, address, **query)`: the page as the secretary reads it in a language."""

    def page(language, address, **query):
        client = client_of(secretary)
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
        return client.get(address, query).content.decode()

    return page


@pytest.fixture
def rows(secretary, section, measure, activity):
    """`activity` (Q1 + Q3), a range, and a text nobody understands."""
    for title, text in (("Planlegge", "Q1 – Q4"), ("Ønske", "sommeren 2019")):
        activities.create_activity(secretary, section=section, measure=measure, title=title, deadline_text=text)
    return activity


def check(read, address: str, expected: dict[str, tuple], **query):
    """Each language finds its own words, and none that only another language uses."""
    for language in LANGUAGES:
        page = read(language, address, **query)
        others = {word for words in expected.values() for word in words} - set(expected[language])
        foreign = {word for word in others if not any(word in own for own in expected[language])}
        assert [word for word in expected[language] if word not in page] == [], language
        assert [word for word in foreign if word in page] == [], language


def test_the_read_page(read, secretary, plan, rows):
    in_state(plan, "proposed")
    status.report_status(secretary, rows, period="aar", status="done")
    expected = {
        "nb": ("1. og 3. kvartal 2016", "1.–4. kvartal 2016", ">Året<"),
        "nn": ("1. og 3. kvartal 2016", "1.–4. kvartal 2016", ">Året<"),
        "en": ("Q1 and Q3 2016", "Q1–Q4 2016", ">The year<"),
    }
    check(read, PLAN, expected)


def test_the_quarters(read, plan, rows):
    in_state(plan, "proposed")
    expected = {
        "nb": ("<span>Pågår</span>", "<span>Frist</span>"),
        "nn": ("<span>I gang</span>", "<span>Frist</span>"),
        "en": ("<span>In progress</span>", "<span>Deadline</span>"),
    }
    check(read, f"{PLAN}kvartaler/", expected)
    for language in LANGUAGES:
        assert read(language, f"{PLAN}kvartaler/").count("vr-quarter--due") == 3


def test_the_edit_page(read, rows):
    expected = {
        "nb": ("1. og 3. kvartal 2016", "Skriv årstiden som kvartal. Mente du «Q3 2019»?"),
        "nn": ("1. og 3. kvartal 2016", "Skriv årstida som kvartal. Meinte du «Q3 2019»?"),
        "en": ("Q1 and Q3 2016", "Write the season as a quarter. Did you mean “Q3 2019”?"),
    }
    check(read, f"{PLAN}rediger/", expected)


def test_the_status_page(read, plan, rows):
    in_state(plan, "proposed")
    expected = {
        "nb": ("1 av 2 kvartaler skal være levert", "Fristen er ikke forstått", "Status for 1. tertial 2016"),
        "nn": ("1 av 2 kvartal skal vere leverte", "Fristen er ikkje forstått", "Status for 1. tertial 2016"),
        "en": ("1 of 2 quarters should be delivered", "The deadline was not understood", "Status: first four months"),
    }
    check(read, f"{PLAN}status/t1/", expected)


def test_the_form_of_a_status(read, plan, rows):
    in_state(plan, "proposed")
    expected = {"nb": ("Skal være ferdig",), "nn": ("Skal vere ferdig",), "en": ("Should be finished", "The year")}
    check(read, f"{PLAN}status/aar/{rows.pk}/", expected)


def test_what_is_read_while_one_types(read):
    readings = {
        "nb": ("Leses som: Hver måned",),
        "nn": ("Blir lesen som: Kvar månad",),
        "en": ("Read as: Every month",),
    }
    check(read, READING, readings, deadline_text="Månedlig", aar="2016")
    hints = {
        "nb": ("men teksten beholdes. Mente du «Løpende»?",),
        "nn": ("men teksten blir ståande. Meinte du «Løpende»?",),
        "en": ("but the text is kept. Did you mean “Løpende”?",),
    }
    check(read, READING, hints, deadline_text="Lopende", aar="2016")


def test_what_is_left_to_report(read, plan, rows, admin):
    in_state(plan, "proposed")
    alliances.set_demo_day(admin, day=date(2016, 5, 10))
    expected = {
        "nb": ("Meld status for «", "2.\u00a0tertial 2016", "mangler status"),
        "nn": ("Meld status for «", "2.\u00a0tertial 2016", "manglar status"),
        "en": ("Report status for “", "second\u00a0four\u00a0months 2016"),
    }
    check(read, "/vestregionen/", expected)
