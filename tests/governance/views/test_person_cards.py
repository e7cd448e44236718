"""The list of persons with its filters, the cards for a telephone, and the pages of leaving, merging and turns."""

from datetime import date

import pytest
from django.urls import reverse

from governance.models import Appointment, ChairRotation, Organisation, Person, Seat
from governance.people import vcard
from tests.cast import make

pytestmark = pytest.mark.django_db
LIST = "/vestregionen/personer/"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", {"Olav Ordfører", "Vera Vara", "Roar Rådmann", "Anna Admin"}),
        ("?q=ORDFØRER", {"Olav Ordfører"}),
        ("?q=olav+asker", {"Olav Ordfører"}),
        ("?organ=styringsgruppen", {"Olav Ordfører", "Vera Vara"}),
        ("?organ=finnes-ikke", {"Olav Ordfører", "Vera Vara", "Roar Rådmann", "Anna Admin"}),
        ("?rolle=administrator", {"Anna Admin"}),
        ("?vis=uten-innlogging", {"Nils Ny"}),
        ("?vis=deaktivert", {"Gamle Erik"}),
        ("?q=ingen", set()),
    ],
)
def test_the_list_is_filtered(query, names, register, chief_executive, admin, client_of):
    make(admin.alliance, Person(given_name="Gamle", family_name="Erik", last_day=date(2018, 3, 7), user=None))
    text = client_of(admin).get(LIST + query).text
    everyone = {"Olav Ordfører", "Vera Vara", "Roar Rådmann", "Anna Admin", "Gamle Erik", "Nils Ny"}
    shown = {name for name in everyone if f">{name}</a>" in text}
    assert shown - {"Nils Ny"} == names - {"Nils Ny"}
    assert ("Nils Ny" in shown) is (query in ("", "?organ=finnes-ikke", "?vis=uten-innlogging"))


def test_the_list_is_filtered_by_organisation(register, admin, client_of):
    make(admin.alliance, Person(given_name="Ansatt", family_name="Asker", organisation=register["organisation"]))
    text = client_of(admin).get(f"{LIST}?organisasjon={register['organisation'].pk}").text
    assert ">Ansatt Asker</a>" in text
    assert ">Nils Ny</a>" not in text


def test_a_card_is_written_as_telephones_read_it():
    person = Person(given_name="Åse; Marie", family_name="Bø, d.y.", phone="92000000", title="Ordfører " * 20)
    person.organisation = Organisation(name="Asker kommune")
    lines = vcard.card(person).split("\r\n")
    assert lines[0] == "BEGIN:VCARD"
    assert "N:Bø\\, d.y.;Åse\\; Marie;;;" in lines
    assert "ORG:Asker kommune" in lines
    assert not any(line.startswith("EMAIL") for line in lines)
    assert max(len(line.encode()) for line in lines) <= 75
    assert lines[-2:] == ["END:VCARD", ""]


def test_cards_of_a_person_and_of_a_body(register, reader, client_of):
    client = client_of(reader)
    one = client.get(f"{LIST}{Appointment.objects.first().person.pk}/kontakt.vcf")
    assert one["Content-Type"].startswith("text/vcard")
    body = client.get("/vestregionen/organer/styringsgruppen/kontakt.vcf")
    assert body.text.count("BEGIN:VCARD") == 2
    assert body.text.index("Olav") < body.text.index("Vera")
    assert 'filename="styringsgruppen.vcf"' in body["Content-Disposition"]


def test_what_leaving_ends_is_shown_before_it_is_done(register, admin, client_of):
    person = Appointment.objects.get(kind="member").person
    client, page = client_of(admin), f"{LIST}{Appointment.objects.get(kind='member').person.pk}/"
    asked = client.get(f"{page}deaktiver/?last_day=2018-06-30").text
    assert "30. juni" in asked.replace("\xa0", " ")
    assert "Innloggingen til denne alliansen" in asked
    assert client.get(f"{page}deaktiver/?last_day=i+går").status_code == 422
    assert client.post(f"{page}deaktiver/", {"last_day": ""}).status_code == 422
    assert client.post(f"{page}deaktiver/", {"last_day": "2018-03-01"})["Location"] == page
    shown = client.get(page).text
    assert "Deaktivert" in shown
    assert "Aktiver igjen" in shown
    assert f">{person}</a>" not in client.get(LIST).text
    client.post(f"{page}aktiver/")
    assert "Deaktivert" not in client.get(page).text
    own = client.post(f"{LIST}{admin.person.pk}/deaktiver/", {"last_day": "2018-03-01"})
    assert own.status_code == 422
    assert "administrator" in own.text


