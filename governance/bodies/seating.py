"""Reads about bodies: the hierarchy, who sits where on a day, who leads, and which seats are vacant."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch

from governance.choices import AppointmentKind, SeatRole
from governance.models import Appointment, ChairRotation, GoverningBody, Seat


@dataclass(frozen=True)
class Seating:
    """A seat on a day: who holds it (None = vacant), substitutes in the order they are called, and if it leads."""

    seat: Seat
    holder: Appointment | None
    substitutes: tuple[Appointment, ...]
    others: tuple[Appointment, ...]
    leads: bool


@dataclass(frozen=True)
class Branch:
    """A body with the bodies below it, and how many of its seats are filled and vacant on the day."""

    body: GoverningBody
    below: tuple["Branch", ...]
    filled: int
    vacant: int
    vacancies: tuple[Seat, ...] = ()


def chair_on(actor, body: GoverningBody, day: date) -> ChairRotation | None:
    """Whose turn it is to lead the body on `day`."""
    return ChairRotation.objects.visible_to(actor).filter(body=body).on(day).select_related("organisation").first()


def seating(actor, body: GoverningBody, day: date) -> list[Seating]:
    """The seats of a body on `day`. Three queries, whatever the number of seats.

    The seat of the member whose turn it is leads (docs/domain.md: leadership rotates); without a rotation the leader's.
    """
    held = Appointment.objects.visible_to(actor).select_related("person").order_by("substitute_order", "valid_from")
    seats = (
        Seat.objects.visible_to(actor)
        .filter(body=body)
        .on(day)
        .select_related("on_behalf_of", "body")
        .prefetch_related(Prefetch("appointments", held, to_attr="held"))
    )
    chair = chair_on(actor, body, day)
    return [_seating(seat, chair, day) for seat in seats]


def _seating(seat: Seat, chair: ChairRotation | None, day: date) -> Seating:
    now = [appointment for appointment in seat.held if appointment.holds_on(day)]
    members = [appointment for appointment in now if appointment.kind == AppointmentKind.MEMBER]
    leads = seat.on_behalf_of_id == chair.organisation_id if chair else seat.role == SeatRole.LEADER
    return Seating(
        seat=seat,
        holder=members[0] if members else None,
        substitutes=tuple(appointment for appointment in now if appointment.kind == AppointmentKind.SUBSTITUTE),
        others=tuple(appointment for appointment in seat.held if appointment not in now),
        leads=leads,
    )


def vacant_seats(actor, day: date):
    """Seats without a member on `day`, ended ones left out."""
    member = Appointment.objects.present().on(day).filter(seat=OuterRef("pk"), kind=AppointmentKind.MEMBER)
    return Seat.objects.visible_to(actor).filter(body__removed_at__isnull=True).on(day).filter(~Exists(member))


def hierarchy(actor, bodies: Iterable[GoverningBody], day: date) -> list[Branch]:
    """Bodies as trees: a body lies below its parent where that is among them. Two queries."""
    bodies = list(bodies)
    vacant = defaultdict(list)
    for seat in vacant_seats(actor, day).select_related("on_behalf_of", "body"):
        vacant[seat.body_id].append(seat)
    seats = Counter(Seat.objects.visible_to(actor).on(day).order_by().values_list("body", flat=True))
    shown = {body.pk for body in bodies}

    def grow(parent) -> tuple[Branch, ...]:
        own = [body for body in bodies if (body.parent_id if body.parent_id in shown else None) == parent]
        return tuple(branch(b, vacant.get(b.pk, ())) for b in own)

    def branch(body, free) -> Branch:
        return Branch(body, grow(body.pk), seats[body.pk] - len(free), len(free), tuple(free))

    return list(grow(None))
