"""Two people change the same activity at the same time, also while the server dies between them: nothing is lost."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import ADMINISTRATOR, SECRETARY, open_plan_to_edit, row_of, seen

SECTION = "Arealbruk, transport og knutepunktutvikling"
TITLE = "Delta i arbeidsgrupper i Osloregionen"


class Window:
    """One person with the form of the activity open."""

    def __init__(self, page):
        self.page = page
        open_plan_to_edit(page)
        self.section = page.get_by_role("region", name=SECTION, exact=True)
        self.form = self.section.get_by_role("form")
        self.section.get_by_role("link", name=f"Endre {TITLE}").click()
        expect(self.form.get_by_label("Aktivitet")).to_be_focused()
        self.form.get_by_label("Begrunnelse").fill("To vinduer")

    def save(self) -> None:
        self.form.get_by_role("button", name="Lagre", exact=True).click()


@pytest.fixture
def windows(visit):
    """The secretary and the administrator, each with the same activity open."""
    return Window(visit(SECRETARY)), Window(visit(ADMINISTRATOR))


def test_different_fields_are_both_kept(windows):
    first, second = windows
    first.form.get_by_label("Frist").fill("Q4")
    second.form.get_by_label("Merknad").fill("Møtes i Drammen.")
    for window in windows:
        window.save()
        expect(window.form).to_have_count(0)
    first.page.reload()
    expect(row_of(first.section, TITLE)).to_contain_text("Q4")
    expect(row_of(first.section, TITLE)).to_contain_text("Møtes i Drammen.")


def test_the_same_field_is_chosen_by_the_second(windows):
    first, second = windows
    first.form.get_by_label("Merknad").fill("Møtes i Drammen.")
    first.save()
    expect(first.form).to_have_count(0)
    second.form.get_by_label("Merknad").fill("Møtes i Asker.")
    second.save()
    clash = second.form.get_by_role("alert").filter(has_text="To har endret det samme.")
    expect(clash).to_contain_text("Møtes i Drammen.")
    expect(clash).to_contain_text("Møtes i Asker.")
    expect(second.form.get_by_label("Merknad")).to_have_value("Møtes i Asker.")
    seen(second.page, second.form)
    second.form.get_by_label("Merknad").fill("Møtes i Drammen og i Asker.")
    second.save()
    expect(second.form).to_have_count(0)
    second.page.reload()
    expect(row_of(second.section, TITLE)).to_contain_text("Møtes i Drammen og i Asker.")


def test_nothing_is_lost_when_the_server_dies_between_them(windows, demo_machine):
    first, second = windows
    first.form.get_by_label("Frist").fill("Q4")
    first.save()
    expect(first.form).to_have_count(0)
    demo_machine.kill()
    second.form.get_by_label("Merknad").fill("Møtes i Asker.")
    second.save()
    expect(second.page.get_by_text("Vi får ikke kontakt med tjeneren.")).to_be_in_viewport()
    expect(second.form.get_by_label("Merknad")).to_have_value("Møtes i Asker.")
    demo_machine.start()
    expected = ("htmx:sendError", "htmx:afterRequest")
    second.page.problems[:] = [each for each in second.page.problems if not any(name in each for name in expected)]
    second.save()
    expect(second.form).to_have_count(0)
    second.page.reload()
    expect(row_of(second.section, TITLE)).to_contain_text("Q4")
    expect(row_of(second.section, TITLE)).to_contain_text("Møtes i Asker.")
