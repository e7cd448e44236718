"""Persons as contact cards: who they are today, where they sit, and how to reach them. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch

from governance.choices import AppointmentKind
from governance.models import AllianceRole, Appointment, GoverningBody, OrganisationContact, Person

NO_LOGIN, LEFT = "uten-innlogging", "deaktivert"


@dataclass(frozen=True)
class Card:
    """One person on a day: seats she holds, roles she has, and organisations she answers for."""

    person: Person
    seats: tuple[Appointment, ...]
    roles: tuple[AllianceRole, ...]
    contact_for: tuple[OrganisationContact, ...]


def persons(actor, *, text="", organisation=None, body=None, role="", shown=""):
    """Persons the actor may see, by the filters of the list. Deactivated ones only when they are asked for."""
    rows = Person.objects.visible_to(actor).select_related("organisation", "user").named_like(text)
    active = Person.objects.active_on(actor.on)
    rows = rows.exclude(pk__in=active.values("pk")) if shown == LEFT else rows.filter(pk__in=active.values("pk"))
    if shown == NO_LOGIN:
        rows = rows.filter(user__isnull=True)
    if organisation is not None:
        rows = rows.filter(organisation=organisation)
    if body is not None:
        rows = rows.filter(Exists(_held_on(actor).filter(person=OuterRef("pk"), seat__body=body)))
    if role:
        given = AllianceRole.objects.visible_to(actor).on(actor.on)
        rows = rows.filter(Exists(given.filter(person=OuterRef("pk"), role=role)))
    return rows


def _held_on(actor):
    return Appointment.objects.visible_to(actor).on(actor.on).filter(seat__removed_at__isnull=True)


def with_cards(actor, rows):
    """The persons with what a card shows, read in three further queries whatever their number."""
    held = _held_on(actor).select_related("seat__body", "seat__on_behalf_of").order_by("seat__body__position", "kind")
    roles = AllianceRole.objects.visible_to(actor).on(actor.on).select_related("cooperation")
    answers = OrganisationContact.objects.visible_to(actor).on(actor.on).select_related("organisation")
    return rows.prefetch_related(
        Prefetch("appointments", held, to_attr="held_now"),
        Prefetch("roles", roles, to_attr="roles_now"),
        Prefetch("contact_for", answers, to_attr="answers_now"),
    )


def cards(rows: Iterable[Person]) -> list[Card]:
    """Cards of persons that `with_cards` read."""
    return [Card(each, tuple(each.held_now), tuple(each.roles_now), tuple(each.answers_now)) for each in rows]


def of_body(actor, body: GoverningBody, day: date) -> list[Person]:
    """Who sits in a body on a day, members before substitutes."""
    held = Appointment.objects.visible_to(actor).on(day).filter(seat__body=body, seat__removed_at__isnull=True)
    found = held.select_related("person__organisation").order_by("seat__position", "substitute_order")
    members = [each for each in found if each.kind == AppointmentKind.MEMBER]
    rest = [each for each in found if each.kind != AppointmentKind.MEMBER]
    return list({each.person_id: each.person for each in (*members, *rest)}.values())
