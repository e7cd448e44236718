"""The register in real Chromium: every width, no sideways scroll, no accessibility violation."""

import pytest
from django.urls import reverse

from governance import history
from governance.addressnames import address_name
from tests.browser import SIZES
from tests.governance.register import ADMIN, EDIT, READ
from tests.governance.views.test_register_pages import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
FORMS = ["member_edit", "body_create", "body_rules_edit", "seat_appoint", "seat_holder_end", "member_remove"]


@pytest.fixture(autouse=True)
def _signed_in(register, admin, sign_in):
    with history.recording(admin, "test.change", register["membership"]):
        history.save(register["membership"], {"reservation": "Deltar ikke i kulturprosjektet"})
    sign_in(admin.user)


def test_pages_to_read_fit_and_are_accessible(page, resize, axe, no_sideways_scroll, register):
    for name, row in READ.items():
        for size in SIZES:
            resize(size)
            page.goto(address(name, row, register))
            no_sideways_scroll()
        axe()
        resize("desktop")
        page.reload()
        axe()


def test_forms_fit_and_are_accessible(page, resize, axe, no_sideways_scroll, register):
    for name in FORMS:
        resize("phone")
        page.goto(address(name, (EDIT | ADMIN)[name], register))
        no_sideways_scroll()
        axe()


def test_the_map_is_reached_by_keyboard_and_readable_in_the_dark(page, axe, register):
    page.emulate_media(color_scheme="dark")
    page.goto(address("member_list", None, register))
    axe()
    page.locator(".vr-map a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/medlemmer/*-*/")
    assert page.locator("h1").inner_text() == "Asker kommune"


def test_the_name_in_the_address_follows_the_name_until_someone_writes_another(page, sign_in, secretary, register):
    sign_in(secretary.user)
    page.goto(reverse("governance:body_create", args=["vestregionen"]))
    name, slug = page.get_by_label("Navn", exact=True), page.get_by_label("Adressenavn")
    name.press_sequentially("Økonomi & råd på Ås")
    assert slug.input_value() == address_name("Økonomi & råd på Ås", 60) == "okonomi-rad-pa-as"
    slug.fill("okonomi")
    name.press_sequentially("!")
    assert slug.input_value() == "okonomi"
