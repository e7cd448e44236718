"""The programme of a meeting: days, hours and cases, when it may be written, and how those who are called are told."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance import history
from governance.access import may
from governance.models import Meeting, OutgoingMail, ProgrammeEntry
from governance.programme import by_day, days_of
from governance.services import agenda, cases, meetings, papers, programme, reopening
from governance.services.puttingback import kind_of
from tests.governance.casefile import HELD, write_paper
from tests.governance.mail.test_notices import mails
from tests.governance.services.test_agenda_versions import numbers, stored, words

pytestmark = pytest.mark.django_db
FIRST, SECOND = date(2018, 3, 15), date(2018, 3, 16)


@pytest.fixture
def seminar(secretary, meeting):
    """The meeting goes on for two days."""
    return meetings.change_meeting(secretary, meeting, last_day=SECOND)


@pytest.fixture
def dinner(secretary, seminar):
    return programme.add_entry(secretary, seminar, title="Middag", starts_at=time(19), place="Spisesalen")


def told(meeting) -> list:
    rows = ProgrammeEntry.objects.present().filter(meeting=meeting).in_order()
    return [(day.day, [line.entry.title for line in day.lines]) for day in by_day(stored(meeting), rows, {})]


def add(actor, meeting, title="Nytt", **values):
    return programme.add_entry(actor, stored(meeting), **{"title": title, "starts_at": time(12)} | values)


# ---- Its order ----


def test_entries_stand_by_day_and_hour_whatever_the_order_they_came_in(secretary, seminar, dinner):
    add(secretary, seminar, "Avreise", on_day=2, starts_at=time(14))
    add(secretary, seminar, "Åpning", starts_at=time(10), ends_at=time(11))
    add(secretary, seminar, "Frokost", on_day=2, starts_at=time(8))
    assert told(seminar) == [(FIRST, ["Åpning", "Middag"]), (SECOND, ["Frokost", "Avreise"])]
    programme.change_entry(secretary, stored(dinner), on_day=2, starts_at=time(9))
    assert told(seminar) == [(FIRST, ["Åpning"]), (SECOND, ["Frokost", "Middag", "Avreise"])]
    programme.remove_entry(secretary, stored(dinner))
    assert told(seminar) == [(FIRST, ["Åpning"]), (SECOND, ["Frokost", "Avreise"])]
    programme.restore_entry(secretary, stored(dinner))
    assert told(seminar)[1] == (SECOND, ["Frokost", "Middag", "Avreise"])
    with pytest.raises(history.Refused):
        programme.restore_entry(secretary, stored(dinner))


@pytest.mark.parametrize(
    ("last", "count"), [(None, 1), (FIRST, 1), (SECOND, 2), (date(2018, 4, 1), 18), (date(2018, 3, 1), 1)]
)
def test_the_days_of_a_meeting(last, count):
    days = days_of(Meeting(day=FIRST, last_day=last))
    assert (len(days), days[0], days[-1]) == (count, FIRST, last if count > 1 else FIRST)


@pytest.mark.parametrize(
    ("first", "later", "is_at_once"),
    [
        (("10", "11"), ("11", "12"), False),
        (("10", "11"), ("10", "12"), True),
        (("10", "12"), ("11", ""), True),
        (("10", ""), ("11", "12"), False),
        (("10", ""), ("10", ""), True),
        (("10", "14"), ("11", "12"), True),
    ],
)
def test_what_happens_at_once_is_told_and_not_refused(secretary, meeting, first, later, is_at_once):
    def hours(pair):
        return dict(zip(("starts_at", "ends_at"), (time(int(each)) if each else None for each in pair), strict=True))

    rows = [add(secretary, meeting, "Først", **hours(first)), add(secretary, meeting, "Så", **hours(later))]
    rows = ProgrammeEntry.objects.filter(pk__in=[row.pk for row in rows]).in_order()
    lines = {line.entry.title: line.at_once for line in by_day(meeting, rows, {})[0].lines}
    assert ("Først" in lines["Så"] or "Så" in lines["Først"]) is is_at_once


def test_what_overlaps_is_told_of_the_other_day_by_nothing(secretary, seminar):
    rows = [add(secretary, seminar, title, on_day=day) for day, title in ((1, "Først"), (2, "Så"))]
    assert [line.at_once for day in by_day(seminar, rows, {}) for line in day.lines] == [(), ()]


# ---- What is refused ----


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({"on_day": 3}, "on_day", "utenfor møtet, som er 15.–16. mars 2018"),
        ({"on_day": 0}, "on_day", "utenfor møtet"),
        ({"ends_at": time(11)}, "ends_at", "må være etter starttiden"),
        ({"ends_at": time(12)}, "ends_at", "må være etter starttiden"),
        ({"title": ""}, "title", ""),
        ({"starts_at": None}, "starts_at", ""),
    ],
)
def test_what_cannot_be_is_said_at_its_field(secretary, seminar, dinner, values, field, says):
    for write in (
        lambda: add(secretary, seminar, **values),
        lambda: programme.change_entry(secretary, stored(dinner), **{"starts_at": time(12)} | values),
    ):
        with pytest.raises(ValidationError) as refused:
            write()
        assert says in " ".join(refused.value.message_dict[field]).replace("\xa0", " ")
    assert told(seminar) == [(FIRST, ["Middag"])]


def test_a_case_of_another_meeting_is_refused(secretary, seminar, dinner, item, steering_group, cooperation):
    other = meetings.create_meeting(secretary, body=steering_group, day=date(2018, 5, 3))
    case = cases.create_case(secretary, cooperation=cooperation, title="En annen")
    elsewhere = agenda.add_item(secretary, case=case, body=steering_group, meeting=other)
    for write in (
        lambda: add(secretary, seminar, item=elsewhere),
        lambda: programme.change_entry(secretary, stored(dinner), item=elsewhere),
    ):
        with pytest.raises(ValidationError, match="sakslisten til dette møtet"):
            write()
    assert programme.change_entry(secretary, stored(dinner), item=item).item == item


def test_a_case_that_is_gone_from_the_agenda_is_told_of_no_more_and_hinders_nothing(secretary, meeting, item):
    entry = add(secretary, meeting, item=item)
    agenda.unlist_item(secretary, stored(item))
    entry = programme.change_entry(secretary, stored(entry), title="Annet")
    assert (entry.title, entry.item_id) == ("Annet", item.pk)


def test_what_others_saved_meanwhile_is_kept(secretary, admin, dinner):
    version = dinner.version
    programme.change_entry(admin, stored(dinner), title="Festmiddag", base_version=version)
    programme.change_entry(secretary, stored(dinner), place="Låven", base_version=version)
    assert (stored(dinner).title, stored(dinner).place) == ("Festmiddag", "Låven")
    with pytest.raises(history.Clash):
        programme.change_entry(secretary, stored(dinner), title="Middagen", base_version=version)


# ---- The days of the meeting ----


def test_a_meeting_that_is_moved_takes_its_programme_with_it(secretary, seminar):
    add(secretary, seminar, "Avreise", on_day=2)
    moved = meetings.change_meeting(secretary, stored(seminar), day=date(2018, 3, 22), last_day=date(2018, 3, 23))
    assert told(moved) == [(date(2018, 3, 23), ["Avreise"])]


@pytest.mark.parametrize(
    ("values", "is_refused"),
    [
        ({"last_day": None}, True),
        ({"day": date(2018, 3, 22), "last_day": None}, True),
        ({"last_day": date(2018, 3, 17)}, False),
        ({"day": date(2018, 3, 14)}, False),
    ],
)
def test_days_with_something_on_them_stay(secretary, seminar, values, is_refused):
    gone = add(secretary, seminar, "Frokost", on_day=2)
    leaving = add(secretary, seminar, "Avreise", on_day=2, starts_at=time(14))
    programme.remove_entry(secretary, gone)
    if not is_refused:
        meetings.change_meeting(secretary, stored(seminar), **values)
        return
    with pytest.raises(ValidationError, match="«Avreise» står på dag 2") as refused:
        meetings.change_meeting(secretary, stored(seminar), **values)
    assert "last_day" in refused.value.message_dict
    programme.remove_entry(secretary, stored(leaving))
    meetings.change_meeting(secretary, stored(seminar), **values)
    with pytest.raises(ValidationError, match="utenfor møtet"):
        programme.restore_entry(secretary, stored(leaving))


@pytest.mark.parametrize(
    ("days", "values", "kept"),
    [
        ((FIRST, SECOND), {"day": date(2018, 3, 14)}, True),
        ((FIRST, SECOND), {"day": date(2018, 3, 12), "last_day": SECOND}, True),
        ((FIRST, None), {"day": date(2018, 3, 14), "last_day": FIRST}, True),
        ((FIRST, SECOND), {"day": date(2018, 3, 14), "last_day": FIRST}, False),
        ((FIRST, None), {"day": date(2018, 3, 14)}, False),
        ((FIRST, SECOND), {"last_day": date(2018, 3, 18)}, True),
    ],
)
def test_the_programme_keeps_its_dates_where_the_last_day_stays(secretary, meeting, days, values, kept):
    meetings.change_meeting(secretary, stored(meeting), last_day=days[1])
    entry, gone = add(secretary, meeting, "Åpning"), add(secretary, meeting, "Dans")
    programme.remove_entry(secretary, gone)
    moved = meetings.change_meeting(secretary, stored(meeting), **values)
    programme.restore_entry(secretary, stored(gone))
    assert told(moved) == [(FIRST if kept or "day" not in values else values["day"], ["Dans", "Åpning"])]
    assert (stored(entry).history.count() > 1) is (stored(entry).on_day > 1)


def test_a_meeting_that_begins_later_drops_no_day_with_something_on_it(secretary, seminar, dinner):
    breakfast = add(secretary, seminar, "Frokost", on_day=2)
    with pytest.raises(ValidationError, match="«Middag» står på dag 1") as refused:
        meetings.change_meeting(secretary, stored(seminar), day=SECOND)
    assert "day" in refused.value.message_dict
    assert stored(breakfast).on_day == 2
    programme.remove_entry(secretary, stored(dinner))
    moved = meetings.change_meeting(secretary, stored(seminar), day=SECOND)
    assert told(moved) == [(SECOND, ["Frokost"])]
    with pytest.raises(ValidationError, match="utenfor møtet"):
        programme.restore_entry(secretary, stored(dinner))


# ---- When, and by whom ----


def planned(secretary, meeting):
    pass


def called_(secretary, meeting):
    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")


def reopened(secretary, meeting):
    called_(secretary, meeting)
    reopening.reopen_agenda(secretary, stored(meeting), reason="Mer")


def held(secretary, meeting):
    called_(secretary, meeting)
    meetings.hold_meeting(secretary, stored(meeting), at=HELD)


def cancelled(secretary, meeting):
    meetings.cancel_meeting(secretary, stored(meeting))


ACTS = {
    "add": lambda actor, meeting, here, gone: add(actor, meeting),
    "change": lambda actor, meeting, here, gone: programme.change_entry(actor, stored(here), title="Annet"),
    "remove": lambda actor, meeting, here, gone: programme.remove_entry(actor, stored(here)),
    "restore": lambda actor, meeting, here, gone: programme.restore_entry(actor, stored(gone)),
}
STATES = {planned: True, called_: True, reopened: True, held: True, cancelled: False}
ROLES = {"secretary": True, "admin": True, "coordinator": False, "reader": False, "mayor_asker": False}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", ROLES)
def test_it_is_written_when_and_by_whom_the_meeting_is(request, secretary, item, seminar, dinner, act, state, who):
    gone = add(secretary, seminar, "Dans", starts_at=time(22))
    programme.remove_entry(secretary, gone)
    state(secretary, seminar)
    actor, before = request.getfixturevalue(who), told(seminar)
    allowed = ROLES[who] and STATES[state]
    assert bool(may(actor, "meeting.edit", stored(seminar))) is allowed
    assert bool(may(actor, "programme.edit", stored(dinner))) is allowed
    if allowed:
        ACTS[act](actor, seminar, dinner, gone)
    else:
        with pytest.raises(PermissionDenied):
            ACTS[act](actor, seminar, dinner, gone)
    assert (told(seminar) != before) is allowed


def test_an_earlier_value_is_set_back_by_the_same_act(secretary, dinner):
    kind = kind_of("programpunkt")
    programme.change_entry(secretary, stored(dinner), title="Festmiddag")
    assert kind.change is programme.change_entry
    assert set(kind.fields) == {field.name for field in ProgrammeEntry._meta.fields if field.editable} - {"version"}


# ---- How those who are called are told ----


def test_another_programme_is_told_with_the_next_mail_that_the_meeting_is_changed(
    secretary, mayor_asker, seminar, dinner, called
):
    programme.change_entry(secretary, stored(dinner), starts_at=time(20))
    assert numbers(seminar) == [1]
    assert not mails("meeting.changed")
    meetings.change_meeting(secretary, stored(seminar), place="Sundvolden")
    assert {"Programmet er endret" in each.body for each in mails("meeting.changed")} == {True}
    assert "Programmet er endret" in words(seminar)
    before = len(mails("meeting.changed"))
    meetings.change_meeting(secretary, stored(seminar), place="Kleivstua")
    assert ["Programmet" in each.body for each in mails("meeting.changed")].count(True) == before


@pytest.mark.parametrize(
    ("had", "has", "says"),
    [
        (False, True, "Møtet har fått et program"),
        (True, False, "Programmet er tatt bort"),
        (True, True, "Programmet er endret"),
        (False, False, ""),
    ],
)
def test_a_new_agenda_tells_of_the_programme(
    secretary, mayor_asker, item, seminar, cooperation, steering_group, had, has, says
):
    first = add(secretary, seminar, "Åpning") if had else None
    called_(secretary, seminar)
    reopening.reopen_agenda(secretary, stored(seminar), reason="Mer")
    if first:
        programme.remove_entry(secretary, first)
    if has:
        add(secretary, seminar, "Ny åpning")
    case = cases.create_case(secretary, cooperation=cooperation, title="En sak til")
    agenda.add_item(secretary, case=case, body=steering_group, meeting=stored(seminar))
    reopening.send_agenda(secretary, stored(seminar))
    body = mails("meeting.agenda").get(person=mayor_asker.person).body
    assert "En sak til: Ny sak" in body
    assert [line for line in body.splitlines() if "rogram" in line] == ([says] if says else [])


def sent_late(secretary, item, meeting):
    papers.new_version(secretary, stored(item), change_note="Retting")
    papers.send_paper(secretary, write_paper(secretary, item))


def late_case(secretary, item, meeting):
    case = cases.create_case(secretary, cooperation=meeting.body.cooperation, title="Hastesak")
    agenda.add_item(secretary, case=case, body=meeting.body, meeting=stored(meeting))


def taken_off(secretary, item, meeting):
    agenda.withdraw_item(secretary, stored(item), reason="Trukket")


def elsewhere(secretary, meeting):
    meetings.change_meeting(secretary, stored(meeting), place=stored(meeting).place + " hotell")


def sent_anew(secretary, meeting):
    reopening.reopen_agenda(secretary, stored(meeting), reason="Nytt program")
    reopening.send_agenda(secretary, stored(meeting))


def written_by(act, secretary, meeting) -> str:
    """The mail that the act sends, the same to all."""
    before = list(OutgoingMail.objects.values_list("pk", flat=True))
    act(secretary, meeting)
    return "\n".join(OutgoingMail.objects.exclude(pk__in=before).values_list("body", flat=True))


@pytest.mark.parametrize("write", [elsewhere, sent_anew])
@pytest.mark.parametrize("act", [sent_late, late_case, taken_off])
def test_a_version_that_nobody_is_written_of_takes_no_change_of_the_programme_with_it(
    secretary, mayor_asker, seminar, dinner, item, called, act, write
):
    programme.change_entry(secretary, stored(dinner), starts_at=time(20))
    act(secretary, item, seminar)
    assert numbers(seminar) == [1, 2]
    assert not [line for line in words(seminar) if "rogram" in line]
    assert "Programmet er endret" in written_by(write, secretary, seminar)
    assert "Programmet er endret" in words(seminar)
    again = written_by(elsewhere, secretary, seminar)
    assert "Sted: Asker" in again
    assert "Programmet" not in again


def test_another_programme_alone_makes_no_version_of_what_nobody_is_written_of(secretary, seminar, dinner, called):
    programme.change_entry(secretary, stored(dinner), starts_at=time(20))
    meetings.change_meeting(secretary, stored(seminar), note="Ta med innesko")
    reopening.reopen_agenda(secretary, stored(seminar), reason="Se over")
    reopening.close_agenda(secretary, stored(seminar))
    assert numbers(seminar) == [1]


def test_what_is_changed_and_changed_back_is_no_change(secretary, seminar, dinner, called):
    programme.change_entry(secretary, stored(dinner), starts_at=time(20))
    programme.change_entry(secretary, stored(dinner), starts_at=time(19))
    meetings.change_meeting(secretary, stored(seminar), note="Ta med innesko")
    assert numbers(seminar) == [1]
