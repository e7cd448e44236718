"""The register in real Chromium, beyond what the walk through every page looks at (test_every_page.py)."""

import pytest
from django.urls import reverse

from governance.addressnames import address_name
from tests.governance.views.test_register_pages import address

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _signed_in(register, admin, sign_in):
    sign_in(admin.user)


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
