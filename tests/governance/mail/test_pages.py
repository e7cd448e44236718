"""The pages of the outbox: list, mail, set-up, words, messages of returned mail; and the list of jobs and chores."""

import base64
import email
import json
import socket
from datetime import timedelta

import pytest

from governance import announcements, clock, daily, history
from governance.access import system_actor
from governance.choices import Role
from governance.mail import mailserver, postman
from governance.models import ChoreRun, Job, MailSettings, MailTemplate, OutgoingMail
from governance.sealing import Unreadable, seal, unseal
from governance.services import mail as services
from tests.cast import act_as, make, make_person, with_role


def text(answer) -> str:
    return answer.content.decode()


def test_each_sees_what_is_hers(write, boss, receiver, real, client_of):
    mine = write()
    reader = client_of(with_role(make_person(real, "annen@ekte.example", "Anna", "Annen"), Role.READER))
    assert "Nytt fra Ekte" in text(client_of(boss).get("/ekte/utboks/"))
    assert "Nytt fra Ekte" not in text(reader.get("/ekte/utboks/"))
    assert reader.get(f"/ekte/utboks/{mine.pk}/").status_code == 404


def test_the_list_is_filtered(write, boss, client_of):
    write()
    client = client_of(boss)
    assert "leser@<wbr>ekte" in text(client.get("/ekte/utboks/?state=queued&text=leser"))
    assert "Ingen brev passer" in text(client.get("/ekte/utboks/?state=sent"))
    assert "Ingen brev passer" in text(client.get("/ekte/utboks/?text=finnesikke"))


def test_the_same_number_of_questions_for_thirty(write, boss, client_of, django_assert_max_num_queries):
    for n in range(30):
        write(str(n))
    client = client_of(boss)
    client.get("/ekte/utboks/")
    with django_assert_max_num_queries(20):
        client.get("/ekte/utboks/")


def test_the_server_is_down_and_the_pages_say_so_until_it_is_up(write, boss, receiver, client_of, smtp, monkeypatch):
    """How many wait and why, to those who look after the mail; then each goes once, and the pages are quiet again."""
    smtp.says = {"greet": "421 stengt for natten"}
    mails = [write(str(n)) for n in range(3)]
    for mail in mails:
        postman.deliver.call(str(mail.pk))
    for page in ("/ekte/utboks/", "/ekte/"):
        shown = text(client_of(boss).get(page))
        assert "3 brev venter" in shown
        assert "421 stengt for natten" in shown
    assert "421 stengt" not in text(client_of(act_as(receiver)).get("/ekte/"))
    smtp.says = {}
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(postman.clock, "now", lambda: later)
    for _round in range(2):  # the first one finds the server up and wakes the others; the worker may come twice
        for mail in mails:
            postman.deliver.call(str(mail.pk))
    assert sorted(_numbers(smtp)) == sorted(f"<{mail.pk}@localhost>" for mail in mails)
    for page in ("/ekte/utboks/", "/ekte/"):
        shown = text(client_of(boss).get(page))
        assert "brev venter" not in shown
        assert "421 stengt for natten" not in shown


def _numbers(smtp) -> list[str]:
    return [email.message_from_string(each)["Message-ID"] for each in smtp.received]


def test_acts_on_a_mail(write, boss, client_of):
    client, mail = client_of(boss), write()
    page = f"/ekte/utboks/{mail.pk}/"
    assert client.post(f"{page}trekk/").status_code == 302
    assert client.post(f"{page}trekk/").status_code == 403
    assert client.post(f"{page}igjen/").status_code == 302
    with history.recording(system_actor(mail.alliance), "test.sent", mail):
        history.save(mail, {"state": "sent"})
    assert client.post(f"{page}retur/", {"reason": "Kvoten er full"}).status_code == 302
    person = text(client.get(f"/ekte/personer/{mail.person_id}/"))
    assert "kom i retur" in person
    assert "Kvoten er full" in person


