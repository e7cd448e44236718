"""What everyone may see: the front page, members and bodies, and the way to see them as a visitor."""

from datetime import date

import pytest

from governance.history import Refused
from governance.models import Membership, Organisation
from governance.services import alliances, meetings, resolutions
from tests.cast import make
from tests.governance.casefile import HELD, url

HOME = "/vestregionen/"


@pytest.fixture
def open_alliance(alliance, admin, cooperation, asker):
    make(alliance, Membership(cooperation=cooperation, organisation=asker, valid_from=date(2005, 1, 1)))
    make(alliance, Organisation(name="Innleid AS", note="Internt"))
    return alliances.open_pages(admin)


def test_a_closed_alliance_asks_for_login(client, cooperation, client_of, outsider):
    for address in (HOME, url("member_list"), url("body_list")):
        assert client.get(address)["Location"] == f"/konto/login/?next={address}"
        assert client_of(outsider).get(address).status_code == 404


def test_a_closed_alliance_leads_to_what_is_published(client, secretary, meeting, called, client_of, outsider):
    assert client.get(HOME)["Location"] == f"/konto/login/?next={HOME}"
    meetings.publish_meeting(secretary, meeting)
    assert client.get(HOME)["Location"] == url("meeting_list")
    assert client_of(outsider).get(HOME).status_code == 404


def test_an_open_one_says_who_it_is(client, open_alliance, secretary, called, meeting):
    page = client.get(HOME).text
    assert "Asker kommune" in page
    assert "Ingen kommende møter er publisert" in page
    assert "Alle møter" not in page
    meetings.publish_meeting(secretary, meeting)
    page = client.get(HOME).text
    for part in (url("meeting_detail", meeting.pk), "Handlingsplan 2018", "01/2018", "kalender.ics"):
        assert part in page
    resolutions.register_resolution(secretary, called, result="adopted", at=HELD)
    assert "Siste vedtak" in client.get(HOME).text


def test_an_exempt_case_has_its_neutral_title(client, open_alliance, secretary, secret_item, called, meeting):
    meetings.publish_meeting(secretary, meeting)
    page = client.get(HOME).text
    assert "Personalsak" in page
    assert "Tormod" not in page


def test_members_are_shown_and_suppliers_are_not(client, open_alliance, asker, contact_lier, lier):
    assert "Asker kommune" in client.get(url("member_list")).text
    assert "Innleid" not in client.get(url("member_list")).text
    assert client.get(url("member_detail", asker.pk)).status_code == 200
    assert client.get(url("member_detail", lier.pk)).status_code == 302
    assert "Kontaktpersoner" not in client.get(url("member_detail", asker.pk)).text


def test_a_body_is_shown_once_it_has_published_a_meeting(client, secretary, called, meeting, mayor_asker, substitute):
    page = url("body_detail", "styringsgruppen")
    assert client.get(page).status_code == 302
    meetings.publish_meeting(secretary, meeting)
    answer = client.get(page)
    assert answer["X-Robots-Tag"] == "noindex"
    assert "Olav Ordfører" in answer.text
    assert "Vera Vara" not in answer.text
    assert "/personer/" not in answer.text


def test_those_who_belong_there_get_their_own_page(client_of, open_alliance, reader):
    assert "Hei, Lars" in client_of(reader).get(HOME).text


def test_staff_see_it_as_a_visitor(client_of, open_alliance, secretary, meeting, called):
    desk = client_of(secretary)
    page = desk.get(f"{HOME}?som=publikum").text
    assert "Du ser siden slik publikum ser den" in page
    assert "Hei, Sara" not in page
    address = url("meeting_detail", meeting.pk)
    assert f"{address}?som=publikum" in desk.get(address).text
    assert desk.get(f"{address}?som=publikum").status_code == 404
    meetings.publish_meeting(secretary, meeting)
    seen = desk.get(f"{address}?som=publikum").text
    assert "/avpubliser/" not in seen
    assert f'href="{address}"' in seen


def test_nobody_gets_to_see_more_that_way(client, open_alliance, client_of, outsider):
    for each in (client, client_of(outsider)):
        assert "Tilbake til din egen visning" not in each.get(f"{HOME}?som=publikum").text


def test_the_chooser_names_open_alliances(client, alliance, cooperation, other_alliance, admin):
    assert "Åpne sider" not in client.get("/").text
    alliances.open_pages(admin)
    page = client.get("/").text
    assert f'href="{HOME}"' in page
    assert "/vaernesregionen/" not in page


def test_opening_and_closing(admin, secretary, alliance):
    from django.core.exceptions import PermissionDenied

    for refused in (alliances.open_pages, alliances.close_pages):
        with pytest.raises((PermissionDenied, Refused)):
            refused(secretary)
    assert alliances.open_pages(admin).is_open
    with pytest.raises(PermissionDenied):
        alliances.open_pages(admin)
    assert not alliances.close_pages(admin).is_open
