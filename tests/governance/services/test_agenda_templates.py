"""The template of a body's agenda: written, ordered, and put on the agendas of its meetings."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.access import load_actor, may
from governance.agendachoices import AgendaPlace
from governance.bodies.agendatemplates import lines_for
from governance.choices import CaseKind, CaseState, ItemState, MeetingState
from governance.history import Refused
from governance.models import AgendaItem, AgendaVersion, Case, Meeting, StandingItem
from governance.mypage import meetingasks
from governance.readiness import findings_of
from governance.services import agenda, agendaversions, bin, cases, meetings, puttingback, reopening, standing
from tests.cast import act_as, end, make
from tests.governance.casefile import move_demo_day, write_paper

pytestmark = pytest.mark.django_db
DAY = date(2018, 3, 15)  # of the meeting
BEFORE, AFTER = AgendaPlace.BEFORE, AgendaPlace.AFTER
USUAL = [
    "Godkjenning av innkalling og saksliste",
    "Godkjenning av protokoll fra forrige møte",
    "Orienteringer",
    "Eventuelt",
]
PLACED = [*USUAL[:3], "Handlingsplan 2018", "Eventuelt"]


def stored(row):
    return type(row)._base_manager.get(pk=row.pk)


def titles(meeting) -> list[str]:
    return [item.case.title for item in agenda.agenda_of(meeting)]


def numbers(meeting) -> list[str]:
    return [item.number for item in agenda.agenda_of(meeting)]


def template(body) -> list[tuple[str, str]]:
    return [(row.case.title, row.place) for row in body.standing.present()]


def begin(actor, body) -> list[StandingItem]:
    return standing.begin_template(actor, body, lines_for(body.kind))


@pytest.fixture
def usual(secretary, steering_group):
    return begin(secretary, steering_group)


def open_line(actor, body, title, **values) -> StandingItem:
    return standing.open_standing(actor, body=body, title=title, **values)


# ---- What it is made of ----


def test_a_line_is_a_case_of_the_body_s_cooperation(secretary, steering_group):
    row = open_line(
        secretary, steering_group, "Eventuelt", kind=CaseKind.OTHER, place=AFTER, is_numbered=False, role="informed"
    )
    assert (row.case.kind, row.case.state, row.case.cooperation) == (
        CaseKind.OTHER,
        CaseState.OPEN,
        steering_group.cooperation,
    )
    assert (row.place, row.position, row.is_numbered) == (AFTER, 1, False)


def test_what_is_usual_is_taken_once(secretary, steering_group, usual):
    assert template(steering_group) == [(title, AFTER if title == "Eventuelt" else BEFORE) for title in USUAL]
    assert begin(secretary, steering_group) == []
    assert Case.objects.count() == 4
    standing.remove_standing(secretary, usual[1])
    assert [row.case.title for row in begin(secretary, steering_group)] == [USUAL[1]]


def test_a_line_of_the_same_title_in_capitals_is_not_doubled(secretary, steering_group):
    open_line(secretary, steering_group, "EVENTUELT")
    assert "Eventuelt" not in [row.case.title for row in begin(secretary, steering_group)]


def test_two_bodies_have_a_template_each(secretary, steering_group, executives, usual):
    made = begin(secretary, executives)
    assert [row.case.title for row in made][1] == "Godkjenning av referat fra forrige møte"
    assert not {row.case_id for row in made} & {row.case_id for row in usual}


# ---- Order ----


@pytest.mark.parametrize(
    ("moved", "position", "order"),
    [
        ("B", 1, "BA|C"),
        ("A", 2, "BA|C"),
        ("B", 3, "A|BC"),  # past the other cases
        ("C", 3, "ABC|"),
        ("C", 1, "CAB|"),
        ("A", 9, "B|CA"),
    ],
)
def test_a_line_is_moved_also_past_the_cases_of_the_meeting(secretary, steering_group, moved, position, order):
    rows = {
        title: open_line(secretary, steering_group, title, place=AFTER if title == "C" else BEFORE) for title in "ABC"
    }
    shown = [str(rows["A"].pk), str(rows["B"].pk), "cases", str(rows["C"].pk)]
    standing.place_standing(secretary, rows[moved], position=position, shown=shown)
    parts = [[title for title, place in template(steering_group) if place == part] for part in (BEFORE, AFTER)]
    assert "|".join("".join(part) for part in parts) == order


def test_what_others_have_moved_meanwhile_is_kept(secretary, steering_group):
    a, b, c = (open_line(secretary, steering_group, title) for title in "ABC")
    shown = ["cases", *(str(row.pk) for row in (a, b, c))]
    standing.place_standing(secretary, stored(c), position=2, shown=shown)
    assert [title for title, _place in template(steering_group)] == ["C", "A", "B"]
    standing.place_standing(secretary, stored(b), position=3, shown=shown)  # above A, below the cases and nothing else
    assert [title for title, _place in template(steering_group)] == ["C", "A", "B"]


# ---- Onto an agenda ----


def test_the_template_is_put_on_in_order_around_what_stands_there(secretary, usual, item, meeting):
    assert len(standing.list_standing(secretary, meeting)) == 4
    assert titles(meeting) == PLACED
    assert stored(item).state == ItemState.LISTED
    assert [each.position for each in agenda.agenda_of(meeting)] == [1, 2, 3, 4, 5]
    assert standing.list_standing(secretary, stored(meeting)) == []
    assert titles(meeting) == PLACED


def test_a_case_put_on_afterwards_comes_before_what_stands_last(secretary, usual, item, meeting, cooperation):
    standing.list_standing(secretary, meeting)
    cases.open_case_on(secretary, meeting, title="Ny sak", role="decides")
    waiting = agenda.add_item(
        secretary, case=cases.create_case(secretary, cooperation=cooperation, title="Ventet"), body=meeting.body
    )
    agenda.list_item(secretary, waiting, meeting=meeting)
    assert titles(meeting) == [*PLACED[:4], "Ny sak", "Ventet", "Eventuelt"]


def test_what_the_secretary_has_moved_stays(secretary, usual, item, meeting):
    standing.list_standing(secretary, meeting)
    last = agenda.agenda_of(meeting)[-1]
    agenda.place_item(secretary, last, position=1)
    agenda.unlist_item(secretary, agenda.agenda_of(meeting)[2])
    assert titles(meeting) == ["Eventuelt", USUAL[0], "Orienteringer", "Handlingsplan 2018"]
    standing.list_standing(secretary, meeting)
    assert titles(meeting) == ["Eventuelt", *USUAL[:3], "Handlingsplan 2018"]


def test_what_was_taken_off_is_put_on_again_and_nothing_waits(secretary, usual, meeting, steering_group):
    standing.list_standing(secretary, meeting)
    agenda.unlist_item(secretary, agenda.agenda_of(meeting)[0])
    standing.list_standing(secretary, meeting)
    assert titles(meeting) == USUAL
    assert AgendaItem.objects.count() == 4


def test_what_a_meeting_that_was_called_off_left_waiting_is_put_on_the_next(secretary, usual, meeting, alliance):
    standing.list_standing(secretary, meeting)
    meetings.call_meeting(secretary, meeting, reason="Prøve")
    meetings.cancel_meeting(secretary, meeting, reason="Snø")
    later = make(alliance, Meeting(body=meeting.body, day=DAY + timedelta(days=14)))
    standing.list_standing(secretary, later)
    assert titles(later) == USUAL
    assert [item.is_numbered for item in agenda.agenda_of(later)] == [True, True, True, False]
    assert not AgendaItem.objects.waiting().exists()


@pytest.mark.parametrize(
    ("first", "last", "stands"),
    [
        (date(2014, 9, 4), None, True),
        (DAY, DAY, True),
        (DAY + timedelta(days=1), None, False),
        (None, DAY - timedelta(days=1), False),
        (None, DAY, True),
    ],
)
def test_it_holds_on_the_day_of_the_meeting_whatever_day_it_is(secretary, steering_group, meeting, first, last, stands):
    open_line(secretary, steering_group, "Forvaltningsreformen", valid_from=first, valid_to=last)
    standing.list_standing(secretary, meeting)
    assert titles(meeting) == ["Forvaltningsreformen"] * stands


def test_an_agenda_stands_as_it_is_when_the_template_is_changed(secretary, usual, item, meeting):
    standing.list_standing(secretary, meeting)
    first, second, *_rest, last = usual
    standing.place_standing(secretary, stored(second), position=1)
    standing.change_standing(secretary, stored(last), is_numbered=True, valid_to=DAY - timedelta(days=1))
    standing.remove_standing(secretary, stored(first))
    assert titles(meeting) == PLACED
    assert agenda.agenda_of(meeting)[-1].is_numbered is False


def test_an_exempt_case_keeps_what_it_is_called(secretary, secret_item, steering_group, alliance):
    standing.add_standing(secretary, body=steering_group, case=secret_item.case)
    later = make(alliance, Meeting(body=steering_group, day=date(2018, 6, 14)))
    standing.list_standing(secretary, later)
    assert agenda.agenda_of(later)[0].case == secret_item.case


# ---- Numbers ----


def called(secretary, meeting) -> Meeting:
    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")
    return stored(meeting)


def test_what_gets_no_number_is_called_without_and_the_series_has_no_gap(secretary, usual, item, meeting, alliance):
    standing.list_standing(secretary, meeting)
    last = called(secretary, meeting)
    assert numbers(meeting) == ["01/2018", "02/2018", "03/2018", "04/2018", ""]
    assert agenda.agenda_of(meeting)[-1].state == ItemState.NUMBERED
    rows = AgendaVersion.objects.get(meeting=last).rows
    assert [row["number"] for row in rows] == [[2018, 1], [2018, 2], [2018, 3], [2018, 4], None]
    later = make(alliance, Meeting(body=meeting.body, day=date(2018, 6, 14)))
    standing.list_standing(secretary, later)
    called(secretary, later)
    assert numbers(later) == ["05/2018", "06/2018", "07/2018", ""]


def test_without_a_number_it_is_read_by_those_who_are_called_and_when_published_by_all(
    secretary, usual, meeting, mayor_asker, alliance
):
    standing.list_standing(secretary, meeting)
    last = agenda.agenda_of(meeting)[-1]
    assert not last.was_called
    assert not AgendaItem.objects.visible_to(mayor_asker).exists()
    called(secretary, meeting)
    assert stored(last).was_called
    assert last in AgendaItem.objects.visible_to(mayor_asker)
    meetings.publish_meeting(secretary, stored(meeting))
    assert last in AgendaItem.objects.visible_to(load_actor(alliance, None))


def test_one_without_a_number_that_is_withdrawn_before_the_call_was_never_out(secretary, usual, meeting, mayor_asker):
    standing.list_standing(secretary, meeting)
    last = agenda.agenda_of(meeting)[-1]
    agenda.withdraw_item(secretary, last)
    called(secretary, meeting)
    assert not stored(last).was_called
    assert last not in AgendaItem.objects.visible_to(mayor_asker)


def test_one_without_a_number_that_is_put_off_waits_without(secretary, usual, meeting):
    standing.list_standing(secretary, meeting)
    called(secretary, meeting)
    last = agenda.agenda_of(meeting)[-1]
    following = agenda.postpone_item(secretary, last, reason="Ingen tid")
    assert (stored(last).state, following.is_numbered) == (ItemState.POSTPONED, False)
    assert stored(last).was_called


def test_onto_a_reopened_agenda_it_comes_last_and_goes_out_with_the_next_version(secretary, usual, item, meeting):
    write_paper(secretary, item)
    called(secretary, meeting)
    reopening.reopen_agenda(secretary, stored(meeting), reason="Glemte malen")
    standing.list_standing(secretary, stored(meeting), seen="called-open")
    assert titles(meeting) == ["Handlingsplan 2018", *USUAL]
    assert numbers(meeting) == ["01/2018", "", "", "", ""]
    reopening.send_agenda(secretary, stored(meeting))
    assert numbers(meeting) == ["01/2018", "02/2018", "03/2018", "04/2018", ""]
    assert agendaversions.newest_version(meeting).rows[-1]["state"] == ItemState.NUMBERED


# ---- What is asked of whom ----


def test_what_needs_no_paper_lacks_none(secretary, usual, meeting):
    standing.list_standing(secretary, meeting)
    found = findings_of(stored(meeting), secretary.on)
    papers = [each.words for each in found if "saksframlegg" in each.words]
    assert papers == ["Saken «Orienteringer» har ikke saksframlegg ennå."]
    assert not any(each.needs_reason for each in found if "«Godkjenning" in each.words)


def test_what_is_not_put_on_is_told_in_one_sentence(secretary, usual, meeting):
    told = [each.words for each in findings_of(meeting, secretary.on) if "sakslisten" in each.words]
    assert f"4 faste saker står ikke på sakslisten: {', '.join(USUAL)}." in told


def test_nobody_is_asked_what_was_resolved_under_any_other_business(secretary, usual, meeting):
    for row in usual[:3]:
        standing.remove_standing(secretary, row)
    standing.list_standing(secretary, meeting)
    called(secretary, meeting)
    move_demo_day(secretary, date(2018, 3, 20))
    meetings.hold_meeting(secretary, stored(meeting))
    assert meetingasks.to_conclude(act_as(secretary.person)) == []


# ---- Who may, and when ----

ROLES = {
    "admin": True,
    "secretary": True,
    "coordinator": False,
    "mayor_asker": False,
    "chief_executive": False,
    "contact_lier": False,
    "reader": False,
    "outsider": False,
}


@pytest.mark.parametrize(("who", "writes"), ROLES.items())
def test_those_who_edit_the_body_write_its_template_and_use_it(request, who, writes, usual, steering_group, meeting):
    actor = request.getfixturevalue(who)
    row = usual[0]
    acts = {
        "begin": lambda: begin(actor, steering_group),
        "open": lambda: open_line(actor, steering_group, "Ny"),
        "place": lambda: standing.place_standing(actor, stored(row), position=2),
        "change": lambda: standing.change_standing(actor, stored(row), is_numbered=False),
        "use": lambda: standing.list_standing(actor, stored(meeting)),
        "remove": lambda: standing.remove_standing(actor, stored(row)),
    }
    before = Case.objects.count(), AgendaItem.objects.count()
    for name, act in acts.items():
        if writes:
            act()
        else:
            with pytest.raises(PermissionDenied):
                act()
            assert (Case.objects.count(), AgendaItem.objects.count()) == before, name
            assert bool(may(actor, "body.edit", steering_group)) is False


@pytest.mark.parametrize(
    ("state", "used"),
    [
        (MeetingState.PLANNED, "all"),
        (MeetingState.CALLED, "late"),
        (MeetingState.HELD, ""),
        (MeetingState.CANCELLED, ""),
    ],
)
def test_it_is_used_while_the_agenda_takes_cases(secretary, usual, item, meeting, state, used):
    write_paper(secretary, item)
    if state in (MeetingState.CALLED, MeetingState.HELD):
        called(secretary, meeting)
    if state == MeetingState.HELD:
        move_demo_day(secretary, DAY)
        meetings.hold_meeting(secretary, stored(meeting))
    if state == MeetingState.CANCELLED:
        meetings.cancel_meeting(secretary, stored(meeting))
    before = titles(meeting)
    if not used:
        with pytest.raises(PermissionDenied):
            standing.list_standing(secretary, stored(meeting))
        assert titles(meeting) == before
        return
    standing.list_standing(secretary, stored(meeting))
    assert titles(meeting) == (PLACED if used == "all" else ["Handlingsplan 2018", *USUAL])
    late = [each.is_late for each in agenda.agenda_of(meeting)]
    assert late == ([False] * 5 if used == "all" else [False, True, True, True, True])


def test_a_press_from_before_the_call_does_nothing(secretary, usual, item, meeting):
    write_paper(secretary, item)
    called(secretary, meeting)
    with pytest.raises(Refused, match="mens du hadde siden åpen"):
        standing.list_standing(secretary, stored(meeting), seen="planned")
    assert titles(meeting) == ["Handlingsplan 2018"]


def test_an_ended_cooperation_s_template_is_only_read(secretary, usual, steering_group, meeting, cooperation):
    end(cooperation, date(2018, 3, 1))
    body = stored(steering_group)
    for act in (
        lambda: begin(secretary, body),
        lambda: open_line(secretary, body, "Ny"),
        lambda: standing.place_standing(secretary, stored(usual[0]), position=2),
        lambda: standing.list_standing(secretary, stored(meeting)),
    ):
        with pytest.raises(PermissionDenied, match="avsluttet"):
            act()
    assert titles(meeting) == []


# ---- Undone ----


def test_a_line_lies_in_the_bin_and_comes_back(secretary, usual, steering_group):
    standing.remove_standing(secretary, usual[0])
    assert [title for title, _place in template(steering_group)] == USUAL[1:]
    bin.restore_row(secretary, stored(usual[0]))
    assert [title for title, _place in template(steering_group)] == USUAL


def test_an_earlier_value_of_a_line_is_put_back(secretary, usual):
    row = standing.change_standing(secretary, usual[-1], is_numbered=True)
    kind = puttingback.kind_of("fast-sak")
    puttingback.put_back(secretary, kind, stored(row), version=row.version - 1, name="is_numbered")
    assert stored(row).is_numbered is False


def test_one_that_was_made_anew_meanwhile_stays_in_the_bin(secretary, usual, steering_group):
    standing.remove_standing(secretary, usual[0])
    standing.add_standing(secretary, body=steering_group, case=usual[0].case)
    with pytest.raises(Refused, match="alt en fast sak"):
        bin.restore_row(secretary, stored(usual[0]))


def test_dates_in_disorder_are_refused(secretary, steering_group):
    with pytest.raises(ValidationError, match="Til-datoen"):
        open_line(secretary, steering_group, "Ny", valid_from=DAY, valid_to=DAY - timedelta(days=1))
    assert not Case.objects.exists()
