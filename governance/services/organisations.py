"""Writes about organisations, their memberships and their contacts."""

from django.utils.translation import gettext as _

from governance import history
from governance.models import Membership, Organisation, OrganisationContact
from governance.services.claims import claim, claim_back, claim_change, claim_new
from governance.services.periods import refuse_overlap


def create_organisation(actor, *, at=None, **values) -> Organisation:
    """Register an organisation in the actor's alliance. Raises ValidationError per field."""
    organisation = Organisation(**values)
    with history.recording(actor, "organisation.create", organisation, at=at):
        claim_new(actor, "organisation.edit", organisation)
        return history.create(organisation)


def change_organisation(actor, organisation: Organisation, *, base_version=None, reason="", at=None, **values):
    """Change fields of an organisation, merged with what others saved since `base_version`. Raises Clash."""
    with history.recording(actor, "organisation.change", organisation, reason=reason, at=at):
        claim(actor, "organisation.edit", organisation)
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
    with history.recording(actor, "organisation.restore", organisation, at=at):
        claim_back(actor, "organisation.edit", organisation)
        return history.restore(organisation)


def add_membership(actor, *, cooperation, organisation, at=None, **values) -> Membership:
    """Make an organisation a member of a cooperation from-to. Refuses periods that overlap."""
    membership = Membership(cooperation=cooperation, organisation=organisation, **values)
    with history.recording(actor, "membership.create", membership, at=at):
        claim_new(actor, "membership.edit", membership, below=cooperation)
        history.create(membership)
        refuse_second_membership(membership)
        return membership


def change_membership(actor, membership: Membership, *, base_version=None, reason="", at=None, **values) -> Membership:
    """Change the period, area or reservation of a membership. Refuses periods that overlap."""
    with history.recording(actor, "membership.change", membership, reason=reason, at=at):
        claim_change(actor, "membership.edit", membership, values)
        history.save(membership, values, base_version=base_version)
        refuse_second_membership(membership)
        return membership


def remove_membership(actor, membership: Membership, *, reason="", at=None) -> Membership:
    """Put a membership that was registered by mistake in the bin; one that ended gets a last day instead."""
    with history.recording(actor, "membership.remove", membership, reason=reason, at=at):
        claim(actor, "membership.edit", membership)
        return history.remove(membership)


def refuse_second_membership(membership: Membership) -> None:
    others = Membership.objects.filter(cooperation=membership.cooperation, organisation=membership.organisation)
    refuse_overlap(
        membership, others, _("{name} er allerede medlem i denne tiden.").format(name=membership.organisation)
    )


def add_contact(actor, *, organisation, person, at=None, **values) -> OrganisationContact:
    """Let a person answer and report for an organisation from-to. Refuses the same person twice at once."""
    contact = OrganisationContact(organisation=organisation, person=person, **values)
    with history.recording(actor, "contact.create", contact, at=at):
        claim_new(actor, "organisation.edit", contact, below=organisation)
        history.create(contact)
        refuse_second_contact(contact)
        return contact


def change_contact(actor, contact: OrganisationContact, *, base_version=None, reason="", at=None, **values):
    """Change who the contact is or the period."""
    with history.recording(actor, "contact.change", contact, reason=reason, at=at):
        claim_change(actor, "organisation.edit", contact, values)
        history.save(contact, values, base_version=base_version)
        refuse_second_contact(contact)
        return contact


def remove_contact(actor, contact: OrganisationContact, *, reason="", at=None) -> OrganisationContact:
    """Put a contact in the bin: it was registered by mistake. One who has answered gets a last day instead."""
    with history.recording(actor, "contact.remove", contact, reason=reason, at=at):
        claim(actor, "organisation.edit", contact)
        return history.remove(contact)


def refuse_second_contact(contact: OrganisationContact) -> None:
    others = OrganisationContact.objects.filter(organisation=contact.organisation, person=contact.person)
    refuse_overlap(contact, others, _("{name} er allerede kontaktperson i denne tiden.").format(name=contact.person))
