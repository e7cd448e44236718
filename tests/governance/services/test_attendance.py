"""The roll of a meeting: who may sit where and when, what is refused and why, and whether enough take part."""

from datetime import date, time
from decimal import Decimal
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance.bodies.convened import places_of
from governance.choices import Capacity, OrganisationKind
from governance.history import Refused
from governance.models import Attendance, Event, Meeting, Organisation, ProcedureRules, Seat
from governance.room.roll import roll_of
from governance.services import agenda, answers, attendance, bodies, cases, meetings
from governance.services.puttingback import undo_change
from tests.cast import make, make_person, seat_person
from tests.governance.casefile import move_demo_day
from tests.governance.roomcast import stays

ROLES = ("secretary", "admin", "mayor_asker", "substitute", "chief_executive", "coordinator", "reader", "outsider")


def present(meeting):
    """How many seats take part: at the opening, and in each case."""
    roll = roll_of(meeting)
    return [roll.quorum(item).present for item in (None, *roll.items)]


# ---- Who may write it, and when ----


@pytest.mark.parametrize(
    ("who", "state"),
    [*product(ROLES, ("planned", "called", "held", "cancelled"))],
)
def test_who_may_call_the_roll_and_when(request, who, state, secretary, meeting, three_items, mayor_asker, asker_seat):
    actor = request.getfixturevalue(who)
    if state != "planned":
        meetings.call_meeting(secretary, meeting)
    move_demo_day(secretary, meeting.day)
    if state == "held":
        meetings.hold_meeting(secretary, meeting)
    if state == "cancelled":
        meetings.cancel_meeting(secretary, meeting)
    meeting = Meeting.objects.select_related("body__cooperation").get(pk=meeting.pk)
    actor.alliance.demo_day = meeting.day

    def write():
        attendance.seat_person(actor, meeting, seat=asker_seat, person=mayor_asker.person)

    if who in ("secretary", "admin") and state in ("called", "held"):
        write()
        assert stays(meeting) == [("Ordfører", None, None)]
    else:
        with pytest.raises(PermissionDenied):
            write()
        assert not Attendance.objects.exists()


def test_nobody_is_there_before_the_day(secretary, met, asker_seat, mayor_asker):
    move_demo_day(secretary, date(2018, 3, 14))
    with pytest.raises(Refused, match=r"Møtet er 15\.03\.2018\. Frammøtet føres den dagen eller senere\."):
        attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person)


def test_only_those_who_edit_read_it(request, secretary, met, asker_seat, mayor_asker):
    attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person)
    readers = ("secretary", "admin", "mayor_asker", "reader", "outsider")
    seen = {who: Attendance.objects.visible_to(request.getfixturevalue(who)).count() for who in readers}
    assert seen == {"secretary": 1, "admin": 1, "mayor_asker": 0, "reader": 0, "outsider": 0}
    assert Attendance.objects.visible_to(None).count() == 0


# ---- Who sits in a seat ----


def test_who_sits_is_a_member_or_a_substitute(secretary, met, asker_seat, drammen_seat, mayor_drammen, substitute):
    one = attendance.seat_person(secretary, met, seat=drammen_seat, person=mayor_drammen.person)
    other = attendance.seat_person(secretary, met, seat=asker_seat, person=substitute.person)
    assert (one.capacity, other.capacity) == (Capacity.MEMBER, Capacity.SUBSTITUTE)
    assert present(met) == [2, 2, 2, 2]
    assert Event.objects.filter(act="attendance.seat").count() == 2


def test_a_substitute_takes_over_where_the_member_leaves(
    secretary, met, three_items, asker_seat, mayor_asker, substitute
):
    """The mayor leaves before the second case, and is back for the third."""
    _areal, bru, campus = three_items
    attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person, until_item=bru)
    attendance.seat_person(secretary, met, seat=asker_seat, person=substitute.person, first_item=bru, until_item=campus)
    attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person, first_item=campus)
    line = next(each for each in roll_of(met).lines if each.place.seat.pk == asker_seat.pk)
    sat = [line.sitter(item).person.family_name for item in (None, *three_items)]
    assert sat == ["Ordfører", "Ordfører", "Vara", "Ordfører"]
    assert present(met) == [1, 1, 1, 1]


