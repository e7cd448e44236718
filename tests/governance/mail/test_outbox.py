"""What is posted, to whom, in which words; and that nothing is posted twice."""

from datetime import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from governance import history, outbox
from governance.access import system_actor
from governance.choices import Notice
from governance.models import MailTemplate, NoticeChoice, OutgoingMail, Person
from tests.cast import make, make_person
from tests.governance.mail.conftest import NEWS


def test_a_mail_is_a_row_first(write, receiver):
    mail = write()
    assert (mail.state, mail.person, mail.address) == ("queued", receiver, "leser@ekte.example")
    assert mail.subject == "Nytt fra Ekte"
    assert mail.body.startswith("Hei Lise\n\nNoe nytt\n\nhttp://localhost:8000/ekte/")
    assert "/ekte/varsler/" in mail.body
    assert OutgoingMail.objects.get() == mail


def test_the_same_event_is_posted_once_to_each(write, real, receiver):
    other = make_person(real, "annen@ekte.example", "Anna", "Annen")
    assert write("1") is not None
    assert write("1") is None
    rows = outbox.post_all(
        system_actor(real),
        event=NEWS.key,
        people=[receiver, other, other],
        about=receiver,
        occasion="1",
        values={"what": ""},
    )
    assert [row.person for row in rows] == [other]
    assert write("2") is not None


def test_two_who_post_the_same_at_once_post_it_once(write, real, monkeypatch):
    """The one who looked too early is stopped by the database."""
    write("1")
    monkeypatch.setattr(
        outbox,
        "_not_written_to",
        lambda a, k, about, o, people: [(f"{k.key}:{about.pk}:{o}:{p.pk}", p) for p in people],
    )
    with pytest.raises((history.Refused, ValidationError), match="alt i utboksen"):
        write("1")
    assert OutgoingMail.objects.count() == 1


def test_an_act_that_fails_leaves_no_mail(write, real):
    def act():
        with history.recording(system_actor(real), "test.act", real):
            write()
            raise history.Refused("Nei.")

    with pytest.raises(history.Refused):
        act()
    assert not OutgoingMail.objects.exists()


def test_the_past_writes_to_nobody(write):
    assert write(at=timezone.make_aware(datetime(2016, 1, 1))) is None
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("language", "greeting"),
    [("nb", "Velg hva du får e-post om"), ("nn", "Vel kva du får e-post om"), ("en", "Choose what")],
)
def test_she_is_written_to_in_her_own_language(write, receiver, language, greeting):
    receiver.user.choose_language(language)
    with translation.override("en"):  # whoever acts may read another
        mail = write()
    assert mail.language == language
    assert greeting in mail.body


def test_the_alliances_own_words(write, real, receiver):
    make(real, MailTemplate(event=NEWS.key, language="nb", subject="Hør her, {name}", body="{what} – {link}"))
    mail = write()
    assert mail.subject == "Hør her, Lise"
    assert mail.body.startswith("Noe nytt – http")
    receiver.user.choose_language("nn")
    assert write("2").subject == "Nytt fra Ekte"


def test_a_subject_is_one_line(write, real):
    make(real, MailTemplate(event=NEWS.key, language="nb", subject="{what}", body="x"))
    assert write(values={"what": "En\r\nBcc: alle@verden.example"}).subject == "En Bcc: alle@verden.example"


def test_what_is_filled_in_is_not_filled_once_more(write):
    assert "{link}" in write(values={"what": "Skriv {link} her"}).body


@pytest.mark.parametrize(
    ("mode", "state"), [(Notice.NOW, "queued"), (Notice.DIGEST, "collected"), (Notice.NEVER, None)]
)
def test_she_chooses_what_to_hear_of(write, real, receiver, mode, state):
    make(real, NoticeChoice(person=receiver, event=NEWS.key, mode=mode))
    mail = write()
    assert getattr(mail, "state", None) == state


def test_without_an_address_it_says_so(write, real):
    person = make_person(real, "x@ekte.example", "Uten", "Adresse")
    with history.recording(system_actor(real), "test.address", person):
        history.save(person, {"email": "", "user": None})
    mail = write(person=person)
    assert (mail.state, mail.failure) == ("failed", "Personen har ingen e-postadresse.")


def test_the_demo_never_sends(alliance, reader, django_capture_on_commit_callbacks, mailoutbox):
    with django_capture_on_commit_callbacks(execute=True) as callbacks:
        mail = outbox.post(
            system_actor(alliance), event=NEWS.key, person=reader.person, about=reader.person, values={"what": "x"}
        )
    assert (mail.state, callbacks, mailoutbox) == ("held", [], [])
    assert "Demoen sender aldri" in mail.failure


@pytest.mark.parametrize(("is_set", "state"), [(False, "held"), (True, "queued")])
def test_on_one_machine_mail_waits_until_there_is_a_server(write, settings, is_set, state):
    settings.MODE, settings.MAIL_SERVER_IS_SET = "local", is_set
    assert write().state == state


def test_the_html_is_the_text_and_nothing_from_outside():
    html = outbox.html_of("Hei <b>du</b>\n\nLes: https://x.example/a?b=1&c=2\nHilsen")
    assert "&lt;b&gt;du&lt;/b&gt;" in html
    assert '<a href="https://x.example/a?b=1&amp;c=2">' in html
    assert html.count("<p>") == 2
    assert "<img" not in html
    assert "<script" not in html


def test_a_page_shows_the_letter_and_not_its_code():
    """A template writes it as it is; what somebody typed into it is text."""
    shown = Template("{{ letter }}").render(
        Context({"letter": outbox.paragraphs("Hei <b>du</b>\n\nhttps://x.example/a")})
    )
    assert shown.startswith("<p>Hei &lt;b&gt;du&lt;/b&gt;</p>")
    assert '<a href="https://x.example/a">' in shown


def test_a_receiver_more_costs_two_questions_more(real):
    """Those that the writer asks of each row; nothing is read for her alone."""
    people = [make_person(real, f"p{n}@ekte.example", "P", str(n)) for n in range(33)]
    counts = []
    for few in (people[:3], people[3:]):
        with CaptureQueriesContext(connection) as asked:
            outbox.post_all(
                system_actor(real), event=NEWS.key, people=few, about=real, occasion=str(len(few)), values={"what": "x"}
            )
        counts.append(len(asked))
    assert counts[1] - counts[0] <= 2 * 27


def test_in_the_demo_a_missing_address_alarms_nobody(alliance):
    """Most persons of the demo have none, and nothing is sent there anyway."""
    person = make(alliance, Person(given_name="Uten", family_name="Adresse"))
    mail = outbox.post(system_actor(alliance), event=NEWS.key, person=person, about=person, values={"what": "x"})
    assert mail.state == "held"
