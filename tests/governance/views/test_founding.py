"""The door of a new installation: the code, the form, what is refused, and what becomes of it afterwards."""

import pytest
from django.core.management import call_command

from governance.models import Alliance, Cooperation, Event, User
from governance.setup.setupcode import setup_code

pytestmark = pytest.mark.django_db
PAGE = "/oppsett/"


@pytest.fixture
def typed():
    return {
        "code": setup_code(),
        "given_name": "Kari",
        "family_name": "Nordmann",
        "email": "kari@test.example",
        "password": "fjord og fjell 12",
        "repeated": "fjord og fjell 12",
        "name": "Værnesregionen",
        "slug": "",
        "legal_form": "agreement",
    }


def test_the_first_page_of_a_new_installation_is_its_set_up(client):
    assert client.get("/")["Location"] == PAGE
    page = client.get(PAGE, {"kode": "AAAA-1"})
    assert page.status_code == 200
    assert 'value="AAAA-1"' in page.text
    assert client.delete(PAGE).status_code == 405


def test_the_form_founds_the_alliance_and_logs_her_in(client, typed):
    answer = client.post(PAGE, typed)
    assert answer["Location"] == "/vaernesregionen/oppsett/medlemmer/"
    assert client.get("/")["Location"] == "/vaernesregionen/"
    assert Cooperation.objects.get().legal_form == "agreement"
    mine = client.get("/vaernesregionen/").text
    assert "Fortsett oppsettet" in mine
    assert Event.objects.filter(act="alliance.create").count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"code": "AAAA-BBBB-CCCC"}, "code"),
        ({"code": ""}, "code"),
        ({"given_name": ""}, "given_name"),
        ({"email": "ingen adresse"}, "email"),
        ({"password": "kort", "repeated": "kort"}, "password"),
        ({"password": "1qaz2wsx3edc", "repeated": "1qaz2wsx3edc"}, "password"),
        ({"password": "kari@test.example", "repeated": "kari@test.example"}, "password"),
        ({"password": "NordmannNordmann", "family_name": "NordmannNordmann"}, "password"),
        ({"repeated": "noe annet enn det"}, "repeated"),
        ({"name": ""}, "name"),
        ({"name": "山"}, "slug"),
        ({"slug": "konto"}, "slug"),
        ({"slug": "oppsett"}, "slug"),
        ({"slug": "med mellomrom"}, "slug"),
        ({"slug": "a" * 41}, "slug"),
        ({"legal_form": "finnes ikke"}, "legal_form"),
        ({"name": "x\x00y"}, "name"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_made(client, typed, changed, field):
    answer = client.post(PAGE, typed | changed)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert "Nordmann" in answer.text
    assert not Alliance.objects.exists()
    assert not User.objects.exists()


def test_a_wrong_code_tells_nothing_of_who_has_a_login(client, typed):
    User.objects.create_superuser("kari@test.example", "et helt annet passord")
    answer = client.post(PAGE, typed | {"code": "AAAA"})
    assert list(answer.context["form"].errors) == ["code"]


def test_the_code_opens_nothing_once_there_is_an_alliance(client, typed, alliance):
    assert client.get(PAGE, {"kode": setup_code()})["Location"].startswith("/konto/login/")
    answer = client.post(PAGE, typed)
    assert answer.status_code == 404
    assert "Oppsettet er gjort" in answer.text
    assert Alliance.objects.count() == 1


def test_a_second_window_with_the_same_form_is_told_that_it_is_done(client, typed):
    client.post(PAGE, typed)
    again = client.post(PAGE, typed)
    assert again.status_code == 404
    assert "Oppsettet er gjort" in again.text
    assert Alliance.objects.count() == 1


def test_others_who_are_logged_in_see_nothing(admin, client_of):
    assert client_of(admin).get(PAGE).status_code == 404


@pytest.fixture
def operator(client):
    user = User.objects.create_superuser("drift@test.example", "et langt testpassord")
    client.force_login(user)
    return client


def test_a_superuser_founds_a_further_alliance_for_others(operator, alliance, typed):
    page = operator.get(PAGE)
    assert page.status_code == 200
    assert "password" not in page.context["form"].fields
    answer = operator.post(PAGE, typed, follow=True)
    assert answer.redirect_chain[-1][0] == "/"
    assert "kari@test.example går videre med oppsettet" in answer.text
    assert Alliance.objects.get(slug="vaernesregionen").in_setup
    assert not User.objects.get(email="kari@test.example").has_usable_password()


def test_a_superuser_who_runs_it_herself_goes_on(operator, alliance, typed):
    answer = operator.post(PAGE, typed | {"email": "drift@test.example"})
    assert answer["Location"] == "/vaernesregionen/oppsett/medlemmer/"


def test_a_taken_address_is_refused(operator, alliance, typed):
    answer = operator.post(PAGE, typed | {"slug": alliance.slug})
    assert answer.status_code == 422
    assert "slug" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("relaxed", "origins", "hosts", "address"),
    [
        (True, [], [], "http://localhost:8001/oppsett/?kode="),
        (False, ["https://vest.example.no"], ["vest.example.no"], "https://vest.example.no/oppsett/?kode="),
        (False, [], ["vest.example.no"], "https://vest.example.no/oppsett/?kode="),
        (False, [], [], "https://<adressen>/oppsett/?kode="),
    ],
)
def test_the_start_prints_where_to_begin(settings, capsys, relaxed, origins, hosts, address):
    settings.RELAXED, settings.CSRF_TRUSTED_ORIGINS, settings.ALLOWED_HOSTS = relaxed, origins, hosts
    call_command("setup_code", port="8001")
    assert f"{address}{setup_code()}" in capsys.readouterr().out


def test_the_start_says_nothing_when_there_is_an_alliance(alliance, capsys):
    call_command("setup_code")
    assert capsys.readouterr().out == ""
