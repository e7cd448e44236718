"""Writes about who comes to a meeting: answers to the convocation, and substitutes who are summoned.

Why somebody stays away stands in her answer alone, never as the reason of the act: that is read by more people.
"""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import clock, history, links
from governance.access import Actor, require, system_actor
from governance.bodies.convened import Place, asked_to, places_of, unanswered
from governance.choices import Answer, ProcedureAct
from governance.mail import answermails
from governance.models import Meeting, MeetingAnswer, Person, Seat
from governance.services.claims import claim, keep

NOT_ASKED = gettext_lazy("Innkallingen til dette møtet gjelder ikke deg nå. Snakk med sekretariatet hvis det er feil.")
# "As far as possible", both say, so another than the next may be summoned where there is a reason.
ORDER = {
    ProcedureAct.ACT_1992: gettext_lazy("kommuneloven 1992 § 16 og forvaltningsloven § 8"),
    ProcedureAct.ACT_2018: gettext_lazy("kommuneloven § 7-10 og forvaltningsloven § 8"),
    ProcedureAct.OWN: gettext_lazy("organets reglement og forvaltningsloven § 8"),
}


def answer_call(actor, meeting: Meeting, *, person: Person, answer: str, reason: str = "", at=None) -> None:
    """Say whether a person comes, for every seat she is asked for. By herself or by the secretariat on her behalf."""
    with history.recording(actor, "meeting.answer", meeting, at=at):
        _write(actor, meeting, person, answer, reason, at)


def answer_by_link(link, *, answer: str, reason: str = "") -> None:
    """As `answer_call`, by the link in her mail: it says who she is, whatever login she has or has not."""
    alliance, person = link.alliance, link.person
    herself = Actor(alliance=alliance, user=person.user, person=person, on=clock.today(alliance))
    meeting = meeting_of(link)
    with history.recording(herself, "meeting.answer", meeting):
        if links.state_of(link) != links.LinkState.OPEN:
            raise history.Refused(_("Lenken kan ikke brukes lenger."))
        _write(system_actor(alliance), meeting, person, answer, reason, None)


def meeting_of(link) -> Meeting:
    """The meeting that a link to answer by is about."""
    rows = Meeting.objects.of(link.alliance).select_related("body__cooperation")
    meeting = rows.get(pk=link.object_id)
    meeting.alliance = link.alliance
    return meeting


def _write(actor, meeting: Meeting, person: Person, answer: str, reason: str, at) -> None:
    history.take(meeting)  # one answer at a time, so that a seat is not promised twice
    _who, asked = asked_to(meeting).get(person.pk, (person, []))
    if not asked:
        raise history.Refused(str(NOT_ASKED))
    values = _worded(answer, reason) | {"answered_at": at or clock.moment(meeting.alliance)}
    for place, known in asked:
        row = known or _stored(meeting, place.seat, person)
        row.meeting, row.seat = meeting, place.seat
        require(actor, "meeting.answer", row)
        _refuse_taken_seat(place, row, answer)
        _keep_answer(row, values)


def _worded(answer: str, reason: str) -> dict:
    reason = " ".join(reason.split())
    if answer not in Answer.values:
        raise history.Refused(_("Velg om du kommer eller ikke."))
    if answer == Answer.ABSENT and not reason:
        raise history.Refused(_("Skriv kort hvorfor du ikke kommer, for eksempel «bortreist»."))
    if len(reason) > MeetingAnswer._meta.get_field("why").max_length:
        raise history.Refused(_("Skriv kortere: høyst 300 tegn."))
    return {"answer": answer, "why": reason if answer == Answer.ABSENT else ""}


def _refuse_taken_seat(place: Place, row: MeetingAnswer, answer: str) -> None:
    """A substitute who said no cannot take it back once another has been summoned in her place."""
    other = place.summons
    if row.summoned_at and answer == Answer.COMING and other is not None and other.person_id != row.person_id:
        raise history.Refused(_("En annen vara er kalt inn i stedet. Snakk med sekretariatet hvis du likevel kan."))


def _stored(meeting: Meeting, seat: Seat, person: Person) -> MeetingAnswer:
    """The row of this person and seat, or a new one."""
    rows = MeetingAnswer.objects.of(meeting.alliance_id).filter(meeting=meeting, seat=seat, person=person)
    return rows.first() or MeetingAnswer(alliance=meeting.alliance, meeting=meeting, seat=seat, person=person)


