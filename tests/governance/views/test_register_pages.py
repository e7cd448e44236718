"""Every page of the register opens for those it is for, and answers strangers, readers and wrong methods rightly."""

import uuid

import pytest
from django.urls import reverse

from governance.models import Organisation
from tests.cast import make, make_person, with_role
from tests.governance.register import ADMIN, BELOW_BODY, EDIT, READ

pytestmark = pytest.mark.django_db
ALL = READ | EDIT | ADMIN
ACTS = [name for name in ALL if name.endswith("_remove")]


def address(name, row, register, *, pk=None, alliance="vestregionen"):
    """The address of a page; `pk` replaces the id of the row in it."""
    if row is None:
        return reverse(f"governance:{name}", args=[alliance])
    if row in {"body", "cooperation"}:
        return reverse(f"governance:{name}", args=[alliance, pk or register[row].slug])
    body = [register["body"].slug] if row in BELOW_BODY else []
    return reverse(f"governance:{name}", args=[alliance, *body, pk or register[row].pk])


@pytest.mark.parametrize(("name", "row"), READ.items())
def test_known_readers_open_every_page_to_read(name, row, register, reader, client_of):
    response = client_of(reader).get(address(name, row, register))
    assert response.status_code == 200
    assert b"<h1" in response.content


@pytest.mark.parametrize(("name", "row"), (EDIT | ADMIN).items())
def test_the_administrator_opens_every_page_that_changes(name, row, register, admin, client_of):
    response = client_of(admin).get(address(name, row, register))
    assert response.status_code == 200
    assert "Du er her" in response.text


@pytest.mark.parametrize(("name", "row"), EDIT.items())
def test_the_secretariat_opens_what_it_may_change(name, row, register, secretary, client_of):
    assert client_of(secretary).get(address(name, row, register)).status_code == 200


@pytest.mark.parametrize(("name", "row"), (EDIT | ADMIN).items())
def test_a_reader_is_refused_with_the_reason(name, row, register, reader, client_of):
    response = client_of(reader).get(address(name, row, register))
    if row == "standing":  # she may not know of the case, so she is told of neither
        assert response.status_code == 404
        return
    assert response.status_code == 403
    assert "Bare " in response.text


@pytest.mark.parametrize(("name", "row"), ADMIN.items())
def test_roles_logins_and_cooperations_are_for_administrators_alone(name, row, register, secretary, client_of):
    client = client_of(secretary)
    assert client.get(address(name, row, register)).status_code == 403
    assert client.post(address(name, row, register), {}).status_code == 403


@pytest.mark.parametrize(("name", "row"), ALL.items())
def test_a_stranger_finds_nothing(name, row, register, outsider, client_of):
    assert client_of(outsider).get(address(name, row, register)).status_code == 404


@pytest.mark.parametrize(("name", "row"), ALL.items())
def test_a_visitor_is_asked_to_log_in(name, row, register, client_of):
    response = client_of(None).get(address(name, row, register))
    assert response.status_code == 302
    assert response["Location"].startswith("/konto/login/")


@pytest.mark.parametrize(("name", "row"), [(n, r) for n, r in ALL.items() if r is not None])
def test_an_unknown_id_is_not_found(name, row, register, admin, client_of):
    unknown = "finnes-ikke" if row in {"body", "cooperation"} else uuid.uuid4()
    assert client_of(admin).get(address(name, row, register, pk=unknown)).status_code == 404


@pytest.mark.parametrize(("name", "row"), [(n, r) for n, r in ALL.items() if r == "organisation"])
def test_an_id_of_another_alliance_is_not_found(name, row, register, admin, outsider, client_of):
    foreign = make(outsider.alliance, Organisation(name="Stjørdal kommune"))
    assert client_of(admin).get(address(name, row, register, pk=foreign.pk)).status_code == 404


@pytest.mark.parametrize(("name", "row"), READ.items())
def test_a_page_to_read_takes_no_post(name, row, register, admin, client_of):
    assert client_of(admin).post(address(name, row, register)).status_code == 405


@pytest.mark.parametrize(("name", "row"), (EDIT | ADMIN).items())
def test_a_page_that_changes_takes_no_delete(name, row, register, admin, client_of):
    assert client_of(admin).delete(address(name, row, register)).status_code == 405


