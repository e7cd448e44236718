"""The register of cases: what it is narrowed by, and the views that are saved of it."""

from datetime import date, timedelta
from urllib.parse import urlencode

import pytest

from governance.choices import Role
from governance.history import Refused
from governance.models import AllianceRole, Case, SavedView
from governance.search import casessaying
from governance.services import agenda, cases, following, meetings, savedviews, tags
from governance.views import caselist
from tests.cast import make_person, with_role
from tests.governance.casefile import url

pytestmark = pytest.mark.django_db
LIST = url("case_list")


def titles(response) -> list[str]:
    return sorted(case.title for case in response.context["rows"])


@pytest.fixture
def cases_of_all_kinds(secretary, cooperation, called, executives, secret_item):
    """«Handlingsplan 2018» is called; «Bompenger» waits in the executives' group, has a tag and a responsible, and is
    followed; «Oppsigelse av Tormod» is exempt, with the same tag and responsible."""
    tag = tags.create_tag(secretary, name="Klima")
    waiting = cases.create_case(
        secretary, cooperation=cooperation, title="Bompenger", responsible=secretary.person, kind="interest"
    )
    agenda.add_item(secretary, case=waiting, body=executives)
    cases.change_case(secretary, secret_item.case, responsible=secretary.person)
    for each in (waiting, secret_item.case):
        tags.tag_case(secretary, each, tags=[tag])
    following.follow_case(secretary, waiting)
    return {"emne": tag.pk, "ansvarlig": secretary.person.pk}


NARROWED = [
    ({"type": "interest"}, ["Bompenger"]),
    ({"venter": "radmannsgruppen"}, ["Bompenger"]),
    ({"tilgang": "exempt"}, ["Oppsigelse av Tormod"]),
    ({"emne": ""}, ["Bompenger", "Oppsigelse av Tormod"]),
    ({"ansvarlig": ""}, ["Bompenger", "Oppsigelse av Tormod"]),
    ({"fulgt": "on"}, ["Bompenger"]),
    ({"fra": "2018-03-01", "til": "2018-03-31"}, ["Handlingsplan 2018", "Oppsigelse av Tormod"]),
    ({"fra": "2018-03-16"}, []),
    ({"fra": "tull", "emne": "tull"}, ["Bompenger", "Handlingsplan 2018", "Oppsigelse av Tormod"]),
]


@pytest.mark.parametrize(("asked", "found"), NARROWED)
def test_each_filter(client_of, secretary, executives, cases_of_all_kinds, asked, found):
    asked = {name: value or cases_of_all_kinds[name] for name, value in asked.items()}
    asked = {name: executives.slug if name == "venter" else value for name, value in asked.items()}
    assert titles(client_of(secretary).get(LIST, asked)) == found


@pytest.mark.parametrize("name", ["emne", "ansvarlig"])
@pytest.mark.parametrize("who", ["reader", "coordinator", "contact_lier", None])
def test_a_filter_tells_nothing_of_an_exempt_case(
    request, client_of, secretary, meeting, cases_of_all_kinds, secret_item, name, who
):
    meetings.publish_meeting(secretary, meeting)
    client = client_of(request.getfixturevalue(who) if who else None)
    response = client.get(LIST, {name: cases_of_all_kinds[name]})
    chosen = response.context["form"].chosen()  # what she is not offered narrows nothing, and so tells nothing
    assert (titles(response) == []) == (name in chosen)
    assert (name in chosen) == (name == "emne" and who is not None)
    assert "Tormod" not in response.content.decode()
    if who is None:
        assert secretary.person.name not in response.content.decode()


@pytest.mark.parametrize(
    ("who", "words", "found"),
    [
        ("secretary", "utredning", ["Handlingsplan 2018"]),
        ("mayor_asker", "utredning", ["Handlingsplan 2018"]),
        ("secretary", "hemmelig utredning", ["Oppsigelse av Tormod"]),
        ("mayor_asker", "hemmelig utredning", []),  # not sent yet
        ("reader", "hemmelig", []),
        ("reader", "utredning", []),
        (None, "hemmelig", None),
    ],
)
def test_the_search_in_texts(request, client_of, mayor_asker, called, secret_item, who, words, found):
    client = client_of(request.getfixturevalue(who) if who else None)
    response = client.get(LIST, {"q": words, "tekst": "on"})
    if found is None:
        assert response.status_code == 302  # nothing is open
        return
    assert set(found) <= set(titles(response)) <= {*found, "Oppsigelse av Tormod" if who == "secretary" else ""}
    assert titles(client.get(LIST, {"q": words})) == []  # without the tick only titles are looked in


