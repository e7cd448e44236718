"""What convocations ask: of who is called to a meeting to answer, of the secretariat to summon substitutes."""

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.addresses import to
from governance.choices import Answer, AppointmentKind, MeetingState
from governance.models import Appointment, MeetingAnswer
from governance.mypage.asks import Ask
from governance.mypage.meetingasks import coming_meetings
from governance.templatetags.norwegian import norwegian_date


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
        body=meeting.body, day=norwegian_date(meeting.day)
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
    """Of the meetings she calls: seats whose holder does not come and nobody is summoned to. One query."""
    called = [each for each in coming_meetings(actor) if each.state == MeetingState.CALLED]
    called = {each.pk: each for each in called if actor.edits(each.body.cooperation_id)}
    if not called:
        return []
    others = MeetingAnswer.objects.present().standing().filter(meeting=OuterRef("meeting"), seat=OuterRef("seat"))
    back = MeetingAnswer.objects.present().filter(meeting=OuterRef("meeting"), seat=OuterRef("seat"))
    back = back.filter(summoned_at__isnull=True, answer=Answer.COMING)
    rows = MeetingAnswer.objects.visible_to(actor).filter(meeting__in=list(called), answer=Answer.ABSENT)
    rows = rows.filter(~Exists(others), ~Exists(back), withdrawn_at__isnull=True).order_by()
    seats: dict = {}
    for meeting, seat in rows.values_list("meeting", "seat"):
        seats.setdefault(meeting, set()).add(seat)
    return [_summoning(actor, called[key], found) for key, found in seats.items()]


def _summoning(actor, meeting, seats: set) -> Ask:
    words = ngettext(
        "Kall inn vara for {count} plass til møtet i {body} {day}",
        "Kall inn vara for {count} plasser til møtet i {body} {day}",
        len(seats),
    )
    sentence = words.format(count=len(seats), body=meeting.body, day=norwegian_date(meeting.day))
    one = len(seats) == 1
    where = to(actor, "meeting_summon", meeting.pk, *seats) if one else to(actor, "meeting_detail", meeting.pk)
    return Ask(sentence, where, "person", due=meeting.day)
