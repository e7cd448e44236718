"""What convocations ask: of who is called to a meeting to answer, of the secretariat to summon substitutes."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.addresses import to
from governance.choices import Answer, AppointmentKind, MeetingState
from governance.models import Appointment, MeetingAnswer
from governance.mypage.asks import Ask
from governance.mypage.meetingasks import coming_meetings
from governance.templatetags.norwegian import norwegian_days

ROW = ("seat", "answer", "summoned_at")


def to_answer(actor) -> list[Ask]:
    """The called meetings to which she has not said whether she comes. Two queries where there are any."""
    called = [each for each in coming_meetings(actor) if each.state == MeetingState.CALLED]
    sits = [each for each in called if each.body_id in actor.seats]
    if actor.person is None or not (sits or actor.summoned):
        return []
    seats = _seats(actor, {each.body_id for each in sits})
    asked = [each for each in called if each.pk in actor.summoned or _holds(seats, each)]
    mine = MeetingAnswer.objects.visible_to(actor).filter(person=actor.person).exclude(answer="")
    said = set(mine.filter(meeting__in=[each.pk for each in asked]).values_list("meeting", flat=True))
    return [_answering(actor, each) for each in asked if each.pk not in said]


def _seats(actor, bodies) -> list[Appointment]:
    """Those of hers that may hold on the day of a meeting."""
    if not bodies:
        return []
    held = Appointment.objects.visible_to(actor).filter(person=actor.person, kind=AppointmentKind.MEMBER)
    return list(held.filter(seat__body__in=bodies, seat__removed_at__isnull=True).select_related("seat"))


def _holds(seats, meeting) -> bool:
    here = (each for each in seats if each.seat.body_id == meeting.body_id)
    return any(each.holds_on(meeting.day) and each.seat.holds_on(meeting.day) for each in here)


def _answering(actor, meeting) -> Ask:
    sentence = _("Svar på innkallingen til møtet i {body} {day}").format(
        body=meeting.body, day=norwegian_days(meeting.day, meeting.last_day)
    )
    where = to(actor, "meeting_answer", meeting.pk)
    return Ask(
        sentence,
        where,
        "mail",
        due=meeting.day,
        template="governance/_answer_tap.html",
        row={"url": where, "of": sentence},
    )


def to_summon(actor) -> list[Ask]:
    """Of the meetings she calls: seats that nobody comes to, and those to which two are coming. One query."""
    called = [each for each in coming_meetings(actor) if each.state == MeetingState.CALLED]
    called = {each.pk: each for each in called if actor.edits(each.body.cooperation_id)}
    rows = MeetingAnswer.objects.visible_to(actor).filter(meeting__in=list(called), withdrawn_at__isnull=True)
    said: dict = {}
    for meeting, *where_and_what in rows.order_by().values_list("meeting", *ROW) if called else ():
        said.setdefault(meeting, []).append(where_and_what)
    empty = {key: _empty_seats(found) for key, found in said.items()}
    double = [called[key] for key, found in said.items() if _double_seats(found)]
    return [_summoning(actor, called[key], seats) for key, seats in empty.items() if seats] + [
        _calling_back(actor, each) for each in double
    ]


def _empty_seats(said) -> set:
    """Those that somebody declined, and for which no summons stands and the holder has not changed her mind."""
    return {seat for seat, answer, _at in said if answer == Answer.ABSENT} - _summoned(said) - _held(said)


def _double_seats(said) -> set:
    return _summoned(said) & _held(said)


def _summoned(said) -> set:
    return {seat for seat, answer, summoned_at in said if summoned_at and answer != Answer.ABSENT}


def _held(said) -> set:
    return {seat for seat, answer, summoned_at in said if not summoned_at and answer == Answer.COMING}


def _calling_back(actor, meeting) -> Ask:
    words = _("Se på vara til møtet i {body} {day}: den som har plassen, kommer likevel")
    sentence = words.format(body=meeting.body, day=norwegian_days(meeting.day, meeting.last_day))
    return Ask(sentence, to(actor, "meeting_detail", meeting.pk), "person", due=meeting.day)


def _summoning(actor, meeting, seats: set) -> Ask:
    words = ngettext(
        "Kall inn vara for {count} plass til møtet i {body} {day}",
        "Kall inn vara for {count} plasser til møtet i {body} {day}",
        len(seats),
    )
    sentence = words.format(count=len(seats), body=meeting.body, day=norwegian_days(meeting.day, meeting.last_day))
    one = len(seats) == 1
    where = to(actor, "meeting_summon", meeting.pk, *seats) if one else to(actor, "meeting_detail", meeting.pk)
    return Ask(sentence, where, "person", due=meeting.day)
