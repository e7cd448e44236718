"""A login asked for beside a page on which something waits ends on a page that may be closed."""

import pytest

pytestmark = pytest.mark.django_db
PASSWORD = "Et langt passord 2016"


@pytest.fixture
def user(secretary):
    secretary.user.set_password(PASSWORD)
    secretary.user.save()
    return secretary.user


def way_in(client):
    page = client.get("/vestregionen/tilgjengelighet/").text
    return page.split('data-login="')[1].split('"')[0]


def test_it_ends_where_the_window_may_be_closed(client, alliance, user):
    address = way_in(client)
    form = client.get(address).text
    assert 'name="next" value="/?innlogget=1"' in form
    sent = {"login": user.email, "password": PASSWORD, "next": "/?innlogget=1"}
    page = client.post("/konto/login/", sent, follow=True)
    assert page.redirect_chain[-1][0] == "/?innlogget=1"
    assert "Du kan lukke vinduet" in page.text
    assert client.get("/").status_code == 302  # any other way she comes to her alliance


def test_nobody_is_told_so_who_is_not_logged_in(client, alliance):
    assert "Du kan lukke vinduet" not in client.get("/?innlogget=1").text
