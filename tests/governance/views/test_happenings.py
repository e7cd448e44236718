"""What happened: a sentence for each change, before and after, and nothing that a reader may not read."""

import re
import uuid
from datetime import UTC, datetime, time
from html import unescape

import pytest

from governance.models import Case, Event
from governance.services import agenda, cases, files, meetings, papers, people, reopening, resolutions, seats
from governance.story.happened import entries
from governance.story.kinds import MEETING
from governance.story.stories import word_of
from tests.governance.casefile import HELD, move_demo_day, pdf, url, write_paper
from tests.governance.services.test_agenda_versions import stored


def words(response) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def story(row) -> str:
    return url("story", word_of(type(row)), row.pk)


def test_a_change_is_told_with_who_when_why_and_what(client_of, secretary, case):
    cases.change_case(secretary, case, title="Handlingsplan 2019", reason="Nytt år")
    page = words(client_of(secretary).get(story(case)))
    assert "Sara Sekretær endret tittelen fra Handlingsplan 2018 til Handlingsplan 2019" in page
    assert "Begrunnelse: Nytt år" in page
    assert "før: Handlingsplan 2018" in page


def test_rows_below_stand_in_the_story_of_what_they_hang_under(client_of, secretary, item, attachment):
    write_paper(secretary, item, "<p>Utredning som er rettet</p>")
    page = words(client_of(secretary).get(story(item.case)))
    assert "skrev i saksframlegget" in page
    assert "som er rettet" in page
    assert "la ved et vedlegg" in page
    assert "la ved et vedlegg" in words(client_of(secretary).get(story(item)))


def test_one_act_is_one_entry(client_of, secretary, meeting, item):
    meetings.call_meeting(secretary, meeting)
    page = words(client_of(secretary).get(story(meeting)))
    assert page.count("Sara Sekretær innkalte til møtet") == 1


def test_choices_days_and_rows_are_told_by_name(client_of, secretary, meeting, case):
    meetings.change_meeting(secretary, meeting, form="remote", place="Drammen", reason="Snø")
    page = words(client_of(secretary).get(story(meeting)))
    assert "Fysisk møte" in page
    assert "Fjernmøte" in page
    cases.change_case(secretary, case, responsible=secretary.person)
    assert "satte saksansvarlig til Sara Sekretær" in words(client_of(secretary).get(story(case)))


ROLES = ["secretary", "admin", "coordinator", "mayor_asker", "chief_executive", "contact_lier", "reader"]
SECRETS = ["Oppsigelse av Tormod", "Hemmelig", "Tormod", "hemmelig.pdf"]


@pytest.mark.parametrize("role", ["coordinator", "contact_lier", "reader"])
def test_an_exempt_case_leaks_nothing_in_any_story(request, client_of, secretary, secret_item, meeting, role):
    cases.change_case(secretary, secret_item.case, summary="Hemmelig tillegg")
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    client = client_of(request.getfixturevalue(role))
    for row in (secret_item.case, secret_item, meeting, secret_item.body):
        page = words(client.get(story(row)))
        assert [secret for secret in SECRETS if secret in page] == []


def test_the_title_of_an_attachment_from_when_it_was_exempt_is_not_told(client_of, secretary, reader, item, meeting):
    exempt = {"access": "exempt", "legal_basis": "offl. § 23"}
    bid = files.add_attachment(secretary, item, upload=pdf("bud.pdf"), title="Budet fra Alfa", **exempt)
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    files.change_attachment(secretary, bid, title="Sladdet bud", access="public", legal_basis="")
    files.change_attachment(secretary, bid, title="Bud uten navn")
    for row in (item, item.case):
        page = words(client_of(reader).get(story(row)))
        assert "Bud uten navn" in page
        assert "Alfa" not in page


def test_why_an_exempt_item_was_withdrawn_is_for_those_who_read_the_case(
    client_of, secretary, reader, secret_item, meeting
):
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    secret_item.refresh_from_db()
    agenda.withdraw_item(secretary, secret_item, reason="Tormod trakk seg")
    assert "Tormod" in words(client_of(secretary).get(story(meeting)))
    assert "Tormod" not in words(client_of(reader).get(story(meeting)))
    cases.change_case(secretary, secret_item.case, title="Personalsak", summary="", access="public", legal_basis="")
    for row in (meeting, secret_item, secret_item.case):
        assert "Tormod" not in words(client_of(reader).get(story(row)))


def test_what_a_case_said_while_it_was_exempt_is_not_told_when_it_is_opened(
    client_of, secretary, reader, secret_item, meeting
):
    meetings.call_meeting(secretary, meeting)
    move_demo_day(secretary, meeting.day)
    secret_item.refresh_from_db()
    first = {"result": "adopted", "points": ["Tormod slutter"], "is_meant": True, "at": HELD}
    found = resolutions.register_resolution(secretary, secret_item, **first)
    resolutions.change_resolution(secretary, found, points=["Saken er avsluttet"], at=HELD)
    meetings.publish_meeting(secretary, meeting)
    cases.change_case(secretary, secret_item.case, title="Personalsak", access="public", legal_basis="")
    for remark in ("Enstemmig", "Vedtatt enstemmig"):
        resolutions.change_resolution(secretary, found, remark=remark)
    for row in (secret_item, secret_item.case, meeting):
        page = words(client_of(reader).get(story(row)))
        assert "Vedtatt enstemmig" in page
        assert "Tormod" not in page