def test_a_view_is_saved_opened_renamed_and_deleted(client_of, secretary, case):
    desk = client_of(secretary)
    page = desk.get(LIST, {"tilstand": "open", "side": "1", "tull": "x"}).content.decode()
    assert f"{url('case_view_create')}?tilstand=open" in page
    answer = desk.post(url("case_view_create") + "?tilstand=open&side=1&tull=x", {"name": "Åpne saker"})
    assert answer["Location"] == f"{LIST}?tilstand=open"
    view = SavedView.objects.get()
    assert (view.query, view.person, view.is_shared) == ("tilstand=open", secretary.person, False)
    assert 'aria-current="page">Åpne saker' in desk.get(answer["Location"]).content.decode()
    told = {"name": "Under arbeid", "is_default": "on", "base_version": view.version}
    desk.post(url("case_view_edit", view.pk), told)
    assert desk.get(LIST)["Location"] == f"{LIST}?tilstand=open"
    assert desk.get(LIST + "?alle").status_code == 200
    desk.post(url("case_view_remove", view.pk))
    assert desk.get(LIST).status_code == 200


def test_one_default_at_a_time_and_one_of_each_name(secretary):
    first = savedviews.save_view(secretary, register="saker", name="A", query="ar=2018", is_default=True)
    savedviews.save_view(secretary, register="saker", name="B", query="ar=2017", is_default=True)
    first.refresh_from_db()
    assert not first.is_default
    with pytest.raises(Exception, match="alt en visning"):
        savedviews.save_view(secretary, register="saker", name="A", query="ar=2016")


@pytest.fixture
def shared(secretary):
    return savedviews.save_view(secretary, register="saker", name="Felles", query="ar=2018", is_shared=True)


@pytest.fixture
def ola(alliance):
    return make_person(alliance, "ola@test.example", "Ola", "By")


@pytest.fixture
def view_of_khs(alliance, khs):
    """Shared by one who edits a cooperation alone."""
    owner = with_role(make_person(alliance, "kari@test.example", "Kari", "By"), Role.SECRETARIAT, khs)
    return savedviews.save_view(owner, register="saker", name="Kulturens", query="ar=2018", is_shared=True)


@pytest.mark.parametrize(
    ("who", "sees_shared", "changes"),
    [
        ("admin", True, True),
        ("coordinator", False, False),
        ("mayor_asker", False, False),
        ("reader", False, False),
        ("outsider", False, False),
    ],
)
def test_who_sees_a_shared_view(request, client_of, secretary, case, shared, who, sees_shared, changes):
    own = savedviews.save_view(secretary, register="saker", name="Min", query="ar=2018")
    actor = request.getfixturevalue(who)
    assert list(SavedView.objects.visible_to(actor)) == ([shared] if sees_shared else [])
    told = {"name": "Ny", "base_version": shared.version}
    answer = client_of(actor).post(url("case_view_edit", shared.pk), told)
    assert answer.status_code == (302 if changes else 403 if sees_shared else 404)
    assert client_of(actor).post(url("case_view_remove", own.pk)).status_code == 404


@pytest.mark.parametrize(
    ("role", "of", "sees"),
    [
        (Role.SECRETARIAT, "khs", ["Kulturens"]),
        (Role.ADMINISTRATOR, "khs", ["Kulturens"]),
        (Role.SECRETARIAT, "cooperation", []),
        (Role.COORDINATOR, "khs", []),
        (Role.COORDINATOR, None, []),
        (Role.SECRETARIAT, None, ["Felles", "Kulturens"]),
    ],
)
def test_a_view_is_shared_with_those_who_edit_the_same(request, ola, shared, view_of_khs, role, of, sees):
    actor = with_role(ola, role, request.getfixturevalue(of) if of else None)
    assert [each.name for each in SavedView.objects.visible_to(actor).order_by("name")] == sees


