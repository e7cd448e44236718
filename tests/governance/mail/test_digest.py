"""The digest: everything once, never empty, once a day or a week; and what each person chooses."""

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from governance import clock, history
from governance.access import system_actor
from governance.choices import DigestRhythm, Notice
from governance.mail import digest
from governance.models import DigestChoice, NoticeChoice, OutgoingMail
from governance.services import notices, people
from governance.services.personmerge import merge_persons
from tests.cast import make, make_person
from tests.governance.mail.conftest import NEWS

MONDAY = timezone.make_aware(datetime(2026, 11, 23, 3))


@pytest.fixture
def collected(real, receiver, write):
    make(real, NoticeChoice(person=receiver, event=NEWS.key, mode=Notice.DIGEST))
    return [write(str(n), path=f"/ekte/moter/{n}/") for n in range(3)]


def test_one_mail_with_all_of_it(collected, receiver):
    assert digest.send_digests() == 1
    mail = OutgoingMail.objects.get(event="digest")
    assert (mail.person, mail.state, mail.subject) == (receiver, "queued", "Siste nytt fra Ekte")
    for each in collected:
        each.refresh_from_db()
        assert (each.state, each.digest) == ("gathered", mail)
        assert f"– {each.subject}\n  http://localhost:8000{each.object_url}" in mail.body
    assert mail.body.count("Nytt:") == 1


def test_never_empty_and_never_twice(collected, write):
    assert digest.send_digests() == 1
    assert digest.send_digests() == 0
    late = write("late")
    assert digest.send_digests() == 0  # she has had one today
    late.refresh_from_db()
    assert late.state == "collected"
    assert digest.send_digests(now=clock.now() + timedelta(days=1)) == 1
    late.refresh_from_db()
    assert late.state == "gathered"
    assert OutgoingMail.objects.filter(event="digest").count() == 2


@pytest.mark.parametrize(("days", "sent"), [(0, 1), (1, 0), (3, 0), (6, 0), (7, 1), (8, 1)])
def test_weekly_comes_on_mondays_or_when_a_monday_was_missed(collected, real, receiver, days, sent):
    make(real, DigestChoice(person=receiver, rhythm=DigestRhythm.WEEKLY))
    with history.recording(system_actor(real), "test.time", real):
        history.save_each((mail, {"queued_at": MONDAY + timedelta(hours=-1)}) for mail in collected)
    assert digest.send_digests(now=MONDAY + timedelta(days=days)) == sent


def leave(person, **values):
    with history.recording(system_actor(person.alliance), "test.leave", person):
        history.save(person, values)


@pytest.mark.parametrize("gone", [{"last_day": timedelta(days=-1)}, {"removed_at": timedelta()}])
def test_who_is_gone_is_written_nothing_and_nothing_waits_for_her(collected, real, receiver, gone):
    day = clock.today(real)
    leave(receiver, **{name: day + by if name == "last_day" else clock.now() + by for name, by in gone.items()})
    assert digest.send_digests() == 0
    assert not OutgoingMail.objects.filter(event="digest").exists()
    assert {(mail.state, mail.failure) for mail in OutgoingMail.objects.all()} == {
        ("withdrawn", "Personen er ikke med lenger.")
    }


def test_who_turned_out_to_be_another_gets_it_as_that_one(collected, boss, real, receiver):
    kept = make_person(real, "lise.ny@ekte.example", "Lise", "Leser")
    people.take_login(boss, receiver)
    merge_persons(boss, kept, receiver)
    assert digest.send_digests() == 1
    mail = OutgoingMail.objects.get(event="digest")
    assert (mail.person, mail.address, mail.gathered.count()) == (kept, "lise.ny@ekte.example", 3)


def test_one_taken_back_is_not_in_it(collected, boss):
    from governance.services import mail

    mail.take_back(boss, collected[0])
    digest.send_digests()
    assert "/moter/0/" not in OutgoingMail.objects.get(event="digest").body


def test_each_gets_her_own(collected, real, write):
    other = make_person(real, "annen@ekte.example", "Anna", "Annen")
    make(real, NoticeChoice(person=other, event=NEWS.key, mode=Notice.DIGEST))
    write("x", person=other, path="/ekte/annet/")
    assert digest.send_digests() == 2
    mine, hers = OutgoingMail.objects.filter(event="digest").order_by("person__family_name").reverse()
    assert "/annet/" not in mine.body
    assert "/annet/" in hers.body


# ---- Choices ----


def test_who_edits_hears_of_more(boss, reader, mayor_asker):
    def keys(actor):
        return {event.key for event in notices.events_for(actor)}

    assert "digest" not in keys(boss)
    assert {"meeting.called", "job.stopped", "alliance.made"} <= keys(boss)
    assert "meeting.called" in keys(mayor_asker)
    assert not {"meeting.called", "job.stopped"} & keys(reader)


def test_choices_are_kept_and_mandatory_ones_stay(boss, real):
    modes = {"meeting.called": Notice.DIGEST, "invitation": Notice.NEVER, "job.stopped": Notice.NOW, "x": Notice.NOW}
    notices.choose_notices(boss, modes=modes, rhythm=DigestRhythm.WEEKLY)
    assert notices.chosen_by(boss) == ({"meeting.called": Notice.DIGEST}, DigestRhythm.WEEKLY)
    notices.choose_notices(boss, modes={"meeting.called": Notice.NOW}, rhythm=DigestRhythm.DAILY)
    assert notices.chosen_by(boss) == ({"meeting.called": Notice.NOW}, DigestRhythm.DAILY)


def test_the_page(boss, client_of):
    client = client_of(boss)
    page = client.get("/ekte/varsler/")
    assert "Et møte er innkalt" in page.content.decode()
    sent = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    name = next(n for n, e in page.context["form"].names.items() if e.key == "meeting.called")
    assert client.post("/ekte/varsler/", sent | {name: "never", "rhythm": "weekly"}).status_code == 302
    assert notices.chosen_by(boss) == ({"meeting.called": "never"}, "weekly")
    assert client.post("/ekte/varsler/", sent | {name: "sometimes"}).status_code == 422
