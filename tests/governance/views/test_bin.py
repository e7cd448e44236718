"""The bin of a body's, a person's and an organisation's page: what lies in it, for whom, and the way back."""

import uuid
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from governance import history
from governance.access import system_actor
from governance.choices import SeatRole
from governance.models import Appointment, GoverningBody, Membership, Seat
from governance.services import bodies, seats
from tests.cast import make, make_person, with_role
from tests.governance.casefile import move_demo_day
from tests.governance.services.test_bin import put_in_bin, stored

pytestmark = pytest.mark.django_db
# kind -> (whose page, word of the address, what the bin calls it)
SHOWN = {
    "seat": ("body", "plasser", "Plass: Ordfører, Drammen kommune, fra 01.01.2016"),
    "appointment": ("body", "verv", "Verv: Olav Ordfører – Medlem, Asker kommune"),
    "substitute": ("body", "verv", "Verv: Vera Vara – Medlem, Asker kommune (Varamedlem 1)"),
    "chair": ("body", "leder", "Lederperiode: Drammen kommune, fra 01.07.2017"),
    "rules": ("body", "regler", "Saksbehandlingsregler: Kommuneloven 1992"),
    "right": ("body", "retter", "Rett i møtet: Fylkesmannen i Styringsgruppen"),
    "standing": ("body", "faste-saker", "Fast sak: 2018/900 i Styringsgruppen"),
    "role": ("person", "roller", "Rolle: Leser"),
    "membership": ("organisation", "medlemskap", "Medlemskap: Asker kommune – Vestregionen, fra 01.01.1992"),
    "contact": ("lier", "kontakter", "Kontaktperson: Nils Ny – Lier kommune"),
}
IN_THE_BIN = '"removed_at" IS NOT NULL'
PAGE = {"body": "body", "person": "person", "organisation": "member", "lier": "member"}


@pytest.fixture
def rows(register, alliance, lier, drammen, substitute):
    empty = Seat(body=register["body"], on_behalf_of=drammen, title="Ordfører", valid_from=date(2016, 1, 1))
    substitute_ = Appointment.objects.get(kind="substitute")
    return register | {"seat": make(alliance, empty), "substitute": substitute_, "lier": lier}


def page_of(kind, rows) -> str:
    owner = rows[SHOWN[kind][0]]
    return reverse(f"governance:{PAGE[SHOWN[kind][0]]}_detail", args=["vestregionen", key_of(owner)])


def way_back(kind, rows, *, pk=None, word=None, owner=None) -> str:
    whose, kind_word, _words = SHOWN[kind]
    address = ["vestregionen", owner or key_of(rows[whose]), word or kind_word, pk or rows[kind].pk]
    return reverse(f"governance:{PAGE[whose]}_bin_restore", args=address)


def key_of(owner):
    return owner.slug if isinstance(owner, GoverningBody) else owner.pk


@pytest.mark.parametrize("kind", SHOWN)
def test_what_was_removed_is_named_on_its_page_and_brought_back_from_there(kind, rows, admin, client_of):
    client, page = client_of(admin), page_of(kind, rows)
    assert "Papirkurv" not in client.get(page).text
    put_in_bin(rows[kind])
    shown = client.get(page).text
    assert SHOWN[kind][2] in shown
    assert f'action="{way_back(kind, rows)}"' in shown
    asked = client.get(way_back(kind, rows)).text
    assert SHOWN[kind][2].split(", fra")[0] in asked
    assert "Du er her" in asked
    answer = client.post(way_back(kind, rows), follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "er hentet tilbake." in answer.text
    assert "Papirkurv" not in answer.text
    assert stored(rows[kind]).removed_at is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [("body_rules_remove", "rules"), ("body_chair_remove", "chair"), ("member_contact_remove", "contact")],
)
def test_rules_turns_and_contacts_are_removed_from_their_page(name, kind, rows, secretary, client_of):
    client, row = client_of(secretary), rows[kind]
    slug = [row.body.slug] if kind != "contact" else []
    remove = reverse(f"governance:{name}", args=["vestregionen", *slug, row.pk])
    assert f'href="{remove}"' in client.get(page_of(kind, rows)).text
    assert "til-dato" in client.get(remove).text
    assert client.post(remove)["Location"] == page_of(kind, rows)
    assert SHOWN[kind][2] in client.get(page_of(kind, rows)).text


def test_an_empty_seat_and_a_holder_can_be_removed_from_the_page(rows, secretary, client_of):
    page = client_of(secretary).get(page_of("seat", rows)).text
    for name, kind in (("seat_remove", "seat"), ("seat_holder_remove", "appointment")):
        assert reverse(f"governance:{name}", args=["vestregionen", rows["body"].slug, rows[kind].pk]) in page
    held = rows["appointment"].seat
    assert reverse("governance:seat_remove", args=["vestregionen", rows["body"].slug, held.pk]) not in page


@pytest.mark.parametrize("kind", SHOWN)
def test_the_bin_is_for_those_who_edit(kind, rows, reader, coordinator, mayor_asker, outsider, client_of):
    put_in_bin(rows[kind])
    address = way_back(kind, rows)
    for actor in (reader, coordinator, mayor_asker):
        client = client_of(actor)
        assert "Papirkurv" not in client.get(page_of(kind, rows)).text
        assert client.get(address).status_code == 404
        assert client.post(address).status_code == 404
    stranger, visitor = client_of(outsider), client_of(None)
    assert (stranger.get(address).status_code, stranger.post(address).status_code) == (404, 404)
    assert visitor.get(address)["Location"].startswith("/konto/login/")
    assert stored(rows[kind]).removed_at is not None


