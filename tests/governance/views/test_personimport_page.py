"""The pages of the import of persons: template, upload or paste, look over, answer, store."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.importing.peopletemplate import template
from governance.models import Appointment, Person

pytestmark = pytest.mark.django_db
PAGE = "/vestregionen/personer/import/"
ROWS = "Navn\tKommune\tOrgan\nKari Nordmann\tLier\tStyringsgruppen\nPer Pål\tLiær\t"


def hidden(text, name):
    return re.search(rf'name="{name}" value="([^"]*)"', text).group(1)


def test_pasted_rows_are_looked_over_answered_and_stored(register, admin, client_of):
    client = client_of(admin)
    shown = client.post(PAGE, {"cells": ROWS}, follow=True)
    assert shown.status_code == 200
    assert "Hvilken organisasjon er «Liær»?" in shown.text
    assert "Lag en ny plass" in shown.text
    assert 'value="lagre"' not in shown.text
    sent = {"liste": hidden(shown.text, "liste"), "o-liaer": "skip", "s-2": "new"}
    again = client.post(f"{PAGE}se-over/", sent | {"steg": "se"}).text
    assert 'value="lagre"' in again
    done = client.post(f"{PAGE}se-over/", sent | {"steg": "lagre", "seen": hidden(again, "seen")}, follow=True)
    assert "2 nye, 0 endret og 0 uendret" in done.text
    assert Appointment.objects.filter(person__given_name="Kari", seat__on_behalf_of__short_name="Lier").exists()


def test_the_template_goes_down_and_up_again(register, admin, client_of):
    client = client_of(admin)
    assert client.get(f"{PAGE}mal.xlsx").content[:2] == b"PK"
    file = SimpleUploadedFile("liste.xlsx", template())
    shown = client.post(PAGE, {"upload": file}, follow=True)
    assert "Kari Nordmann" in shown.text
    assert Person.objects.filter(given_name="Kari").count() == 0


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Velg en fil, eller lim inn rader."),
        ({"cells": "Kari\tNordmann"}, "Fant ingen overskrifter"),
        ({"cells": "Navn\tE-post\nKari Nordmann\tx"}, "Rad 2: E-postadressen"),
        ({"upload": SimpleUploadedFile("liste.xlsx", b"%PDF-1.4")}, "men er en PDF"),
    ],
)
def test_what_cannot_be_read_is_said_at_the_field(sent, sentence, register, admin, client_of):
    answer = client_of(admin).post(PAGE, sent)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_ticket_of_somebody_else_is_no_ticket(register, admin, secretary, client_of):
    shown = client_of(admin).post(PAGE, {"cells": ROWS}, follow=True).text
    answer = client_of(secretary).get(f"{PAGE}se-over/", {"liste": hidden(shown, "liste")}, follow=True)
    assert "Last opp filen på nytt" in answer.text
    assert client_of(admin).get(f"{PAGE}se-over/").status_code == 302