def test_a_test_to_myself(boss, client_of, smtp, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        answer = client_of(boss).post("/ekte/utboks/prove/", follow=True)
    assert "Prøve fra Ekte" in text(answer)
    assert "sjef@ekte.example" in smtp.received[0]


def test_what_is_held_is_sent_when_asked(write, boss, client_of, settings, smtp):
    settings.MODE = "local"
    own = mailserver.settings_of(boss.alliance)
    with history.recording(system_actor(boss.alliance), "test.transport", own):
        history.save(own, {"transport": "installation"})
    mail = write()
    assert mail.state == "held"
    client = client_of(boss)
    assert "Ingen e-posttjener er satt opp" in text(client.get("/ekte/utboks/"))
    assert "Sett opp e-post" in text(client.get("/ekte/utboks/"))
    assert "Sett opp e-post" in text(client.get("/ekte/oppsett/"))
    assert client.post("/ekte/utboks/slipp/").status_code == 422
    with history.recording(system_actor(boss.alliance), "test.transport", own):
        history.save(own, {"transport": "smtp"})
    for page in ("utboks", "oppsett"):
        assert "Sett opp e-post" not in text(client.get(f"/ekte/{page}/"))
    assert client.post("/ekte/utboks/slipp/").status_code == 302
    mail.refresh_from_db()
    assert mail.state == "queued"


# ---- Set-up ----

SMTP = {"transport": "smtp", "host": "127.0.0.1", "port": "2525", "security": "none", "username": "oss"}


def test_the_password_is_sealed_and_never_shown(boss, client_of, settings):
    client = client_of(boss)
    assert client.post("/ekte/utboks/oppsett/", SMTP | {"password": "hemmelig-ord"}).status_code == 302
    own = MailSettings.objects.get()
    assert "hemmelig-ord" not in own.sealed_password
    assert unseal(own.sealed_password) == "hemmelig-ord"
    page = text(client.get("/ekte/utboks/oppsett/"))
    assert "hemmelig-ord" not in page
    assert own.sealed_password not in page
    assert client.post("/ekte/utboks/oppsett/", SMTP | {"base_version": own.version, "host": "ny"}).status_code == 302
    own.refresh_from_db()
    assert (own.host, unseal(own.sealed_password)) == ("ny", "hemmelig-ord")
    settings.SECRET_KEY = "en annen nøkkel"
    with pytest.raises(Unreadable):
        unseal(own.sealed_password)
    with pytest.raises(mailserver.Unreachable, match="kan ikke leses lenger"):
        mailserver.check_connection(boss.alliance)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"host": ""}, "Skriv navnet"),
        ({"port": ""}, "Skriv porten"),
        ({"port": "70000"}, "1 til 65535"),
        ({"transport": "api"}, "Velg e-posttjeneste"),
        ({"transport": "api", "provider": "brevo"}, "Skriv nøkkelen"),
    ],
)
def test_a_set_up_that_cannot_work_is_refused(boss, client_of, change, words):
    answer = client_of(boss).post("/ekte/utboks/oppsett/", SMTP | change)
    assert answer.status_code == 422
    assert words in text(answer)


def test_the_connection_is_tried(boss, client_of, smtp):
    client = client_of(boss)
    assert "virker" in text(client.post("/ekte/utboks/forbindelse/", follow=True))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        own = mailserver.settings_of(boss.alliance)
        with history.recording(system_actor(boss.alliance), "test.port", own):
            history.save(own, {"port": free.getsockname()[1]})
    answer = client.post("/ekte/utboks/forbindelse/")
    assert answer.status_code == 422
    assert "tar ikke imot på port" in text(answer)


# ---- Own words ----


def test_own_words_are_shown_kept_and_dropped(boss, client_of):
    client, page = client_of(boss), "/ekte/utboks/maler/meeting.called/nb/"
    words = {"subject": "Møte: {body}", "body": "Hei {name}, {body} møtes {day}."}
    shown = client.post(page, words | {"show": "1"})
    assert "Møte: [organet]" in text(shown)
    assert not MailTemplate.objects.exists()
    assert client.post(page, words).status_code == 302
    assert MailTemplate.objects.get().subject == "Møte: {body}"
    assert "Egen tekst" in text(client.get("/ekte/utboks/maler/"))
    assert client.post(page, words | {"standard": "1"}).status_code == 302
    assert not MailTemplate.objects.present().exists()
    assert client.get("/ekte/utboks/maler/meeting.called/xx/").status_code == 404
    assert client.get("/ekte/utboks/maler/finnes.ikke/nb/").status_code == 404


def test_an_unknown_place_is_refused_with_its_line(boss, client_of):
    words = {"subject": "Møte", "body": "Hei\nog {tulleplass}"}
    answer = client_of(boss).post("/ekte/utboks/maler/meeting.called/nb/", words)
    assert answer.status_code == 422
    assert "Linje 2: «{tulleplass}»" in text(answer)
    assert not MailTemplate.objects.exists()


# ---- What a mail service tells ----


