from datetime import date

import pytest
from django.urls import reverse

from governance import history
from governance.models import Membership, Organisation
from tests.cast import make

pytestmark = pytest.mark.django_db
LIST = "/vestregionen/medlemmer/"


def test_the_map_links_to_the_member_and_the_table_says_the_same(register, reader, client_of):
    page = client_of(reader).get(LIST).text
    there = reverse("governance:member_detail", args=["vestregionen", register["organisation"].pk])
    assert f'<a href="{there}"><path class="vr-map__member"' in page
    assert "<title>Asker: medlem</title>" in page
    assert "60\u00a0781" in page
    assert "(2017)" in page
    assert " style=" not in page


def test_a_reservation_is_told_in_words(register, secretary, client_of):
    with history.recording(secretary, "test.change", register["membership"]):
        history.save(register["membership"], {"reservation": "Ikke kultur"})
    page = client_of(secretary).get(LIST).text
    assert "<title>Asker: medlem med forbehold</title>" in page
    assert "Ikke kultur" in page


def test_members_on_another_day(register, reader, client_of):
    client = client_of(reader)
    assert "Ingen medlemmer denne dagen" in client.get(LIST, {"dato": "1991-12-31"}).text
    assert "Asker kommune" in client.get(LIST, {"dato": "1992-01-01"}).text


@pytest.mark.parametrize("day", ["i går", "2018-02-30", "99999-01-01"])
def test_a_day_that_is_no_day(day, register, reader, client_of):
    response = client_of(reader).get(LIST, {"dato": day})
    assert response.status_code == 422
    assert "Skriv datoen som 15.03.2018." in response.text


def test_each_cooperation_has_its_own_members(register, reader, client_of, khs, lier):
    make(lier.alliance, Membership(cooperation=khs, organisation=lier, valid_from=date(2012, 1, 1)))
    client = client_of(reader)
    assert "Kommunehelsesamarbeidet: 1 medlem" in client.get(LIST, {"samarbeid": "khs"}).text
    assert "Vestregionen: 1 medlem" in client.get(LIST).text
    assert client.get(LIST, {"samarbeid": "finnes-ikke"}).status_code == 404


def test_an_empty_alliance_says_what_to_do(outsider, client_of):
    page = client_of(outsider).get("/vaernesregionen/medlemmer/").text
    assert "Ingen medlemmer denne dagen" in page
    assert "Ny organisasjon" in page


def test_the_whole_life_of_an_organisation(secretary, client_of, cooperation):
    client = client_of(secretary)
    client.post(f"{LIST}ny/", {"name": "Hole kommune", "kind": "municipality"})
    hole = Organisation.objects.get(name="Hole kommune")
    there = f"{LIST}{hole.pk}/"
    assert (
        client.post(f"{there}rediger/", {"name": "Hole", "kind": "municipality", "base_version": 1}).status_code == 302
    )
    client.post(f"{there}medlemskap/nytt/", {"cooperation": cooperation.pk, "valid_from": "2004-01-01"})
    again = client.post(f"{there}medlemskap/nytt/", {"cooperation": cooperation.pk})
    assert again.status_code == 422
    assert "Hole er allerede medlem i denne tiden." in again.text
    refused = client.post(f"{there}slett/")
    assert refused.status_code == 422
    assert "kan ikke slettes" in refused.text
    membership = hole.memberships.get()
    client.post(f"{LIST}medlemskap/{membership.pk}/slett/")
    assert client.post(f"{there}slett/").status_code == 302
    assert client.get(there).status_code == 404
    assert "Papirkurv" in client.get(LIST).text
    assert client.post(f"{there}hent-tilbake/").status_code == 302
    assert client.get(there).status_code == 200


def test_two_who_change_the_same_field_see_both_texts(register, secretary, client_of):
    there = f"{LIST}{register['organisation'].pk}/rediger/"
    version = Organisation.objects.get(pk=register["organisation"].pk).version
    typed = {"name": "Asker kommune", "kind": "municipality", "base_version": version}
    client = client_of(secretary)
    assert client.post(there, typed | {"note": "først"}).status_code == 302
    response = client.post(there, typed | {"note": "sist"})
    assert response.status_code == 409
    assert "To har endret det samme" in response.text
    assert "først" in response.text
    assert "sist" in response.text
    typed["base_version"] = version + 1
    assert client.post(there, typed | {"note": "sist"}).status_code == 302
    assert Organisation.objects.get(pk=register["organisation"].pk).note == "sist"
