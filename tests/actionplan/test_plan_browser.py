"""The plan in a real browser: rows edited in place, kept focus, drag, undo, status by keyboard; axe and widths."""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity, PriorityArea, StatusReport
from actionplan.services import money
from actionplan.services.activities import change_activity
from actionplan.services.measures import change_measure
from actionplan.services.money import change_funding_line as change_line
from actionplan.services.sections import change_section, create_section
from governance.access import system_actor
from tests.actionplan.plancast import fill, in_state
from tests.cast import make
from tests.dragging import carry_below

pytestmark = pytest.mark.django_db(transaction=True)
PLAN = "/vestregionen/handlingsplan/2016/"
EDIT = f"{PLAN}rediger/"


@pytest.fixture
def rows(section, plan, funding, reporting_line, secretary, sign_in):
    made = fill(section, 4)
    in_state(plan, "proposed")
    sign_in(secretary.user)
    return made


def test_a_row_is_edited_in_place(page, rows):
    page.goto(EDIT)
    row = page.locator(f"#aktivitet-{rows[0].pk}")
    row.get_by_text("Endre", exact=True).click()
    expect(page.locator("[name=title]")).to_be_focused()  # the form is there, with all that its fields do
    field = page.locator("[name=deadline_text]")
    field.fill("Q2 + Q4")
    page.get_by_text("Leses som: 2. og 4. kvartal 2016").wait_for()
    field.press("Escape")
    row.get_by_text("Endre", exact=True).click()
    expect(page.locator("[name=title]")).to_be_focused()
    page.locator("[name=deadline_text]").fill("Q2 + Q4")
    page.get_by_role("button", name="Lagre", exact=True).click()
    row.get_by_text("Q2 + Q4").wait_for()
    assert Activity.objects.get(pk=rows[0].pk).deadline_text == "Q2 + Q4"


def test_move_keeps_the_keyboard_and_remove_can_be_undone(page, rows):
    page.goto(EDIT)
    page.locator(f"#aktivitet-{rows[0].pk} button[value=down]").press("Enter")
    expect(page.locator("li.vr-row").nth(1)).to_have_id(f"aktivitet-{rows[0].pk}")
    expect(page.locator(f"#aktivitet-{rows[0].pk} button[value=down]")).to_be_focused()
    page.locator(f"#aktivitet-{rows[0].pk} button[data-color=danger]").click()
    page.get_by_text("Fjernet: Aktivitet 1").wait_for()
    page.get_by_role("button", name="Angre").click()
    page.locator(f"#aktivitet-{rows[0].pk}").wait_for()


def test_several_are_added_from_the_keyboard(page, rows):
    page.goto(EDIT)
    page.locator(".vr-measure .vr-add a").first.click()
    for title in ("Ny en", "Ny to"):
        expect(page.locator("[name=title]")).to_be_focused()
        expect(page.locator("[name=title]")).to_have_value("")
        page.keyboard.type(title)
        page.get_by_role("button", name="Lagre og legg til en til").click()
        page.locator("li.vr-row", has_text=title).wait_for()
    expect(page.locator("[name=title]")).to_be_focused()
    page.keyboard.press("Escape")
    page.locator(".vr-row--form").wait_for(state="detached")
    assert list(Activity.objects.order_by("-position").values_list("title", flat=True))[:2] == ["Ny to", "Ny en"]


def drag(page, index: int, to: int):
    """Drags a row to the place of another; the server's answer."""
    page.locator("ol[data-sort][data-ready]").first.wait_for()
    lines = page.locator("li.vr-row")
    carry_below(page, lines.nth(index).locator(".vr-drag"), lines.nth(index), lines.nth(to))
    with page.expect_response(lambda response: response.url.endswith("/flytt/")) as moved:
        page.mouse.up()
    return moved.value


def test_a_row_is_dragged(page, rows):
    page.goto(EDIT)
    assert drag(page, 0, 2).status == 200
    assert list(Activity.objects.order_by("position").values_list("title", flat=True))[2] == "Aktivitet 1"


