"""Who comes to a meeting: the answer of each, the substitutes who are summoned, and what they read while they are."""

from datetime import date
from itertools import product

import pytest
from django.core.exceptions import PermissionDenied

from governance import links
from governance.bodies.convened import places_of
from governance.choices import AppointmentKind, Role
from governance.history import Refused
from governance.models import (
    AgendaItem,
    Appointment,
    Attachment,
    AttachmentVersion,
    Case,
    CasePaper,
    Event,
    Meeting,
    MeetingAnswer,
    OutgoingMail,
    Person,
    Seat,
    SignedLink,
)
from governance.services import answers, meetings, papers
from tests.cast import act_as, end, make, make_person, seat_person, with_role
from tests.governance.casefile import move_demo_day

AWAY = {"answer": "absent", "reason": "Bortreist"}
COMES = {"answer": "coming"}


@pytest.fixture
def called(secretary, item, attachment, secret_item, meeting, mayor_asker, mayor_drammen, substitute):
    """With an open and an exempt case, each with a paper and an attachment."""
    meetings.call_meeting(secretary, meeting)
    meeting.refresh_from_db()
    return meeting


@pytest.fixture
def second(alliance, steering_group, asker, substitute):
    """The second substitute of Asker."""
    person = make_person(alliance, "vara2@test.example", "Siv", "Andrevara")
    return seat_person(steering_group, person, asker, kind=AppointmentKind.SUBSTITUTE, order=2)


@pytest.fixture
def elsewhere(alliance, steering_group, drammen, mayor_drammen):
    """The substitute of Drammen."""
    person = make_person(alliance, "vara3@test.example", "Dag", "Drammensvara")
    return seat_person(steering_group, person, drammen, kind=AppointmentKind.SUBSTITUTE, order=1)


@pytest.fixture
def seat(mayor_asker, steering_group, asker):
    return Seat.objects.get(body=steering_group, on_behalf_of=asker)


@pytest.fixture
def away(called, mayor_asker, seat):
    """The mayor of Asker does not come."""
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    return called


def place_of(meeting, seat):
    return next(each for each in places_of(meeting) if each.seat.pk == seat.pk)


def summoned(secretary, meeting, seat, who, **more):
    return answers.summon(secretary, meeting, seat=seat, person=who.person, **more)


# ---- Answers ----


def test_the_newest_answer_counts_and_the_earlier_ones_are_its_history(called, mayor_asker, seat):
    for said in (COMES, AWAY, COMES):
        answers.answer_call(mayor_asker, called, person=mayor_asker.person, **said)
    row = MeetingAnswer.objects.get()
    assert (row.answer, row.why, row.seat) == ("coming", "", seat)
    assert [each.answer for each in row.history.order_by("history_date", "history_id")] == [
        "coming",
        "absent",
        "coming",
    ]


def test_who_answered_for_whom_stands_in_the_history(called, secretary, mayor_asker):
    answers.answer_call(secretary, called, person=mayor_asker.person, **AWAY)
    assert MeetingAnswer.objects.get().history.get().by_name == secretary.name
    assert Event.objects.filter(act="meeting.answer").latest("at").reason == ""  # read by more than the secretariat


def test_who_may_answer_for_the_mayor(called, mayor_asker, request):
    for who in ("mayor_drammen", "chief_executive", "coordinator", "reader", "contact_lier", "substitute", "outsider"):
        with pytest.raises(PermissionDenied):
            answers.answer_call(request.getfixturevalue(who), called, person=mayor_asker.person, **COMES)
        assert not MeetingAnswer.objects.exists(), who
    for who in ("mayor_asker", "secretary", "admin"):
        actor = request.getfixturevalue(who)
        answers.answer_call(actor, called, person=mayor_asker.person, answer="absent", reason=actor.name)
        assert MeetingAnswer.objects.get().why == actor.name


def test_nobody_answers_who_is_not_asked(called, substitute, chief_executive, secretary):
    for actor in (substitute, chief_executive, secretary):
        with pytest.raises(Refused, match="gjelder ikke deg"):
            answers.answer_call(actor, called, person=actor.person, **COMES)


