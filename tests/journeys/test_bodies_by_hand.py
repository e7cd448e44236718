"""Bodies that number and meet in ways of their own are set up by the pages alone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from governance.models import GoverningBody, OutgoingMail
from tests.cast import seat_person
from tests.governance.casefile import move_demo_day, url
from tests.journeys.people import seen

CASE = "Orientering fra kommunene"
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
    desk.get_by_role("link", name="Sett opp sakslisten").first.click()
    open_case(desk)
    call(desk, "SR-sak 32/14")


def test_a_committee_that_numbers_au_sak_and_meets_by_telephone(desk, admin, mayor_asker, asker):
    move_demo_day(admin, date(2017, 5, 2))
    set_up(desk, "Arbeidsutvalget", "Utvalg", "AU-sak {seq:02}/{yy}")
    seat_person(GoverningBody.objects.get(name="Arbeidsutvalget"), mayor_asker.person, asker)
    go_on_after(desk, 5)
    plan(desk, "Arbeidsutvalget", "2017-05-24", dial_in="800 12 345, kode 6789")
    desk.get_by_role("link", name="Sett opp sakslisten").first.click()
    open_case(desk)
    call(desk, "AU-sak 06/17")
    expect(desk.get_by_role("definition").filter(has_text="800 12 345, kode 6789")).to_be_visible()
    assert "800 12 345, kode 6789" in OutgoingMail.objects.get(event="meeting.called").body


def test_a_two_day_meeting_away_from_home_with_what_each_member_brings(desk, admin, mayor_asker, asker, lier):
    move_demo_day(admin, date(2017, 1, 10))
    set_up(desk, "Samarbeidsrådet", "Regionråd", "Sak {seq}/{year}")
    seat_person(GoverningBody.objects.get(name="Samarbeidsrådet"), mayor_asker.person, asker)
    plan(desk, "Samarbeidsrådet", "2017-02-08", until="2017-02-09", place="Fagernes hotell, Fagernes")
    expect(desk.get_by_role("main")).to_contain_text("8.–9. februar 2017")
    desk.get_by_role("link", name="Sett opp sakslisten").first.click()
    open_case(desk)
    for title, member in (("Ny videregående skole", "Asker"), ("Flom i Lierelva", "Lier")):
        desk.get_by_role("link", name=f"Underpunkt {CASE}").click()
        desk.get_by_label("Hva det gjelder").fill(title)
        desk.get_by_label("Meldt inn av").select_option(label=f"{member} kommune")
        desk.get_by_role("button", name="Legg til").click()
        desk.locator("#agenda-page[data-ready]").wait_for()
    lines = desk.locator(".vr-points > li")
    expect(lines).to_contain_text(["a) Asker: Ny videregående skole", "b) Lier: Flom i Lierelva"])
    seen(desk)
    desk.get_by_role("link", name="Til møtet").first.click()
    write_programme(desk)
    call(desk, "Sak 1/2017")
    expect(desk.get_by_role("region", name="Program")).to_contain_text(f"Sak 1/2017 {CASE}")
    expect(desk.get_by_role("definition").filter(has_text="kl. 10.00")).to_have_text(
        "8. februar 2017 kl. 10.00 – 9. februar 2017 kl. 14.00"
    )
    assert "8.–9. februar 2017".replace(" ", "\u00a0") in OutgoingMail.objects.get(event="meeting.called").body
    expect(lines).to_contain_text(["a) Asker: Ny videregående skole", "b) Lier: Flom i Lierelva"])


def write_programme(desk) -> None:
    """What happens hour by hour, written in any order."""
    desk.get_by_role("link", name="Program", exact=True).click()
    for day, start, end, what, where, case in (
        ("9. februar 2017", "09:00", "", "Avreise", "", False),
        ("8. februar 2017", "19:00", "", "Middag", "Spisesalen", False),
        ("8. februar 2017", "10:00", "12:00", "Åpning og saker", "Store sal", True),
        ("8. februar 2017", "11:30", "12:30", "Lunsj", "Spisesalen", False),
    ):
        desk.get_by_label("Dag", exact=True).select_option(label=day.replace(" ", "\u00a0"))
        desk.get_by_label("Fra kl.").fill(start)
        desk.get_by_label("Til kl.").fill(end)
        desk.get_by_label("Hva som skjer").fill(what)
        desk.get_by_label("Sted").fill(where)
        if case:
            desk.get_by_label("Sak på sakslisten").select_option(label=f"2017/1 {CASE}")
        desk.get_by_role("button", name="Legg til").click()
        expect(desk.get_by_text("Punktet er lagt til i programmet.")).to_be_visible()
    expect(desk.locator(".vr-programme__words > p:first-child")).to_have_text(
        ["Åpning og saker", "Lunsj", "Middag", "Avreise"]
    )
    expect(desk.get_by_role("region", name="Program")).to_contain_text("Samtidig «Åpning og saker»")
    seen(desk)
    desk.locator("li", has_text="Lunsj").get_by_role("link", name="Fjern").click()
    desk.get_by_role("button", name="Fjern programpunktet").click()
    expect(desk.get_by_role("region", name="Program")).not_to_contain_text("Lunsj")
    desk.get_by_role("link", name="Til møtet").click()
    expect(desk.get_by_role("region", name="Program")).to_contain_text("9. februar 2017")
    seen(desk)


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


def plan(desk, body: str, day: str, *, until="", place="", dial_in="") -> None:
    desk.goto(url("meeting_create"))
    desk.get_by_label("Organ", exact=True).select_option(label=body)
    desk.get_by_label("Dato").fill(day)
    desk.get_by_label("Fra kl.").fill("10:00")
    desk.get_by_label("Siste dag").fill(until)
    desk.get_by_label("Til kl.").fill("14:00")
    if dial_in:
        desk.get_by_label("Møteform").select_option(label="Telefonmøte")
        desk.get_by_label("Ring inn på").fill(dial_in)
    else:
        desk.get_by_label("Sted").fill(place)
    desk.get_by_role("button", name="Opprett møte").click()
    expect(desk.get_by_text("Møtet er opprettet.")).to_be_visible()


def open_case(desk) -> None:
    desk.get_by_label("Tittel", exact=True).fill(CASE)
    desk.get_by_role("button", name="Opprett sak og sett den på sakslisten").click()
    expect(desk.locator("#agenda").get_by_role("link", name=CASE, exact=True)).to_be_visible()


def call(desk, number: str) -> None:
    """The call gives the case of the agenda the next number of the body."""
    desk.get_by_role("link", name="Innkall", exact=True).click()
    seen(desk)
    desk.get_by_label("Hvorfor innkalles møtet likevel?").fill("Saken legges frem i møtet")
    desk.get_by_role("button", name="Innkall", exact=True).click()
    expect(desk.get_by_role("table", name="Saksliste")).to_contain_text(number)
    seen(desk)