def test_who_sits_there_to_the_end_leaves_as_another_comes(
    secretary, met, three_items, asker_seat, mayor_asker, substitute
):
    attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person)
    attendance.seat_person(secretary, met, seat=asker_seat, person=substitute.person, first_item=three_items[1])
    assert sorted(stays(met)) == [("Ordfører", None, "Bru"), ("Vara", "Bru", None)]
    with pytest.raises(Refused, match="Olav Ordfører sitter alt"):  # at the opening both would be there
        attendance.seat_person(secretary, met, seat=asker_seat, person=substitute.person, until_item=three_items[0])


@pytest.mark.parametrize(
    ("first", "until", "refused"),
    [
        (None, None, True),
        (None, 0, True),  # leaves before the first case; both are there at the opening
        (1, None, False),
        (1, 2, False),
        (0, 2, True),
    ],
)
def test_no_seat_has_two_at_once(
    secretary, met, three_items, asker_seat, mayor_asker, substitute, first, until, refused
):
    attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person, until_item=three_items[1])
    stay = {
        "first_item": None if first is None else three_items[first],
        "until_item": None if until is None else three_items[until],
    }
    if refused:
        with pytest.raises(Refused, match="Olav Ordfører sitter alt på denne plassen"):
            attendance.seat_person(secretary, met, seat=asker_seat, person=substitute.person, **stay)
    else:
        attendance.seat_person(secretary, met, seat=asker_seat, person=substitute.person, **stay)
    assert Attendance.objects.count() == (1 if refused else 2)


def test_nobody_has_two_seats_at_once(secretary, met, three_items, asker_seat, drammen_seat, mayor_drammen, substitute):
    attendance.seat_person(secretary, met, seat=asker_seat, person=substitute.person, until_item=three_items[2])
    with pytest.raises(Refused, match="Vera Vara er alt ført som til stede"):
        attendance.seat_person(secretary, met, seat=drammen_seat, person=substitute.person, reason="Eneste som kan")
    attendance.seat_person(
        secretary, met, seat=drammen_seat, person=substitute.person, reason="Eneste som kan", first_item=three_items[2]
    )
    assert present(met) == [1, 1, 1, 1]


def test_a_substitute_of_another_seat_needs_a_reason_and_names_the_rule(secretary, met, drammen_seat, substitute):
    with pytest.raises(Refused, match=r"ikke vara for denne plassen.*kommuneloven 1992 § 16.*begrunnelse"):
        attendance.seat_person(secretary, met, seat=drammen_seat, person=substitute.person)
    attendance.seat_person(secretary, met, seat=drammen_seat, person=substitute.person, reason="Alle andre er syke")
    assert Attendance.history.get().reason == "Alle andre er syke"


def test_who_has_no_appointment_in_the_body_cannot_sit_there(secretary, met, drammen_seat, reader):
    with pytest.raises(Refused, match="Lars Leser har ikke verv i Styringsgruppen den dagen"):
        attendance.seat_person(secretary, met, seat=drammen_seat, person=reader.person, reason="Kom innom")


def test_a_seat_of_another_body_is_none_here(secretary, met, executives, chief_executive, mayor_asker, asker):
    seat = Seat.objects.get(body=executives)
    with pytest.raises(Refused, match="Plassen finnes ikke"):
        attendance.seat_person(secretary, met, seat=seat, person=chief_executive.person)