def test_statuses_one_after_another(page, rows):
    page.goto(f"{PLAN}status/t1/")
    page.locator("[data-report]").first.press("Enter")
    page.get_by_label("Ferdig").check()
    page.get_by_role("button", name="Lagre").press("Enter")
    page.locator(f"#status-{rows[0].pk} .vr-status").wait_for()
    expect(page.locator(f"#status-{rows[1].pk} [data-report]")).to_be_focused()
    assert StatusReport.objects.get().status == "done"


@pytest.mark.parametrize("address", [PLAN, EDIT, f"{PLAN}status/t1/"])
def test_many_amounts_and_long_words_fit(page, rows, plan, section, funding, secretary, no_sideways_scroll, address):
    word = "a" * 150
    for kind in ("revised", "actual", "forecast"):
        money.add_entry(secretary, line=funding, kind=kind, amount=Decimal(1234567))
    change_section(secretary, section, title=word, resources=f"<p>{word}</p>", level_labels=["Tiltak", "h" * 90])
    change_measure(secretary, rows[0].measure, title=word * 3)
    change_activity(secretary, rows[0], title="https://" + word * 3, note=word * 3)
    change_line(secretary, funding, title=word)
    page.goto(address)
    for width in (390, 768, 1024, 1280, 1366, 1440, 1536):
        page.set_viewport_size({"width": width, "height": 800})
        no_sideways_scroll()
    table = page.locator(".vr-table-wrap")
    for index in range(table.count()):
        assert table.nth(index).evaluate("e => e.scrollWidth - e.clientWidth") <= 0


def test_the_sums_on_a_phone_say_what_they_are(page, rows, resize):
    resize("phone")
    page.goto(PLAN)
    amount = page.locator("#sum td").first
    assert amount.evaluate("e => getComputedStyle(e, '::before').content") == '"Budsjett"'


def test_the_sum_of_an_area_stands_clear_of_the_heading_below(page, rows):
    page.goto("/vestregionen/okonomi/2016/")
    sums = page.locator(".vr-area > .vr-lead").first
    heading = page.locator(".vr-area > .vr-lead + .vr-part h3").first
    below, above = heading.bounding_box(), sums.bounding_box()
    assert below["y"] - (above["y"] + above["height"]) >= 16


def test_the_open_forms_are_accessible(page, rows, axe):
    page.goto(EDIT)
    page.locator("li.vr-row [data-open]").first.click()
    page.locator("[name=deadline_text]").wait_for()
    axe()
    page.goto(f"{PLAN}status/t1/{rows[0].pk}/")
    axe()


def test_a_row_that_was_removed_meanwhile_keeps_its_form_and_says_so(page, rows, secretary):
    from actionplan.services.bin import remove_row

    page.goto(EDIT)
    page.locator(f"#aktivitet-{rows[0].pk}").get_by_text("Endre", exact=True).click()
    page.locator("[name=title]").fill("En lang tekst")
    remove_row(secretary, rows[0])
    page.get_by_role("button", name="Lagre", exact=True).click()
    page.locator("#notices").get_by_text("ligger under «Fjernet»").wait_for()
    expect(page.locator("[name=title]")).to_have_value("En lang tekst")
    page.problems.clear()  # the browser logs the 404


@pytest.mark.parametrize(
    ("address", "opener"), [(EDIT, "li.vr-row [data-open] >> nth=0"), (f"{PLAN}status/t1/", "[data-report] >> nth=0")]
)
def test_a_form_is_saved_after_logging_in_in_another_window(page, context, rows, secretary, sign_in, address, opener):
    page.goto(address)
    page.locator(opener).click()
    form = page.locator(".vr-row--form")
    if address == EDIT:
        form.locator("[name=title]").fill("Skrevet før økten gikk ut")
    else:
        form.get_by_label("Ferdig").check()
    context.clear_cookies(name="sessionid")
    form.get_by_role("button", name="Lagre", exact=True).click()
    way_in = page.locator("#notices").get_by_role("link", name="Logg inn i et nytt vindu")
    expect(way_in).to_have_attribute("target", "_blank")
    sign_in(secretary.user)
    token = {"name": "csrftoken", "value": "b" * 32, "domain": "localhost", "path": "/"}
    context.add_cookies([token])  # as a login gives a new one
    form.get_by_role("button", name="Lagre", exact=True).click()
    expect(form).to_have_count(0)
    page.locator(f"#aktivitet-{rows[1].pk} button[value=up], [data-report] >> nth=0").first.click()
    expect(page.locator("#notices [data-color=danger]")).to_have_count(0)
    page.problems.clear()  # the browser logs the 401


