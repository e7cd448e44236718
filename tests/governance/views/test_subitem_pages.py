"""The points below a case of an agenda on its pages: written, ordered, removed, and read by whom."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.agendalive import KIND
from governance.live import pulses
from governance.models import SubItem
from governance.services import agenda, cases, meetings, reopening, subitems
from tests.governance.casefile import item_url, url
from tests.governance.services.test_agenda_versions import numbers, stored
from tests.governance.views.test_agenda_news import asks, told  # noqa: F401  a fixture
from tests.governance.views.test_references import ROLES

pytestmark = pytest.mark.django_db
WORDS = "Ny ungdomsskole"


@pytest.fixture
def point(secretary, item, asker):
    return subitems.add_subitem(secretary, item, title=WORDS, on_behalf_of=asker, presenter_name="Ola Gjest")


def points(page) -> list[str]:
    """The letters and words that a page shows, in order."""
    found = re.findall(r'vr-points__letter">(.*?)</span> <span class="vr-points__words">(.*?)</span>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>?", " ", f"{letter} {words}").split()) for letter, words in found]


def add_url(item):
    return url("meeting_agenda_subitem", item.meeting_id, item.pk)


def test_a_secretary_adds_edits_orders_removes_and_brings_back(client_of, secretary, item, meeting, lier):
    desk, page = client_of(secretary), url("meeting_agenda", meeting.pk)
    assert add_url(item) in desk.get(page).text
    assert desk.post(add_url(item), {"title": ""}).status_code == 422
    new = {"title": "Ny bru", "on_behalf_of": lier.pk, "presenter_name": "Ola Gjest", "stood": "planned"}
    assert desk.post(add_url(item), new)["Location"] == page
    desk.post(add_url(item), {"title": "Bomringen"})
    assert points(desk.get(page).text) == ["a) Lier: Ny bru Ola Gjest", "b) Bomringen"]
    second = SubItem.objects.get(title="Bomringen")
    answer = desk.post(
        url("meeting_agenda_subitem_place", meeting.pk), {"up": second.pk}, headers={"HX-Request": "true"}
    )
    assert points(answer.text) == ["a) Bomringen", "b) Lier: Ny bru Ola Gjest"]
    edit = url("meeting_agenda_subitem_edit", meeting.pk, second.pk)
    form = desk.get(edit).context["form"]
    change = {"title": "Bompengene", "base_version": form["base_version"].value(), "stood": form["stood"].value()}
    assert desk.post(edit, change)["Location"] == page
    assert points(desk.get(page).text)[0] == "a) Bompengene"
    remove = url("meeting_agenda_subitem_remove", meeting.pk, second.pk)
    assert "Bompengene" in desk.get(remove).text
    assert desk.post(remove)["Location"] == page
    assert points(desk.get(page).text) == ["a) Lier: Ny bru Ola Gjest"]
    restore = url("item_subitem_restore", item.pk, second.pk)
    assert restore in desk.get(url("bin")).text
    assert desk.post(restore)["Location"] == item_url(item)
    assert points(desk.get(item_url(item)).text) == ["a) Lier: Ny bru Ola Gjest", "b) Bompengene"]


def test_a_person_and_a_name_are_not_both_told(client_of, secretary, item):
    both = {"title": "Ny bru", "presenter": secretary.person.pk, "presenter_name": "Ola Gjest"}
    answer = client_of(secretary).post(add_url(item), both)
    assert answer.status_code == 422
    assert "Ikke begge" in answer.text


def test_what_others_may_not_choose_is_not_offered(client_of, secretary, item, outsider):
    answer = client_of(secretary).post(add_url(item), {"title": "Ny bru", "presenter": outsider.person.pk})
    assert answer.status_code == 422
    assert not SubItem.objects.exists()


def test_a_page_from_before_the_call_sends_nothing_out_unasked(client_of, secretary, item, meeting):
    desk = client_of(secretary)
    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")
    late = {"title": "Ny bru", "stood": "planned"}
    answer = desk.post(add_url(item), late)
    assert answer.status_code == 422
    assert "Sakslisten ble sendt ut" in answer.text
    again = late | {"stood": answer.context["form"]["stood"].value()}
    assert desk.post(add_url(item), again).status_code == 302
    assert numbers(meeting) == [1, 2]


def test_a_called_agenda_offers_what_may_be_done(client_of, secretary, point, called, meeting):
    subitems.add_subitem(secretary, stored(called), title="Et til")
    desk = client_of(secretary)
    page = desk.get(url("meeting_agenda", meeting.pk)).text
    names = ("meeting_agenda_subitem_edit", "meeting_agenda_subitem_remove")
    edit, remove = (url(name, meeting.pk, point.pk) for name in names)
    assert edit in page
    assert add_url(called) in page
    assert remove not in page
    assert f'id="down-{point.pk}"' not in page
    refused = desk.post(remove)
    assert refused.status_code == 422
    assert "Åpne sakslisten igjen" in refused.text
    reopening.reopen_agenda(secretary, stored(meeting), reason="Mer")
    page = desk.get(url("meeting_agenda", meeting.pk)).text
    assert remove in page
    assert f'id="down-{point.pk}"' in page


def test_a_point_of_another_meeting_is_not_found(client_of, secretary, item, meeting, point, steering_group):
    other = meetings.create_meeting(secretary, body=steering_group, day=meeting.day)
    desk = client_of(secretary)
    assert desk.get(url("meeting_agenda_subitem_edit", other.pk, point.pk)).status_code == 404
    assert desk.post(url("meeting_agenda_subitem_remove", other.pk, point.pk)).status_code == 404
    assert desk.get(url("meeting_agenda_subitem", other.pk, item.pk)).status_code == 404
    answer = desk.post(url("meeting_agenda_subitem_place", other.pk), {"up": point.pk}, headers={"HX-Request": "true"})
    assert answer.status_code == 422


# ---- Who reads them ----

NOBODY_KNOWN = (None, "outsider", "substitute")  # to whom no names are told


@pytest.mark.parametrize(("who", "reads_open", "reads_exempt"), ROLES)
@pytest.mark.parametrize("exempt", [False, True])
def test_who_reads_them_of_a_published_meeting(
    request, client_of, secretary, mayor_asker, point, called, meeting, who, reads_open, reads_exempt, exempt
):
    meetings.publish_meeting(secretary, stored(meeting))
    subitems.change_subitem(secretary, stored(point), title=f"{WORDS} i Asker")
    if exempt:
        cases.change_case(secretary, stored(called.case), access="exempt", ground="13", public_title="Nøytral")
    actor = request.getfixturevalue(who) if who else None
    reads, client = reads_exempt if exempt else reads_open, client_of(actor)
    for address in (
        url("meeting_detail", meeting.pk),
        item_url(called),
        url("meeting_agenda_compare", meeting.pk),
    ):
        page = client.get(address)
        assert page.status_code == 200
        assert (WORDS in page.text) is reads, address
        assert ("Ola Gjest" in page.text) is (reads and who not in NOBODY_KNOWN), address
    if who not in (None, "outsider"):
        assert SubItem.objects.visible_to(actor).exists() is reads


def test_nobody_reads_them_before_the_call(client_of, secretary, mayor_asker, reader, point, item, meeting):
    for actor in (mayor_asker, reader):
        assert not SubItem.objects.visible_to(actor).exists()
        assert WORDS not in client_of(actor).get(url("meeting_detail", meeting.pk)).text
    assert not SubItem.objects.visible_to(None).exists()


@pytest.mark.parametrize("who", ["mayor_asker", "reader", None])
def test_readers_keep_what_they_have_while_the_agenda_is_reopened(
    request, client_of, secretary, mayor_asker, point, called, meeting, who
):
    subitems.add_subitem(secretary, stored(called), title="Bomringen")
    meetings.publish_meeting(secretary, stored(meeting))
    reopening.reopen_agenda(secretary, stored(meeting), reason="Mer")
    subitems.change_subitem(secretary, stored(point), title="Hallen")
    subitems.place_subitem(secretary, stored(point), position=2)
    subitems.add_subitem(secretary, stored(called), title="Det nye")
    client = client_of(request.getfixturevalue(who) if who else None)
    name = "" if who is None else " Ola Gjest"
    had = [f"a) Asker: {WORDS}{name}", "b) Bomringen"]
    for address in (url("meeting_detail", meeting.pk), item_url(called)):
        assert points(client.get(address).text) == had
    assert points(client_of(secretary).get(url("meeting_detail", meeting.pk)).text) == [
        "a) Bomringen",
        "b) Asker: Hallen Ola Gjest",
        "c) Det nye",
    ]
    story = url("story", "mote", meeting.pk)
    assert "Det nye" not in client.get(story).text
    reopening.send_agenda(secretary, stored(meeting))
    had = ["a) Bomringen", f"b) Asker: Hallen{name}", "c) Det nye"]
    for address in (url("meeting_detail", meeting.pk), item_url(called)):
        assert points(client.get(address).text) == had


# ---- Two in one agenda, and many cases ----


def test_what_another_does_with_them_is_told_with_the_title_of_the_case(asks, secretary, admin, item, meeting):  # noqa: F811
    since = pulses.number_of(KIND, meeting.body_id)
    point = subitems.add_subitem(admin, stored(item), title="Ny bru")
    subitems.change_subitem(admin, stored(point), title="Ny bro")
    subitems.remove_subitem(admin, stored(point))
    assert told(asks(secretary, since)) == [
        f"{admin.name} la til et underpunkt: «Handlingsplan 2018».",
        f"{admin.name} endret et underpunkt: «Handlingsplan 2018».",
        f"{admin.name} fjernet et underpunkt: «Handlingsplan 2018».",
    ]


@pytest.mark.parametrize("name", ["meeting_agenda", "meeting_detail"])
def test_the_pages_ask_once_for_all_points(
    client_of, secretary, cooperation, steering_group, item, point, meeting, name
):
    desk, address = client_of(secretary), url(name, meeting.pk)
    desk.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        desk.get(address)
    for number in range(4):
        case = cases.create_case(secretary, cooperation=cooperation, title=f"Sak {number}")
        other = agenda.add_item(secretary, case=case, body=steering_group, meeting=stored(meeting))
        for title in ("En", "To"):
            subitems.add_subitem(secretary, other, title=title, presenter=secretary.person)
    with CaptureQueriesContext(connection) as many:
        desk.get(address)
    assert len(many) == len(few)
    assert sum("governance_subitem" in each["sql"] for each in many) == 1
