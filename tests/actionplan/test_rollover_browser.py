"""Next year's plan in a real browser: choices are kept as they are made, it is written, and its rows tell where they
came from."""

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity, ActivityFate
from actionplan.services.activities import change_activity
from governance.access import system_actor
from tests.actionplan.plancast import fill

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "/vestregionen/handlingsplan/2016/"


def test_a_plan_is_gone_through_written_and_read_through_the_years(
    page, section, secretary, sign_in, resize, axe, no_sideways_scroll
):
    def looked_over() -> None:
        axe()
        resize("phone")
        no_sideways_scroll()
        resize("desktop")

    first, second, _third = fill(section, 3)
    sign_in(secretary.user)
    page.goto(f"{PLAN}neste-ar/")
    looked_over()
    page.get_by_role("main").get_by_role("link", name=section.title).click()
    row, other = page.locator(f"#rad-{first.pk}"), page.locator(f"#rad-{second.pk}")
    row.get_by_label("Neste år", exact=True).select_option("split")
    expect(row.locator(".vr-fate__said")).to_contain_text("minst to")
    row.get_by_label("Ny tekst").fill("Ny tekst\nNy tekst til")  # its box has opened
    row.get_by_label("Ny tekst").blur()
    expect(row.locator(".vr-fate__said")).to_have_text("Lagret")
    other.get_by_label("Neste år", exact=True).select_option("dropped")
    expect(other.locator(".vr-fate__said")).to_have_text("Lagret")
    row.get_by_label("Frist neste år").fill("Q3")
    expect(row.locator(".vr-reading")).to_contain_text("3. kvartal 2017")
    looked_over()
    row.get_by_label("Frist neste år").blur()
    expect(row.locator("[name$=base_version]")).to_have_value("2")
    page.reload()
    expect(other.get_by_label("Neste år", exact=True)).to_have_value("dropped")
    expect(row.get_by_label("Frist neste år")).to_have_value("Q3")
    page.get_by_role("button", name="Lagre og gå til neste del").click()
    expect(page.get_by_label(f"Ta med {section.title}")).to_be_checked()  # the page after it is there
    assert ActivityFate.objects.count() == 3
    page.get_by_role("button", name="Se over").click()
    looked_over()
    page.get_by_role("button", name="Lag planen for 2017").click()
    expect(page.locator("main")).to_contain_text("3 aktiviteter er tatt med")
    page.go_back()
    expect(page.locator("main")).to_contain_text("«Handlingsplan 2017» er laget.")
    new = Activity.objects.filter(continues=first).first()
    page.goto(f"/vestregionen/handlingsplan/2017/aktivitet/{new.pk}/")
    expect(page.locator("main")).to_contain_text("Delt i 2")
    looked_over()
    change_activity(system_actor(section.alliance), Activity.objects.get(pk=first.pk), note="Kom til")
    page.goto("/vestregionen/handlingsplan/2017/rediger/")
    page.get_by_role("link", name="Fjorårets plan er endret").click()
    looked_over()
    page.get_by_role("button", name="Ta over endringen").click()
    expect(page.locator("main")).to_contain_text("Ingenting er endret etterpå.")
    assert set(Activity.objects.filter(continues=first).values_list("note", flat=True)) == {"Kom til"}


def test_back_and_forward_between_the_choices_and_the_summary_send_nothing_again(page, section, secretary, sign_in):
    fill(section, 3)
    sign_in(secretary.user)
    page.goto(f"{PLAN}neste-ar/")
    page.get_by_label(f"Ta med {section.title}").check()
    page.get_by_label("Tittel").fill("Planen vår")
    sent = []
    page.on("request", lambda request: sent.append(request.method) if request.is_navigation_request() else None)
    page.get_by_role("button", name="Se over").click()
    make = page.get_by_role("button", name="Lag planen for 2017")
    expect(make).to_be_visible()
    assert sent == ["POST", "GET"]
    page.reload()
    expect(make).to_be_visible()
    page.go_back()
    expect(page.get_by_role("button", name="Se over")).to_be_visible()
    page.go_forward()
    expect(make).to_be_visible()
    assert sent.count("POST") == 1
    make.click()
    expect(page.locator("h1")).to_contain_text("Planen vår")