def _keep_answer(row: MeetingAnswer, values: dict) -> MeetingAnswer:
    if not row._state.adding:
        return history.save(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    return history.create(row)


def ask_anew(meeting: Meeting) -> None:
    """The meeting has got another day: what was answered for the old one holds no more. Inside the recording of the
    change; the answers stay in the history, and a summons goes on."""
    for row in MeetingAnswer.objects.of(meeting.alliance_id).filter(meeting=meeting).exclude(answer=""):
        if row.answer != Answer.ABSENT or row.summoned_at is None:  # a substitute who said no is not asked again
            history.save(row, {"answer": "", "why": "", "answered_at": None})


def rule_of(meeting: Meeting) -> str:
    """What orders the substitutes, by the rules of the body on the day."""
    rules = meeting.body.rules.present().on(meeting.day).first()
    return str(ORDER[rules.law if rules else ProcedureAct.ACT_2018])


def candidates(places: list[Place], place: Place) -> list:
    """Who may be summoned to a place: its own substitutes in their order, then those of the other seats."""
    others = [each for other in places if other is not place for each in other.free]
    own = {each.person_id for each in place.free}
    return [*place.free, *{each.person_id: each for each in others if each.person_id not in own}.values()]


def order_warning(meeting: Meeting, place: Place, person: Person) -> str:
    """The sentence that says why this substitute is not the next one, with the rule; nothing where she is."""
    following = place.next
    if following is not None and following.person_id == person.pk:
        return ""
    if all(each.person_id != person.pk for each in place.free):
        says = _("{name} er ikke vara for denne plassen. Vara kalles inn til plassen de er valgt for ({rule}).")
        return says.format(name=person, rule=rule_of(meeting))
    says = _("{next} står før {name}. Vara kalles inn i nummerorden så langt det er mulig ({rule}).")
    return says.format(next=following.person, name=person, rule=rule_of(meeting))


def summon(actor, meeting: Meeting, *, seat: Seat, person: Person | None, reason: str = "", at=None) -> MeetingAnswer:
    """Summon a substitute to a seat whose holder does not come. She is written to, and may read the papers.

    Another than the next in order needs a reason, which goes into the history.
    """
    with history.recording(actor, "meeting.summon", meeting, reason=reason, at=at):
        if person is not None:
            keep(person, weak=True)
        claim(actor, "meeting.summon", meeting)
        places = places_of(meeting)
        place = next((each for each in places if each.seat.pk == seat.pk), None)
        chosen = _chosen(meeting, places, place, person)
        warning = order_warning(meeting, place, chosen)
        if warning and not reason.strip():
            raise history.Refused(warning + " " + _("Skriv en begrunnelse, så kan du kalle inn likevel."))
        values = {"summoned_at": at or clock.moment(actor.alliance), "withdrawn_at": None}
        values |= {"answer": "", "why": "", "answered_at": None}
        row = _keep_answer(_stored(meeting, place.seat, chosen), values)
        row.meeting, row.seat, row.person = meeting, place.seat, chosen
        answermails.write_summons(actor, row, at=at)
        return row


def _chosen(meeting: Meeting, places: list[Place], place: Place | None, person: Person | None) -> Person:
    """The substitute who was chosen, where one can be summoned to the place. Raises Refused with what to do."""
    if place is None:
        raise history.Refused(_("Plassen finnes ikke den dagen møtet holdes."))
    if not place.is_open:
        raise history.Refused(_("{name} har ikke meldt forfall. Registrer svaret først.").format(name=place.holder))
    if place.summons is not None:
        raise history.Refused(_("{name} er alt kalt inn til denne plassen.").format(name=place.summons.person))
    if person is None:
        raise history.Refused(_("Velg hvem som skal kalles inn."))
    found = next((each.person for each in candidates(places, place) if each.person_id == person.pk), None)
    if found is None:
        says = _("{name} kan ikke kalles inn: enten ikke vara i {body}, eller kalt inn alt.")
        raise history.Refused(says.format(name=person, body=meeting.body))
    return found


def withdraw_summons(actor, row: MeetingAnswer, *, at=None) -> MeetingAnswer:
    """The substitute is not to come after all. She is written to, and reads the papers no more."""
    meeting = row.meeting
    with history.recording(actor, "meeting.unsummon", meeting, at=at):
        claim(actor, "meeting.summon", meeting)
        if not history.take(row).stands:
            raise history.Refused(_("Innkallingen gjelder ikke lenger."))
        history.save(row, {"withdrawn_at": at or clock.moment(actor.alliance)})
        answermails.write_withdrawal(actor, row, at=at)
        return row


def remind(actor, meeting: Meeting, *, at=None) -> int:
    """Write once to each who has not answered. Returns how many were written to."""
    with history.recording(actor, "meeting.remind", meeting, at=at):
        claim(actor, "meeting.remind", meeting)
        silent = unanswered(meeting)
        if not silent:
            raise history.Refused(_("Alle har svart."))
        written = answermails.write_reminders(actor, meeting, silent, at=at)
        if not written:
            raise history.Refused(_("Alle som mangler svar, er purret før. Ring dem, og registrer svaret for dem."))
        return written