def test_what_is_no_answer_is_refused_with_what_to_do(called, mayor_asker):
    for said, why in (
        ({"answer": "absent", "reason": "  "}, "Skriv kort hvorfor"),
        ({"answer": ""}, "Velg om"),
        ({"answer": "kanskje"}, "Velg om"),
        ({"answer": "absent", "reason": "x" * 301}, "høyst 300"),
    ):
        with pytest.raises(Refused, match=why):
            answers.answer_call(mayor_asker, called, person=mayor_asker.person, **said)
        assert not MeetingAnswer.objects.exists()


def test_a_reason_goes_with_a_no_alone(called, mayor_asker):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, answer="coming", reason="Gleder meg")
    assert MeetingAnswer.objects.get().why == ""


def test_answers_belong_to_a_meeting_that_is_called(called, secretary, mayor_asker):
    for state, actor in product(("planned", "held", "cancelled"), (mayor_asker, secretary)):
        Meeting.objects.filter(pk=called.pk).update(state=state)
        with pytest.raises(PermissionDenied, match="ikke kalt inn, eller det er over"):
            answers.answer_call(actor, called, person=mayor_asker.person, **COMES)


def test_why_somebody_stays_away_is_hers_and_the_secretariats(away, request, mayor_asker):
    readers = {"mayor_asker": 1, "secretary": 1, "admin": 1, "mayor_drammen": 0, "chief_executive": 0}
    readers |= {"reader": 0, "coordinator": 0, "contact_lier": 0, "substitute": 0, "outsider": 0}
    seen = {who: MeetingAnswer.objects.visible_to(request.getfixturevalue(who)).count() for who in readers}
    assert seen == readers
    assert MeetingAnswer.objects.visible_to(None).count() == 0


# ---- Substitutes ----


def test_the_next_in_order_is_proposed_until_one_comes(away, secretary, seat, substitute, second):
    assert place_of(away, seat).next.person == substitute.person
    first = summoned(secretary, away, seat, substitute)
    place = place_of(away, seat)
    assert (place.summons.pk, place.lacks, place.next.person) == (first.pk, False, second.person)
    answers.answer_call(act_as(substitute.person), away, person=substitute.person, **AWAY)
    place = place_of(away, seat)
    assert (place.summons, place.lacks, place.next.person) == (None, True, second.person)
    summoned(secretary, away, seat, second)
    assert place_of(away, seat).summons.person == second.person
    with pytest.raises(Refused, match="En annen vara"):
        answers.answer_call(secretary, away, person=substitute.person, **COMES)


def test_another_than_the_next_needs_a_reason_that_is_kept(away, secretary, seat, substitute, second):
    with pytest.raises(Refused, match=r"Vera Vara står før Siv Andrevara.*kommuneloven 1992 § 16.*§ 8"):
        summoned(secretary, away, seat, second)
    row = summoned(secretary, away, seat, second, reason="Vera er på ferie")
    assert row.history.get().reason == "Vera er på ferie"


def test_a_substitute_of_another_seat_needs_a_reason(away, secretary, seat, elsewhere):
    with pytest.raises(Refused, match="ikke vara for denne plassen"):
        summoned(secretary, away, seat, elsewhere)
    assert summoned(secretary, away, seat, elsewhere, reason="Ingen andre kan").stands


def test_who_is_no_substitute_is_not_summoned(away, secretary, seat, mayor_drammen, reader):
    for who in (mayor_drammen, reader, secretary):
        with pytest.raises(Refused, match="kan ikke kalles inn"):
            summoned(secretary, away, seat, who, reason="Likevel")


def test_nobody_is_summoned_while_the_holder_may_come(called, secretary, seat, substitute):
    with pytest.raises(Refused, match="har ikke meldt forfall"):
        summoned(secretary, called, seat, substitute)


def test_a_vacant_seat_gets_its_substitute(called, secretary, seat, substitute):
    seat.appointments.filter(kind="member").update(valid_to=date(2018, 3, 14))
    assert summoned(secretary, called, seat, substitute).stands


