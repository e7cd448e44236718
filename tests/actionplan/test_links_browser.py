"""Cases in a plan in a real browser: a question becomes a case, a row is linked by typing, both pages lead both ways,
and on a phone each level of a wide part says what it is."""

import pytest
from playwright.sync_api import expect

from actionplan.models import PlanLink
from actionplan.services import activities, measures
from actionplan.services.sections import change_section
from governance.services import cases
from tests.actionplan.plancast import in_state

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "/vestregionen/handlingsplan/2016/"


@pytest.fixture
def question(secretary, plan, section, measure, activity, steering_group):
    change_section(secretary, section, level_labels=["Strategi", "Tiltak", "Aktivitet"])
    below = measures.create_measure(secretary, section=section, parent=measure, title="Nye midler")
    row = activities.create_activity(secretary, section=section, measure=below, title="Skal vi søke?", mode="question")
    in_state(plan, "proposed")
    return row


def test_a_plan_and_its_cases(page, secretary, sign_in, resize, axe, no_sideways_scroll, activity, question):
    case = cases.create_case(secretary, cooperation=activity.section.plan.cooperation, title="Ny bane til Hønefoss")
    sign_in(secretary.user)

    page.goto(f"{PLAN}rediger/")
    page.get_by_role("link", name="Spørsmål til organene").click()
    expect(page.get_by_text("1 er ikke lagt fram")).to_be_visible()
    axe()
    page.get_by_role("link", name="Lag sak av spørsmålet").click()
    axe()
    page.get_by_role("button", name="Lag sak", exact=True).click()
    page.get_by_role("heading", name="Følges opp i").wait_for()
    axe()
    page.get_by_role("link", name="Skal vi søke?").click()
    expect(page.locator(".vr-plan__links", has_text="ikke besvart ennå")).to_be_visible()

    page.goto(f"{PLAN}rediger/aktivitet/{activity.pk}/")
    page.get_by_role("link", name="Saker og vedtak").click()
    field = page.get_by_label("Sak eller vedtak")
    with page.expect_response(lambda answer: "lenkevalg" in answer.url):
        field.press_sequentially("bane")
    option = page.locator("#lenke-valg option")
    expect(option).to_have_count(1)
    field.fill(option.get_attribute("value"))
    page.get_by_label("Sammenheng").select_option(label="Grunnlag")
    page.get_by_role("button", name="Legg til").click()
    page.get_by_text("Lenken er lagt til.").wait_for()
    axe()
    page.get_by_role("button", name="Fjern").click()
    page.get_by_role("button", name="Angre").click()
    page.get_by_text("Lenken er hentet tilbake.").wait_for()
    assert PlanLink.objects.present().get(activity=activity).case == case

    resize("phone")
    for address in (page.url, f"{PLAN}rediger/sporsmal/", PLAN):
        page.goto(address)
        no_sideways_scroll()
        axe()
    link = page.get_by_role("link", name=f"sak {case.number}")
    link.click()
    page.get_by_role("heading", name=case.title).wait_for()
    page.get_by_role("link", name=activity.title).click()

    said = "element => getComputedStyle(element, '::before').content"
    left = "element => element.getBoundingClientRect().left + parseFloat(getComputedStyle(element).paddingLeft)"
    heads = [page.locator(".vr-plan th", has_text=title) for title in ("Delta i planprosesser", "Nye midler")]
    assert [head.evaluate(said) for head in heads] == ['"Strategi"', '"Tiltak"']
    assert heads[0].evaluate(left) < heads[1].evaluate(left)