def test_whoever_may_not_let_a_person_go_reads_why_and_gets_no_form(register, secretary, client_of):
    person = Appointment.objects.get(kind="member").person
    page = client_of(secretary).get(f"{LIST}{person.pk}/deaktiver/").text
    assert "Bare en administrator kan deaktivere personen." in page
    assert 'name="reason"' not in page


def test_who_has_left_is_chosen_for_nothing_more(register, admin, client_of):
    make(admin.alliance, Person(given_name="Gamle", family_name="Erik", last_day=date(2018, 3, 7)))
    seat = register["seat"]
    text = client_of(admin).get(reverse("governance:seat_appoint", args=["vestregionen", seat.body.slug, seat.pk])).text
    assert "Nils Ny" in text
    assert "Gamle Erik" not in text


def test_two_who_look_alike_are_made_one_or_told_apart(register, admin, client_of):
    twins = [make(admin.alliance, Person(given_name="Kari", family_name="Nordmann")) for _ in range(3)]
    client, page = client_of(admin), f"{LIST}dubletter/"
    assert "3 par" in client.get(LIST).text
    told = {"kept": twins[0].pk, "gone": twins[1].pk, "act": "apart"}
    assert client.post(page, told)["Location"] == page
    assert client.post(page, {"kept": twins[0].pk, "gone": twins[2].pk}, follow=True).text.count("slått sammen") == 1
    assert client.get(page).text.count("Ikke samme person") == 0
    assert client.post(page, {}).status_code == 422
    for wrong in ({"kept": "x", "gone": twins[0].pk}, {"kept": twins[0].pk, "gone": twins[2].pk}):
        assert client.post(page, wrong).status_code == 404
    assert client.post(page, {"kept": twins[0].pk, "gone": twins[0].pk}).status_code == 422


def test_the_next_turn_is_taken_from_the_page_of_the_body(register, admin, reader, client_of):
    body = register["body"]
    chair = register["chair"]
    page = reverse("governance:body_chair_proposal", args=["vestregionen", body.slug])
    client = client_of(admin)
    assert "leder uten siste dag" in client.get(page).text
    edit = reverse("governance:body_chair_edit", args=["vestregionen", body.slug, chair.pk])
    values = {"organisation": chair.organisation_id, "valid_from": "2017-07-01", "valid_to": "2018-06-30"}
    client.post(edit, values | {"base_version": chair.version})
    shown = client.get(reverse("governance:body_detail", args=["vestregionen", body.slug]))
    assert "Ta forslaget" in shown.text
    assert "Ta forslaget" not in client_of(reader).get(shown.request["PATH_INFO"]).text
    seen = shown.context["proposal"].seen
    assert client.post(page, {"seen": "gammelt", "count": "1"}).status_code == 422
    assert client.post(page, {"seen": seen, "count": "tull"}).status_code == 302
    assert ChairRotation.objects.count() == 2


def test_vacant_seats_are_shown_wherever_seats_are(register, admin, reader, client_of):
    seat = make(admin.alliance, Seat(body=register["body"], on_behalf_of=register["organisation"], title="Ekstra"))
    fill = reverse("governance:seat_appoint", args=["vestregionen", "styringsgruppen", seat.pk])
    pages = [
        reverse("governance:body_detail", args=["vestregionen", "styringsgruppen"]),
        reverse("governance:body_list", args=["vestregionen"]),
        reverse("governance:member_detail", args=["vestregionen", register["organisation"].pk]),
    ]
    for page in pages:
        assert fill in client_of(admin).get(page).text
        assert fill not in client_of(reader).get(page).text
        assert "edig" in client_of(reader).get(page).text
