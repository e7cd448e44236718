"""Writes about organisations, their memberships and their contacts."""

from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.models import Membership, Organisation, OrganisationContact
from governance.services.claims import claim
from governance.services.periods import refuse_overlap


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
    """Put an organisation in the bin. Refused while it is or was a member, has a seat, leads or has people."""
    with history.recording(actor, "organisation.remove", organisation, reason=reason, at=at):
        claim(actor, "organisation.edit", organisation)
        used = ("memberships", "seats", "people", "chairs", "contacts")
        if any(getattr(organisation, rows).present().exists() for rows in used):
            raise history.Refused(
                _(
                    "{name} har medlemskap, plasser eller personer og kan ikke slettes. Avslutt medlemskapet i stedet."
                ).format(name=organisation)
            )
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
        history.create(membership)
        refuse_second_membership(membership)
        return membership


def change_membership(actor, membership: Membership, *, base_version=None, reason="", at=None, **values) -> Membership:
    """Change the period, area or reservation of a membership. Refuses periods that overlap."""
    require(actor, "membership.edit", membership)
    with history.recording(actor, "membership.change", membership, reason=reason, at=at):
        history.save(membership, values, base_version=base_version)
        refuse_second_membership(membership)
        return membership


def remove_membership(actor, membership: Membership, *, reason="", at=None) -> Membership:
    """Put a membership that was registered by mistake in the bin; one that ended gets a last day instead."""
    require(actor, "membership.edit", membership)
    with history.recording(actor, "membership.remove", membership, reason=reason, at=at):
        return history.remove(membership)


def refuse_second_membership(membership: Membership) -> None:
    history.lock(membership.cooperation)
    others = Membership.objects.filter(cooperation=membership.cooperation, organisation=membership.organisation)
    refuse_overlap(
        membership, others, _("{name} er allerede medlem i denne tiden.").format(name=membership.organisation)
    )


def add_contact(actor, *, organisation, person, at=None, **values) -> OrganisationContact:
    """Let a person answer and report for an organisation from-to. Refuses the same person twice at once."""
    require(actor, "organisation.edit", organisation)
    contact = OrganisationContact(organisation=organisation, person=person, **values)
    with history.recording(actor, "contact.create", contact, at=at):
        history.create(contact)
        refuse_second_contact(contact)
        return contact


def change_contact(actor, contact: OrganisationContact, *, base_version=None, reason="", at=None, **values):
    """Change who the contact is or the period."""
    require(actor, "organisation.edit", contact.organisation)
    with history.recording(actor, "contact.change", contact, reason=reason, at=at):
        history.save(contact, values, base_version=base_version)
        refuse_second_contact(contact)
        return contact


def remove_contact(actor, contact: OrganisationContact, *, reason="", at=None) -> OrganisationContact:
    """Put a contact in the bin: it was registered by mistake. One who has answered gets a last day instead."""
    with history.recording(actor, "contact.remove", contact, reason=reason, at=at):
        claim(actor, "organisation.edit", contact)
        return history.remove(contact)


def refuse_second_contact(contact: OrganisationContact) -> None:
    history.lock(contact.organisation)
    others = OrganisationContact.objects.filter(organisation=contact.organisation, person=contact.person)
    refuse_overlap(contact, others, _("{name} er allerede kontaktperson i denne tiden.").format(name=contact.person))
