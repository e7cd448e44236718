"""Writes about persons. Roles and logins decide who sees what, so only an administrator gives and takes them."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from governance import announcements, clock, history, links
from governance.access import may, require
from governance.choices import LinkPurpose, Role
from governance.models import AllianceRole, Person, User
from governance.services.claims import claim, claim_back, claim_change, claim_new
from governance.services.periods import refuse_overlap


def create_person(actor, *, at=None, **values) -> Person:
    """Register a person in the actor's alliance. `user` (a login) may be given by an administrator only."""
    _require_for_login(actor, values)
    person = Person(**values)
    with history.recording(actor, "person.create", person, at=at):
        claim_new(actor, "person.edit", person)
        return history.create(person)


def change_person(actor, person: Person, *, base_version=None, reason="", at=None, **values) -> Person:
    """Change a person's name, title, workplace or contact details."""
    _require_for_login(actor, values)
    with history.recording(actor, "person.change", person, reason=reason, at=at):
        claim_change(actor, "person.edit", person, values)
        history.save(person, values, base_version=base_version)
        if "user" in values:
            keep_an_administrator(actor)
        return person


def remove_person(actor, person: Person, *, reason="", at=None) -> Person:
    """Put a person in the bin. Refused while she holds or held a seat, has a role or answers for an organisation.

    Her login is taken away with it, so that it is free for whoever gets the address next; an administrator's work.
    """
    with history.recording(actor, "person.remove", person, reason=reason, at=at):
        claim(actor, "person.edit", person)
        if any(rows.present().exists() for rows in (person.appointments, person.roles, person.contact_for)):
            sentence = _("{name} har verv, roller eller er kontaktperson og kan ikke slettes. Avslutt dem i stedet.")
            raise history.Refused(sentence.format(name=person))
        if person.user_id is not None:
            _refuse_with_login(actor, person)
            history.save(person, {"user": None})
        return history.remove(person)


def _refuse_with_login(actor, person: Person) -> None:
    if not may(actor, "role.edit", person):
        sentence = _("{name} kan logge inn. Bare en administrator kan slette en person som har innlogging.")
        raise history.Refused(sentence.format(name=person))


def restore_person(actor, person: Person, *, at=None) -> Person:
    """Take a person out of the bin, without the login she may have had: an administrator gives her one anew."""
    with history.recording(actor, "person.restore", person, at=at):
        claim_back(actor, "person.edit", person)
        return history.save(person, {"removed_at": None, "user": None, "merged_into": None})


def give_login(actor, person: Person, *, email: str, password: str | None = None, at=None) -> Person:
    """Let a person log in with `email`. A login that exists already is used, so one login reaches several alliances.

    Without a password she makes her own by "Glemt passord". Refused when another person of the alliance has the login.
    A link that was sent while she had another login, or none, opens nothing any more.
    """
    email = email.strip().lower()
    validate_email(email)
    with history.recording(actor, "person.give_login", person, at=at):
        claim(actor, "role.edit", person)
        with history.first_come(User):
            user = User.objects.filter(email__iexact=email).first() or User.objects.create_user(email, password)
        _refuse_unproved(user, actor.alliance, email)
        for removed in user.persons.filter(alliance=actor.alliance, removed_at__isnull=False).exclude(pk=person.pk):
            history.save(removed, {"user": None})  # put in the bin when the login still lay there with her
        if person.user_id != user.pk:
            links.revoke_standing(person, LinkPurpose.INVITATION)
        return history.save(person, {"user": user})


def _refuse_unproved(user: User, alliance, email: str) -> None:
    """A password chosen by a link that others could read proves nothing: whoever chose it would be let in here too."""
    if not user.is_proved and not user.persons.filter(alliance=alliance).exists():
        sentence = _(
            "{email} har en innlogging fra en annen allianse, og adressen er ikke bekreftet der. Be personen lage et "
            "nytt passord med «Glemt passord» på innloggingssiden først."
        )
        raise history.Refused(sentence.format(email=email))


def is_another_login(person: Person, email: str) -> bool:
    """Whether `email` is a login already, and not the person's own: it then keeps its password and other alliances."""
    return User.objects.filter(email__iexact=email.strip()).exclude(pk=person.user_id).exists()


def take_login(actor, person: Person, *, reason="", at=None) -> Person:
    """Take away a person's login in this alliance. The login itself stays: it may serve another alliance."""
    with history.recording(actor, "person.take_login", person, reason=reason, at=at):
        claim(actor, "role.edit", person)
        history.save(person, {"user": None})
        links.revoke_standing(person, LinkPurpose.INVITATION)
        keep_an_administrator(actor)
        return person


def give_role(actor, *, person, role, is_told: bool = True, at=None, **values) -> AllianceRole:
    """Give a person a role from-to, in the whole alliance or in one cooperation. Refuses it twice at once.

    She is written to of it, unless the act that it is part of tells her (`is_told`).
    """
    given = AllianceRole(person=person, role=role, **values)
    with history.recording(actor, "role.create", given, at=at):
        claim_new(actor, "role.edit", given, below=person)
        history.create(given)
        refuse_second_role(given)
        if is_told:
            announcements.role_given.tell(given, at=at)
        return given


def change_role(actor, given: AllianceRole, *, base_version=None, reason="", at=None, **values) -> AllianceRole:
    """Change a role or its period. Refused when the alliance would be without an administrator."""
    with history.recording(actor, "role.change", given, reason=reason, at=at):
        claim_change(actor, "role.edit", given, values)
        history.save(given, values, base_version=base_version)
        refuse_second_role(given)
        keep_an_administrator(actor)
        announcements.role_given.tell(given, at=at)
        return given


def remove_role(actor, given: AllianceRole, *, reason="", at=None) -> AllianceRole:
    """Put a role in the bin: it was given by mistake. A role that is over gets a last day instead."""
    with history.recording(actor, "role.remove", given, reason=reason, at=at):
        claim(actor, "role.edit", given)
        history.remove(given)
        keep_an_administrator(actor)
        return given


def _require_for_login(actor, values: dict) -> None:
    if "user" in values:
        require(actor, "role.edit")


def refuse_second_role(given: AllianceRole) -> None:
    others = AllianceRole.objects.filter(person=given.person, role=given.role, cooperation=given.cooperation)
    refuse_overlap(given, others, _("{name} har allerede denne rollen i denne tiden.").format(name=given.person))


def keep_an_administrator(actor) -> None:
    """Someone must be able to let others in: one administrator with a login today, and one without a last day."""
    if actor.is_system:
        return
    history.lock(actor.alliance)
    roles = AllianceRole.objects.of(actor.alliance).filter(
        role=Role.ADMINISTRATOR,
        cooperation=None,
        person__removed_at__isnull=True,
        person__user__is_active=True,
        person__last_day__isnull=True,
    )
    if not roles.on(clock.today(actor.alliance)).exists() or not roles.filter(valid_to__isnull=True).exists():
        raise ValidationError(_("Alliansen må ha en administrator uten til-dato. Gi rollen til en annen først."))
