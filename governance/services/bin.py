"""Bring back what was removed below a body, a person or an organisation. Each kind is removed by its own service.

A row comes back only where it could be made anew: what it belongs to is there, and nothing has taken its place.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.models import (
    AllianceRole,
    Appointment,
    AttendanceRight,
    ChairRotation,
    Membership,
    OrganisationContact,
    ProcedureRules,
    Seat,
    StandingItem,
)
from governance.saying import sentence_of
from governance.services import bodies, organisations, people, seats, standing
from governance.services.claims import claim_back


@dataclass(frozen=True)
class Kind:
    """How one kind of row comes back. `name` begins its acts in the history, `permission` is what changing it asks, and
    `check` is the rule for a new one: it raises ValidationError."""

    name: str
    permission: str
    check: Callable[[Any], None]


KINDS = {
    Seat: Kind("seat", "seat.edit", seats.refuse_second_leader),
    Appointment: Kind("appointment", "seat.edit", seats.check_appointment),
    ChairRotation: Kind("chair", "body.edit", seats.refuse_second_chair),
    ProcedureRules: Kind("rules", "body.edit", bodies.refuse_second_rules),
    AttendanceRight: Kind("right", "body.edit", bodies.check_right),
    StandingItem: Kind("standing", "body.edit", standing.refuse_second_standing),
    AllianceRole: Kind("role", "role.edit", people.refuse_second_role),
    Membership: Kind("membership", "membership.edit", organisations.refuse_second_membership),
    OrganisationContact: Kind("contact", "organisation.edit", organisations.refuse_second_contact),
}


def restore_row(actor, row, *, at=None):
    """Take a row out of the bin. Raises Refused while something it points to lies there itself, or when a new row like
    it would be refused."""
    kind = KINDS[type(row)]
    with history.recording(actor, f"{kind.name}.restore", row, at=at):
        claim_back(actor, kind.permission, row)
        history.restore(row)
        try:
            kind.check(row)
        except ValidationError as error:
            advice = _("{reason} Rett det som gjelder nå, eller la dette ligge i papirkurven.")
            raise history.Refused(advice.format(reason=sentence_of(error))) from error
        return row
