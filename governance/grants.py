"""What a person holds on a day: roles, seats, rights to attend, summonses as a substitute, drafts she is asked to read,
whom she answers for, and what higher apps add.

It is asked once in every request, so the question is composed once: of querysets, for a stand-in person on a stand-in
day. Each request puts its own in their places. Composing it anew was a third of a page.
"""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from uuid import UUID

from django.db import connection
from django.db.models import CharField, DateField, F, UUIDField, Value
from django.db.models.functions import Cast

from governance.choices import AppointmentKind
from governance.rows import dated

SUMMONS = "summons"  # a meeting to which a substitute is summoned
REVIEW = "review"  # a treatment of which she is asked to read the draft
STAND_IN, STAND_IN_DAY = UUID(int=0x57A4D14), date(1801, 2, 3)

_sources: list[Callable] = []


def add_grants(source: Callable) -> None:
    """Let a higher app add to what a person holds; called from its `AppConfig.ready()`.

    `source(person, on)` yields (name, field with the id, rows); they are read with the rest, in the same query.
    """
    if source not in _sources:
        _sources.append(source)
        _question.cache_clear()


def grants_of(person, on: date) -> Iterator[tuple[str, str, UUID | None]]:
    """(source, kind, target id) of everything the person holds on the day; one query."""
    sql, places = _question(connection.vendor)
    own = {STAND_IN: _key(person.pk), STAND_IN_DAY: _day(on)}
    with connection.cursor() as cursor:
        cursor.execute(sql, [own.get(place, place) for place in places])
        for source, kind, target in cursor.fetchall():
            yield source, kind, target if target is None or isinstance(target, UUID) else UUID(target)


@cache
def _question(vendor: str) -> tuple[str, tuple]:
    """The SQL, and its parameters with the stand-ins where a person and a day belong."""
    from governance.models import Person

    sql, parameters = _rows(Person(pk=STAND_IN), STAND_IN_DAY).query.sql_with_params()
    places = {_key(STAND_IN): STAND_IN, _day(STAND_IN_DAY): STAND_IN_DAY}
    return sql, tuple(places.get(each, each) for each in parameters)


def _key(key: UUID):
    return UUIDField().get_db_prep_value(key, connection)


def _day(day: date):
    return DateField().get_db_prep_value(day, connection)


def _rows(person, on):
    """The same as a queryset: one UNION."""
    from governance.models import (
        AllianceRole,
        Appointment,
        AttendanceRight,
        MeetingAnswer,
        OrganisationContact,
        PaperReview,
    )

    def row(source, kind, target, rows):
        return rows.order_by().values_list(
            Value(source, CharField()), Cast(kind, CharField()), Cast(F(target), UUIDField())
        )

    held = Appointment.objects.present().on(on).filter(person=person, kind=AppointmentKind.MEMBER)
    held = held.filter(dated(on, "seat__"), seat__removed_at__isnull=True)
    rights = AttendanceRight.objects.present().on(on).filter(may_attend=True)
    rights = rights.filter(
        dated(on, "attending_body__seats__"),
        dated(on, "attending_body__seats__appointments__"),
        attending_body__seats__removed_at__isnull=True,
        attending_body__seats__appointments__removed_at__isnull=True,
        attending_body__seats__appointments__person=person,
        attending_body__seats__appointments__kind=AppointmentKind.MEMBER,
    )
    summons = MeetingAnswer.objects.present().standing().of_coming_meetings(on).filter(person=person)
    reviews = PaperReview.objects.present().standing().filter(person=person)
    contacts = OrganisationContact.objects.present().on(on).filter(person=person)
    further = [row(name, Value(""), target, rows) for source in _sources for name, target, rows in source(person, on)]
    return row("role", F("role"), "cooperation_id", AllianceRole.objects.present().on(on).filter(person=person)).union(
        row("seat", F("kind"), "seat__body_id", held),
        row("right", Value(""), "body_id", rights),
        row("contact", Value(""), "organisation_id", contacts),
        row(SUMMONS, Value(""), "meeting_id", summons),
        row(REVIEW, Value(""), "paper__item_id", reviews),
        *further,
        all=True,
    )
