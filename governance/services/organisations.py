"""Writes about organisations and memberships."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.models import Membership, Organisation


def create_organisation(actor, *, at=None, **values) -> Organisation:
    """Register an organisation in the actor's alliance. Raises ValidationError per field."""
    require(actor, "organisation.edit")
    organisation = Organisation(**values)
    with history.recording(actor, "organisation.create", organisation, at=at):
        return history.create(organisation)


def change_organisation(actor, organisation: Organisation, *, base_version=None, reason="", at=None, **values):
    """Change fields of an organisation, merged with what others saved since `base_version`. Raises Clash."""
    require(actor, "organisation.edit", organisation)
    with history.recording(actor, "organisation.change", organisation, reason=reason, at=at):
        return history.save(organisation, values, base_version=base_version)


def remove_organisation(actor, organisation: Organisation, *, reason="", at=None) -> Organisation:
    """Put an organisation in the bin. Refused while it is or was a member, holds a seat or has people."""
    require(actor, "organisation.edit", organisation)
    in_use = (
        organisation.memberships.present().exists()
        or organisation.seats.present().exists()
        or organisation.people.present().exists()
    )
    if in_use:
        raise history.Refused(
            _("{name} har medlemskap, plasser eller personer og kan ikke slettes. Avslutt medlemskapet i stedet.").format(
                name=organisation
            )
        )
    with history.recording(actor, "organisation.remove", organisation, reason=reason, at=at):
        return history.remove(organisation)


def restore_organisation(actor, organisation: Organisation, *, at=None) -> Organisation:
    """Take an organisation out of the bin."""
    require(actor, "organisation.edit", organisation)
    with history.recording(actor, "organisation.restore", organisation, at=at):
        return history.restore(organisation)


def add_membership(actor, *, cooperation, organisation, at=None, **values) -> Membership:
    """Make an organisation a member of a cooperation from-to. Refuses periods that overlap."""
    require(actor, "membership.edit", cooperation)
    membership = Membership(cooperation=cooperation, organisation=organisation, **values)
    with history.recording(actor, "membership.create", membership, at=at):
        _refuse_overlap(membership)
        return history.create(membership)


def change_membership(actor, membership: Membership, *, base_version=None, reason="", at=None, **values) -> Membership:
    """Change the period, area or reservation of a membership. Refuses periods that overlap."""
    require(actor, "membership.edit", membership)
    with history.recording(actor, "membership.change", membership, reason=reason, at=at):
        saved = history.save(membership, values, base_version=base_version)
        _refuse_overlap(saved)
        return saved


def _refuse_overlap(membership: Membership) -> None:
    history.lock(membership.cooperation)
    others = Membership.objects.of(membership.cooperation.alliance).filter(
        cooperation=membership.cooperation, organisation=membership.organisation
    )
    if others.exclude(pk=membership.pk).overlapping(membership.valid_from, membership.valid_to).exists():
        raise ValidationError(
            {"valid_from": _("{name} er allerede medlem i denne tiden.").format(name=membership.organisation)}
        )
