"""Change all seats after an election: old appointments end the day before, new ones begin, in one act."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.bodies.election import MEMBER, Plan, SeatPlan, last_day_before, make_plan
from governance.models import Appointment, GoverningBody
from governance.saying import sentence_of
from governance.services.claims import claim, keep
from governance.services.leaving import reactivate
from governance.services.people import create_person
from governance.services.seats import check_appointment


def change_seats(
    actor,
    bodies: Sequence[GoverningBody],
    *,
    first_day: date,
    values: Mapping[str, str],
    seen: str,
    last_day: date | None = None,
    reason: str = "",
    at=None,
) -> Plan:
    """Carry out the plan that was looked at (`Plan.seen`): all of it in one change, or nothing.

    `values` are the fields of the form with the answers (governance/bodies/election.py); `last_day` ends the new term.
    Refused when a seat or who holds it was changed meanwhile, or while a question is open.
    """
    with history.recording(actor, "election.apply", bodies[0], reason=reason, at=at):
        for body in sorted(bodies, key=_key):
            require(actor, "seat.edit", keep(body, weak=True))
        _hold(actor, make_plan(actor, bodies, first_day, values))
        plan = make_plan(actor, bodies, first_day, values)
        if plan.seen != seen:
            raise history.Refused(_("Noen har endret plassene i mellomtiden. Se over forslaget igjen."))
        if plan.refusal:
            raise history.Refused(plan.refusal)
        _take_back(actor, plan, at)
        _end(plan)
        _begin(actor, plan, last_day, at)
        return plan


def _key(row) -> str:
    return str(row.pk)


def _hold(actor, plan: Plan) -> None:
    """Persons before seats, as everywhere (claims.ORDER)."""
    places = [place for seat in plan.seats for place in seat.places]
    chosen = {p.person.pk: p for p in places if p.person is not None and not p.is_new}
    for place in sorted(chosen.values(), key=lambda one: _key(one.person)):
        keep(place.person, weak=not place.returns)
    for each in sorted(plan.seats, key=lambda one: _key(one.seat)):
        claim(actor, "seat.edit", each.seat, weak=True)


def _take_back(actor, plan: Plan, at) -> None:
    """Who was deactivated is there again, with nothing but the seat she is given now."""
    places = [place for seat in plan.seats for place in seat.places if place.returns]
    for person in {place.person.pk: place.person for place in places}.values():
        reactivate(actor, person, brings_back=False, at=at)


def _end(plan: Plan) -> None:
    last = last_day_before(plan.first_day)
    for seat in plan.seats:
        for held in seat.ending:
            history.save(held, {"valid_to": last})


def _begin(actor, plan: Plan, last_day: date | None, at) -> None:
    rows = [row for seat in plan.seats for row in _new_rows(seat, plan.first_day, last_day)]
    for person in {row.person.pk: row.person for row in rows if row.person._state.adding}.values():
        values = {name: getattr(person, name) for name in ("given_name", "family_name", "email", "organisation")}
        stored = create_person(actor, at=at, **values)
        for row in rows:
            if row.person is person:
                row.person = stored
    history.save_many(rows)
    for row in rows:
        _check(row)


def _new_rows(seat: SeatPlan, first_day: date, last_day: date | None) -> list[Appointment]:
    return [
        Appointment(
            alliance=seat.seat.alliance,
            seat=seat.seat,
            person=place.person,
            kind=place.kind,
            substitute_order=None if place.kind == MEMBER else place.order,
            valid_from=first_day,
            valid_to=last_day,
        )
        for place in seat.starting
    ]


def _check(row: Appointment) -> None:
    try:
        check_appointment(row)
    except ValidationError as error:
        raise history.Refused(f"{row.seat}: {sentence_of(error)}") from error
