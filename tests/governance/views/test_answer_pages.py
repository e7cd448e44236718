"""The pages on which people answer a convocation, with and without a login, and those of the secretariat."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance import links
from governance.choices import AppointmentKind
from governance.models import Meeting, MeetingAnswer, OutgoingMail, Seat, SignedLink
from governance.mypage import answerasks
from governance.services import answers, meetings
from tests.cast import act_as, make, make_person, seat_person
from tests.governance.casefile import url

AWAY = {"answer": "absent", "reason": "Bortreist i Praha"}


@pytest.fixture
def called(secretary, item, meeting, mayor_asker, mayor_drammen, substitute):
    meetings.call_meeting(secretary, meeting)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def seat(called, asker):
    return Seat.objects.get(body=called.body, on_behalf_of=asker)


@pytest.fixture
def address(called, mayor_asker):
    return f"/svar/{links.token_of(SignedLink.objects.get(person=mayor_asker.person))}/"


def text(answer) -> str:
    return answer.content.decode()


# ---- The link in the mail ----


def test_to_open_the_link_changes_nothing(address, called):
    versions = list(SignedLink.objects.values_list("pk", "version"))
    for method in ("get", "head"):
        assert getattr(Client(), method)(address).status_code == 200
    assert not MeetingAnswer.objects.exists()
    assert list(SignedLink.objects.values_list("pk", "version")) == versions


def test_the_page_bears_the_name_of_the_alliance(address, called):
    called.alliance.__class__.objects.update(name="Rådet i vest")
    assert "Rådet i vest" in text(Client().get(address)).split("</header>")[0]


def test_two_taps_answer_without_a_login_and_again(address, called, mayor_asker):
    browser = Client(enforce_csrf_checks=False)
    assert "Jeg kommer" in text(browser.get(address))
    answer = browser.post(address, {"answer": "coming"}, follow=True)
    assert answer.status_code == 200
    assert "Du har svart at du kommer." in text(answer)
    assert "_auth_user_id" not in browser.session
    assert "Bortreist i Praha" in text(browser.post(address, AWAY, follow=True))
    assert MeetingAnswer.objects.get(person=mayor_asker.person).answer == "absent"


def test_a_no_without_a_reason_says_what_is_missing(address):
    answer = Client().post(address, {"answer": "absent"})
    assert answer.status_code == 422
    assert "Skriv kort hvorfor" in text(answer)
    assert '<details class="ds-details" open>' in text(answer)
    assert not MeetingAnswer.objects.exists()


def test_a_forged_form_is_refused(address):
    assert Client(enforce_csrf_checks=True).post(address, {"answer": "coming"}).status_code == 403


def test_a_link_that_opens_nothing_says_what_happened(address, called, mayor_asker, secretary):
    """Held, cancelled, gone from the seat, deactivated, timed out: neither GET nor POST writes, each says why."""

    def closed(words):
        for answer in (Client().get(address), Client().post(address, {"answer": "coming"})):
            assert answer.status_code == 410
            assert words in text(answer)
        assert not MeetingAnswer.objects.exists()

    for state, words in (("held", "avholdt, så svaret kan ikke endres"), ("cancelled", "Du trenger ikke å svare")):
        Meeting.objects.filter(pk=called.pk).update(state=state)
        closed(words)
    Meeting.objects.filter(pk=called.pk).update(state="called")
    seat = mayor_asker.person.appointments.get()
    type(seat).objects.filter(pk=seat.pk).update(valid_to=date(2018, 3, 14))
    closed("Innkallingen til dette møtet gjelder ikke deg nå")
    type(seat).objects.filter(pk=seat.pk).update(valid_to=None)
    type(mayor_asker.person).objects.filter(pk=mayor_asker.person.pk).update(last_day=date(2018, 3, 1))
    closed("Snakk med sekretariatet")
    type(mayor_asker.person).objects.filter(pk=mayor_asker.person.pk).update(last_day=None)
    SignedLink.objects.update(expires_at="2018-01-01T00:00Z")
    closed("Logg inn og svar på siden til møtet")


def test_a_stranger_with_a_made_up_token_learns_nothing(called):
    answer = Client().get("/svar/funnet-paa/")
    assert answer.status_code == 404
    assert "Lenken finnes ikke" in text(answer)


def test_a_link_is_of_one_person_whoever_is_logged_in(address, called, mayor_asker, mayor_drammen, client_of):
    client_of(mayor_drammen).post(address, {"answer": "coming"})
    assert MeetingAnswer.objects.get().person == mayor_asker.person


# ---- With a login ----


def test_a_member_answers_on_the_page_of_the_meeting(called, mayor_asker, client_of):
    client, page = client_of(mayor_asker), url("meeting_detail", called.pk)
    assert "Du har ikke svart på innkallingen." in text(client.get(page))
    answer = client.post(url("meeting_answer", called.pk), {"answer": "coming"}, follow=True)
    assert "Du har svart at du kommer." in text(answer)
    assert client.post(url("meeting_answer", called.pk), {"answer": "absent"}).status_code == 422
    client.post(url("meeting_answer", called.pk), AWAY)
    assert MeetingAnswer.objects.get().answer == "absent"


def test_reasons_stand_on_no_page_of_other_members(
    called, secretary, mayor_asker, mayor_drammen, chief_executive, client_of
):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    for who in (mayor_drammen, chief_executive):
        client = client_of(who)
        for address in (url("meeting_detail", called.pk), url("story", "mote", called.pk)):
            answer = client.get(address)
            assert answer.status_code == 200
            assert "Praha" not in text(answer)
            assert "svarte på innkallingen" not in text(answer)
    assert "svarte på innkallingen" in text(client_of(secretary).get(url("story", "mote", called.pk)))


def test_those_who_read_the_papers_see_how_many_come(
    called, secretary, mayor_asker, mayor_drammen, chief_executive, reader, client_of
):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    answers.answer_call(mayor_drammen, called, person=mayor_drammen.person, answer="coming")
    shown = {
        who.person: "1 kommer, 1 kommer ikke, 0 har ikke svart."
        in text(client_of(who).get(url("meeting_detail", called.pk)))
        for who in (secretary, mayor_asker, mayor_drammen, chief_executive, reader)
    }
    assert [person for person, is_told in shown.items() if not is_told] == [
        reader.person
    ]  # sees no meeting that is not published


def test_the_secretariat_sees_who_comes_and_writes_down_answers(called, secretary, mayor_asker, client_of):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    client = client_of(secretary)
    page = text(client.get(url("meeting_detail", called.pk)))
    assert "0 kommer, 1 kommer ikke, 1 har ikke svart." in page
    assert "Bortreist i Praha" in page
    assert "Neste: Vera Vara" in page
    answer = client.post(url("meeting_answer_for", called.pk, mayor_asker.person.pk), {"answer": "coming"}, follow=True)
    assert "Registrert: Olav Ordfører kommer." in text(answer)
    assert client.get(url("meeting_answer_for", called.pk, secretary.person.pk)).status_code == 404


def test_a_substitute_is_summoned_reads_and_declines(called, secretary, mayor_asker, substitute, seat, client_of):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    desk, hers = client_of(secretary), client_of(substitute)
    page = url("meeting_detail", called.pk)
    assert hers.get(page).status_code == 404
    summon = url("meeting_summon", called.pk, seat.pk)
    assert "Neste i rekkefølgen" in text(desk.get(summon))
    assert desk.post(summon, {"person": "tull"}).status_code == 422
    assert desk.post(summon, {"person": str(substitute.person.pk)}).status_code == 302
    assert hers.get(page).status_code == 200
    link = OutgoingMail.objects.get(event="meeting.summoned").link
    assert "Kalt inn som vara for" in text(Client().get(f"/svar/{links.token_of(link)}/"))
    answer = hers.post(url("meeting_answer", called.pk), AWAY)
    assert answer["Location"] == "/vestregionen/"
    assert hers.get(page).status_code == 404
    assert "Ingen flere vara på plassen." in text(desk.get(page))


def test_a_seat_without_substitutes_says_so_and_leads_on(called, secretary, mayor_drammen, drammen, client_of):
    answers.answer_call(mayor_drammen, called, person=mayor_drammen.person, **AWAY)
    seat = Seat.objects.get(body=called.body, on_behalf_of=drammen)
    desk = client_of(secretary)
    assert "Plassen har ingen vara." in text(desk.get(url("meeting_detail", called.pk)))
    page = text(desk.get(url("meeting_summon", called.pk, seat.pk)))
    assert url("seat_appoint", called.body.slug, seat.pk) in page
    assert "ikke vara for denne plassen" in page  # the substitute of Asker, with the rule


def test_a_summons_is_withdrawn_on_a_page_that_asks(called, secretary, mayor_asker, substitute, seat, client_of):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    row = answers.summon(secretary, called, seat=seat, person=substitute.person)
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, answer="coming")
    desk, page = client_of(secretary), url("meeting_unsummon", called.pk, row.pk)
    assert "Olav Ordfører kommer likevel" in text(desk.get(url("meeting_detail", called.pk)))
    assert "Vera Vara" in text(desk.get(page))
    assert desk.post(page).status_code == 302
    assert desk.post(page).status_code == 422


def test_the_secretariat_reminds_once(called, secretary, client_of):
    desk, page = client_of(secretary), url("meeting_remind", called.pk)
    assert desk.get(page).status_code == 200
    assert "2 purringer er sendt." in text(desk.post(page, follow=True))
    answer = desk.post(page)
    assert answer.status_code == 422
    assert "purret før" in text(answer)


def test_the_page_asks_the_same_for_two_seats_and_for_thirty(called, secretary, alliance, steering_group, client_of):
    desk, page = client_of(secretary), url("meeting_detail", called.pk)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert desk.get(page).status_code == 200
        return len(queries)

    asked()
    few = asked()
    for number in range(30):
        seat = make(alliance, Seat(body=steering_group, area=f"Område {number}"))
        person = make_person(alliance, f"p{number}@test.example", "Per", f"Plass{number}")
        from governance.models import Appointment

        make(alliance, Appointment(seat=seat, person=person))
        make(alliance, MeetingAnswer(meeting=called, seat=seat, person=person, answer="coming"))
    assert asked() == few


# ---- My page ----


def test_my_page_asks_those_who_are_asked_until_they_answer(called, mayor_asker, chief_executive, reader, secretary):
    def asked(actor) -> list:
        return [ask.sentence for ask in answerasks.to_answer(act_as(actor.person))]

    words = ["Svar på innkallingen til møtet i Styringsgruppen 15.\xa0mars\xa02018"]
    assert {who.name: asked(who) for who in (mayor_asker, chief_executive, reader, secretary)} == {
        mayor_asker.name: words,
        chief_executive.name: [],
        reader.name: [],
        secretary.name: [],
    }
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, answer="coming")
    assert asked(mayor_asker) == []


def test_my_page_asks_the_substitute_and_has_one_tap(called, secretary, mayor_asker, substitute, seat, client_of):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    answers.summon(secretary, called, seat=seat, person=substitute.person)
    page = text(client_of(substitute).get("/vestregionen/"))
    assert f'action="{url("meeting_answer", called.pk)}"' in page
    assert "Les papirene til møtet i Styringsgruppen" in page


def test_my_page_asks_the_secretariat_for_substitutes(called, secretary, mayor_asker, substitute, seat, admin, reader):
    def asked(actor=secretary) -> int:
        return len(answerasks.to_summon(act_as(actor.person)))

    assert asked() == 0
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    assert [asked(who) for who in (secretary, admin, reader, mayor_asker)] == [1, 1, 0, 0]
    answers.summon(secretary, called, seat=seat, person=substitute.person)
    assert asked() == 0
    answers.answer_call(secretary, called, person=substitute.person, **AWAY)
    assert asked() == 1
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, answer="coming")
    assert asked() == 0
    answers.answer_call(secretary, called, person=substitute.person, answer="coming")  # two for one seat
    assert "kommer likevel" in answerasks.to_summon(act_as(secretary.person))[0].sentence


def test_the_calendar_of_a_summoned_substitute_holds_the_meeting(called, secretary, mayor_asker, substitute, seat):
    from governance.openness.calendars import own_entries

    def entries() -> list:
        return [entry.uid for entry in own_entries(act_as(substitute.person), lambda view, **kwargs: "/")]

    assert entries() == []
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    answers.summon(secretary, called, seat=seat, person=substitute.person)
    assert entries() == [f"meeting-{called.pk}@vestregion"]


def test_a_second_substitute_is_chosen_with_a_reason_on_the_page(
    called, secretary, mayor_asker, substitute, alliance, asker, steering_group, seat, client_of
):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    person = make_person(alliance, "vara2@test.example", "Siv", "Andrevara")
    seat_person(steering_group, person, asker, kind=AppointmentKind.SUBSTITUTE, order=2)
    desk, page = client_of(secretary), url("meeting_summon", called.pk, seat.pk)
    answer = desk.post(page, {"person": str(person.pk)})
    assert answer.status_code == 422
    assert "Skriv en begrunnelse" in text(answer)
    assert desk.post(page, {"person": str(person.pk), "reason": "Vera er på ferie"}).status_code == 302