def test_a_stay_begins_and_ends_on_this_agenda_in_order(secretary, met, three_items, asker_seat, mayor_asker):
    other = meetings.create_meeting(secretary, body=met.body, day=date(2018, 5, 3), starts_at=time(10))
    case = cases.create_case(secretary, cooperation=met.body.cooperation, title="En annen")
    elsewhere = agenda.add_item(secretary, case=case, body=met.body, meeting=other)
    for stay, field in (
        ({"first_item": elsewhere}, "first_item"),
        ({"first_item": three_items[1], "until_item": three_items[1]}, "until_item"),
        ({"first_item": three_items[2], "until_item": three_items[0]}, "until_item"),
    ):
        with pytest.raises(ValidationError) as raised:
            attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person, **stay)
        assert list(raised.value.message_dict) == [field]
    assert not Attendance.objects.exists()


# ---- All who are expected ----


def test_all_who_are_expected_are_seated_at_once(secretary, met, asker_seat, mayor_asker, mayor_drammen, substitute):
    """Drammen has said nothing, Asker does not come and its substitute is summoned."""
    answers.answer_call(mayor_asker, met, person=mayor_asker.person, answer="absent", reason="Bortreist")
    answers.summon(secretary, met, seat=asker_seat, person=substitute.person)
    assert attendance.seat_expected(secretary, met) == 2
    assert sorted(stays(met)) == [("Drammen", None, None), ("Vara", None, None)]
    with pytest.raises(Refused, match="er alt ført"):
        attendance.seat_expected(secretary, met)


def test_a_seat_where_somebody_sits_is_left_as_it_is(secretary, met, three_items, asker_seat, mayor_asker):
    attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person, first_item=three_items[1])
    assert attendance.seat_expected(secretary, met) == 1
    assert sorted(stays(met)) == [("Drammen", None, None), ("Ordfører", "Bru", None)]


@pytest.mark.parametrize(
    ("said", "came", "expected"),
    [
        ("", False, "missing"),
        ("coming", False, "missing"),
        ("absent", False, "excused"),
        ("", True, ""),
        ("absent", True, ""),  # she came after all
    ],
)
def test_excused_is_not_missing(secretary, met, asker_seat, mayor_asker, said, came, expected):
    if said:
        answers.answer_call(mayor_asker, met, person=mayor_asker.person, answer=said, reason="Bortreist")
    if came:
        attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person)
    line = next(each for each in roll_of(met).lines if each.place.seat.pk == asker_seat.pk)
    assert ("missing" if line.is_missing else "excused" if line.is_excused else "") == expected


# ---- Others, changes, the bin ----


def test_others_are_there_and_count_for_no_quorum(secretary, met, three_items, chief_executive):
    attendance.admit(secretary, met, capacity="by_right", person=chief_executive.person)
    attendance.admit(
        secretary, met, capacity="guest", name="  Ola   Gjest ", first_item=three_items[0], until_item=three_items[1]
    )
    roll = roll_of(met)
    assert sorted(str(row.person or row.name) for row in roll.others) == ["Ola Gjest", "Roar Rådmann"]
    assert roll.quorum().present == 0


@pytest.mark.parametrize(
    "wrong", [{}, {"name": "   "}, {"name": "Ola", "person": "mayor_asker"}, {"capacity": "member", "name": "Ola"}]
)
def test_a_guest_is_somebody_and_nobody_without_a_seat_is_a_member(request, secretary, met, wrong):
    values = {"capacity": "guest"} | wrong
    if "person" in values:
        values["person"] = request.getfixturevalue(values["person"]).person
    with pytest.raises(ValidationError):
        attendance.admit(secretary, met, **values)
    assert not Attendance.objects.exists()


def test_a_stay_is_changed_removed_and_brought_back(secretary, met, three_items, asker_seat, mayor_asker, substitute):
    row = attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person)
    attendance.change_stay(secretary, row, base_version=row.version, first_item=None, until_item=three_items[1])
    assert stays(met) == [("Ordfører", None, "Bru")]
    late = attendance.seat_person(secretary, met, seat=asker_seat, person=substitute.person, first_item=three_items[1])
    with pytest.raises(Refused, match="sitter alt på denne plassen"):
        attendance.change_stay(secretary, row, base_version=row.version, first_item=None, until_item=None)
    row.refresh_from_db()
    assert row.until_item == three_items[1]
    attendance.remove_stay(secretary, row)
    assert stays(met) == [("Vara", "Bru", None)]
    attendance.change_stay(secretary, late, base_version=late.version, first_item=None, until_item=None)
    with pytest.raises(Refused, match="Vera Vara sitter alt på denne plassen"):
        attendance.restore_stay(secretary, row)
    attendance.remove_stay(secretary, late)
    row.refresh_from_db()
    attendance.restore_stay(secretary, row)
    assert stays(met) == [("Ordfører", None, "Bru")]
    with pytest.raises(Refused, match="alt hentet tilbake"):
        attendance.restore_stay(secretary, row)