@pytest.mark.parametrize(
    ("name", "row", "typed", "sentence"),
    [
        ("member_create", None, {"name": ""}, "Fyll ut dette feltet."),
        ("member_edit", "organisation", {"name": "X", "kind": "other", "org_number": "12"}, "har ni sifre"),
        ("member_join", "organisation", {"cooperation": uuid.UUID(int=1)}, "Velg noe fra lista"),
        ("member_membership_edit", "membership", {"valid_from": "2016-01-02", "valid_to": "2016-01-01"}, "Til-datoen"),
        ("member_contact_create", "organisation", {}, "Fyll ut dette feltet."),
        ("body_create", None, {"name": "X"}, "Fyll ut dette feltet."),
        ("body_rules_create", "body", {"law": "own", "notice_days": "-1"}, "tall som er minst 0"),
        ("body_right_create", "body", {}, "Velg et organ eller skriv hvem"),
        ("body_chair_create", "body", {}, "Fyll ut dette feltet."),
        ("seat_create", "body", {"role": "konge"}, "Velg noe fra lista"),
        ("seat_appoint", "seat", {"kind": "member"}, "Fyll ut dette feltet."),
        ("seat_holder_end", "appointment", {"last_day": "i går"}, "Skriv en dato"),
        ("person_create", None, {"given_name": "A", "family_name": "B", "email": "x"}, "hel e-postadresse"),
        ("person_login", "person", {"login": "x"}, "hel e-postadresse"),
        ("person_role_create", "person", {"role": "konge"}, "Velg noe fra lista"),
        ("cooperation_create", None, {"name": "X", "slug": "moter", "legal_form": "agreement"}, "opptatt av systemet"),
    ],
)
def test_bad_input_is_given_back_with_a_sentence(name, row, typed, sentence, register, admin, client_of):
    response = client_of(admin).post(address(name, row, register), typed | {"base_version": 1})
    assert response.status_code == 422
    assert sentence in response.text


def test_a_choice_from_another_alliance_is_refused(register, admin, outsider, client_of):
    foreign = make(outsider.alliance, Organisation(name="Stjørdal kommune"))
    url = address("seat_create", "body", register)
    response = client_of(admin).post(url, {"role": "member", "position": "0", "on_behalf_of": foreign.pk})
    assert response.status_code == 422
    assert "Velg noe fra lista" in response.text
    assert "Stjørdal" not in client_of(admin).get(url).text


def test_an_editor_of_one_cooperation_may_not_change_the_bodies_of_another(register, alliance, khs, client_of):
    person = make_person(alliance, "khs@test.example", "Knut", "Khs")
    client = client_of(with_role(person, "secretariat", khs))
    assert client.get(address("body_edit", "body", register)).status_code == 403


def test_the_bin_is_for_those_who_edit(register, secretary, reader, outsider, client_of):
    for create, url in (
        ({"given_name": "A", "family_name": "B"}, "/vestregionen/personer/"),
        ({"name": "Osloregionen", "kind": "network"}, "/vestregionen/medlemmer/"),
    ):
        client = client_of(secretary)
        there = client.post(f"{url}ny/", create)["Location"]
        assert client.post(f"{there}slett/").status_code == 302
        assert "Papirkurv" in client.get(url).text
        assert "Papirkurv" not in client_of(reader).get(url).text
        assert client_of(reader).post(f"{there}hent-tilbake/").status_code == 404
        assert client_of(outsider).post(f"{there}hent-tilbake/").status_code == 404
        assert client.get(f"{there}hent-tilbake/").status_code == 200
        assert client.post(f"{there}hent-tilbake/").status_code == 302
        assert client.get(there).status_code == 200


def test_a_body_comes_back_from_the_bin(register, secretary, cooperation, client_of):
    client, url = client_of(secretary), "/vestregionen/organer/"
    typed = {
        "name": "Utvalget",
        "slug": "utvalget",
        "kind": "committee",
        "number_format": "{seq}/{year}",
        "position": 0,
    }
    client.post(f"{url}nytt/", typed | {"cooperation": cooperation.pk})
    assert client.post(f"{url}utvalget/slett/")["Location"] == url
    assert "Papirkurv" in client.get(url).text
    assert client.get(f"{url}utvalget/").status_code == 404
    assert client.post(f"{url}utvalget/hent-tilbake/")["Location"] == f"{url}utvalget/"
    assert client.get(f"{url}utvalget/").status_code == 200


def test_the_administrator_is_told_that_a_login_was_there_before(register, admin, outsider, client_of):
    page, said = address("person_login", "person", register), "hadde en innlogging fra før"
    client = client_of(admin)
    assert said not in client.post(page, {"login": "ny@test.example", "base_version": 1}, follow=True).text
    version = type(register["person"]).objects.get(pk=register["person"].pk).version
    answer = client.post(page, {"login": outsider.user.email.upper(), "base_version": version}, follow=True)
    assert said in answer.text