def test_a_seat_is_not_filled_twice_nor_a_person_seated_twice(away, secretary, seat, substitute, second, mayor_drammen):
    summoned(secretary, away, seat, substitute)
    with pytest.raises(Refused, match="alt kalt inn"):
        summoned(secretary, away, seat, second, reason="To er bedre")
    answers.answer_call(mayor_drammen, away, person=mayor_drammen.person, **AWAY)
    other = Seat.objects.exclude(pk=seat.pk).get(body=away.body)
    with pytest.raises(Refused, match="kan ikke kalles inn"):
        summoned(secretary, away, other, substitute, reason="Begge plassene")


def test_only_the_secretariat_summons_calls_back_and_reminds(away, seat, substitute, secretary, request):
    row = summoned(secretary, away, seat, substitute)
    acts = (
        lambda actor: answers.summon(actor, away, seat=seat, person=substitute.person),
        lambda actor: answers.withdraw_summons(actor, row),
        lambda actor: answers.remind(actor, away),
    )
    actors = [request.getfixturevalue(who) for who in ("mayor_asker", "coordinator", "reader", "outsider")]
    for act, actor in product(acts, [*actors, act_as(substitute.person)]):
        with pytest.raises(PermissionDenied):
            act(actor)


def test_a_holder_who_comes_after_all_frees_the_substitute_at_the_secretariats_word(
    away, secretary, seat, substitute, mayor_asker
):
    row = summoned(secretary, away, seat, substitute)
    answers.answer_call(mayor_asker, away, person=mayor_asker.person, **COMES)
    assert place_of(away, seat).is_doubly_filled
    answers.withdraw_summons(secretary, row)
    assert not place_of(away, seat).is_doubly_filled
    assert OutgoingMail.objects.filter(event="meeting.summons_withdrawn", person=substitute.person).count() == 1
    with pytest.raises(Refused, match="gjelder ikke lenger"):
        answers.withdraw_summons(secretary, row)
    answers.answer_call(mayor_asker, away, person=mayor_asker.person, **AWAY)
    assert summoned(secretary, away, seat, substitute).pk == row.pk
    assert OutgoingMail.objects.filter(event="meeting.summoned", person=substitute.person).count() == 2


def test_an_ended_cooperation_summons_nobody(away, secretary, seat, substitute, cooperation):
    end(cooperation, date(2018, 3, 1))
    away.body.cooperation.refresh_from_db()
    with pytest.raises(PermissionDenied, match="avsluttet"):
        summoned(secretary, away, seat, substitute)


# ---- What a summoned substitute reads ----


def test_papers_follow_the_summons_and_rights_return(secretary, called, mayor_asker, seat, substitute, steering_group):
    """State by state, through every door: the substitute reads this meeting as a member does, and no other meeting."""
    other = meetings.create_meeting(secretary, body=steering_group, day=date(2018, 6, 14))
    person, member = substitute.person, reads(act_as(mayor_asker.person), called)
    assert all(member.values())
    nothing = dict.fromkeys(member, 0)
    assert reads(act_as(person), called) == nothing

    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **AWAY)
    assert reads(act_as(person), called) == nothing
    row = summoned(secretary, called, seat, substitute)
    assert reads(act_as(person), called) == member
    assert other not in Meeting.objects.visible_to(act_as(person))

    answers.answer_call(act_as(person), called, person=person, **COMES)
    assert reads(act_as(person), called) == member
    answers.answer_call(act_as(person), called, person=person, **AWAY)
    assert reads(act_as(person), called) == nothing
    answers.answer_call(secretary, called, person=person, **COMES)
    assert reads(act_as(person), called) == member
    answers.withdraw_summons(secretary, row)
    assert reads(act_as(person), called) == nothing
    summoned(secretary, called, seat, substitute)
    assert reads(act_as(person), called) == member


def test_rights_return_with_the_meeting_or_its_day(secretary, away, seat, substitute):
    summoned(secretary, away, seat, substitute)
    for day, state, is_read in (
        (date(2018, 3, 15), "called", True),
        (date(2018, 3, 16), "called", False),
        (date(2018, 3, 15), "held", False),
        (date(2018, 3, 10), "cancelled", False),
        (date(2018, 3, 10), "called", True),
    ):
        move_demo_day(secretary, day)
        Meeting.objects.filter(pk=away.pk).update(state=state)
        actor = act_as(Person.objects.get(pk=substitute.person.pk))
        assert set(map(bool, reads(actor, away).values())) == {is_read}, (day, state)
        assert actor.is_known is is_read


