"""Following a case: who may, what is news to whom, and whose list it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import clock
from governance.models import CaseFollow, Event
from governance.mypage.following import followed_cases, followers_of
from governance.services import agenda, cases, meetings, papers, resolutions
from governance.services.following import follow_case, unfollow_case
from tests.governance.casefile import url, write_paper

pytestmark = pytest.mark.django_db


def news(actor, opened=None) -> list[int]:
    return [each.news for each in followed_cases(actor, opened or {})]


def test_the_button_of_the_case_follows_and_unfollows(mayor_asker, client_of, called):
    client, case = client_of(mayor_asker), called.case
    page = url("case_detail", case.year, case.sequence)
    assert "Følg saken" in client.get(page).text
    told = client.post(url("case_follow", case.year, case.sequence), follow=True).text
    assert "Du følger saken." in told
    assert "Slutt å følge" in told
    assert case.title in client.get("/vestregionen/").text
    assert list(followers_of(case)) == [mayor_asker.person]
    client.post(url("case_unfollow", case.year, case.sequence))
    assert not CaseFollow.objects.visible_to(mayor_asker).exists()
    assert "Følg saken" in client.get(page).text
    assert list(followers_of(case)) == []


def test_it_is_written_as_an_act_that_names_no_title(mayor_asker, called):
    follow_case(mayor_asker, called.case)
    event = Event.objects.get(act="case.follow")
    assert (event.object_label, event.by_name) == (called.case.number, mayor_asker.name)


def test_followed_twice_is_followed_once_and_can_be_followed_anew(mayor_asker, called):
    first = follow_case(mayor_asker, called.case)
    assert follow_case(mayor_asker, called.case).pk == first.pk
    unfollow_case(mayor_asker, called.case)
    unfollow_case(mayor_asker, called.case)
    assert follow_case(mayor_asker, called.case).pk != first.pk
    assert CaseFollow.objects.visible_to(mayor_asker).count() == 1


def test_the_list_is_ones_own(mayor_asker, mayor_drammen, admin, outsider, called):
    follow_case(mayor_asker, called.case)
    others = (mayor_drammen, admin, outsider, None)
    assert [CaseFollow.objects.visible_to(each).exists() for each in (mayor_asker, *others)] == [True] + [False] * 4
    assert not CaseFollow.objects.in_bin(admin).exists()


def test_a_case_she_may_not_know_of_is_neither_followed_nor_listed(reader, secretary, called, client_of):
    address = url("case_follow", called.case.year, called.case.sequence)
    assert client_of(reader).post(address).status_code == 404
    assert client_of(None).post(address).status_code in {302, 401, 403}
    follow_case(reader, called.case)  # she knew of it once
    assert followed_cases(reader, {}) == []


def test_members_hear_of_what_goes_out_and_the_secretariat_of_all_others_do(mayor_asker, secretary, admin, called):
    for each in (mayor_asker, admin, secretary):
        follow_case(each, called.case)
    cases.change_case(secretary, called.case, summary="Nytt")
    assert [news(each) for each in (mayor_asker, admin, secretary)] == [[0], [1], [0]]
    resolutions.register_resolution(secretary, called, result="adopted")
    assert [news(each) for each in (mayor_asker, admin, secretary)] == [[1], [2], [0]]


def test_a_call_is_news_of_every_case_on_its_agenda(admin, secretary, item, meeting):
    follow_case(admin, item.case)
    meetings.call_meeting(secretary, meeting)
    assert news(admin)[0] >= 1


def test_what_was_opened_since_is_no_news(mayor_asker, secretary, called):
    follow_case(mayor_asker, called.case)
    papers.new_version(secretary, called, change_note="Ny")
    write_paper(secretary, called)
    papers.send_paper(secretary, papers.latest_paper(called))
    assert news(mayor_asker) == [1]
    assert news(mayor_asker, {called.case.pk.hex: clock.now()}) == [0]


def test_the_count_stands_on_my_page(mayor_asker, secretary, called, client_of):
    follow_case(mayor_asker, called.case)
    resolutions.register_resolution(secretary, called, result="adopted")
    assert "1 nytt" in client_of(mayor_asker).get("/vestregionen/").text


def test_an_exempt_case_keeps_its_title_and_its_news(mayor_asker, reader, secretary, secret_item, meeting):
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    secret_item.refresh_from_db()
    follow_case(reader, secret_item.case)
    follow_case(mayor_asker, secret_item.case)
    papers.new_version(secretary, secret_item, change_note="Ny")
    write_paper(secretary, secret_item)
    papers.send_paper(secretary, papers.latest_paper(secret_item))
    shown = {actor.name: followed_cases(actor, {})[0] for actor in (reader, mayor_asker)}
    assert shown[reader.name].case.shown_title != secret_item.case.title
    assert shown[reader.name].news == 0
    assert (shown[mayor_asker.name].case.shown_title, shown[mayor_asker.name].news) == (secret_item.case.title, 1)


def test_as_many_questions_for_thirty_cases_as_for_one(admin, secretary, called, cooperation, steering_group):
    follow_case(admin, called.case)
    with CaptureQueriesContext(connection) as few:
        followed_cases(admin, {})
    for number in range(30):
        case = cases.create_case(secretary, cooperation=cooperation, title=f"Sak {number}")
        agenda.add_item(secretary, case=case, body=steering_group)
        follow_case(admin, case)
    with CaptureQueriesContext(connection) as many:
        assert len(followed_cases(admin, {})) == 31
    assert len(many) == len(few)
