"""A person leaves the alliance, and comes back: one act each, with all that hangs on it."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from governance import history
from governance.access import may
from governance.models import AllianceRole, Appointment, OrganisationContact, Person
from governance.services.claims import claim
from governance.services.organisations import refuse_second_contact
from governance.services.people import keep_an_administrator, refuse_second_role
from governance.services.seats import check_appointment

# What a person holds from-to, and the rule for holding it again.
HELD = {
    Appointment: check_appointment,
    AllianceRole: refuse_second_role,
    OrganisationContact: refuse_second_contact,
}
RELATED = {
    Appointment: ("person", "seat__body__cooperation", "seat__on_behalf_of"),
    AllianceRole: ("person", "cooperation"),
    OrganisationContact: ("person", "organisation"),
}


@dataclass
class Leaving:
    """What ends when a person leaves after `last_day`: rows that get the day, and rows that never begin."""

    person: Person
    last_day: date
    ending: list = field(default_factory=list)
    dropped: list = field(default_factory=list)

    @property
    def has_login(self) -> bool:
        return self.person.user_id is not None

    @property
    def roles(self) -> list:
        return [row for row in (*self.ending, *self.dropped) if isinstance(row, AllianceRole)]


@dataclass
class Return:
    """What came back with a person, and what did not because another has it now."""

    person: Person
    back: list = field(default_factory=list)
    left: list = field(default_factory=list)


def leaving(actor, person: Person, last_day: date) -> Leaving:
    """What `deactivate` would end. A cooperation that is over is only read, so what was held in it stays as it is."""
    found = Leaving(person, last_day)
    for model in HELD:
        rows = model.objects.of(actor.alliance).filter(person=person).select_related(*RELATED[model])
        rows = rows.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=last_day))
        if model is Appointment:
            over = Q(seat__body__cooperation__valid_to__lt=actor.on)
            rows = rows.exclude(over)
        for row in rows:
            starts_later = row.valid_from is not None and row.valid_from > last_day
            (found.dropped if starts_later else found.ending).append(row)
    return found


def refusal(actor, found: Leaving) -> str:
    """Why this actor may not let the person go; empty when she may. Logins and roles are an administrator's work."""
    if (found.has_login or found.roles) and not may(actor, "role.edit", found.person):
        sentence = _("{name} har innlogging eller en rolle. Bare en administrator kan deaktivere personen.")
        return sentence.format(name=found.person)
    if found.person.last_day is not None:
        return _("{name} er alt deaktivert.").format(name=found.person)
    return ""


def deactivate(actor, person: Person, *, last_day: date, reason="", at=None) -> Leaving:
    """End a person's roles, seats and contacts after `last_day`, and close her login in this alliance after it.

    The login itself stays: it may serve another alliance. Refused for the last administrator.
    """
    with history.recording(actor, "person.deactivate", person, reason=reason, at=at):
        claim(actor, "person.edit", person)
        found = leaving(actor, person, last_day)
        if sentence := refusal(actor, found):
            raise history.Refused(sentence)
        history.save(person, {"last_day": last_day})
        for row in found.ending:
            history.save(row, {"valid_to": last_day})
        for row in found.dropped:
            history.remove(row)
        if found.has_login or found.roles:
            keep_an_administrator(actor)
        return found


def reactivate(actor, person: Person, *, brings_back: bool = True, reason="", at=None) -> Return:
    """Let a person in again. What the deactivation ended is hers again, except what others have or changed since.

    Without `brings_back` it stays ended: whoever lets her in says what she is to hold now.
    """
    with history.recording(actor, "person.reactivate", person, reason=reason, at=at):
        claim(actor, "person.edit", person)
        if person.last_day is None:
            raise history.Refused(_("{name} er ikke deaktivert.").format(name=person))
        came = _came_back(actor, person) if brings_back else Return(person)
        changed_roles = any(isinstance(row, AllianceRole) for row in came.back)
        if (person.user_id is not None or changed_roles) and not may(actor, "role.edit", person):
            sentence = _("{name} har innlogging eller en rolle. Bare en administrator kan aktivere personen.")
            raise history.Refused(sentence.format(name=person))
        history.save(person, {"last_day": None})
        return came


def _came_back(actor, person: Person) -> Return:
    came = Return(person)
    then = person.history.filter(act="person.deactivate").order_by("-history_date", "-history_id").first()
    if then is None:
        return came
    for model, check in HELD.items():
        for row in _changed_in(model, person, then.change_id):
            (came.back if _bring_back(row, then.change_id, check) else came.left).append(row)
    return came


def _changed_in(model, person: Person, change_id):
    keys = model.history.filter(change_id=change_id, person_id=person.pk).values("id")
    return model._base_manager.filter(pk__in=list(keys.values_list("id", flat=True))).select_related(*RELATED[model])


def _bring_back(row, change_id, check) -> bool:
    """Give the row the period it had before; False when somebody changed it since, or the place is taken."""
    history.take(row)
    if row.history.order_by("-history_date", "-history_id").first().change_id != change_id:
        return False
    before = row.history.filter(version=row.version - 1).first()
    if before is None:
        return False
    row.valid_to, row.removed_at = before.valid_to, None
    try:
        check(row)
    except ValidationError:
        return False
    history.save(row, {"valid_to": before.valid_to, "removed_at": None})
    return True