def test_who_no_longer_edits_shares_with_those_who_edit_everything_alone(ola, khs, admin, view_of_khs):
    AllianceRole.objects.filter(person=view_of_khs.person).update(valid_to=admin.on - timedelta(days=1))
    assert not SavedView.objects.visible_to(with_role(ola, Role.SECRETARIAT, khs)).exists()
    assert list(SavedView.objects.visible_to(admin)) == [view_of_khs]


def test_the_form_says_who_sees_a_shared_view_and_asks_only_those_who_may(client_of, secretary, coordinator):
    asked = client_of(secretary).get(url("case_view_create") + "?ar=2018")
    assert "ser navnet og søkeordene. Ingen andre." in asked.content.decode()
    assert "is_shared" not in client_of(coordinator).get(url("case_view_create") + "?ar=2018").context["form"].fields


def test_another_neither_unshares_a_view_nor_opens_its_owners_register_with_it(client_of, secretary, admin, shared):
    savedviews.change_view(secretary, shared, is_default=True)
    address = url("case_view_edit", shared.pk)
    assert {"is_default", "is_shared"}.isdisjoint(client_of(admin).get(address).context["form"].fields)
    told = {"name": "Ny", "is_default": "on", "base_version": shared.version}
    assert client_of(admin).post(address, told).status_code == 302
    shared.refresh_from_db()
    assert (shared.name, shared.is_default, shared.is_shared) == ("Ny", True, True)
    for values in ({"is_default": False}, {"is_shared": False}):
        with pytest.raises(Refused, match="Bare den som lagret"):
            savedviews.change_view(admin, shared, **values)


def test_the_name_of_a_view_is_not_in_the_list_of_all_changes(client_of, reader, admin, shared):
    view = savedviews.save_view(reader, register="saker", name="Oppsigelse", query="ar=2018")
    savedviews.change_view(reader, view, name="Oppsigelse av Tormod")
    savedviews.remove_view(reader, view)
    told = client_of(admin).get(url("happenings"))
    assert [each.act for each in told.context["entries"][:3]] == ["view.remove", "view.change", "view.save"]
    assert "Oppsigelse" not in told.content.decode()
    for each in told.context["entries"][:3]:
        assert "Oppsigelse" not in client_of(admin).get(each.url).content.decode()


def test_a_choice_that_is_too_long_is_refused_in_a_sentence(client_of, secretary):
    long = urlencode({"q": "ø" * 200})
    answer = client_of(secretary).post(f"{url('case_view_create')}?{long}", {"name": "Lang"})
    assert answer.status_code == 422
    assert "Valget er for langt til å lagres." in answer.content.decode()
    assert not SavedView.objects.exists()


def test_a_search_that_finds_more_texts_than_are_followed_says_so(client_of, secretary, called, monkeypatch):
    asked = {"q": "handlingsplan", "tekst": "on"}
    assert "flere enn" not in client_of(secretary).get(LIST, asked).content.decode()
    monkeypatch.setattr(casessaying, "MOST", 1)
    monkeypatch.setattr(caselist, "MOST", 1)
    assert "flere enn 1 papirer" in client_of(secretary).get(LIST, asked).content.decode()


def test_the_meeting_day_is_asked_for_by_its_name(client_of, secretary, case):
    page = client_of(secretary).get(LIST).content.decode()
    assert "Møtedag fra" in page
    assert "Møtedag til" in page


def test_a_reader_shares_with_nobody(client_of, reader):
    client_of(reader).post(url("case_view_create") + "?ar=2018", {"name": "Min", "is_shared": "on"})
    assert SavedView.objects.get().is_shared is False


def test_a_view_shows_what_fits_today(client_of, secretary, case):
    desk = client_of(secretary)
    savedviews.save_view(secretary, register="saker", name="Åpne", query="tilstand=open")
    assert titles(desk.get(LIST + "?tilstand=open")) == ["Handlingsplan 2018"]
    cases.close_case(secretary, Case.objects.get(pk=case.pk))
    assert titles(desk.get(LIST + "?tilstand=open")) == []
    assert date(2018, 3, 8) == secretary.on
