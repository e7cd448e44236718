"""The programme of a meeting on its pages: written on one, read by whom, in the order of day and hour."""

import re
from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import ProgrammeEntry, Seat
from governance.services import agenda, answers, cases, meetings, programme, reopening
from tests.governance.casefile import item_url, url
from tests.governance.services.test_agenda_versions import stored

pytestmark = pytest.mark.django_db
TITLE, NAME, CASE = "Omvisning på låven", "Siri Kokk", "Handlingsplan 2018"


@pytest.fixture
def seminar(secretary, meeting):
    return meetings.change_meeting(secretary, meeting, last_day=date(2018, 3, 16))


@pytest.fixture
def entry(secretary, seminar, item):
    values = {"starts_at": time(9), "ends_at": time(10), "place": "Kleivstua", "speaker": NAME, "item": item}
    return programme.add_entry(secretary, seminar, title=TITLE, on_day=2, **values)


def section(page: str) -> str:
    """What the page of a meeting shows of its programme, "" where it shows none."""
    found = re.search(r'<section class="vr-part" aria-labelledby="program">.*?</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).replace("\xa0", " ").split()) if found else ""


def lines(page: str) -> list[str]:
    rows = re.findall(r'<span class="vr-programme__hours">(.*?)</span>\s*<div[^>]*><p>(.*?)</p>', page, re.DOTALL)
    return [" ".join(row) for row in rows]


def test_a_secretary_adds_changes_removes_and_brings_back_on_one_page(client_of, secretary, seminar, item):
    desk, page = client_of(secretary), url("meeting_programme", seminar.pk)
    assert page in desk.get(url("meeting_detail", seminar.pk)).text
    new = {"on_day": "2", "starts_at": "09:00", "ends_at": "10:00", "title": "Frokost", "place": "Kleivstua"}
    assert desk.post(page, new)["Location"] == page
    desk.post(page, {"on_day": "1", "starts_at": "19:00", "title": "Middag", "item": item.pk})
    assert lines(desk.get(page).text) == ["19.00 Middag", "09.00–10.00 Frokost"]
    dinner = ProgrammeEntry.objects.get(title="Middag")
    assert (dinner.item, dinner.ends_at) == (item, None)
    edit = url("meeting_programme_edit", seminar.pk, dinner.pk)
    change = {"on_day": "2", "starts_at": "08:00", "title": "Morgenbad"}
    change["base_version"] = desk.get(edit).context["form"]["base_version"].value()
    assert desk.post(edit, change)["Location"] == page
    assert lines(desk.get(page).text) == ["08.00 Morgenbad", "09.00–10.00 Frokost"]
    remove = url("meeting_programme_remove", seminar.pk, dinner.pk)
    assert "Morgenbad" in desk.get(remove).text
    assert desk.post(remove)["Location"] == page
    assert lines(desk.get(page).text) == ["09.00–10.00 Frokost"]
    restore = url("meeting_programme_restore", seminar.pk, dinner.pk)
    assert restore in desk.get(url("bin")).text
    assert desk.post(restore)["Location"] == page
    assert lines(desk.get(page).text) == ["08.00 Morgenbad", "09.00–10.00 Frokost"]


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ({"on_day": "3"}, "Dagen er utenfor møtet, som er 15.–16. mars 2018."),
        (
            {"ends_at": "11:00"},
            "Sluttiden må være etter starttiden. Går punktet over midnatt, lar du sluttiden stå tom.",
        ),
        ({"title": ""}, "Fyll ut dette feltet."),
        ({"starts_at": "i morgen"}, "Skriv et klokkeslett, for eksempel 09:30."),
        ({"item": "other"}, "Saken står ikke på sakslisten til dette møtet."),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(
    client_of, secretary, seminar, item, steering_group, cooperation, values, says
):
    other = meetings.create_meeting(secretary, body=steering_group, day=date(2018, 5, 3))
    case = cases.create_case(secretary, cooperation=cooperation, title="En annen")
    elsewhere = agenda.add_item(secretary, case=case, body=steering_group, meeting=other)
    typed = {"on_day": "1", "starts_at": "12:00", "title": "Lunsj"} | values
    typed = {name: elsewhere.pk if value == "other" else value for name, value in typed.items()}
    answer = client_of(secretary).post(url("meeting_programme", seminar.pk), typed)
    assert answer.status_code == 422
    assert says in answer.text.replace("\xa0", " ")
    assert not ProgrammeEntry.objects.exists()


def test_a_meeting_of_one_day_asks_for_no_day(client_of, secretary, meeting):
    desk, page = client_of(secretary), url("meeting_programme", meeting.pk)
    shown = desk.get(page)
    assert '<input type="hidden" name="on_day" value="1"' in shown.text
    assert url("meeting_edit", meeting.pk) in shown.text
    desk.post(page, {"on_day": "1", "starts_at": "12:00", "title": "Lunsj"})
    assert section(desk.get(url("meeting_detail", meeting.pk)).text) == "Program 12.00 Lunsj"


def test_a_page_from_when_the_meeting_was_longer_is_told_of_it(client_of, secretary, meeting):
    late = {"on_day": "2", "starts_at": "12:00", "title": "Lunsj"}
    answer = client_of(secretary).post(url("meeting_programme", meeting.pk), late)
    assert answer.status_code == 422
    assert "Dagen er utenfor møtet, som er 15. mars 2018." in answer.text.replace("\xa0", " ")
    assert not ProgrammeEntry.objects.exists()


def test_what_comes_next_is_offered_where_the_last_ends(client_of, secretary, seminar, entry):
    form = client_of(secretary).get(url("meeting_programme", seminar.pk)).context["form"]
    assert (form["on_day"].value(), form["starts_at"].value()) == (2, time(10))


def test_who_writes_sees_whether_those_who_are_called_know_the_programme(client_of, secretary, seminar, entry, called):
    desk, page = client_of(secretary), url("meeting_programme", seminar.pk)
    untold, waits = "har ikke fått e-post om programmet slik det er nå", "når du sender den nye sakslisten"
    assert untold not in desk.get(page).text
    programme.change_entry(secretary, stored(entry), title="Omvisning i fjøset")
    shown = desk.get(page).text
    assert untold in shown
    assert url("meeting_agenda_reopen", seminar.pk) in shown
    reopening.reopen_agenda(secretary, stored(seminar), reason="Nytt program")
    shown = desk.get(page).text
    assert waits in shown
    assert untold not in shown
    reopening.send_agenda(secretary, stored(seminar))
    shown = desk.get(page).text
    assert untold not in shown
    assert waits not in shown


def test_what_happens_at_once_is_told_to_those_who_write(client_of, secretary, seminar, entry):
    desk = client_of(secretary)
    typed = {"on_day": "2", "starts_at": "09:30", "title": "Kaffe"}
    assert desk.post(url("meeting_programme", seminar.pk), typed).status_code == 302
    assert f"«{TITLE}»" in desk.get(url("meeting_programme", seminar.pk)).text
    assert f"«{TITLE}»" not in desk.get(url("meeting_detail", seminar.pk)).text


def test_an_entry_of_another_meeting_is_not_found(client_of, secretary, seminar, entry, steering_group):
    other, desk = meetings.create_meeting(secretary, body=steering_group, day=seminar.day), client_of(secretary)
    for name in ("meeting_programme_edit", "meeting_programme_remove", "meeting_programme_restore"):
        assert desk.get(url(name, other.pk, entry.pk)).status_code == 404
        assert desk.post(url(name, other.pk, entry.pk)).status_code == 404


def test_what_is_sent_twice_is_added_once(client_of, secretary, seminar):
    desk, page = client_of(secretary), url("meeting_programme", seminar.pk)
    typed = {"on_day": "1", "starts_at": "12:00", "title": "Lunsj"}
    typed["form_token"] = desk.get(page).context["form"]["form_token"].value()
    desk.post(page, typed)
    desk.post(page, typed)
    assert ProgrammeEntry.objects.count() == 1


# ---- Who reads it ----

KNOWN = ("secretary", "admin", "mayor_asker", "reader", "coordinator")
READS_EXEMPT = ("secretary", "admin", "mayor_asker")


@pytest.mark.parametrize("exempt", [False, True])
@pytest.mark.parametrize("who", [*KNOWN, "outsider", "substitute", None])
def test_who_reads_it_of_a_published_meeting(request, client_of, secretary, entry, called, seminar, who, exempt):
    meetings.publish_meeting(secretary, stored(seminar))
    if exempt:
        cases.change_case(secretary, stored(called.case), access="exempt", ground="13", public_title="Nøytral sak")
    actor = request.getfixturevalue(who) if who else None
    page = client_of(actor).get(url("meeting_detail", seminar.pk)).text
    told = section(page)
    assert told.startswith("Program 16. mars 2018 09.00–10.00 Omvisning på låven Kleivstua")
    assert (NAME in page) is (who in KNOWN)
    assert (CASE in told) is (not exempt or who in READS_EXEMPT)
    assert ("Nøytral sak" in told) is (exempt and who not in READS_EXEMPT)
    if who not in (None, "outsider"):
        assert ProgrammeEntry.objects.visible_to(actor).exists()


@pytest.mark.parametrize(
    ("who", "reads"),
    [("secretary", True), ("mayor_asker", True), ("reader", False), ("coordinator", False), ("substitute", False)],
)
def test_before_the_call_it_is_read_as_the_meeting_and_names_no_case(request, client_of, seminar, entry, who, reads):
    actor = request.getfixturevalue(who)
    answer = client_of(actor).get(url("meeting_detail", seminar.pk))
    assert (answer.status_code == 200) is reads
    assert (TITLE in answer.text) is reads
    assert ProgrammeEntry.objects.visible_to(actor).exists() is reads
    assert (CASE in section(answer.text)) is (who == "secretary")


def test_a_substitute_reads_it_while_she_is_summoned(
    client_of, secretary, mayor_asker, substitute, entry, called, seminar
):
    seat = Seat.objects.get(body=seminar.body, on_behalf_of=mayor_asker.person.appointments.get().seat.on_behalf_of)
    assert not ProgrammeEntry.objects.visible_to(substitute).exists()
    answers.answer_call(mayor_asker, stored(seminar), person=mayor_asker.person, answer="absent", reason="Bortreist")
    answers.summon(secretary, stored(seminar), seat=seat, person=substitute.person)
    page = client_of(substitute).get(url("meeting_detail", seminar.pk)).text
    assert section(page).endswith(f"{TITLE} Kleivstua, ved {NAME} {called.number} {CASE}")
    assert client_of(substitute).get(url("meeting_programme", seminar.pk)).status_code == 403


def test_nobody_is_nobody(entry, outsider):
    assert not ProgrammeEntry.objects.visible_to(None).exists()
    assert not ProgrammeEntry.objects.visible_to(outsider).exists()
    assert not ProgrammeEntry.objects.in_bin(None).exists()


@pytest.mark.parametrize("who", ["mayor_asker", None])
def test_a_case_that_has_not_gone_out_is_named_to_no_reader(
    request, client_of, secretary, cooperation, steering_group, called, seminar, who
):
    meetings.publish_meeting(secretary, stored(seminar))
    reopening.reopen_agenda(secretary, stored(seminar), reason="Mer")
    case = cases.create_case(secretary, cooperation=cooperation, title="Den nye saken")
    new = agenda.add_item(secretary, case=case, body=steering_group, meeting=stored(seminar))
    programme.add_entry(secretary, stored(seminar), title="Ettermiddag", starts_at=time(13), item=new)
    client = client_of(request.getfixturevalue(who) if who else None)
    page = client.get(url("meeting_detail", seminar.pk)).text
    assert "Ettermiddag" in section(page)
    assert "Den nye saken" not in page
    reopening.send_agenda(secretary, stored(seminar))
    assert "Den nye saken" in section(client.get(url("meeting_detail", seminar.pk)).text)


def test_a_case_that_left_the_agenda_is_named_no_more(client_of, secretary, entry, item, seminar):
    desk, page = client_of(secretary), url("meeting_detail", seminar.pk)
    assert item_url(item) in desk.get(page).text
    agenda.unlist_item(secretary, stored(item))
    assert section(desk.get(page).text).endswith(f"{TITLE} Kleivstua, ved {NAME}")


@pytest.mark.parametrize("who", ["mayor_asker", "reader", None])
def test_what_is_done_to_it_is_told_to_those_who_edit(request, client_of, secretary, entry, called, seminar, who):
    meetings.publish_meeting(secretary, stored(seminar))
    programme.change_entry(secretary, stored(entry), speaker="Grete Gjest")
    story = url("story", "mote", seminar.pk)
    assert "Grete Gjest" in client_of(secretary).get(story).text
    assert "Grete Gjest" not in client_of(request.getfixturevalue(who) if who else None).get(story).text


def test_the_pages_ask_once_for_the_programme(client_of, secretary, seminar, entry):
    desk = client_of(secretary)
    for name in ("meeting_detail", "meeting_programme"):
        address = url(name, seminar.pk)
        desk.get(address)
        with CaptureQueriesContext(connection) as few:
            desk.get(address)
        for number in range(5):
            programme.add_entry(secretary, stored(seminar), title=f"Nr. {number}", starts_at=time(11), item=entry.item)
        with CaptureQueriesContext(connection) as many:
            desk.get(address)
        assert len(many) == len(few)
        assert sum("governance_programmeentry" in each["sql"] for each in many) == 1
