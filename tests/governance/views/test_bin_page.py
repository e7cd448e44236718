"""The bin of the alliance: what was removed, by whom, for those who may bring it back."""

import re
from datetime import timedelta
from html import unescape

import pytest

from governance import clock
from governance.models import AllianceRole, Appointment, Membership
from governance.services import agenda, bodies, files, organisations, people, seats
from tests.governance.casefile import url


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


@pytest.fixture
def binned(secretary, admin, case, steering_group, asker, mayor_asker, attachment, cooperation):
    """One of each kind in the bin."""
    seat = seats.add_seat(secretary, body=steering_group, area="Kyst")
    seats.remove_seat(secretary, seat)
    held = Appointment.objects.get(person=mayor_asker.person)
    seats.remove_appointment(secretary, held, reason="Feil person")
    role = people.give_role(admin, person=mayor_asker.person, role="auditor")
    people.remove_role(admin, role)
    member = organisations.add_membership(secretary, cooperation=cooperation, organisation=asker)
    organisations.remove_membership(secretary, member)
    files.remove_attachment(secretary, attachment)
    item = agenda.add_item(secretary, case=case, body=steering_group)
    agenda.remove_item(secretary, item)
    body = bodies.create_body(secretary, cooperation=cooperation, slug="gammelt", name="Gammelt utvalg", kind="network")
    bodies.remove_body(secretary, body)
    return {"held": held, "role": role, "member": member}


def test_everything_removed_is_there_with_who_and_why(client_of, secretary, binned):
    page = words(client_of(secretary).get(url("bin")))
    for text in (
        "Kyst",
        "Olav Ordfører",
        "Feil person",
        "Asker kommune",
        "Notat",
        "Handlingsplan 2018",
        "Gammelt utvalg",
    ):
        assert text in page, text
    assert "Sara Sekretær" in page
    assert "Revisor" not in page  # roles are the administrator's


def test_an_administrator_brings_back_a_role(client_of, admin, binned):
    html = client_of(admin).get(url("bin")).content.decode()
    address = re.search(r'action="([^"]*/roller/[^"]*)"', html).group(1)
    assert client_of(admin).post(address).status_code == 302
    assert AllianceRole.objects.get(pk=binned["role"].pk).removed_at is None


@pytest.mark.parametrize(
    ("word", "name", "model"), [("verv", "held", Appointment), ("medlemskap", "member", Membership)]
)
def test_a_row_comes_back_from_the_page(client_of, secretary, binned, word, name, model):
    html = client_of(secretary).get(url("bin")).content.decode()
    address = re.search(rf'action="([^"]*/{word}/[^"]*)"', html).group(1)
    assert client_of(secretary).post(address).status_code == 302
    assert model.objects.get(pk=binned[name].pk).removed_at is None


def test_an_appointment_comes_back_from_the_person_too(client_of, secretary, binned, mayor_asker):
    html = client_of(secretary).get(url("person_detail", mayor_asker.person.pk)).content.decode()
    address = re.search(r'action="([^"]*/verv/[^"]*)"', html).group(1)
    assert client_of(secretary).post(address).status_code == 302
    assert Appointment.objects.get(pk=binned["held"].pk).removed_at is None


def test_what_has_lain_for_thirty_days_waits_to_be_erased(client_of, secretary, binned, monkeypatch):
    page = words(client_of(secretary).get(url("bin")))
    assert "Venter på å bli slettet for godt" not in page
    later = clock.now() + timedelta(days=31)
    monkeypatch.setattr("governance.story.binsources.clock.now", lambda: later)
    page = words(client_of(secretary).get(url("bin")))
    assert "Venter på å bli slettet for godt" in page
    assert "Ingenting er slettet de siste 30 dagene" in page


@pytest.mark.parametrize("role", ["reader", "mayor_asker", "contact_lier"])
def test_the_bin_is_for_those_who_work_here(request, client_of, role):
    assert client_of(request.getfixturevalue(role)).get(url("bin")).status_code == 403


def test_a_coordinator_sees_nothing_she_may_not_bring_back(client_of, coordinator, binned):
    answer = client_of(coordinator).get(url("bin"))
    assert answer.status_code == 200
    assert "Kyst" not in words(answer)


def test_strangers_and_wrong_methods(client_of, outsider, secretary):
    assert client_of(outsider).get(url("bin")).status_code == 404
    assert client_of(None).get(url("bin")).status_code == 302
    assert client_of(secretary).post(url("bin")).status_code == 405
