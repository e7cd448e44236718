"""Writes about who sits in a body: seats, the people who hold them, and whose turn it is to lead."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.choices import AppointmentKind, SeatRole
from governance.models import Appointment, ChairRotation, Seat
from governance.services.claims import claim, claim_change, claim_new
from governance.services.periods import refuse_overlap


def add_seat(actor, *, body, at=None, **values) -> Seat:
    """Make a place in a body. Refuses a second leader's seat in the same time."""
    seat = Seat(body=body, **values)
    with history.recording(actor, "seat.create", seat, at=at):
        claim_new(actor, "seat.edit", seat, below=body)
        history.create(seat)
        refuse_second_leader(seat)
        return seat


def change_seat(actor, seat: Seat, *, base_version=None, reason="", at=None, **values) -> Seat:
    """Change a seat. Refuses a second leader's seat in the same time."""
    with history.recording(actor, "seat.change", seat, reason=reason, at=at):
        claim_change(actor, "seat.edit", seat, values)
        history.save(seat, values, base_version=base_version)
        refuse_second_leader(seat)
        return seat


def remove_seat(actor, seat: Seat, *, reason="", at=None) -> Seat:
    """Put a seat in the bin. Refused once somebody has held it: then it gets a last day."""
    with history.recording(actor, "seat.remove", seat, reason=reason, at=at):
        claim(actor, "seat.edit", seat)
        if seat.appointments.present().exists():
            sentence = _("Noen har eller har hatt denne plassen. Sett en til-dato i stedet for å slette den.")
            raise history.Refused(sentence)
        return history.remove(seat)


def refuse_second_leader(seat: Seat) -> None:
    if seat.role != SeatRole.LEADER:
        return
    others = Seat.objects.filter(body=seat.body, role=SeatRole.LEADER)
    refuse_overlap(seat, others, _("Organet har allerede en leder i denne tiden."))


def appoint(actor, *, seat, person, kind=AppointmentKind.MEMBER, end_previous=False, at=None, **values) -> Appointment:
    """Give a person a seat from-to, as member or as numbered substitute (forvaltningsloven § 8).

    `end_previous` ends the present holder the day before `valid_from`. Refuses two members in one seat on one day.
    """
    appointment = Appointment(seat=seat, person=person, kind=kind, **values)
    with history.recording(actor, "appointment.create", appointment, at=at):
        claim_new(actor, "seat.edit", appointment, below=seat)
        if end_previous and kind == AppointmentKind.MEMBER:
            _end_holder(seat, appointment.valid_from)
        history.create(appointment)
        check_appointment(appointment)
        return appointment


def change_appointment(actor, appointment: Appointment, *, base_version=None, reason="", at=None, **values):
    """Change who holds the seat, as what, or the period."""
    with history.recording(actor, "appointment.change", appointment, reason=reason, at=at):
        claim_change(actor, "seat.edit", appointment, values)
        history.save(appointment, values, base_version=base_version)
        check_appointment(appointment)
        return appointment


def end_appointment(actor, appointment: Appointment, *, last_day, base_version=None, reason="", at=None) -> Appointment:
    """Let an appointment end after `last_day`; from the next day the seat is vacant."""
    with history.recording(actor, "appointment.end", appointment, reason=reason, at=at):
        claim_change(actor, "seat.edit", appointment, {})
        history.save(appointment, {"valid_to": last_day}, base_version=base_version)
        check_appointment(appointment)
        return appointment


def remove_appointment(actor, appointment: Appointment, *, reason="", at=None) -> Appointment:
    """Put an appointment in the bin: it was registered by mistake."""
    with history.recording(actor, "appointment.remove", appointment, reason=reason, at=at):
        claim(actor, "seat.edit", appointment)
        return history.remove(appointment)


def _end_holder(seat: Seat, first_day) -> None:
    if first_day is None:
        raise ValidationError({"valid_from": _("Skriv fra hvilken dag den nye tar over.")})
    held = seat.appointments.present().filter(kind=AppointmentKind.MEMBER)
    for previous in held.overlapping(first_day, None):
        if previous.valid_from is not None and previous.valid_from >= first_day:
            raise ValidationError(
                {"valid_from": _("{name} begynner samme dag eller senere.").format(name=previous.person)}
            )
        history.save(previous, {"valid_to": first_day - timedelta(days=1)})


def check_appointment(appointment: Appointment) -> None:
    others = Appointment.objects.filter(seat=appointment.seat)
    if appointment.kind == AppointmentKind.MEMBER:
        taken = _("Plassen har allerede et fast medlem i denne tiden. Avslutt vervet dagen før først.")
        refuse_overlap(appointment, others.filter(kind=AppointmentKind.MEMBER), taken)
    elif appointment.substitute_order is None:
        raise ValidationError({"substitute_order": _("Skriv hvilket nummer varamedlemmet har, for eksempel 1.")})
    else:
        same = others.filter(kind=AppointmentKind.SUBSTITUTE, substitute_order=appointment.substitute_order)
        refuse_overlap(appointment, same, _("Et annet varamedlem har dette nummeret i denne tiden."))
    same = others.filter(person=appointment.person)
    refuse_overlap(
        appointment, same, _("{name} har allerede denne plassen i denne tiden.").format(name=appointment.person)
    )


def add_chair_period(actor, *, body, organisation, at=None, **values) -> ChairRotation:
    """Say which member leads a body from-to. Refuses two leaders on one day."""
    chair = ChairRotation(body=body, organisation=organisation, **values)
    with history.recording(actor, "chair.create", chair, at=at):
        claim_new(actor, "body.edit", chair, below=body)
        history.create(chair)
        refuse_second_chair(chair)
        return chair


def change_chair_period(actor, chair: ChairRotation, *, base_version=None, reason="", at=None, **values):
    """Change which member leads, or the period."""
    with history.recording(actor, "chair.change", chair, reason=reason, at=at):
        claim_change(actor, "body.edit", chair, values)
        history.save(chair, values, base_version=base_version)
        refuse_second_chair(chair)
        return chair


def remove_chair_period(actor, chair: ChairRotation, *, reason="", at=None) -> ChairRotation:
    """Put a turn to lead in the bin: it was registered by mistake. One that was served gets a last day instead."""
    with history.recording(actor, "chair.remove", chair, reason=reason, at=at):
        claim(actor, "body.edit", chair)
        return history.remove(chair)


def refuse_second_chair(chair: ChairRotation) -> None:
    others = ChairRotation.objects.filter(body=chair.body)
    refuse_overlap(
        chair, others, _("Et annet medlem leder organet i denne tiden. Avslutt den perioden dagen før først.")
    )
