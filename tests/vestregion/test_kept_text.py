"""A form sent after the session has run out gives the typed text back, ready to be sent again after login."""

import pytest
from django.test import Client

from governance.models import Case
from tests.governance.casefile import url

HOME = {"HTTP_ORIGIN": "http://testserver"}


@pytest.fixture
def data(cooperation):
    return {"cooperation": cooperation.pk, "title": "Lang tekst", "kind": "decision", "access": "public"}


def test_the_text_comes_back(data):
    response = Client().post(url("case_create"), data, **HOME)
    text = response.content.decode()
    assert response.status_code == 401
    assert 'name="title" value="Lang tekst"' in text
    assert f'action="{url("case_create")}"' in text
    assert not Case.objects.exists()


def test_the_same_form_goes_through_after_login(client_of, secretary, data):
    client = Client()
    kept = client.post(url("case_create"), data, **HOME).context["fields"]
    client.force_login(secretary.user)
    assert client.post(url("case_create"), dict(kept)).status_code == 302
    assert Case.objects.get().title == "Lang tekst"


def test_another_site_gets_nothing_kept(data):
    response = Client().post(url("case_create"), data, HTTP_ORIGIN="https://ond.example")
    assert response.status_code == 401
    assert "Lang tekst" not in response.content.decode()


def test_a_partial_page_gets_one_sentence(data):
    response = Client().post(url("case_create"), data, headers={"HX-Request": "true"})
    assert response.status_code == 401
    assert "Du er logget ut" in response.content.decode()


def test_reading_and_logging_in_are_left_alone(data):
    assert Client().get(url("case_create")).status_code == 302
    assert Client().post("/konto/login/", {"login": "x", "password": "y"}).status_code == 200
