"""Bodies that number and meet in ways of their own are set up by the pages alone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from governance.models import GoverningBody, OutgoingMail
from tests.cast import seat_person
from tests.governance.casefile import move_demo_day, url
from tests.journeys.people import seen

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(page, sign_in, admin):
    sign_in(admin.user)
    return page


def test_a_regional_council_that_numbers_sr_sak(desk, admin, mayor_asker, asker):
    move_demo_day(admin, date(2014, 10, 1))
    set_up(desk, "Samarbeidsrådet", "Regionråd", "SR-sak {seq}/{yy}")
    seat_person(GoverningBody.objects.get(name="Samarbeidsrådet"), mayor_asker.person, asker)
    go_on_after(desk, 31)
    plan(desk, "Samarbeidsrådet", "2014-10-24", place="Stjørdal")
    call(desk, "SR-sak 32/14")


def test_a_committee_that_numbers_au_sak_and_meets_by_telephone(desk, admin, mayor_asker, asker):
    move_demo_day(admin, date(2017, 5, 2))
    set_up(desk, "Arbeidsutvalget", "Utvalg", "AU-sak {seq:02}/{yy}")
    seat_person(GoverningBody.objects.get(name="Arbeidsutvalget"), mayor_asker.person, asker)
    go_on_after(desk, 5)
    plan(desk, "Arbeidsutvalget", "2017-05-24", dial_in="800 12 345, kode 6789")
    call(desk, "AU-sak 06/17")
    expect(desk.get_by_role("definition").filter(has_text="800 12 345, kode 6789")).to_be_visible()
    assert "800 12 345, kode 6789" in OutgoingMail.objects.get(event="meeting.called").body


def set_up(desk, name: str, kind: str, numbers: str) -> None:
    desk.goto(url("body_create"))
    desk.get_by_label("Samarbeid").select_option(label="Vestregionen")
    desk.get_by_label("Navn", exact=True).fill(name)
    desk.get_by_label("Type").select_option(label=kind)
    desk.get_by_label("Saksnummerformat").fill(numbers)
    desk.get_by_role("button", name="Lagre").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text(name)
    seen(desk)


def go_on_after(desk, last: int) -> None:
    """The numbers that were used this year before this system."""
    desk.get_by_role("link", name="Saksnumre", exact=True).click()
    desk.get_by_label("Siste saksnummer som er brukt").fill(str(last))
    seen(desk)
    desk.get_by_role("button", name="Lagre").click()
    expect(desk.get_by_text("Saksnumrene fortsetter etter det du skrev.")).to_be_visible()


def plan(desk, body: str, day: str, *, place="", dial_in="") -> None:
    desk.goto(url("meeting_create"))
    desk.get_by_label("Organ", exact=True).select_option(label=body)
    desk.get_by_label("Dato").fill(day)
    desk.get_by_label("Fra kl.").fill("10:00")
    if dial_in:
        desk.get_by_label("Møteform").select_option(label="Telefonmøte")
        desk.get_by_label("Ring inn på").fill(dial_in)
    else:
        desk.get_by_label("Sted").fill(place)
    desk.get_by_role("button", name="Opprett møte").click()
    expect(desk.get_by_text("Møtet er opprettet.")).to_be_visible()


def call(desk, number: str) -> None:
    """A case is put on the agenda; the call gives it the next number of the body."""
    desk.get_by_role("link", name="Sett opp sakslisten").first.click()
    desk.get_by_label("Tittel", exact=True).fill("Strategi for regionen")
    desk.get_by_role("button", name="Opprett sak og sett den på sakslisten").click()
    desk.get_by_role("link", name="Innkall", exact=True).click()
    seen(desk)
    desk.get_by_label("Hvorfor innkalles møtet likevel?").fill("Saken legges frem i møtet")
    desk.get_by_role("button", name="Innkall", exact=True).click()
    expect(desk.get_by_role("table", name="Saksliste")).to_contain_text(number)
    seen(desk)
