"""The page after an election: choose, fill in, paste, look over, store."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import Appointment, Organisation, Person, Seat
from tests.cast import make

pytestmark = pytest.mark.django_db
PAGE = "/vestregionen/organer/etter-valget/"
TERM = {"organ": "styringsgruppen", "first_day": "2019-10-01"}


def fields(text):
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', text)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def test_a_whole_term_is_changed(register, admin, client_of):
    client, seat = client_of(admin), register["seat"]
    assert "Styringsgruppen" in client.get(f"{PAGE}?organ=styringsgruppen").text
    form = client.get(PAGE, TERM).text
    assert "Olav Ordfører, asker@test.example" in form
    typed = TERM | {f"m-{seat.pk}": "Eva Ny, eva@a.no", f"v-{seat.pk}": "Olav Ordfører"}
    shown = client.post(PAGE, typed | {"steg": "se"}).text
    assert "30.09.2019" in shown
    assert "Ny person" in shown
    kept = fields(shown)
    assert kept[f"m-{seat.pk}"] == "Eva Ny, eva@a.no"
    back = client.post(PAGE, kept | {"steg": "rett"}).text
    assert 'value="Eva Ny, eva@a.no"' in back
    stored = client.post(PAGE, kept | {"steg": "lagre", "reason": "Valget"}, follow=True)
    assert "2 går ut, 0 fortsetter og 2 kommer inn" in stored.text
    assert Appointment.objects.get(person__email="eva@a.no").valid_from == date(2019, 10, 1)
    assert client.post(PAGE, kept | {"steg": "lagre"}).status_code == 422


def test_a_question_is_answered_on_the_page(register, admin, client_of):
    seat = register["seat"]
    twins = [make(admin.alliance, Person(given_name="Kari", family_name="Nordmann")) for _ in range(2)]
    client, typed = client_of(admin), TERM | {f"m-{seat.pk}": "Kari Nordmann"}
    shown = client.post(PAGE, typed | {"steg": "se"}).text
    assert "Hvem er Kari Nordmann?" in shown
    assert 'value="lagre"' not in shown
    answered = fields(shown) | {f"svar-{seat.pk}-0": str(twins[1].pk)}
    again = client.post(PAGE, answered | {"steg": "se"}).text
    assert 'value="lagre"' in again
    client.post(PAGE, answered | {"steg": "lagre"})
    assert Appointment.objects.filter(person=twins[1]).exists()


def test_rows_are_pasted_into_the_form(register, admin, client_of):
    seat = register["seat"]
    rows = "Asker\tEva Ny\teva@a.no\nOslo\tPer Pål"
    text = client_of(admin).post(PAGE, TERM | {"steg": "lim", "celler": rows}).text
    assert f'name="m-{seat.pk}" value="Eva Ny, eva@a.no"' in text
    assert "fant ingen plass for «Oslo»" in text


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"organ": "finnes-ikke", "first_day": "2019-10-01"},
        {"organ": "styringsgruppen", "first_day": "i går"},
        {"organ": "styringsgruppen", "first_day": "2019-10-01", "last_day": "2019-09-01"},
    ],
)
def test_what_is_wrong_is_said_on_the_first_page(wrong, register, admin, client_of):
    assert client_of(admin).post(PAGE, wrong).status_code == 422
    assert client_of(admin).get(PAGE, wrong).status_code == (422 if wrong else 200)


def test_the_seats_of_another_alliance_are_not_changed(register, outsider, client_of):
    assert client_of(outsider).get(PAGE, TERM).status_code == 404


def test_as_many_queries_for_thirty_seats_as_for_one(register, admin, client_of):
    client, body = client_of(admin), register["body"]
    values = {f"m-{register['seat'].pk}": "Eva Ny"}

    def queries():
        with CaptureQueriesContext(connection) as taken:
            assert client.post(PAGE, TERM | {"steg": "se"} | values).status_code == 200
        return len(taken)

    one = queries()
    for number in range(30):
        own = make(admin.alliance, Organisation(name=f"Organisasjon {number}"))
        seat = make(admin.alliance, Seat(body=body, on_behalf_of=own))
        values[f"m-{seat.pk}"] = f"Ny Nummer{number}"
        make(admin.alliance, Appointment(seat=seat, person=register["person"]))
    assert queries() == one