def test_who_is_known_in_another_way_stays_so(secretary, away, seat, substitute):
    with_role(substitute.person, Role.READER)
    summoned(secretary, away, seat, substitute)
    assert all(reads(act_as(substitute.person), away).values())
    meetings.cancel_meeting(secretary, away)
    actor = act_as(substitute.person)
    assert actor.is_known
    assert not any(reads(actor, away).values())


def reads(actor, meeting) -> dict:
    """How much of the meeting an actor reads through each door."""
    of_item = {"item__meeting": meeting}
    return {
        "meeting": Meeting.objects.visible_to(actor).filter(pk=meeting.pk).count(),
        "items": AgendaItem.objects.visible_to(actor).filter(meeting=meeting).count(),
        "whole items": AgendaItem.objects.hers(actor).filter(meeting=meeting).count(),
        "papers": CasePaper.objects.visible_to(actor).filter(**of_item).count(),
        "attachments": Attachment.objects.visible_to(actor).filter(**of_item).count(),
        "files": AttachmentVersion.objects.visible_to(actor).filter(attachment__item__meeting=meeting).count(),
        "cases": Case.objects.visible_to(actor).filter(items__meeting=meeting).count(),
        "exempt cases": Case.objects.readable_by(actor).filter(items__meeting=meeting, access="exempt").count(),
    }


# ---- Mail ----


def test_each_who_is_asked_gets_a_link_of_her_own(called, mayor_asker, mayor_drammen, chief_executive):
    mails = {mail.person_id: mail for mail in OutgoingMail.objects.filter(event="meeting.called")}
    found = {person.pk: mails[person.pk].link for person in (mayor_asker.person, mayor_drammen.person)}
    assert all(link.person_id == pk and link.object_id == str(called.pk) for pk, link in found.items())
    assert all(mails[pk].body.count("[[lenke]]") == 1 for pk in found)
    assert SignedLink.objects.count() == len(found)
    assert all(mail.link_id is None for pk, mail in mails.items() if pk not in found)


def test_who_has_not_answered_is_reminded_once(called, secretary, mayor_asker, mayor_drammen):
    answers.answer_call(mayor_asker, called, person=mayor_asker.person, **COMES)
    assert answers.remind(secretary, called) == 1
    assert OutgoingMail.objects.get(event="meeting.answer_reminder").person == mayor_drammen.person
    with pytest.raises(Refused, match="purret før"):
        answers.remind(secretary, called)
    answers.answer_call(mayor_drammen, called, person=mayor_drammen.person, **COMES)
    with pytest.raises(Refused, match="Alle har svart"):
        answers.remind(secretary, called)


def test_a_paper_sent_later_goes_to_the_summoned_as_well(away, secretary, seat, substitute, item):
    def told():
        item.refresh_from_db()
        papers.send_paper(secretary, papers.new_version(secretary, item, change_note="Rettet"))
        return OutgoingMail.objects.filter(event="paper.added", person=substitute.person).count()

    assert told() == 0
    row = summoned(secretary, away, seat, substitute)
    assert told() == 1
    answers.withdraw_summons(secretary, row)
    assert told() == 1


def test_a_link_outlives_every_day_to_the_meeting(called):
    link = SignedLink.objects.first()
    assert links.state_of(link) == links.LinkState.OPEN
    assert (link.expires_at - link.made_at).days >= 7 + 60


def test_the_link_answers_as_its_person_though_she_has_no_login(alliance, steering_group, drammen, secretary, item):
    """Her appointment begins on the day of the meeting: she is known to nobody yet."""
    person = make(alliance, Person(given_name="Uten", family_name="Innlogging", email="uten@test.example"))
    seat = make(alliance, Seat(body=steering_group, on_behalf_of=drammen))
    make(alliance, Appointment(seat=seat, person=person, valid_from=date(2018, 3, 15)))
    meetings.call_meeting(secretary, item.meeting)
    link = SignedLink.objects.get(person=person)
    answers.answer_by_link(link, **AWAY)
    row = MeetingAnswer.objects.get()
    assert (row.person, row.answer, row.history.get().by_name) == (person, "absent", "Uten Innlogging")
