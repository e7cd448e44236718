"""A body of hundreds is called: the act asks the database as little as for a few, each gets a link of her own, and the
page of the meeting tells how far the mails have come."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import agendawords, history, outbox
from governance.access import system_actor
from governance.choices import MailState
from governance.links import find_link, token_of
from governance.mail import postman
from governance.mail.progress import Progress, progress_of
from governance.models import Appointment, Meeting, OutgoingMail, Person, Seat
from governance.services import agenda, answers, cases, meetings, reopening
from tests.governance.casefile import url
from tests.governance.mail.test_notices import mails

pytestmark = pytest.mark.django_db
SINCE = date(2017, 1, 1)


def fill_body(actor, body, count):
    with history.recording(actor, "test.fill", body):
        people = [Person(given_name=f"Ola {n}", family_name="Prøve", email=f"p{n}@test.example") for n in range(count)]
        seats = [Seat(body=body, valid_from=SINCE, position=n) for n in range(count)]
        pairs = zip(history.save_many(seats), history.save_many(people), strict=True)
        history.save_many([Appointment(seat=seat, person=each, valid_from=SINCE) for seat, each in pairs])
    return people


@pytest.fixture
def send_anew(secretary, cooperation, steering_group, meeting):
    """`send_anew()`: the called agenda with a case more."""

    def send():
        called = Meeting.objects.get(pk=meeting.pk)
        reopening.reopen_agenda(secretary, called, reason="En sak til")
        case = cases.create_case(secretary, cooperation=cooperation, title="En sak til")
        agenda.add_item(secretary, case=case, body=steering_group, meeting=called)
        reopening.send_agenda(secretary, called)

    return send


def asked_for(act):
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)


def test_three_hundred_are_called_with_few_questions_more_than_three(secretary, item, meeting, steering_group):
    fill_body(secretary, steering_group, 3)
    other = meetings.create_meeting(secretary, body=steering_group, day=meeting.day, place="Lier")
    few = asked_for(lambda: meetings.call_meeting(secretary, meeting, reason="Sen"))
    fill_body(secretary, steering_group, 297)
    many = asked_for(lambda: meetings.call_meeting(secretary, other, reason="Sen"))
    assert mails("meeting.called").count() == 3 + 300
    # What is written goes in portions, as SQLite takes so many values at a time.
    assert many < few + 40, (few, many)


def test_each_has_a_link_that_answers_for_her_alone(secretary, item, meeting):
    people = fill_body(secretary, meeting.body, 25)
    meetings.call_meeting(secretary, meeting)
    rows = mails("meeting.called").select_related("link")
    assert {mail.link.person_id for mail in rows} == {each.pk for each in people}
    for mail in rows:
        found = find_link(token_of(mail.link))
        assert (found, found.person_id, found.object_id) == (mail.link, mail.person_id, str(meeting.pk))


def test_all_who_are_silent_are_reminded_at_once(secretary, item, meeting):
    fill_body(secretary, meeting.body, 25)
    meetings.call_meeting(secretary, meeting)
    few = asked_for(lambda: answers.remind(secretary, meeting))
    assert mails("meeting.answer_reminder").count() == 25
    assert few < 40
    assert len({mail.link_id for mail in mails("meeting.answer_reminder")}) == 25


@pytest.fixture
def orders(monkeypatch):
    """What the worker is given to do."""
    given = []
    monkeypatch.setattr(outbox, "_enqueue", lambda task, what: given.append((task.name, what)))
    return given


@pytest.mark.parametrize(("count", "task"), [(1, "deliver"), (20, "deliver"), (21, "spread"), (300, "spread")])
def test_of_many_mails_the_worker_gets_one_order_and_makes_the_others_itself(real, boss, orders, count, task):
    with history.recording(system_actor(real), "test.fill", real):
        people = history.save_many(
            [Person(given_name=f"P{n}", family_name="Prøve", email=f"p{n}@ekte.example") for n in range(count)]
        )
    posted = outbox.post_all(boss, event="test.news", people=people, about=real, values={"what": "Ord"})
    keys = [str(mail.pk) for mail in posted]
    if task == "deliver":
        assert orders == [("deliver", key) for key in keys]
        return
    assert orders == [("spread", keys)]
    orders.clear()
    OutgoingMail.objects.filter(pk=keys[0]).update(state=MailState.WITHDRAWN)
    postman.spread.func(keys)
    assert sorted(orders) == sorted(("deliver", key) for key in keys[1:])


STATES = {
    MailState.QUEUED: "waiting",
    MailState.SENDING: "waiting",
    MailState.SENT: "sent",
    MailState.HELD: "held",
    MailState.COLLECTED: "digest",
    MailState.GATHERED: "digest",
    MailState.UNCERTAIN: "troubled",
    MailState.BOUNCED: "troubled",
    MailState.FAILED: "troubled",
    MailState.WITHDRAWN: None,
}


def test_every_state_of_a_mail_counts_in_one_place(secretary, reader, mayor_asker, called, meeting):
    page = url("meeting_detail", meeting.pk)
    assert set(STATES) == set(MailState)
    for state, name in STATES.items():
        OutgoingMail.objects.update(state=state)
        found = progress_of(secretary, page)
        if name is None:
            assert found is None
        else:
            counts = dict.fromkeys(("sent", "waiting", "stuck", "held", "digest", "troubled"), 0) | {name: found.total}
            assert found == Progress(**counts)
            assert found.total == mails("meeting.called").count() > 0
        assert progress_of(reader, page) is None
    assert progress_of(secretary, url("meeting_list")) is None


class TestPage:
    def test_it_rests_while_the_server_fails_and_says_so(self, client_of, secretary, mayor_asker, called, meeting):
        OutgoingMail.objects.update(state=MailState.QUEUED, server_failed=True)
        part = client_of(secretary).get(url("meeting_mails", meeting.pk)).content.decode()
        assert "1 e-post venter fordi e-posttjeneren ikke svarer." in part
        assert "data-hx-trigger" not in part

    def test_it_asks_for_itself_while_some_wait(self, client_of, secretary, mayor_asker, called, meeting):
        desk, page = client_of(secretary), url("meeting_mails", meeting.pk)
        OutgoingMail.objects.update(state=MailState.QUEUED)
        detail = desk.get(url("meeting_detail", meeting.pk)).content.decode()
        assert f'data-hx-get="{page}"' in detail
        assert "0 av 1 e-poster er sendt." in detail
        assert 'data-hx-trigger="every 2s"' in desk.get(page).content.decode()
        OutgoingMail.objects.update(state=MailState.SENT)
        part = desk.get(page).content.decode()
        assert "1 e-post er sendt." in part
        assert "data-hx-trigger" not in part

    def test_it_leads_to_those_mails_in_the_outbox_and_back(self, client_of, secretary, mayor_asker, called, meeting):
        desk, page = client_of(secretary), url("meeting_detail", meeting.pk)
        part = desk.get(url("meeting_mails", meeting.pk)).content.decode()
        address = url("mail_list") + f"?om={page.replace('/', '%2F')}"
        assert f'href="{address}"' in part
        answer = desk.get(address)
        assert [mail.object_url for mail in answer.context["rows"]] == [page]
        assert f'href="{page}"' in answer.content.decode()
        outside = desk.get(url("mail_list"), {"om": "https://annet.example/"})
        assert 'annet.example/"' not in outside.content.decode().replace('value="https://annet.example/"', "")

    def test_members_see_nothing_of_it(self, client_of, mayor_asker, called, meeting):
        assert "mail-progress" not in client_of(mayor_asker).get(url("meeting_detail", meeting.pk)).content.decode()


class TestNewAgenda:
    def test_it_is_counted_with_the_meeting_and_leads_to_what_is_new(
        self, secretary, mayor_asker, called, meeting, send_anew
    ):
        before = progress_of(secretary, url("meeting_detail", meeting.pk)).total
        send_anew()
        mail = mails("meeting.agenda").get()
        assert progress_of(secretary, url("meeting_detail", meeting.pk)).total == before + 1
        assert f"{url('meeting_agenda_compare', meeting.pk)}?fra=1&til=2" in mail.body

    def test_what_is_changed_is_said_once_in_each_language(self, secretary, item, meeting, send_anew, monkeypatch):
        fill_body(secretary, meeting.body, 20)
        meetings.call_meeting(secretary, meeting)
        said = []
        lines = agendawords.letter_lines
        monkeypatch.setattr(agendawords, "letter_lines", lambda *both: said.append(both) or lines(*both))
        send_anew()
        assert mails("meeting.agenda").count() == 20
        assert len(said) == 1
