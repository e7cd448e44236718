"""The pages of a body's template: written, ordered, used on an agenda, and what they cost."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.bodies.agendatemplates import lines_for
from governance.choices import CaseKind
from governance.models import AgendaItem, Case, StandingItem
from governance.services import agenda, cases, meetings, standing
from tests.cast import end
from tests.governance.casefile import url

pytestmark = pytest.mark.django_db
NEW = {"kind": "standing", "place": "2_after", "role": "informed", "is_numbered": "on"}


@pytest.fixture
def page(steering_group):
    return url("body_template", steering_group.slug)


@pytest.fixture
def usual(secretary, steering_group):
    return standing.begin_template(secretary, steering_group, lines_for(steering_group.kind))


def lines(text: str) -> list[str]:
    """The titles on the page of the template in order, with the place of the other cases."""
    main = text.split('<ol class="vr-agenda">')[1].split("</ol>")[0]
    found = re.findall(r'vr-agenda__title">(.*?)(?:</a>|</span>)', main, re.DOTALL)
    return [re.sub(r"<[^>]*>", "", each).strip() for each in found]


def test_one_who_has_never_written_one_begins_with_what_is_usual(client_of, secretary, steering_group, page):
    desk = client_of(secretary)
    assert page in desk.get(url("body_detail", steering_group.slug)).text
    text = desk.get(page).text
    offered = re.findall(r'name="line" value="(.*?)" checked', text)
    assert offered == [line.title for line in lines_for(steering_group.kind)]
    taken = desk.post(url("body_template_begin", steering_group.slug), {"line": offered[1:]}, follow=True)
    assert "3 faste saker står nå i malen." in taken.text
    assert lines(taken.text) == [*offered[1:3], "Sakene i møtet", "Eventuelt"]
    assert "Vanlig på slike sakslister" in taken.text
    again = desk.post(url("body_template_begin", steering_group.slug), {"line": offered[1:]}, follow=True)
    assert "De faste sakene står der alt." in again.text
    assert StandingItem.objects.count() == 3
    nothing = desk.post(url("body_template_begin", steering_group.slug), {"line": "Noe helt annet"}, follow=True)
    assert "Kryss av for det du vil ha med i malen." in nothing.text


def test_a_new_case_or_one_that_is_there_is_written_into_it(client_of, secretary, case, steering_group, page):
    desk, create = client_of(secretary), url("body_standing_create", steering_group.slug)
    for wrong, where, said in (
        ({}, "title", "Skriv en tittel, eller velg en sak som finnes."),
        ({"title": "Ny", "case": case.pk}, "case", "ikke begge deler"),
        ({"title": "Ny", "kind": "hearing"}, "kind", ""),
    ):
        answer = desk.post(create, NEW | wrong)
        assert answer.status_code == 422
        assert said in answer.context["form"].errors[where][0]
    assert Case.objects.count() == 1
    new = NEW | {"title": "Eventuelt", "kind": "other"}
    del new["is_numbered"]
    assert desk.post(create, new)["Location"] == page
    first = {"case": case.pk, "place": "1_before", "valid_from": "2014-09-04"}
    assert desk.post(create, NEW | first)["Location"] == page
    text = desk.get(page).text
    assert lines(text) == ["Handlingsplan 2018", "Sakene i møtet", "Eventuelt"]
    assert "04.09.2014" in text
    made = Case.objects.get(title="Eventuelt")
    assert (made.kind, made.standing.get().is_numbered) == (CaseKind.OTHER, False)


def test_a_form_that_is_sent_twice_is_one_case(client_of, secretary, steering_group):
    desk, create = client_of(secretary), url("body_standing_create", steering_group.slug)
    token = desk.get(create).context["form"]["form_token"].value()
    for _twice in range(2):
        desk.post(create, NEW | {"title": "Eventuelt", "form_token": token})
    assert Case.objects.count() == 1


def test_lines_are_moved_by_buttons(client_of, secretary, steering_group, usual, page):
    desk, move = client_of(secretary), url("body_template_place", steering_group.slug)

    def press(way, row):
        shown = re.search(r'name="shown" value="(.*?)"', desk.get(page).text)[1]
        return desk.post(move, {"shown": shown, way: str(row.pk)})

    call, minutes, news, rest = usual
    assert press("down", call)["Location"] == f"{page}#linje-{call.pk}"
    press("down", news)
    assert lines(desk.get(page).text) == [
        minutes.case.title,
        call.case.title,
        "Sakene i møtet",
        "Orienteringer",
        "Eventuelt",
    ]
    press("up", rest)
    press("up", rest)
    assert lines(desk.get(page).text)[2:] == ["Eventuelt", "Sakene i møtet", "Orienteringer"]
    for wrong in ({"up": "tull"}, {"down": ""}, {}):
        assert "Velg en sak." in desk.post(move, wrong, follow=True).text
    assert desk.post(move, {"up": "00000000-0000-0000-0000-000000000001"}).status_code == 404


def test_one_that_has_ended_stands_apart_and_can_be_changed(client_of, secretary, steering_group, usual, page):
    edit = url("body_standing_edit", steering_group.slug, usual[0].pk)
    desk = client_of(secretary)
    form = desk.get(edit).context["form"]
    values = {"role": "decides", "valid_to": "2018-03-07", "base_version": form["base_version"].value()}
    assert desk.post(edit, values)["Location"] == page
    text = desk.get(page).text
    assert usual[0].case.title not in lines(text)
    assert "Står ikke lenger på sakslistene" in text
    assert edit in text


def test_the_agenda_shows_where_each_comes_and_takes_them_with_one_press(client_of, secretary, usual, item, meeting):
    desk, agenda_page = client_of(secretary), url("meeting_agenda", meeting.pk)
    text = desk.get(agenda_page).text
    assert re.findall(r"plass (\d+) på listen", text) == ["1", "2", "3", "5"]
    done = desk.post(url("meeting_agenda_standing", meeting.pk), {"as": "planned"}, follow=True).text
    assert "4 faste saker er satt på." in done
    assert "Faste saker som ikke står her ennå" not in done
    shown = re.findall(r'vr-agenda__number">(.*?)</span>', done)
    assert [re.sub(r"<.*", "", each) for each in shown] == ["1.", "2.", "3.", "4.", ""]
    assert (
        "De faste sakene står der alt."
        in desk.post(url("meeting_agenda_standing", meeting.pk), {"as": "planned"}, follow=True).text
    )
    assert AgendaItem.objects.count() == 5


def test_a_body_without_a_template_is_offered_one(client_of, secretary, item, meeting, page):
    text = client_of(secretary).get(url("meeting_agenda", meeting.pk)).text
    assert "Lag en mal" in text
    assert page in text


def test_the_numbers_of_the_call_are_those_it_gives(client_of, secretary, usual, item, meeting):
    standing.list_standing(secretary, meeting)
    desk = client_of(secretary)
    agenda.place_item(secretary, agenda.agenda_of(meeting)[-1], position=1)
    before = re.findall(r'vr-agenda__number">(.*?)</span>', desk.get(url("meeting_call", meeting.pk)).text)
    assert [re.sub(r"<.*", "", each) for each in before] == ["", "1.", "2.", "3.", "4."]
    meetings.call_meeting(secretary, meeting, reason="Prøve")
    assert [each.number_sequence for each in agenda.agenda_of(meeting)] == [None, 1, 2, 3, 4]
    text = desk.get(url("meeting_detail", meeting.pk)).text
    assert "Eventuelt" in text


@pytest.mark.parametrize("who", ["mayor_asker", "reader", "coordinator", "contact_lier"])
def test_who_does_not_edit_the_body_reads_its_template_on_the_body_s_page(
    request, client_of, who, usual, secretary, steering_group, meeting, page
):
    standing.list_standing(secretary, meeting)
    meetings.call_meeting(secretary, meeting, reason="Prøve")
    meetings.publish_meeting(secretary, meeting)
    desk = client_of(request.getfixturevalue(who))
    text = desk.get(url("body_detail", steering_group.slug)).text
    assert "Mal for sakslisten" in text
    assert "Eventuelt" in text
    assert "Endre malen" not in text
    for address in (page, url("body_standing_create", steering_group.slug)):
        assert desk.get(address).status_code == 403
    for name in ("body_template_place", "body_template_begin"):
        assert desk.post(url(name, steering_group.slug), {"line": "Eventuelt"}).status_code == 403


def test_a_visitor_and_a_stranger_read_nothing_of_it(client, client_of, outsider, usual, page, steering_group):
    assert client.get(page).status_code == 302
    assert client_of(outsider).get(page).status_code == 404
    assert client_of(outsider).post(url("body_template_begin", steering_group.slug)).status_code == 404


def test_the_acts_are_no_pages(client_of, secretary, steering_group):
    for name in ("body_template_place", "body_template_begin"):
        assert client_of(secretary).get(url(name, steering_group.slug)).status_code == 405


def test_after_the_last_day_it_is_read_alone(client_of, secretary, usual, steering_group, cooperation, page):
    end(cooperation, date(2018, 3, 1))
    desk = client_of(secretary)
    assert desk.get(page).status_code == 403
    text = desk.get(url("body_detail", steering_group.slug)).text
    assert "Eventuelt" in text
    assert page not in text


def test_the_story_tells_who_did_what(client_of, secretary, steering_group, usual):
    standing.place_standing(secretary, usual[0], position=2)
    text = client_of(secretary).get(url("story", "organ", steering_group.pk)).text
    assert "tok den vanlige malen for sakslisten" in text
    assert "flyttet en fast sak i malen for sakslisten" in text


def asked(client, address) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_the_pages_ask_as_much_of_many_as_of_few(client_of, secretary, steering_group, meeting, page):
    desk, agenda_page = client_of(secretary), url("meeting_agenda", meeting.pk)
    body_page = url("body_detail", steering_group.slug)

    def fill(first, last):
        for n in range(first, last):
            standing.open_standing(secretary, body=steering_group, title=f"Fast {n:02}")
            cases.open_case_on(secretary, meeting, title=f"Sak {n:02}", role="decides")

    fill(0, 2)
    pages = (page, agenda_page, body_page)
    few = [asked(desk, each) for each in pages for _warm in range(2)]
    fill(2, 40)
    many = [asked(desk, each) for each in pages for _warm in range(2)]
    assert many == few
    standing.list_standing(secretary, meeting)
    assert len(agenda.agenda_of(meeting)) == 80
    assert asked(desk, agenda_page) <= 20
