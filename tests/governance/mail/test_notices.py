"""What the acts of the house write to people about."""

from datetime import date, time, timedelta

import pytest

from actionplan import notices as plan_notices
from governance import outbox
from governance.choices import Notice
from governance.mail.mailevents import MailEvent, UnknownPlace, event_of, register_event
from governance.models import Meeting, OutgoingMail
from governance.services import meetings, notices, people
from tests.cast import DEMO_DAY, make


def mails(event):
    return OutgoingMail.objects.filter(event=event)


@pytest.fixture
def meeting(alliance, steering_group, mayor_asker, mayor_drammen, chief_executive, substitute, reader):
    return make(
        alliance,
        Meeting(body=steering_group, day=DEMO_DAY + timedelta(days=14), starts_at=time(9), place="Rådhuset i Asker"),
    )


def test_a_call_reaches_those_who_read_the_papers(meeting, secretary, mayor_asker, mayor_drammen, chief_executive):
    """Members and those who may attend; a substitute who is not called and a reader hear nothing."""
    meetings.call_meeting(secretary, meeting)
    called = mails("meeting.called")
    assert {mail.person for mail in called} == {mayor_asker.person, mayor_drammen.person, chief_executive.person}
    mail = called.first()
    assert mail.subject == "Innkalling: Styringsgruppen 22. mars 2018"
    assert "klokken 09.00" in mail.body
    assert "Rådhuset i Asker" in mail.body
    assert f"/vestregionen/moter/{meeting.pk}/" in mail.object_url


def test_a_call_of_the_past_writes_to_nobody(meeting, secretary):
    from django.utils import timezone

    meetings.call_meeting(secretary, meeting, at=timezone.now() - timedelta(days=5000))
    assert not OutgoingMail.objects.exists()


def test_what_is_published_waits_for_the_digest(meeting, secretary, mayor_asker):
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    assert mails("meeting.published").get(person=mayor_asker.person).state == "collected"


def test_a_role_is_told_in_the_receivers_language(admin, mayor_asker):
    mayor_asker.user.choose_language("nn")
    given = people.give_role(admin, person=mayor_asker.person, role="secretariat", valid_from=date(2018, 3, 8))
    mail = mails("role.given").get()
    assert mail.subject == "Rolla di i Vestregionen"
    assert "Sekretariat" in mail.body
    assert "frå 8.\xa0mars\xa02018" in mail.body
    people.change_role(admin, given, valid_to=date(2018, 12, 31))
    assert mails("role.given").count() == 2


def test_an_event_whose_text_has_an_unknown_place_is_never_registered():
    with pytest.raises(UnknownPlace, match="Linje 1"):
        register_event(MailEvent(key="test.x", title="x", audience="x", subject="{tull}", body="x"))


@pytest.mark.parametrize(
    ("roles", "mode"), [((), Notice.DIGEST), (("reader",), Notice.NEVER), (("reader", "secretariat"), Notice.NOW)]
)
def test_the_most_eager_role_decides(roles, mode):
    modes = {"reader": Notice.NEVER, "secretariat": Notice.NOW}
    event = MailEvent(key="x", title="", audience="", subject="", body="", mode=Notice.DIGEST, modes=modes)
    assert event.mode_for(roles) == mode


@pytest.mark.parametrize(
    ("who", "modes"),
    [
        ("mayor_asker", ("now", "now", "digest", "digest", "now", "now")),
        ("contact_lier", ("now", "now", "digest", "digest", "now", "now")),
        ("coordinator", ("now", "now", "digest", "digest", "now", "now")),
        ("secretary", ("now", "digest", "digest", "digest", "now", "now")),
        ("admin", ("now", "digest", "digest", "now", "now", "now")),
    ],
)
def test_what_each_hears_at_once_before_she_has_chosen(who, modes, request):
    """As a role has it, in the outbox and on the page where she chooses."""
    actor = request.getfixturevalue(who)
    keys = ("meeting.called", "paper.added", "meeting.published", "job.stopped", "status.asked", "status.reminder")
    for key, mode in zip(keys, modes, strict=True):
        event = event_of(key)
        assert (key, notices.mode_of(actor, event)) == (key, mode)
        assert outbox._modes(actor.alliance, event, [actor.person]) == {actor.person.pk: mode}


# ---- Status ----


class Section:
    title, url, missing = "Klima og miljø", "/vestregionen/handlingsplan/2018/status/t1/", 3


@pytest.mark.parametrize(
    ("day", "event"),
    [
        (date(2018, 4, 15), None),
        (date(2018, 4, 16), "status.asked"),
        (date(2018, 4, 27), "status.asked"),
        (date(2018, 4, 28), "status.reminder"),
        (date(2018, 4, 30), "status.reminder"),
    ],
)
def test_status_is_asked_for_and_once_more(coordinator, alliance, monkeypatch, day, event):
    monkeypatch.setattr(plan_notices.clock, "today", lambda alliance=None: day)
    monkeypatch.setattr(plan_notices, "_leaders", lambda alliance, on: [coordinator.person])
    monkeypatch.setattr(plan_notices, "status_to_report", lambda person, actor: {"sections": [Section()]})
    for _night in range(2):
        plan_notices.ask_for_status()
    assert list(OutgoingMail.objects.values_list("event", flat=True)) == ([event] if event else [])
    if event:
        assert "– Klima og miljø" in OutgoingMail.objects.get().body


def test_who_has_told_is_not_asked(coordinator, alliance, monkeypatch):
    monkeypatch.setattr(plan_notices.clock, "today", lambda alliance=None: date(2018, 4, 29))
    monkeypatch.setattr(plan_notices, "_leaders", lambda alliance, on: [coordinator.person])
    monkeypatch.setattr(plan_notices, "status_to_report", lambda person, actor: None)
    assert plan_notices.ask_for_status() == 0
    assert outbox.OutgoingMail.objects.count() == 0
