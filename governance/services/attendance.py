"""Writes about who takes part in a meeting: the roll call, who comes late or leaves, and who is there without a seat.

Written while the body meets, or afterwards. Two who write at once never put two people in one seat, or one in two.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import clock, history
from governance.bodies.convened import Place, places_of
from governance.choices import Capacity
from governance.models import AgendaItem, Attendance, Meeting, Person, Seat
from governance.room.roll import begins, clash, ends, roll_of, stays_of
from governance.services.answers import order_warning
from governance.services.claims import claim, keep

NOT_YET = gettext_lazy("Møtet er {day:%d.%m.%Y}. Frammøtet føres den dagen eller senere.")


def seat_person(actor, meeting: Meeting, *, seat: Seat, person: Person, reason="", at=None, **stay) -> Attendance:
    """Somebody takes a seat: its holder, or a substitute. `stay`: `first_item` and `until_item`, none for the whole
    meeting.

    Whoever sits there to the end leaves as somebody else comes for a case. A substitute of another seat needs a reason,
    with the rule that `answers.order_warning` names. Who is no substitute in the body cannot sit there at all.
    """
    with history.recording(actor, "attendance.seat", meeting, reason=reason, at=at):
        keep(person, weak=True)
        _claim(actor, meeting, at)
        places = places_of(meeting)
        place = _place(places, seat)
        row = Attendance(meeting=meeting, seat=place.seat, person=person, capacity=_capacity(place, person), **stay)
        _refuse_outside_order(meeting, places, place, row, reason)
        _relieve(meeting, row)
        return _store(meeting, row)


def seat_expected(actor, meeting: Meeting, *, at=None) -> int:
    """All who said that they come, and holders who have said nothing against it, are there from the opening. A seat
    where somebody has sat already is left as it is. Returns how many were seated."""
    with history.recording(actor, "attendance.seat", meeting, at=at):
        _claim(actor, meeting, at)
        roll = roll_of(meeting)
        stays = [*roll.others, *(row for line in roll.lines for row in line.stays)]
        made = []
        for line in roll.lines:
            if line.stays or line.expected is None:
                continue
            place, person = line.place, line.expected
            row = Attendance(meeting=meeting, seat=place.seat, person=person, capacity=_capacity(place, person))
            if clash(row, [*stays, *made]) is None:
                made.append(history.create(row))
        if not made:
            raise history.Refused(_("Alle som er ventet, er alt ført som til stede."))
        return len(made)


def admit(actor, meeting: Meeting, *, capacity: str, person: Person | None = None, name="", at=None, **stay):
    """Somebody without a seat is there: by a right to attend, from the secretariat, or as a guest, who may be one that
    is known by name alone."""
    with history.recording(actor, "attendance.admit", meeting, at=at):
        if person is not None:
            keep(person, weak=True)
        _claim(actor, meeting, at)
        row = Attendance(meeting=meeting, person=person, name=" ".join(name.split()), capacity=capacity, **stay)
        return _store(meeting, row)


def change_stay(actor, row: Attendance, *, base_version=None, reason="", at=None, **stay) -> Attendance:
    """Somebody came later or left earlier than was written: `first_item` and `until_item`. Raises Clash."""
    meeting = row.meeting
    with history.recording(actor, "attendance.change", meeting, reason=reason, at=at):
        _claim(actor, meeting, at)
        keep(row)
        history.save(row, stay, base_version=base_version)
        _check(meeting, row)
        return row


def remove_stay(actor, row: Attendance, *, reason="", at=None) -> Attendance:
    """It was written by mistake: she was not there. It lies in the bin."""
    with history.recording(actor, "attendance.remove", row.meeting, reason=reason, at=at):
        _claim(actor, row.meeting, at)
        keep(row)
        return history.remove(row)


def restore_stay(actor, row: Attendance, *, at=None) -> Attendance:
    """Take a stay out of the bin, where nobody has the seat or the person has no other by now."""
    with history.recording(actor, "attendance.restore", row.meeting, at=at):
        _claim(actor, row.meeting, at)
        history.take(row)
        if row.removed_at is None:
            raise history.Refused(_("Dette er alt hentet tilbake."))
        history.restore(row)
        _check(row.meeting, row)
        return row


# ---- Rules ----


def _claim(actor, meeting: Meeting, at) -> None:
    """Hold the meeting, so that one writes at a time, and refuse before its day."""
    claim(actor, "meeting.attendance", meeting)
    if meeting.day > clock.day_of_act(actor.alliance, at):
        raise history.Refused(str(NOT_YET).format(day=meeting.day))


def _place(places: list[Place], seat: Seat) -> Place:
    place = next((each for each in places if each.seat.pk == seat.pk), None)
    if place is None:
        raise history.Refused(_("Plassen finnes ikke den dagen møtet holdes."))
    return place


def _capacity(place: Place, person: Person) -> str:
    is_holder = place.holder is not None and place.holder.pk == person.pk
    return Capacity.MEMBER if is_holder else Capacity.SUBSTITUTE


def _refuse_outside_order(meeting, places: list[Place], place: Place, row: Attendance, reason: str) -> None:
    """A holder sits in her own seat; a substitute of the seat in it; a substitute of another with a reason."""
    if row.capacity == Capacity.MEMBER or any(each.person_id == row.person_id for each in place.substitutes):
        return
    elsewhere = [each.person_id for other in places for each in other.substitutes]
    if row.person_id not in elsewhere:
        says = _("{name} har ikke verv i {body} den dagen. Registrer vervet først.")
        raise history.Refused(says.format(name=row.person, body=meeting.body))
    if not reason.strip():
        warning = order_warning(meeting, place, row.person)
        raise history.Refused(warning + " " + _("Skriv en begrunnelse, så kan du føre det likevel."))


def _relieve(meeting: Meeting, row: Attendance) -> None:
    """Let who sits there to the end of the meeting leave as another comes."""
    for other in stays_of(meeting):
        is_there = other.seat_id == row.seat_id and other.person_id != row.person_id
        if is_there and other.until_item is None and begins(other) < begins(row):
            history.save(other, {"until_item": row.first_item})


def _store(meeting: Meeting, row: Attendance) -> Attendance:
    _check(meeting, row)
    return history.create(row)


def _check(meeting: Meeting, row: Attendance) -> None:
    """Raises ValidationError for what the form can mend, Refused where another is in the way."""
    for name in ("first_item", "until_item"):
        item: AgendaItem | None = getattr(row, name)
        if item is not None and (item.meeting_id != meeting.pk or item.removed_at is not None):
            raise ValidationError({name: _("Velg en sak på sakslisten til møtet.")})
    if begins(row) >= ends(row):
        raise ValidationError({"until_item": _("Velg en sak som kommer etter den hun eller han kom til.")})
    other = clash(row, stays_of(meeting))
    if other is None:
        return
    if other.person_id == row.person_id and row.person_id is not None:
        where = other.seat or other.get_capacity_display()
        raise history.Refused(_("{name} er alt ført som til stede: {where}.").format(name=row.person, where=where))
    raise history.Refused(_("{name} sitter alt på denne plassen.").format(name=other.person))