@pytest.fixture
def hooked(real, write):
    make(
        real,
        MailSettings(transport="api", provider="postmark", sealed_api_key=seal("k"), sealed_webhook=seal("vis-meg")),
    )
    mail = write()
    with history.recording(system_actor(real), "test.sent", mail):
        history.save(mail, {"state": "sent", "provider_id": "abc-123"})
    return mail


def tell(client, password, message_id="abc-123"):
    event = {
        "RecordType": "Bounce",
        "Type": "HardBounce",
        "MessageID": message_id,
        "Email": "leser@ekte.example",
        "Description": "The address is unknown",
        "BouncedAt": "2026-11-25T20:00:00Z",
    }
    shown = base64.b64encode(f"vestregion:{password}".encode()).decode()
    return client.post(
        "/ekte/utboks/melding/",
        json.dumps(event),
        content_type="application/json",
        headers={"Authorization": f"Basic {shown}"},
    )


def test_a_service_tells_what_came_back(hooked, client):
    assert tell(client, "vis-meg").status_code == 200
    hooked.refresh_from_db()
    assert (hooked.state, bool(hooked.failure)) == ("bounced", True)


@pytest.mark.parametrize("password", ["gjetning", ""])
def test_who_cannot_show_the_password_is_not_believed(hooked, client, password, expect_error_log):
    expect_error_log("django.security.AnymailWebhookValidationFailure", "basic auth")
    assert tell(client, password).status_code == 400
    hooked.refresh_from_db()
    assert hooked.state == "sent"


def test_a_mail_of_another_is_left_alone(hooked, client):
    assert tell(client, "vis-meg", "en-annen").status_code == 200
    hooked.refresh_from_db()
    assert hooked.state == "sent"


def test_without_a_password_there_is_no_such_address(real, client):
    assert tell(client, "x").status_code == 404


# ---- Jobs and chores ----


def test_jobs_and_chores_are_listed(boss, real, client_of):
    make(real, Job(kind="print", title="PDF av planen", state="failed", failure="Planen er tom.", asked_by=boss.person))
    client = client_of(boss)
    page = text(client.get("/ekte/jobber/"))
    assert "Planen er tom." in page
    assert "Skriv samlebrevene" in page
    assert "PDF av planen" not in text(client.get("/ekte/jobber/?state=done"))


def test_others_see_their_own_jobs_and_no_chores(boss, real, client_of):
    make(real, Job(kind="print", title="Lag PDF", state="failed", asked_by=boss.person))
    reader = client_of(with_role(make_person(real, "annen@ekte.example", "Anna", "Annen"), Role.READER))
    page = text(reader.get("/ekte/jobber/"))
    assert "Lag PDF" not in page
    assert "Skriv samlebrevene" not in page
    assert reader.post("/ekte/jobber/natt/").status_code == 403


def test_chores_are_done_now_and_tell_what_they_did(boss, client_of, monkeypatch, expect_error_log):
    expect_error_log("governance.daily", "failed")
    monkeypatch.setattr(daily, "_chores", {"a": lambda: 3, "b": lambda: 0, "c": lambda: 1 / 0})
    assert client_of(boss).post("/ekte/jobber/natt/").status_code == 302
    assert dict(ChoreRun.objects.values_list("name", "dealt_with")) == {"a": 3, "b": 0, "c": None}
    page = text(client_of(boss).get("/ekte/jobber/"))
    assert "3 ting" in page
    assert "Gikk ikke" in page


@pytest.mark.parametrize(("role", "state"), [(Role.ADMINISTRATOR, "queued"), (Role.SECRETARIAT, "collected")])
def test_a_stopped_job_is_written_about(real, role, state):
    """At once to an administrator, who must mend it; in the digest to others."""
    who = with_role(make_person(real, "hun@ekte.example", "Hun", "Selv"), role).person
    job = make(real, Job(kind="print", title="Lag PDF", state="failed", failure="Planen er tom.", asked_by=who))
    with history.recording(system_actor(real), "test.tell", job):
        announcements.job_stopped.tell(job)
    mail = OutgoingMail.objects.get()
    assert (mail.person, mail.state, mail.subject) == (who, state, "Ble ikke laget: Lag PDF")
    assert "Planen er tom." in mail.body


def test_taking_back_asks_for_the_right(write, receiver):
    from django.core.exceptions import PermissionDenied

    from tests.cast import act_as

    with pytest.raises(PermissionDenied):
        services.take_back(act_as(receiver), write())