def test_what_was_added_is_in_focus_and_in_sight(page, rows):
    page.goto(EDIT)
    page.locator(".vr-measure .vr-add a").first.click()
    page.locator("[name=title]").fill("Den nye")
    page.get_by_role("button", name="Lagre", exact=True).click()
    own = page.get_by_role("link", name="Endre Den nye")
    expect(own).to_be_focused()
    expect(own).to_be_in_viewport()


def test_the_panel_stays_open_after_an_amount(page, rows):
    page.goto(EDIT)
    page.locator("summary").click()
    page.get_by_text("Legg til beløp").click()
    page.locator("[name=kind]").select_option("actual")
    page.locator("[name=amount]").fill("120 000")
    page.get_by_role("button", name="Lagre", exact=True).click()
    own = page.locator("li", has_text="Regnskap: kr").last.locator("[data-open]").first
    expect(own).to_be_visible()
    expect(own).to_be_focused()


def test_undo_is_in_focus_and_then_the_row_that_came_back(page, rows):
    page.goto(EDIT)
    page.locator(f"#aktivitet-{rows[0].pk} button[data-color=danger]").press("Enter")
    expect(page.get_by_role("button", name="Angre")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Endre Aktivitet 1")).to_be_focused()


def test_a_whole_section_can_be_brought_back(page, rows):
    page.goto(EDIT)
    page.get_by_role("button", name="Fjern delen med alt innhold").click()
    expect(page.get_by_role("button", name="Angre")).to_be_focused()
    expect(page.locator("li.vr-row")).to_have_count(0)
    page.keyboard.press("Enter")
    expect(page.locator(f"#aktivitet-{rows[0].pk}")).to_be_visible()


def test_a_refused_move_leads_to_the_reason(page, plan, rows):
    in_state(plan, "adopted")
    page.goto(EDIT)
    drag(page, 0, 2)
    lead = page.locator("#notices").get_by_role("link", name="Begrunnelse")
    expect(lead).to_be_visible()
    expect(page.locator("li.vr-row .vr-row__title").first).to_have_text("Aktivitet 1")
    lead.click()
    expect(page.locator("#plan-reason")).to_be_focused()
    expect(page.locator("#plan-reason")).to_be_in_viewport()


def test_a_refused_form_is_drawn_anew_without_a_word_in_the_console(page, rows):
    page.goto(EDIT)
    page.locator("li.vr-row [data-open]").first.click()
    field = page.locator("[name=title]")
    field.fill("")
    # As Designsystemet's component does where the browser cannot fit a text field to its text.
    field.evaluate("e => e.style.setProperty('--_ds-field-sizing', 'auto')")
    page.get_by_role("button", name="Lagre", exact=True).click()
    page.locator("ds-error-summary").wait_for()
    assert page.problems == []


@pytest.mark.parametrize("address", [PLAN, EDIT])
def test_the_contents_take_little_of_a_phone(page, rows, plan, platform, alliance, resize, address):
    for number in range(2, 5):
        area = make(alliance, PriorityArea(platform=platform, name=f"Innsatsområde {number}", position=number))
        for part in range(3):
            create_section(system_actor(alliance), plan=plan, area=area, title=f"Del {number}.{part} med et langt navn")
    page.goto(address)
    contents = page.locator(".vr-contents")
    expect(contents.get_by_text("Del 4.2")).to_be_visible()
    resize("phone")
    expect(contents.get_by_text("Del 4.2")).to_be_hidden()
    assert contents.bounding_box()["height"] < 844 / 4
    contents.get_by_role("link", name="Innsatsområde 4").click()
    expect(page.locator("[id^=del-]").filter(has_text="Del 4.0").first).to_be_in_viewport()
