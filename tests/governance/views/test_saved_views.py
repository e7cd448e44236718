"""The register of cases: what it is narrowed by, and the views that are saved of it."""

from datetime import date

import pytest

from governance.models import Case, SavedView
from governance.services import agenda, cases, following, meetings, savedviews, tags
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


@pytest.mark.parametrize(
    ("who", "sees_shared", "changes"),
    [
        ("admin", True, True),
        ("coordinator", True, False),
        ("mayor_asker", False, False),
        ("reader", False, False),
        ("outsider", False, False),
    ],
)
def test_who_sees_a_shared_view(request, client_of, secretary, case, who, sees_shared, changes):
    shared = savedviews.save_view(secretary, register="saker", name="Felles", query="ar=2018", is_shared=True)
    own = savedviews.save_view(secretary, register="saker", name="Min", query="ar=2018")
    actor = request.getfixturevalue(who)
    assert list(SavedView.objects.visible_to(actor)) == ([shared] if sees_shared else [])
    told = {"name": "Ny", "base_version": shared.version}
    answer = client_of(actor).post(url("case_view_edit", shared.pk), told)
    assert answer.status_code == (302 if changes else 403 if sees_shared else 404)
    assert client_of(actor).post(url("case_view_remove", own.pk)).status_code == 404


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
