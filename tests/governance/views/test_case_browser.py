"""The case file in a real browser: the mayor's tablet, the editor, the drag, and the way without script. That each of
its pages is accessible and fits is seen by the walk through every page (test_every_page.py)."""

import pytest

from governance.choices import Role
from governance.models import Case
from governance.services import agenda, cases, papers
from tests.cast import make_person, with_role
from tests.dragging import carry_below
from tests.governance.casefile import item_url, url


def test_the_editor_is_accessible(page, sign_in, secretary, item, axe):
    sign_in(secretary.user)
    page.goto(url("item_paper_edit", item.pk))
    page.get_by_role("textbox", name="Saksutredning").wait_for()
    axe()


def test_the_mayor_reads_on_a_tablet(
    page, sign_in, secretary, mayor_asker, attachment, called, meeting, axe, resize, no_sideways_scroll
):
    sign_in(mayor_asker.user)
    resize("tablet")
    page.goto(url("meeting_detail", meeting.pk))
    page.get_by_role("link", name="Handlingsplan 2018").click()
    page.get_by_role("heading", name="Forslag til vedtak").wait_for()
    axe()
    no_sideways_scroll()
    text = page.locator(".vr-paper .vr-text").first
    size, width = text.evaluate("e => [parseFloat(getComputedStyle(e).fontSize), e.getBoundingClientRect().width]")
    assert size >= 17
    assert width / size < 40  # at most some 75 letters a line


def test_the_secretary_writes_in_the_editor(page, sign_in, secretary, item):
    sign_in(secretary.user)
    page.goto(url("item_paper_edit", item.pk))
    box = page.get_by_role("textbox", name="Forslag til vedtak")
    box.click()
    page.keyboard.press("Control+End", delay=100)  # held as by a finger: the editor learns where the caret is
    page.keyboard.press("Enter")
    page.keyboard.type("Nytt punkt")
    page.get_by_role("button", name="Lagre").click()
    page.get_by_text("Saksframlegget er lagret").wait_for()
    assert papers.latest_paper(item).recommendation == "<p>Forslag</p><p>Nytt punkt</p>"


def test_the_editor_speaks_norwegian(page, sign_in, secretary, item):
    sign_in(secretary.user)
    page.goto(url("item_paper_edit", item.pk))
    page.get_by_role("button", name="Punktliste").first.wait_for()
    shown = page.locator(".prose-menubar [title]").evaluate_all("all => all.map(e => e.title)")
    assert {"Fet", "Kursiv", "Sett inn tabell", "Angre"} <= set(shown)
    english = {"bold", "italic", "undo", "Insert table", "Add row", "Delete table", "insert link", "paragraph"}
    assert not english & set(shown)


@pytest.mark.parametrize(("choice", "heads"), [("Ja", 3), ("Nei", 0)])
def test_a_table_is_asked_for_in_norwegian(page, sign_in, secretary, item, choice, heads):
    sign_in(secretary.user)
    page.goto(url("item_paper_edit", item.pk))
    page.get_by_role("textbox", name="Forslag til vedtak").click()
    page.get_by_role("button", name="Sett inn tabell").last.click()
    dialog = page.get_by_role("dialog")
    assert dialog.locator("option").all_inner_texts() == ["Ja", "Nei"]
    dialog.get_by_label("Med overskriftsrad").select_option(choice)
    dialog.get_by_role("button", name="Sett inn tabell").click()
    page.locator(".prose-editor table").wait_for()
    assert page.locator(".prose-editor table th").count() == heads


def test_back_after_a_new_case_makes_no_second_one(page, sign_in, secretary, cooperation):
    sign_in(secretary.user)
    page.goto(url("case_create"))
    page.get_by_label("Tittel", exact=True).fill("Budsjett 2019")
    page.get_by_role("button", name="Opprett sak").click()
    page.get_by_role("heading", name="Budsjett 2019").wait_for()
    page.go_back()
    page.get_by_label("Tittel", exact=True).fill("Budsjett 2019")
    page.get_by_role("button", name="Opprett sak").click()
    page.get_by_text("ført bare én gang").wait_for()
    assert Case.objects.count() == 1


@pytest.fixture
def agenda_of_three(secretary, cooperation, steering_group, meeting):
    for letter in "ABC":
        case = cases.create_case(secretary, cooperation=cooperation, title=f"Sak {letter}")
        agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    return meeting


def titles(page):
    return [text.strip() for text in page.locator(".vr-agenda__title a").all_inner_texts()]


def test_a_case_is_dragged_to_its_place(page, sign_in, secretary, agenda_of_three):
    sign_in(secretary.user)
    page.goto(url("meeting_agenda", agenda_of_three.pk))
    handles = page.locator(".vr-drag")
    assert all(row.bounding_box()["height"] < 80 for row in page.locator("#agenda li").all())  # each on one line
    lines = page.locator("#agenda li")
    carry_below(page, handles.nth(0), lines.filter(has_text="Sak A"), lines.filter(has_text="Sak C"))
    with page.expect_response(lambda response: "flytt" in response.url):
        page.mouse.up()
    page.reload()
    assert titles(page) == ["Sak B", "Sak C", "Sak A"]


def test_the_agenda_works_without_script(browser, sign_in, context, live_server, secretary, agenda_of_three):
    sign_in(secretary.user)
    plain = browser.new_context(java_script_enabled=False, storage_state=context.storage_state())
    page = plain.new_page()
    page.goto(live_server.url + url("meeting_agenda", agenda_of_three.pk))
    page.get_by_role("button", name="Flytt ned: Sak A").click()
    assert titles(page) == ["Sak B", "Sak A", "Sak C"]
    plain.close()


def test_two_versions_are_compared_on_a_phone(
    page, sign_in, secretary, mayor_asker, called, axe, resize, no_sideways_scroll
):
    draft = papers.new_version(secretary, called, change_note="Nye tall")
    papers.edit_paper(secretary, draft, exposition="<p>Utredning med nye tall</p>", alternatives="<p>Vente</p>")
    papers.send_paper(secretary, papers.latest_paper(called))
    sign_in(mayor_asker.user)
    resize("phone")
    page.goto(item_url(called))
    page.get_by_role("link", name="Sammenlign versjoner").click()
    page.get_by_role("heading", name="Vurdering av alternativer").wait_for()
    assert "med nye tall" in page.locator("ins").first.inner_text()
    page.get_by_label("Fra versjon").select_option("2")
    page.get_by_label("Til versjon").select_option("1")
    page.get_by_role("button", name="Sammenlign").click()
    page.locator("del").first.wait_for()
    assert page.locator("ins").count() == 0
    axe()
    no_sideways_scroll()


def test_what_a_paper_lacks_is_accessible(page, sign_in, secretary, item, axe):
    sign_in(secretary.user)
    page.goto(item_url(item))
    page.get_by_role("region", name="Dette mangler").get_by_role("link", name="Velg saksansvarlig").wait_for()
    axe()


def test_the_name_of_a_user_has_room_on_a_wide_screen(page, sign_in, alliance, resize):
    person = make_person(alliance, "lang@test.example", "Demo-sekretær", "Vestregionen")
    with_role(person, Role.SECRETARIAT)
    sign_in(person.user)
    page.goto(url("case_list"))
    name = page.locator(".vr-tools__name")
    assert name.inner_text() == name.get_attribute("title") == "Demo-sekretær Vestregionen"
    for size in ("desktop", "laptop"):
        resize(size)
        assert name.evaluate("e => e.scrollWidth <= e.clientWidth"), size
