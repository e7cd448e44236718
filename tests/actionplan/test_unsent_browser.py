"""Whoever has written in a form is asked before the page is left, and nobody else is."""

import re

import pytest
from playwright.sync_api import expect

from governance.models import Case
from tests.actionplan.plancast import fill, in_state
from tests.governance.casefile import url

pytestmark = pytest.mark.django_db(transaction=True)
EDIT = "/vestregionen/handlingsplan/2016/rediger/"
MEETINGS = "**/vestregionen/moter/"
FATES = "/vestregionen/handlingsplan/2016/neste-ar/{}/"


@pytest.fixture
def window(page, sign_in, secretary):
    """The secretary's page. `window.questions` are those that she got; she answers each that she will stay."""
    sign_in(secretary.user)
    page.questions = []

    def stay(dialog):
        page.questions.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    return page


@pytest.fixture
def rows(section, plan):
    made = fill(section, 2)
    in_state(plan, "proposed")
    return made


def go_elsewhere(window):
    window.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Møter").click(no_wait_after=True)


def assert_asked(window, leave=go_elsewhere):
    """She is asked once, and stays."""
    here = window.url
    leave(window)
    for _ in range(100):
        if window.questions:
            break
        window.wait_for_timeout(50)
    assert window.questions == ["beforeunload"], here
    assert window.url == here
    window.questions.clear()


def assert_leaves(window, leave=go_elsewhere, to=MEETINGS):
    here = window.url
    leave(window)
    window.wait_for_url(to)
    assert window.questions == [], here


def write_rich(window, name):
    box = window.get_by_role("textbox", name=name)
    box.click()
    window.keyboard.type("Nytt avsnitt. ")
    expect(box).to_contain_text("Nytt avsnitt.")


def edit_in_place(window, row):
    window.goto(EDIT)
    window.locator(f"#aktivitet-{row.pk}").get_by_text("Endre", exact=True).click()
    expect(window.locator("[name=title]")).to_be_focused()


def open_texts(window, section):
    window.goto(EDIT)
    window.get_by_role("link", name=f"Tekster {section.title}").click()
    window.get_by_role("button", name="Fet").first.wait_for()


def open_paper(window, item):
    window.goto(url("item_paper_edit", item.pk))
    window.get_by_role("button", name="Fet").first.wait_for()


@pytest.fixture
def kinds(rows, section, item, meeting):
    """Several kinds of form: how each is opened and written in."""
    return {
        "row in place": (
            lambda window: edit_in_place(window, rows[0]),
            lambda window: window.locator("[name=title]").fill("Ny tittel"),
        ),
        "texts of a section": (
            lambda window: open_texts(window, section),
            lambda window: write_rich(window, "Organisering"),
        ),
        "case paper": (lambda window: open_paper(window, item), lambda window: write_rich(window, "Saksutredning")),
        "new case": (
            lambda window: window.goto(url("case_create")),
            lambda window: window.get_by_label("Tittel", exact=True).fill("En ny sak"),
        ),
        "meeting": (
            lambda window: window.goto(url("meeting_edit", meeting.pk)),
            lambda window: window.locator("[name=place]").fill("Rådhuset"),
        ),
        "person": (
            lambda window: window.goto(url("person_create")),
            lambda window: window.get_by_label("Etternavn", exact=True).fill("Nordmann"),
        ),
    }


def test_what_is_written_is_asked_about_in_every_kind_of_form(window, kinds):
    for name, (open_form, write) in kinds.items():
        open_form(window)
        assert_leaves(window)
        open_form(window)
        write(window)
        assert_asked(window)
        window.get_by_role("link", name="Avbryt").first.click()
        window.get_by_role("link", name="Avbryt").first.wait_for(state="detached")
        assert window.questions == [], name


def test_what_is_saved_is_not_asked_about(window, rows, section, item):
    edit_in_place(window, rows[0])
    window.locator("[name=title]").fill("Ny tittel")
    window.get_by_role("button", name="Lagre", exact=True).click()
    window.locator("li.vr-row", has_text="Ny tittel").wait_for()
    assert_leaves(window)
    open_texts(window, section)
    write_rich(window, "Organisering")
    window.get_by_role("button", name="Lagre").click()
    expect(window.get_by_role("heading", level=1)).to_contain_text("Rediger")
    assert_leaves(window)
    open_paper(window, item)
    write_rich(window, "Saksutredning")
    window.get_by_role("button", name="Lagre").click()
    window.get_by_text("Saksframlegget er lagret").wait_for()
    assert_leaves(window)
    window.goto(url("case_create"))
    window.get_by_label("Tittel", exact=True).fill("En ny sak")
    window.get_by_role("button", name="Opprett sak").click()
    expect(window.get_by_text("Saken er opprettet.")).to_be_visible()
    assert Case.objects.filter(title="En ny sak").exists()
    assert_leaves(window)


