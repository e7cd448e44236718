"""A mail on its way through a real server: taken, refused, slow, down and up again; and never sent twice."""

import email
import socket
import threading
from datetime import timedelta
from email import policy

import pytest
from django.db import connection

from governance import clock, history, outbox
from governance.access import system_actor
from governance.mail import mailserver, postman
from governance.mail.mailserver import Fate, Outcome
from governance.models import OutgoingMail
from governance.services import mail as services
from governance.services import people
from governance.services.personmerge import merge_persons
from tests.cast import make_person


def deliver(mail):
    postman.deliver.call(str(mail.pk))
    mail.refresh_from_db()
    return mail


def due(*mails):
    """Time passes: the next attempt is due."""
    for mail in mails:
        with history.recording(system_actor(mail.alliance), "test.time", mail):
            history.save(mail, {"next_attempt_at": clock.now() - timedelta(seconds=1)})


def test_it_is_sent_on_commit(write, smtp, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        mail = write()
    mail.refresh_from_db()
    assert (mail.state, mail.attempts, mail.failure) == ("sent", 1, "")
    assert mail.sent_at is not None
    [text] = smtp.received
    message = email.message_from_string(text, policy=policy.default)
    assert message["To"] == "leser@ekte.example"
    assert message["From"] == "Ekte sekretariat <vestregion@localhost>"
    assert message["Message-ID"] == mail.provider_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert "Noe nytt" in message.get_body(("plain",)).get_content()
    assert "<p>Noe nytt</p>" in message.get_body(("html",)).get_content()


@pytest.mark.parametrize("gone", ["last_day", "removed_at"])
def test_what_waits_for_someone_who_left_meanwhile_is_not_sent(write, smtp, receiver, gone):
    mail, now = write(), clock.now()
    with history.recording(system_actor(mail.alliance), "test.leave", receiver):
        history.save(receiver, {gone: now if gone == "removed_at" else clock.day_of(now) - timedelta(days=1)})
    deliver(mail)
    assert (mail.state, mail.failure, smtp.received) == ("withdrawn", "Personen er ikke med lenger.", [])


def test_what_waits_for_a_row_that_was_merged_reaches_the_human(write, smtp, boss, real, receiver):
    mail, kept = write(), make_person(real, "lise.ny@ekte.example", "Lise", "Leser")
    people.take_login(boss, receiver)
    merge_persons(boss, kept, receiver)
    assert deliver(mail).state == "sent"


def test_a_mail_that_is_sent_is_not_sent_again(write, smtp):
    mail = deliver(write())
    deliver(mail)
    postman.send_waiting(now=clock.now() + timedelta(days=1))
    assert (len(smtp.received), mail.attempts) == (1, 1)


@pytest.mark.parametrize(
    ("says", "state", "words", "taken"),
    [
        ({"greet": "421 busy"}, "queued", "svarte: 421", 0),
        ({"mail": "451 later"}, "queued", "avsenderadressen: 451", 0),
        ({"mail": "550 no such sender"}, "queued", "avsenderadressen: 550", 0),
        ({"mail": None}, "queued", "brøt forbindelsen", 0),
        ({"rcpt": "450 greylisted"}, "queued", "ba oss vente: 450 greylisted", 0),
        ({"rcpt": "550 no such user"}, "bounced", "tok ikke imot: 550 no such user", 0),
        ({"rcpt": None}, "queued", "brøt forbindelsen", 0),
        ({"data": "451 full"}, "queued", "ba oss vente: 451 full", 0),
        ({"text": "452 full"}, "queued", "ba oss vente: 452 full", 0),
        ({"text": "554 spam"}, "bounced", "tok ikke imot: 554 spam", 0),
        ({"text": None}, "uncertain", "sendes ikke på nytt av seg selv", 1),
    ],
)
def test_what_the_server_answers(write, smtp, says, state, words, taken):
    smtp.says = says
    mail = deliver(write())
    assert mail.state == state
    assert words in mail.failure
    assert len(smtp.received) == taken
    assert (mail.next_attempt_at is not None) == (state == "queued")


def test_a_slow_server_is_left_after_a_while(write, smtp, monkeypatch):
    monkeypatch.setattr(mailserver, "TIMEOUT", 0.2)
    smtp.silent.set()
    mail = deliver(write())
    assert (mail.state, smtp.received) == ("queued", [])
    assert "svarte ikke i tide" in mail.failure


def test_down_and_up_again(write, smtp):
    """The mails wait, only one of them asks the server, and all go by themselves when it answers."""
    smtp.says = {"greet": "421 down"}
    first, second, third = write("1"), write("2"), write("3")
    for mail in (first, second, third):
        deliver(mail)
        assert (mail.state, mail.server_failed) == ("queued", True)
        assert "421 down" in mail.failure
    assert smtp.sessions == 1
    assert [mail.attempts for mail in (first, second, third)] == [1, 0, 0]
    smtp.says = {}
    assert deliver(first).state == "queued"  # not due yet
    due(first, second, third)
    assert deliver(first).state == "sent"
    for mail in (second, third):
        mail.refresh_from_db()
        assert (mail.state, mail.next_attempt_at, mail.failure) == ("queued", None, "")
        assert deliver(mail).state == "sent"
    assert len(smtp.received) == 3


def test_nobody_at_the_port(write, smtp):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        own = mailserver.settings_of(smtp_alliance := write().alliance)
        with history.recording(system_actor(smtp_alliance), "test.port", own):
            history.save(own, {"port": free.getsockname()[1]})
    mail = deliver(OutgoingMail.objects.get())
    assert mail.state == "queued"
    assert "tar ikke imot på port" in mail.failure


def test_it_waits_longer_each_time_and_gives_up_after_three_days(write, smtp):
    smtp.says = {"rcpt": "450 greylisted"}
    mail, waits, total = write(), [], timedelta()
    for _attempt in range(postman.MAX_ATTEMPTS):
        before = clock.now()
        deliver(mail)
        if mail.state == "queued":
            waits.append(round((mail.next_attempt_at - before).total_seconds() / 60))
            total += timedelta(minutes=waits[-1])
            due(mail)
    assert waits[:7] == [1, 5, 15, 30, 60, 60, 60]
    assert timedelta(days=2, hours=23) < total < timedelta(days=3, hours=2)
    assert mail.state == "failed"
    assert "Ga opp etter tre døgn" in mail.failure
    assert "450 greylisted" in mail.failure


def test_a_failure_of_ours_is_never_sent_again_by_itself(write, smtp, monkeypatch, expect_error_log):
    expect_error_log("governance.mail.postman", "could not be sent")
    monkeypatch.setattr(mailserver, "send", lambda *a, **k: 1 / 0)
    mail = deliver(write())
    assert mail.state == "uncertain"
    assert deliver(mail).state == "uncertain"


def test_a_worker_that_died_leaves_it_uncertain(write, smtp):
    mail = write()
    assert postman.claimed(mail)  # and then it was killed
    assert postman.give_up_silent() == 0
    assert postman.give_up_silent(now=clock.now() + timedelta(minutes=11)) == 1
    assert postman.give_up_silent(now=clock.now() + timedelta(minutes=11)) == 0
    mail.refresh_from_db()
    assert mail.state == "uncertain"
    assert "kan være kommet fram" in mail.failure
    deliver(mail)
    postman.send_waiting(now=clock.now() + timedelta(days=1))
    assert smtp.received == []


def test_a_late_yes_counts_and_a_late_no_does_not(write, smtp):
    mail = write()
    postman.claimed(mail)
    postman.give_up_silent(now=clock.now() + timedelta(minutes=11))
    postman.note(mail, Outcome(Fate.BOUNCED, "Nei"))
    mail.refresh_from_db()
    assert mail.state == "uncertain"
    postman.note(mail, Outcome(Fate.SENT))
    mail.refresh_from_db()
    assert mail.state == "sent"


def test_a_person_sends_the_uncertain_one_again(write, smtp, boss):
    mail = write()
    postman.claimed(mail)
    postman.give_up_silent(now=clock.now() + timedelta(minutes=11))
    services.send_again(boss, mail)
    assert deliver(mail).state == "sent"
    assert len(smtp.received) == 1


def test_one_taken_back_is_not_sent(write, smtp, boss):
    mail = write()
    services.take_back(boss, mail)
    assert deliver(mail).state == "withdrawn"
    assert smtp.received == []


def test_the_daily_round_finds_what_the_queue_lost(write, smtp, django_capture_on_commit_callbacks):
    mail = write()
    assert postman.send_waiting() == 0  # its own task is on the way
    with django_capture_on_commit_callbacks(execute=True):
        assert postman.send_waiting(now=clock.now() + timedelta(minutes=5)) == 1
    mail.refresh_from_db()
    assert mail.state == "sent"


@pytest.mark.django_db(transaction=True)
def test_many_workers_send_a_mail_once(write, smtp, monkeypatch):
    """Each mail lies in the queue when four workers, each with a connection of its own, reach for it at once."""
    with monkeypatch.context() as quiet:
        quiet.setattr(outbox, "hand_over", lambda *_args, **_more: None)
        mails = [write(str(n)) for n in range(6)]
    assert {mail.state for mail in OutgoingMail.objects.all()} == {"queued"}
    gate, faults = threading.Barrier(4), []

    def work():
        try:
            for mail in mails:
                gate.wait(timeout=30)
                postman.deliver.call(str(mail.pk))
        except Exception as error:
            faults.append(error)
            gate.abort()
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _each in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert faults == []
    sent = [email.message_from_string(text)["Message-ID"] for text in smtp.received]
    assert sorted(sent) == sorted(f"<{mail.pk}@localhost>" for mail in mails)
    assert smtp.sessions == len(mails)
    assert {(mail.state, mail.attempts) for mail in OutgoingMail.objects.all()} == {("sent", 1)}
