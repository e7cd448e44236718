"""Many meetings of one body called at the same moment, and agendas sent while others are: one series without gaps."""

from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection

from governance import announcements
from governance.models import AgendaItem, AgendaVersion, Meeting
from governance.services import cases, meetings, reopening
from tests.racing import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50
FIRST = date(2018, 4, 2)


@pytest.fixture(autouse=True)
def nothing_printed(monkeypatch):
    """What follows an act is made afterwards, one by one; the acts themselves are raced."""
    for told in (announcements.meeting_called, announcements.agenda_changed, announcements.agenda_sent):
        monkeypatch.setattr(told, "_followers", [])


def stored(pk):
    return Meeting.objects.select_related("body__cooperation").get(pk=pk)


def planned(actor, body, n, count):
    meeting = meetings.create_meeting(actor, body=body, day=FIRST + timedelta(days=n))
    for each in range(count):
        cases.open_case_on(actor, meeting, title=f"Sak {n}.{each}", kind="decision", role="decides")
    return meeting.pk


def test_fifty_calls_at_once_give_each_number_once(secretary, steering_group):
    """Fifty threads on PostgreSQL; eight on SQLite, whose writers stand in one queue anyway."""
    made = [planned(secretary, steering_group, n, 1 + n % 2) for n in range(MANY)]
    threads = 8 if connection.vendor == "sqlite" else MANY

    def call(mine):
        for pk in mine:
            meetings.call_meeting(secretary, stored(pk), reason="Alle på én gang")

    assert at_once(*(partial(call, made[n::threads]) for n in range(threads))) == []
    items = AgendaItem.objects.filter(meeting__in=made).order_by("number_sequence")
    assert [item.number_sequence for item in items] == list(range(1, MANY * 3 // 2 + 1))
    assert set(Meeting.objects.filter(pk__in=made).values_list("state", flat=True)) == {"called"}
    assert AgendaVersion.objects.filter(meeting__in=made, number=1).count() == MANY
    for meeting in made:  # the numbers of one agenda follow each other in its order
        mine = list(items.filter(meeting=meeting).order_by("position").values_list("number_sequence", flat=True))
        assert mine == list(range(mine[0], mine[0] + len(mine)))


def test_agendas_sent_while_others_get_a_case_late(secretary, steering_group):
    made = [planned(secretary, steering_group, n, 1) for n in range(8)]
    for pk in made:
        meetings.call_meeting(secretary, stored(pk), reason="Prøve")
    reopened, late = made[:4], made[4:]
    for pk in reopened:
        reopening.reopen_agenda(secretary, stored(pk), reason="En sak til")
        cases.open_case_on(secretary, stored(pk), title="Venter", kind="decision", role="decides")

    def send(pk):
        return lambda: reopening.send_agenda(secretary, stored(pk))

    def add(pk):
        return lambda: cases.open_case_on(secretary, stored(pk), title="Sen", kind="decision", role="decides")

    assert at_once(*map(send, reopened), *map(add, late), *map(add, late)) == []
    taken = AgendaItem.objects.filter(meeting__in=made).order_by("number_sequence")
    assert [item.number_sequence for item in taken] == list(range(1, 8 + 4 + 8 + 1))
    for pk in made:
        numbers = list(stored(pk).agenda_versions.order_by("number").values_list("number", flat=True))
        assert numbers == ([1, 2] if pk in reopened else [1, 2, 3])