@pytest.mark.parametrize("role", ["mayor_asker", "chief_executive", "reader", "contact_lier", "coordinator"])
def test_drafts_are_the_secretariats_own(request, client_of, secretary, item, attachment, meeting, role):
    write_paper(secretary, item, "<p>Et forkastet utkast</p>")
    write_paper(secretary, item, "<p>Det som ble sendt</p>")
    cases.change_case(secretary, item.case, title="Arbeidstittel")
    cases.change_case(secretary, item.case, title="Handlingsplan 2018")
    meetings.call_meeting(secretary, meeting)
    papers.new_version(secretary, item, change_note="Ny vinkling")
    files.add_attachment(secretary, item, upload=pdf("utkast.pdf"), title="Et vedlegg i arbeid")
    meetings.publish_meeting(secretary, meeting)
    client = client_of(request.getfixturevalue(role))
    for row in (item, item.case, meeting):
        page = words(client.get(story(row)))
        for hidden in ("forkastet utkast", "Arbeidstittel", "Ny vinkling", "vedlegg i arbeid", "utkast.pdf"):
            assert hidden not in page, (role, row, hidden)


def test_what_was_changed_after_the_call_is_told_to_the_members(client_of, secretary, mayor_asker, called):
    cases.change_case(secretary, called.case, title="Handlingsplan 2018–2020")
    page = words(client_of(mayor_asker).get(story(called.case)))
    assert "fra Handlingsplan 2018 til Handlingsplan 2018–2020" in page
    assert "Sett tilbake" not in page


def test_what_follows_a_reopened_agenda_is_told_as_a_change(client_of, secretary, mayor_asker, called, meeting):
    """What was done out of sight is told of to nobody, but it is not as if the row began after it."""
    reopening.reopen_agenda(secretary, meeting, reason="Rekkefølgen")
    other = cases.open_case_on(secretary, stored(meeting), title="Ny", kind="decision", role="decides").items.get()
    agenda.place_item(secretary, stored(called), position=2)
    reopening.take_off(secretary, stored(other), leaving="")
    agenda.place_item(secretary, stored(called), position=1)
    reopening.close_agenda(secretary, stored(meeting))
    meetings.change_meeting(secretary, stored(meeting), starts_at=time(12))
    agenda.change_item(secretary, stored(called), role="hears")
    page = words(client_of(mayor_asker).get(story(meeting)))
    for unsent in ("åpnet sakslisten", "lukket sakslisten", "flyttet"):
        assert unsent not in page
    for row, field in ((meeting, "starts_at"), (called, "role")):
        change = type(row).history.filter(id=row.pk).latest("version").change_id
        parts = [part for part in MEETING.parts if part.model is type(row)]
        [entry] = entries(mayor_asker, [change], parts, edits=False)
        assert [(each.fate, [one.name for one in each.fields]) for each in entry.rows] == [("changed", [field])]


def test_the_story_of_a_person_is_for_the_secretariat(client_of, secretary, reader, mayor_asker):
    people.change_person(secretary, mayor_asker.person, phone="66 70 00 00")
    assert "66 70 00 00" in words(client_of(secretary).get(story(mayor_asker.person)))
    answer = client_of(reader).get(story(mayor_asker.person))
    assert answer.status_code == 403


def test_a_person_is_named_in_the_list_as_she_is_called(client_of, secretary):
    people.create_person(secretary, given_name="Kari", family_name="Nordmann")
    page = words(client_of(secretary).get(url("happenings")))
    assert "Nordmann" in page
    assert "Kari, Nordmann" not in page


def test_the_page_that_takes_a_change_back_names_it_by_its_moment(client_of, secretary):
    person = people.create_person(
        secretary, given_name="Kari", family_name="Nordmann", at=datetime(2018, 3, 8, 8, 30, tzinfo=UTC)
    )
    change = person.history.get().change_id
    page = words(client_of(secretary).get(url("change_undo", change)))
    assert "8. mars 2018 kl. 09.30" in page.replace("\xa0", " ")
    assert "person.create" not in page


def test_what_was_changed_since_the_page_was_opened_is_not_set_back_unseen(client_of, secretary, case):
    cases.change_case(secretary, case, title="Feil tittel")
    page, client = url("value_put_back", "sak", case.pk, 1, "title"), client_of(secretary)
    seen = re.search(r'name="base_version" value="(\d+)"', client.get(page).text)[1]
    cases.change_case(secretary, case, title="Rettet av en annen")
    answer = client.post(page, {"base_version": seen})
    assert answer.status_code == 422
    assert "Noen andre har endret «Tittel»" in words(answer)
    case.refresh_from_db()
    assert case.title == "Rettet av en annen"
    seen = re.search(r'name="base_version" value="(\d+)"', answer.text)[1]
    assert client.post(page, {"base_version": seen}).status_code == 302
    case.refresh_from_db()
    assert case.title == "Handlingsplan 2018"


