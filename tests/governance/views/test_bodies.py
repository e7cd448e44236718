from datetime import date
from uuid import uuid4

import pytest

from governance.models import Appointment, GoverningBody, Person
from governance.services import bodies

pytestmark = pytest.mark.django_db
LIST = "/vestregionen/organer/"
BODY = f"{LIST}styringsgruppen/"


def test_the_tree_holds_each_body_below_its_parent(register, secretary, client_of, executives):
    from governance.services import bodies

    bodies.change_body(secretary, executives, parent=register["body"])
    page = client_of(secretary).get(LIST).text
    tree = page[page.index('<ul class="vr-tree">') :]
    assert tree.index("Styringsgruppen") < tree.index("<ul>") < tree.index("Rådmannsgruppen")


def test_rules_rights_seats_and_lead_in_plain_words(register, reader, client_of):
    page = client_of(reader).get(BODY).text
    for words in ("Kommuneloven 1992 § 33", "Fylkesmannen", "Medlemmene i Rådmannsgruppen", "Olav Ordfører", "Drammen"):
        assert words in page
    assert "Nytt verv" not in page
    assert "Demoperson" in page


def test_a_seat_is_filled_emptied_and_filled_again(register, secretary, client_of):
    client = client_of(secretary)
    holder, seat = register["appointment"], register["seat"]
    client.post(f"{BODY}verv/{holder.pk}/avslutt/", {"last_day": "2018-03-07", "base_version": holder.version})
    assert "Ledig" in client.get(BODY).text
    typed = {"person": register["person"].pk, "kind": "member", "valid_from": "2018-03-07"}
    taken = client.post(f"{BODY}plasser/{seat.pk}/verv/", typed)
    assert taken.status_code == 422
    assert "fast medlem i denne tiden" in taken.text
    assert client.post(f"{BODY}plasser/{seat.pk}/verv/", typed | {"valid_from": "2018-03-08"}).status_code == 302
    page = client.get(BODY).text
    assert "Nils Ny" in page
    assert "Tidligere og kommende verv" in page


def test_who_is_not_in_the_list_is_registered_on_the_way(register, secretary, reader, client_of):
    client, seat = client_of(secretary), register["seat"]
    here = f"{BODY}plasser/{seat.pk}/verv/"
    there = f"/vestregionen/personer/ny/?plass={seat.pk}"
    assert f'href="{there}"' in client.get(here).text
    answer = client.post(there, {"given_name": "Nina", "family_name": "Nyvalgt"})
    nina = Person.objects.get(family_name="Nyvalgt")
    assert answer["Location"] == f"{here}?person={nina.pk}"
    assert f'<option value="{nina.pk}" selected>' in client.get(answer["Location"]).text
    for stray in ("tull", uuid4()):
        assert client.get(f"{here}?person={stray}").status_code == 200
        typed = {"given_name": "Nils", "family_name": f"Nyvalgt {stray}"}
        answer = client.post(f"/vestregionen/personer/ny/?plass={stray}", typed)
        assert "/vestregionen/personer/" in answer["Location"]


def test_a_new_holder_takes_over_in_one_step(register, secretary, client_of):
    typed = {"person": register["person"].pk, "kind": "member", "valid_from": "2018-03-08", "end_previous": "on"}
    client_of(secretary).post(f"{BODY}plasser/{register['seat'].pk}/verv/", typed)
    assert Appointment.objects.get(pk=register["appointment"].pk).valid_to == date(2018, 3, 7)


def test_a_body_is_made_changed_and_moved(secretary, client_of, cooperation):
    client = client_of(secretary)
    typed = {
        "name": "Utvalget",
        "slug": "utvalget",
        "kind": "committee",
        "number_format": "{seq}/{year}",
        "position": 0,
    }
    response = client.post(f"{LIST}nytt/", typed | {"cooperation": cooperation.pk, "aliases": "AU, Arbeidsutvalget"})
    assert response["Location"] == f"{LIST}utvalget/"
    assert GoverningBody.objects.get(slug="utvalget").aliases == ["AU", "Arbeidsutvalget"]
    moved = client.post(f"{LIST}utvalget/rediger/", typed | {"slug": "au", "base_version": 1})
    assert moved["Location"] == f"{LIST}au/"
    assert client.get(f"{LIST}au/").status_code == 200


def test_the_form_of_a_body_shows_its_other_names_as_they_are_typed(secretary, client_of, register):
    client = client_of(secretary)
    for names, typed in ([], ""), (["AU", "Utvalget"], "AU, Utvalget"):
        bodies.change_body(secretary, register["body"], aliases=names)
        assert client.get(f"{BODY}rediger/").context["form"]["aliases"].value() == typed


def test_a_cooperation_that_is_over_can_only_be_read(register, admin, client_of):
    from governance.services import cooperations

    cooperations.change_cooperation(admin, register["body"].cooperation, valid_to=date(2018, 3, 7))
    client = client_of(admin)
    page = client.get(BODY)
    assert page.status_code == 200
    assert "Samarbeidet er avsluttet og kan bare leses." in page.text
    assert client.get(f"{BODY}rediger/").status_code == 403
    assert client.post(f"{BODY}plasser/ny/", {"role": "member", "position": "0"}).status_code == 403


def test_a_row_of_another_body_is_not_found_below_this_one(register, secretary, client_of, executives):
    client = client_of(secretary)
    assert client.get(f"{LIST}radmannsgruppen/plasser/{register['seat'].pk}/").status_code == 404
    assert client.get(f"{LIST}radmannsgruppen/verv/{register['appointment'].pk}/").status_code == 404


def test_persons_come_in_norwegian_order_and_a_person_has_a_whole_life(admin, client_of):
    client = client_of(admin)
    for given, family in (("Ås", "Ås"), ("Øy", "Øy"), ("Bo", "Berg")):
        client.post("/vestregionen/personer/ny/", {"given_name": given, "family_name": family})
    page = client.get("/vestregionen/personer/").text
    assert page.index(">Anna Admin<") < page.index(">Bo Berg<") < page.index(">Øy Øy<") < page.index(">Ås Ås<")
    person = Person.objects.get(family_name="Øy")
    there = f"/vestregionen/personer/{person.pk}/"
    client.post(f"{there}innlogging/", {"login": "oy@test.example", "base_version": person.version})
    client.post(f"{there}roller/ny/", {"role": "reader"})
    assert "oy@test.example" in client.get(there).text
    assert client.post(f"{there}slett/").status_code == 422
    role = person.roles.get()
    client.post(f"/vestregionen/personer/roller/{role.pk}/slett/")
    person.refresh_from_db()
    client.post(f"{there}innlogging/", {"login": "", "base_version": person.version})
    assert client.post(f"{there}slett/").status_code == 302
    assert client.post(f"{there}hent-tilbake/").status_code == 302
    person.refresh_from_db()
    assert (person.user, person.removed_at) == (None, None)


def test_the_last_administrator_is_told_why_she_stays(admin, client_of):
    role = admin.person.roles.get()
    client = client_of(admin)
    page = client.post(f"/vestregionen/personer/roller/{role.pk}/slett/")
    assert page.status_code == 422
    assert "Alliansen må ha en administrator" in page.text
    page = client.post(f"/vestregionen/personer/{admin.person.pk}/innlogging/", {"login": ""})
    assert page.status_code == 422