def test_a_role_is_brought_back_by_an_administrator_alone(rows, secretary, client_of):
    people_page, address = page_of("role", rows), way_back("role", rows)
    put_in_bin(rows["role"])
    client = client_of(secretary)
    assert "Papirkurv" not in client.get(people_page).text
    assert client.get(address).status_code == 403
    assert client.post(address).status_code == 403


def test_a_secretary_of_one_cooperation_has_the_bin_of_its_bodies(rows, alliance, khs, secretary, client_of):
    own = make(alliance, GoverningBody(cooperation=khs, slug="khs", name="KHS-styret", kind="board"))
    removed = bodies.add_right(secretary, body=own, who="Gjester")
    joined = make(alliance, Membership(cooperation=khs, organisation=rows["organisation"]))
    for row in (removed, rows["right"], joined, rows["membership"]):
        put_in_bin(row)
    person = make_person(alliance, "khs@test.example", "Knut", "Khs")
    client = client_of(with_role(person, "secretariat", khs))
    assert "Rett i møtet: Gjester i KHS-styret" in client.get("/vestregionen/organer/khs/").text
    assert "Papirkurv" not in client.get(page_of("right", rows)).text
    assert client.post(way_back("right", rows)).status_code == 404
    member = client.get(page_of("membership", rows)).text
    assert "Medlemskap: Asker kommune – KHS" in member
    assert "Medlemskap: Asker kommune – Vestregionen" not in member
    assert client.post(way_back("membership", rows, pk=joined.pk)).status_code == 302


@pytest.mark.parametrize("kind", SHOWN)
def test_what_is_not_there_is_not_found(kind, rows, admin, client_of, executives):
    client = client_of(admin)
    assert client.get(way_back(kind, rows)).status_code == 404  # not removed
    put_in_bin(rows[kind])
    for wrong in (
        way_back(kind, rows, pk=uuid.uuid4()),
        way_back(kind, rows, word="saker"),
        way_back(kind, rows, owner=executives.slug if SHOWN[kind][0] == "body" else uuid.uuid4()),
    ):
        assert client.get(wrong).status_code == 404
        assert client.post(wrong).status_code == 404
    assert client.delete(way_back(kind, rows)).status_code == 405
    assert client.put(way_back(kind, rows)).status_code == 405


def test_a_refusal_says_what_is_wrong_and_what_to_do(rows, secretary, client_of):
    held = seats.remove_appointment(secretary, rows["appointment"])
    seats.appoint(secretary, seat=held.seat, person=rows["person"])
    answer = client_of(secretary).post(way_back("appointment", rows))
    assert answer.status_code == 422
    assert "Plassen har allerede et fast medlem i denne tiden." in answer.text
    assert "Rett det som gjelder nå, eller la dette ligge i papirkurven." in answer.text


def test_a_seat_and_its_holder_come_back_in_that_order(rows, secretary, client_of):
    client = client_of(secretary)
    seats.change_seat(secretary, rows["appointment"].seat, role=SeatRole.LEADER)
    seats.remove_appointment(secretary, rows["appointment"])
    seats.remove_appointment(secretary, rows["substitute"])
    seats.remove_seat(secretary, rows["appointment"].seat)
    refused = client.post(way_back("appointment", rows))
    assert refused.status_code == 422
    assert "«Leder, Asker kommune» ligger i papirkurven og må hentes tilbake først." in refused.text
    assert client.post(way_back("seat", rows, pk=rows["appointment"].seat_id)).status_code == 302
    assert client.post(way_back("appointment", rows)).status_code == 302
    assert "Olav Ordfører" in client.get(page_of("seat", rows)).text


def test_what_was_removed_long_ago_is_still_there_below_the_newest(rows, alliance, secretary, client_of):
    with history.recording(system_actor(alliance), "test.remove", rows["right"], at=datetime(2017, 1, 1, tzinfo=UTC)):
        history.remove(rows["right"])
    move_demo_day(secretary, None)  # a demo tells no day of its own
    people_page = client_of(secretary)
    bodies.remove_rules(secretary, rows["rules"])
    text = people_page.get(page_of("right", rows)).text
    assert text.index(SHOWN["rules"][2]) < text.index(SHOWN["right"][2]) < text.index("slettet 01.01.2017")


@pytest.mark.parametrize("kind", ["seat", "role", "membership"])
def test_a_reader_pays_nothing_for_the_bin_and_an_editor_not_by_the_row(kind, rows, admin, reader, client_of):
    page, client = page_of(kind, rows), client_of(admin)
    for name in SHOWN:
        put_in_bin(rows[name])
    one = len(questions(client, page))
    for year in range(1950, 1970):
        for row in more(rows, {"valid_from": date(year, 1, 1), "valid_to": date(year, 12, 31)}):
            put_in_bin(make(rows["body"].alliance, row))
    assert len(questions(client, page)) == one
    assert [asked for asked in questions(client_of(reader), page) if IN_THE_BIN in asked] == []


def more(rows, period) -> list:
    seat = rows["appointment"].seat
    return [
        type(rows[name])(**{field: getattr(rows[name], field) for field in fields}, **period)
        for name, fields in {
            "seat": ("body", "on_behalf_of"),
            "chair": ("body", "organisation"),
            "right": ("body", "attending_body", "who"),
            "rules": ("body",),
            "standing": ("body", "case"),
            "role": ("person", "role", "cooperation"),
            "membership": ("cooperation", "organisation"),
            "contact": ("organisation", "person"),
        }.items()
    ] + [Appointment(seat=seat, person=rows["person"], **period)]


def questions(client, page) -> list[str]:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(page).status_code == 200
    return [each["sql"] for each in asked.captured_queries]
