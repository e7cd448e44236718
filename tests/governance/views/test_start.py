"""The doors: chooser, my page, demo day, language, health check, account pages, and create_alliance."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from governance.models import Alliance, Event, Meeting, Person, User
from tests.cast import act_as, make, make_alliance, make_person, with_role

pytestmark = pytest.mark.django_db
DEMO_DAY = "/vestregionen/demodag/"


def test_a_visitor_is_shown_the_way_in(client, alliance):
    response = client.get("/")
    assert response.status_code == 200
    assert "/konto/login/" in response.text


def test_one_alliance_is_opened_at_once(reader, client_of):
    assert client_of(reader).get("/")["Location"] == "/vestregionen/"


def test_several_alliances_are_chosen_between(reader, other_alliance, client_of):
    make(other_alliance, Person(user=reader.user, given_name="Lars", family_name="Leser"))
    assert client_of(reader).get("/")["Location"] == "/vestregionen/"  # she is nobody in the other
    with_role(Person.objects.get(alliance=other_alliance), "reader")
    page = client_of(reader).get("/").text
    assert "/vestregionen/" in page
    assert "/vaernesregionen/" in page


def test_a_login_without_a_role_is_told_whom_to_ask(alliance, client_of):
    actor = act_as(make_person(alliance, "ny@test.example", "Nils", "Ny"))
    response = client_of(actor).get("/")
    assert response.status_code == 200
    assert "Du er ikke med i noen allianse" in response.text


@pytest.mark.parametrize("path", ["/", "/helse-sjekk/"])
def test_doors_take_no_post(path, client):
    assert client.post(path).status_code == 405


def test_my_page_for_the_secretariat(secretary, client_of, steering_group, mayor_asker):
    make(secretary.alliance, Meeting(body=steering_group, day=date(2018, 3, 15)))
    page = client_of(secretary).get("/vestregionen/").text
    assert "Hei, Sara" in page
    assert "Kall inn til møtet i Styringsgruppen" in page
    assert "15.\u00a0mars\u00a02018" in page


def test_my_page_for_a_member_asks_her_to_read_what_is_called(mayor_asker, client_of, steering_group, executives):
    from governance import history
    from governance.access import system_actor

    own = make(mayor_asker.alliance, Meeting(body=steering_group, day=date(2018, 3, 15)))
    make(mayor_asker.alliance, Meeting(body=executives, day=date(2018, 3, 16)))
    page = client_of(mayor_asker).get("/vestregionen/").text
    assert "Ingenting venter" in page
    assert "16.\u00a0mars\u00a02018" not in page
    with history.recording(system_actor(mayor_asker.alliance), "meeting.call", own):
        history.move(own, "call")
    assert "Les papirene til møtet i Styringsgruppen" in client_of(mayor_asker).get("/vestregionen/").text


def test_my_page_for_a_contact_names_the_organisation(contact_lier, client_of):
    page = client_of(contact_lier).get("/vestregionen/").text
    assert "Du svarer for" in page
    assert "Lier kommune" in page


def test_the_administrator_moves_the_demo_day_and_comes_back(admin, client_of):
    response = client_of(admin).post(DEMO_DAY, {"day": "2018-06-14", "next": "/vestregionen/organer/"})
    assert response["Location"] == "/vestregionen/organer/"
    assert Alliance.objects.get().demo_day == date(2018, 6, 14)
    assert Event.objects.get(act="alliance.demo_day").by_name == "Anna Admin"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_demo_day_sends_nobody_elsewhere(back, admin, client_of):
    response = client_of(admin).post(DEMO_DAY, {"day": "2018-06-14", "next": back})
    assert response["Location"] == "/vestregionen/"


def test_a_demo_day_that_is_no_day(admin, client_of):
    response = client_of(admin).post(DEMO_DAY, {"day": "snart"})
    assert response.status_code == 422
    assert "Skriv dagen som en dato" in response.text
    assert Alliance.objects.get().demo_day == date(2018, 3, 8)


def test_the_demo_day_is_not_for_everyone(admin, secretary, outsider, client_of):
    assert client_of(admin).get(DEMO_DAY).status_code == 405
    assert client_of(secretary).post(DEMO_DAY, {"day": "2018-06-14"}).status_code == 403
    assert client_of(outsider).post(DEMO_DAY, {"day": "2018-06-14"}).status_code == 404


def test_the_language_is_chosen_without_login(client):
    response = client.post("/konto/sprak/", {"language": "en", "next": "/"}, follow=True)
    assert '<html lang="en"' in response.text


def test_the_account_pages_open(reader, client_of):
    client = client_of(reader)
    for path in ("/konto/2fa/", "/konto/password/change/", "/konto/sessions/", "/konto/email/"):
        assert client.get(path).status_code in {200, 302}


@pytest.mark.parametrize("act", ["action_add", "action_primary", "action_send"])
def test_nobody_gives_herself_another_address(reader, client_of, act):
    """Else the next alliance that gives that address a login lets her in."""
    client, before = client_of(reader), reader.user.email
    assert client.post("/konto/email/", {act: "", "email": "ordforer@test.example"}).status_code == 405
    reader.user.refresh_from_db()
    assert reader.user.email == before
    page = client.get("/konto/email/").text
    assert before in page
    assert "ber du en administrator" in page


def test_an_alliance_is_made_with_its_administrator():
    names = {"given_name": "Petra", "family_name": "Prøve"}
    call_command("create_alliance", "oslofjorden", "Oslofjorden", email="petra@test.example", verbosity=0, **names)
    alliance = Alliance.objects.get(slug="oslofjorden")
    actor = act_as(Person.objects.get(alliance=alliance))
    assert actor.is_administrator
    assert not actor.user.has_usable_password()


@pytest.mark.parametrize(("slug", "email"), [("vestregionen", "a@test.example"), ("ny", "ingen adresse")])
def test_a_refused_alliance_leaves_nothing(slug, email):
    make_alliance("vestregionen", "Vestregionen")
    with pytest.raises(CommandError):
        call_command("create_alliance", slug, "X", email=email, given_name="A", family_name="B", verbosity=0)
    assert Alliance.objects.count() == 1
    assert not User.objects.exists()