def test_strangers_and_visitors_are_told_nothing(client_of, outsider, case, secretary):
    assert client_of(outsider).get(story(case)).status_code == 404
    assert client_of(None).get(story(case)).status_code == 302
    assert client_of(secretary).get(url("story", "sak", uuid.uuid4())).status_code == 404
    assert client_of(secretary).get(url("story", "tull", case.pk)).status_code == 404
    assert client_of(secretary).post(story(case)).status_code == 405


def test_a_place_that_is_no_place_is_the_beginning(client_of, secretary, case):
    for wrong in ("tull", "2018-01-01_x", "_", "2018-01-01T10:00:00+00:00_tull"):
        assert "opprettet saken" in words(client_of(secretary).get(story(case), {"eldre": wrong}))


def test_the_list_is_read_a_page_at_a_time_and_each_change_once(client_of, secretary, case):
    for number in range(45):
        cases.change_case(secretary, case, title=f"Tittel {number}")
    client, seen, address = client_of(secretary), [], story(case)
    while address:
        html = client.get(address).content.decode()
        seen += re.findall(r"til Tittel (\d+) kl", words_of(html))
        found = re.search(r'href="(\?[^"]*eldre[^"]*)"', html)
        address = story(case) + unescape(found.group(1)) if found else ""
    assert [int(number) for number in seen] == list(range(44, -1, -1))


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_the_number_of_questions_does_not_grow(
    client_of, secretary, item, django_assert_max_num_queries, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(secretary)
    write_paper(secretary, item, "<p>1</p>")
    cases.change_case(secretary, item.case, title="Tittel", responsible=secretary.person)
    counts = []
    for number in range(2):
        for address in (story(item.case), url("happenings")):
            client.get(address)
            with CaptureQueriesContext(
                connection,
            ) as asked:
                client.get(address)
            counts.append((address, len(asked)))
        if number == 0:
            for turn in range(15):
                write_paper(secretary, item, f"<p>Utgave {turn}</p>")
                cases.change_case(secretary, item.case, title=f"Tittel {turn}")
    assert counts[2][1] <= counts[0][1]
    assert counts[3][1] <= counts[1][1]


# ---- The whole alliance ----


def test_editors_see_everything_that_was_done(client_of, secretary, case, meeting):
    page = words(client_of(secretary).get(url("happenings")))
    assert "opprettet saken" in page
    assert "opprettet møtet" in page


@pytest.mark.parametrize("role", ["coordinator", "mayor_asker", "reader"])
def test_the_whole_list_is_for_those_who_edit_the_alliance(request, client_of, case, role):
    answer = client_of(request.getfixturevalue(role)).get(url("happenings"))
    assert answer.status_code == 403
    event = Event.objects.filter(object_kind="governance.case").first()
    assert client_of(request.getfixturevalue(role)).get(url("change_detail", event.pk)).status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "governance.case"}, {"sak"}),
        ({"act": "meeting.create"}, {"møte"}),
        ({"by": "sara"}, {"sak", "møte"}),
        ({"by": "Ingen"}, set()),
        ({"first": "01.01.2199"}, set()),
        ({"last": "01.01.1999"}, set()),
        ({"first": "tull"}, {"sak", "møte"}),
    ],
)
def test_the_list_is_narrowed(client_of, secretary, case, meeting, query, found):
    page = words(client_of(secretary).get(url("happenings"), query))
    assert {"sak"} & found == ({"sak"} if "opprettet saken" in page else set())
    assert {"møte"} & found == ({"møte"} if "opprettet møtet" in page else set())


def test_other_alliances_are_never_told_of(client_of, outsider, secretary, case):
    from django.urls import reverse

    address = reverse("governance:happenings", args=["vaernesregionen"])
    assert "opprettet saken" not in words(client_of(outsider).get(address))
    event = Event.objects.filter(object_id=str(case.pk)).first()
    address = reverse("governance:change_detail", args=["vaernesregionen", event.pk])
    assert client_of(outsider).get(address).status_code == 404


def test_every_story_opens_for_an_editor(client_of, secretary, case, item, meeting, steering_group, asker, cooperation):
    seat = seats.add_seat(secretary, body=steering_group, on_behalf_of=asker)
    seats.change_seat(secretary, seat, title="Ordfører")
    for row in (case, item, meeting, steering_group, asker, secretary.person, cooperation):
        assert client_of(secretary).get(story(row)).status_code == 200
    assert "Ordfører" in words(client_of(secretary).get(story(steering_group)))
    assert Case.objects.get(pk=case.pk).version == 1  # reading writes nothing
