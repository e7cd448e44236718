"""The alliance's own settings: who changes them, what is refused, and how colours are told in words."""

import pytest

from governance.models import Alliance, Event, Job
from governance.services.alliances import settings_mark
from tests.cast import make

pytestmark = pytest.mark.django_db
PAGE = "/vestregionen/innstillinger/"


@pytest.fixture
def typed(alliance):
    values = {"name": alliance.name, "contact_email": "", "contact_phone": "", "language": "nb"}
    return values | {"primary_colour": "#1f4f4a", "accent_colour": "#b3541e"} | {"base_mark": settings_mark(alliance)}


def test_the_administrator_changes_name_colours_and_modules(admin, client_of, typed):
    changed = {"name": "Vestregionen ny", "contact_email": "post@test.example", "primary_colour": "#123456"}
    response = client_of(admin).post(PAGE, typed | changed | {"has_health": "on"}, follow=True)
    assert "Innstillingene er lagret." in response.text
    alliance = Alliance.objects.get()
    assert (alliance.name, alliance.contact_email, alliance.primary_colour) == tuple(changed.values())
    assert (alliance.has_health, alliance.has_culture) == (True, False)
    assert Event.objects.get(act="alliance.change").by_name == "Anna Admin"


def test_a_page_opened_before_somebody_else_saved_does_not_undo_it(admin, client_of, typed):
    client = client_of(admin)
    page = client.get(PAGE)
    assert page.context["form"]["base_mark"].value() == typed["base_mark"]
    assert client.post(PAGE, typed | {"contact_phone": "32 00 00 00"}).status_code == 302
    stale = client.post(PAGE, typed | {"name": "Et annet navn"})
    assert stale.status_code == 422
    assert "Noen har endret innstillingene" in stale.text
    assert "Et annet navn" in stale.text
    assert client.post(PAGE, {**typed, "base_mark": ""}).status_code == 422
    alliance = Alliance.objects.get()
    assert (alliance.name, alliance.contact_phone) == ("Vestregionen", "32 00 00 00")


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("primary_colour", "rød"), ("accent_colour", "#12345"), ("contact_email", "ingen adresse")],
)
def test_what_is_wrong_is_said_and_nothing_is_stored(admin, client_of, typed, field, value):
    response = client_of(admin).post(PAGE, typed | {"contact_phone": "32 00 00 00", field: value})
    assert response.status_code == 422
    assert 'aria-invalid="true"' in response.text
    assert "32 00 00 00" in response.text
    assert Alliance.objects.get().contact_phone == ""


@pytest.mark.parametrize(
    ("colour", "words"),
    [
        ("#1f4f4a", "9,2 til 1. Tekst i fargen leses godt."),
        ("#888888", "3,5 til 1. Fargen er lys"),
        ("#ffee00", "1,2 til 1. Fargen er for lys til tekst."),
        ("tull", "9,2 til 1."),
        ("", "9,2 til 1."),
    ],
)
def test_a_colour_is_told_in_words_while_it_is_chosen(admin, client_of, colour, words):
    client = client_of(admin)
    piece = client.get(PAGE, {"primary_colour": colour}, headers={"HX-Request": "true"}).text
    assert f"Hovedfarge.</strong> Kontrast mot hvitt: {words}" in piece
    assert "<form" not in piece
    assert f"Kontrast mot hvitt: {words}" in client.get(PAGE, {"primary_colour": colour}).text


def test_it_is_for_administrators_alone(admin, secretary, reader, outsider, client_of):
    assert [client_of(each).get(PAGE).status_code for each in (admin, secretary, reader, outsider)] == [
        200,
        403,
        403,
        404,
    ]
    assert PAGE in client_of(admin).get("/vestregionen/").text
    assert PAGE not in client_of(secretary).get("/vestregionen/").text


def test_my_page_leads_to_what_is_being_made(secretary, reader, client_of):
    job = make(secretary.alliance, Job(kind="print", title="Årsrapport 2016 som PDF", state="running"))
    make(secretary.alliance, Job(kind="print", title="Ferdig", state="done"))
    page = client_of(secretary).get("/vestregionen/").text
    assert f'href="/vestregionen/jobber/{job.pk}/">Årsrapport 2016 som PDF</a>' in page
    assert ">Ferdig</a>" not in page
    assert "Lages nå" not in client_of(reader).get("/vestregionen/").text