def test_what_was_refused_is_asked_about_until_it_is_saved(window, rows):
    edit_in_place(window, rows[0])
    window.locator("[name=title]").fill("")
    window.locator("[name=note]").fill("Et notat")
    window.get_by_role("button", name="Lagre", exact=True).click()
    window.locator(".ds-error-summary").wait_for()
    assert_asked(window)
    window.locator("[name=title]").fill("Ny tittel")
    window.get_by_role("button", name="Lagre", exact=True).click()
    window.locator("li.vr-row", has_text="Ny tittel").wait_for()
    assert_leaves(window)
    window.goto(url("case_create"))
    window.get_by_role("button", name="Opprett sak").click()  # refused, but nothing is written
    window.locator(".ds-error-summary").wait_for()
    assert_leaves(window)


def test_what_is_taken_back_is_not_asked_about(window, item):
    window.goto(url("case_create"))
    field = window.get_by_label("Tittel", exact=True)
    field.fill("En ny sak")
    field.fill("")
    assert_leaves(window)
    open_paper(window, item)
    window.get_by_role("textbox", name="Saksutredning").click()
    window.keyboard.press("End")
    window.keyboard.type("x")
    window.keyboard.press("Backspace")
    assert_leaves(window)


def test_a_row_that_is_moved_leaves_the_open_form_of_another(window, rows):
    edit_in_place(window, rows[0])
    window.locator("[name=title]").fill("Ny tittel")
    window.locator(f"#aktivitet-{rows[1].pk} button[value=up]").click()
    expect(window.locator("ol[data-sort=aktivitet] > li").first).to_have_id(f"aktivitet-{rows[1].pk}")
    expect(window.locator("[name=title]")).to_have_value("Ny tittel")
    assert_asked(window)


def test_bold_alone_is_a_change(window, item):
    open_paper(window, item)
    window.get_by_role("textbox", name="Saksutredning").click()
    window.keyboard.press("Control+a")
    window.get_by_role("button", name="Fet").first.click()
    assert_asked(window)


def test_searches_and_log_out_ask_nothing(window, item):
    window.goto(url("case_list"))
    window.locator(".vr-filter input:visible").first.fill("handlingsplan")
    window.get_by_role("searchbox", name="Søk i hele alliansen").fill("handlingsplan")
    assert_leaves(window)
    window.goto(url("case_create"))
    window.get_by_label("Tittel", exact=True).fill("En ny sak")
    assert_asked(window)

    def log_out(window):
        window.locator("button[popovertarget=account]").click()
        window.get_by_role("button", name="Logg ut").click(no_wait_after=True)

    window.evaluate("document.documentElement.dataset.old = 1")
    log_out(window)
    window.locator("html:not([data-old])").wait_for()
    assert window.questions == []


def test_another_form_of_the_page_does_not_take_the_words_away(window, item):
    window.goto(url("case_create"))
    window.get_by_label("Tittel", exact=True).fill("En ny sak")
    assert_asked(window, lambda window: window.locator(".vr-languages button").first.click(no_wait_after=True))
    expect(window.get_by_label("Tittel", exact=True)).to_have_value("En ny sak")


def test_the_reason_of_the_page_and_choices_saved_as_they_are_made_ask_nothing(window, rows, section, plan):
    in_state(plan, "adopted")
    window.goto(EDIT)
    window.get_by_label("Begrunnelse for endringene").fill("Etter møtet")
    assert_leaves(window)
    window.goto(FATES.format(section.pk))
    row = window.locator(f"#rad-{rows[0].pk}")
    row.get_by_label("Frist neste år").fill("Q3")
    assert_asked(window)
    expect(row.locator(".vr-fate__said")).to_have_text("Lagret")
    assert_leaves(window)


def test_words_that_came_back_after_a_lost_network_are_asked_about(window, meeting):
    form = url("meeting_edit", meeting.pk)
    window.goto(form)
    window.locator("[name=note]").fill("Ta med papirene")
    window.route("**/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    window.get_by_role("button", name="Lagre").first.click()
    expect(window).to_have_url(re.compile("^chrome-error:"))  # the browser's own page
    window.unroute("**/*")
    window.goto(form)
    expect(window.get_by_text("Teksten din kom ikke fram sist.")).to_be_visible()
    window.get_by_role("heading", level=1).click()  # a page that nobody has touched may not ask
    assert_asked(window)