# ---- Quorum ----


@pytest.fixture
def five(alliance, steering_group, met):
    """Three seats more, so five with a vote, and an observer's without."""
    for number in range(4):
        kind = OrganisationKind.MUNICIPALITY
        organisation = make(alliance, Organisation(name=f"Kommune {number}", short_name=f"K{number}", kind=kind))
        person = make_person(alliance, f"k{number}@test.example", "Kim", f"Nummer{number}")
        seat_person(steering_group, person, organisation)
    observer = Seat.objects.get(on_behalf_of__short_name="K3")
    Seat.objects.filter(pk=observer.pk).update(may_vote=False)
    return met


@pytest.mark.parametrize(
    ("share", "there", "needed", "holds"),
    [("0.5", 2, 3, False), ("0.5", 3, 3, True), ("0.667", 3, 4, False), ("0.667", 4, 4, True), ("0", 0, 0, True)],
)
def test_quorum_counts_seats_with_a_vote_by_the_share_of_the_body(secretary, five, share, there, needed, holds):
    rules = ProcedureRules.objects.get()
    bodies.change_rules(secretary, rules, base_version=rules.version, quorum_share=Decimal(share))
    places = places_of(five)
    attendance.seat_person(secretary, five, **_of(next(each for each in places if not each.seat.may_vote)))
    for place in [each for each in places if each.seat.may_vote][:there]:
        attendance.seat_person(secretary, five, **_of(place))
    quorum = roll_of(five).quorum()
    assert (quorum.seats, quorum.present, quorum.needed, quorum.holds) == (5, there, needed, holds)


def _of(place) -> dict:
    return {"seat": place.seat, "person": place.holder}


def test_quorum_is_asked_case_by_case(secretary, five, three_items):
    """Of three that are there one leaves before the second case and another comes for the third."""
    one, two, three, four = [each for each in places_of(five) if each.seat.may_vote][:4]
    attendance.seat_person(secretary, five, **_of(one))
    attendance.seat_person(secretary, five, **_of(two))
    attendance.seat_person(secretary, five, **_of(three), until_item=three_items[1])
    attendance.seat_person(secretary, five, **_of(four), first_item=three_items[2])
    told = [(item and item.case.title, quorum.present, quorum.holds) for item, quorum in roll_of(five).changes()]
    assert told == [(None, 3, True), ("Bru", 2, False), ("Campus", 3, True)]


def test_without_rules_half_must_take_part(secretary, five):
    ProcedureRules.objects.all().update(removed_at=five.called_at)
    assert roll_of(five).quorum().needed == 3


def test_the_roll_asks_the_same_questions_for_many_seats(secretary, five, django_assert_num_queries):
    attendance.seat_expected(secretary, five)
    with django_assert_num_queries(6):
        roll = roll_of(five)
        [(line.sitter(item), line.is_missing) for line in roll.lines for item in roll.items]
        roll.changes()


def test_what_was_written_can_be_undone(secretary, met, three_items, asker_seat, mayor_asker):
    row = attendance.seat_person(secretary, met, seat=asker_seat, person=mayor_asker.person)
    attendance.change_stay(secretary, row, base_version=row.version, first_item=None, until_item=three_items[1])
    undo_change(secretary, Event.objects.get(act="attendance.change"))
    assert stays(met) == [("Ordfører", None, None)]
    undo_change(secretary, Event.objects.get(act="attendance.seat"))
    assert stays(met) == []
