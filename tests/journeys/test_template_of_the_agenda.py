"""A secretary with no template writes one, plans a meeting, and puts on what stands on every agenda in one press."""

import pytest
from playwright.sync_api import expect

from governance.models import Meeting
from governance.services import agenda, cases
from tests.governance.casefile import url, write_paper
from tests.journeys.people import seen

pytestmark = pytest.mark.django_db(transaction=True)
CALL, MINUTES, NEWS, REST = (
    "Godkjenning av innkalling og saksliste",
    "Godkjenning av protokoll fra forrige møte",
    "Orienteringer",
    "Eventuelt",
)
REFORM = "Forvaltningsreformen"


def listed(page):
    return page.locator(".vr-agenda__title")


def test_from_an_empty_template_to_a_call(page, sign_in, secretary, mayor_asker, steering_group, cooperation, resize):
    waiting = agenda.add_item(
        secretary,
        case=cases.create_case(secretary, cooperation=cooperation, title="Handlingsplan 2018"),
        body=steering_group,
    )
    write_paper(secretary, waiting)
    sign_in(secretary.user)
    page.goto(url("body_detail", steering_group.slug))
    page.get_by_role("link", name="Lag malen").click()
    seen(page)
    page.get_by_role("checkbox", name=MINUTES).uncheck()
    page.get_by_role("button", name="Ta med i malen").click()
    expect(page.get_by_text("3 faste saker står nå i malen.")).to_be_visible()
    expect(listed(page)).to_contain_text([CALL, NEWS, "Sakene i møtet", REST])

    page.get_by_role("link", name="Ny fast sak").click()
    page.get_by_label("Tittel på en ny sak").fill(REFORM)
    page.get_by_label("Plass på sakslisten").select_option(label="Etter sakene i møtet")
    page.get_by_label("Gjelder fra").fill("2014-09-04")
    seen(page)
    page.get_by_role("button", name="Lagre").click()
    expect(listed(page)).to_contain_text([CALL, NEWS, "Sakene i møtet", REST, REFORM])
    page.get_by_role("button", name=f"Flytt opp: {REFORM}").click()
    expect(listed(page)).to_contain_text([CALL, NEWS, "Sakene i møtet", REFORM, REST])
    expect(page.locator("li", has_text=REFORM)).to_contain_text("04.09.2014")
    resize("phone")
    seen(page)
    resize("desktop")

    page.goto(url("meeting_create"))
    page.get_by_label("Organ", exact=True).select_option(label="Styringsgruppen")
    page.get_by_label("Dato").fill("2018-04-19")
    page.get_by_label("Fra kl.").fill("10:00")
    page.get_by_label("Sted").fill("Asker")
    page.get_by_role("button", name="Opprett møte").click()
    page.get_by_role("link", name="Sett opp sakslisten").first.click()
    page.locator("#agenda-page[data-ready]").wait_for()
    page.get_by_role("button", name="Sett på Handlingsplan 2018").click()
    expect(listed(page)).to_contain_text(["Handlingsplan 2018"])
    preview = page.get_by_role("region", name="Faste saker som ikke står her ennå")
    expect(preview.get_by_role("listitem")).to_contain_text([CALL, NEWS, REFORM, REST])
    expect(preview.get_by_role("listitem").last).to_contain_text("plass 5 på listen")
    seen(page)
    preview.get_by_role("button", name="Bruk malen").click()
    expect(page.get_by_text("4 faste saker er satt på.")).to_be_visible()
    expect(listed(page)).to_contain_text([CALL, NEWS, "Handlingsplan 2018", REFORM, REST])
    expect(preview).to_have_count(0)

    page.get_by_label("Tittel", exact=True).fill("Høring om jernbanen")
    page.get_by_label("Sakstype").select_option(label="Orienteringssak")
    page.get_by_role("button", name="Opprett sak og sett den på sakslisten").click()
    expect(listed(page)).to_contain_text([CALL, NEWS, "Handlingsplan 2018", "Høring om jernbanen", REFORM, REST])
    seen(page)
    page.get_by_role("link", name="Innkall", exact=True).click()
    seen(page)
    page.get_by_role("button", name="Innkall", exact=True).click(timeout=60_000)  # prints the papers
    expect(page.get_by_role("heading", level=1)).to_contain_text("Styringsgruppen")
    meeting = Meeting.objects.get()
    numbers = [(item.case.title, item.number) for item in agenda.agenda_of(meeting)]
    assert numbers == [
        (CALL, "01/2018"),
        (NEWS, "02/2018"),
        ("Handlingsplan 2018", "03/2018"),
        ("Høring om jernbanen", "04/2018"),
        (REFORM, "05/2018"),
        (REST, ""),
    ]
    seen(page)
