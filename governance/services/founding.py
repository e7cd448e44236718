"""The first acts of an alliance, before anybody can log in: itself, its main cooperation and its administrator."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from governance import announcements, history
from governance.access import require, system_actor
from governance.choices import LegalForm, Role
from governance.models import Alliance, Person, User
from governance.models.alliance import RESERVED_COOPERATION_SLUGS, RESERVED_SLUGS
from governance.services import alliances, cooperations, people

INSTALLATION = "Vestregion"


def is_new_installation() -> bool:
    """Whether no alliance has been made here."""
    return not Alliance.objects.exists()


def found_alliance(
    *,
    slug: str,
    name: str,
    email: str,
    given_name: str,
    family_name: str,
    password: str | None = None,
    legal_form: str = LegalForm.AGREEMENT,
    in_setup: bool = False,
) -> Person:
    """A new alliance with its main cooperation and its administrator, all of it or nothing. Returns the administrator.

    A login that exists already is used as it is, so one login reaches several alliances. Raises ValidationError.
    """
    if slug in RESERVED_SLUGS | RESERVED_COOPERATION_SLUGS:  # the main cooperation gets it too
        raise ValidationError({"slug": _("Dette adressenavnet er opptatt av systemet. Velg et annet.")})
    with transaction.atomic():
        alliance, main = alliances.create_alliance(slug=slug, name=name, contact_email=email, in_setup=in_setup)
        actor = system_actor(alliance, INSTALLATION)
        if legal_form != main.legal_form:
            cooperations.change_cooperation(actor, main, legal_form=legal_form)
        person = people.create_person(actor, given_name=given_name, family_name=family_name, email=email)
        people.give_login(actor, person, email=email, password=password)
        people.give_role(actor, person=person, role=Role.ADMINISTRATOR, is_told=False)
        announcements.alliance_made.tell(person)  # one letter, which says the role too
        return person


def found_first(*, email: str, password: str, **values) -> Person:
    """`found_alliance` in an installation that has none, under guidance. Raises Refused once there is one, also when
    two windows try at the same time, and ValidationError for an address that is somebody's login already."""
    with transaction.atomic():
        _wait_for_others()
        if not is_new_installation():
            raise history.Refused(_("Alliansen er alt opprettet, og oppsettskoden virker ikke lenger. Logg inn."))
        if User.objects.filter(email__iexact=email).exists():
            sentence = _("Denne adressen har alt en innlogging her. Logg inn med den, eller bruk en annen adresse.")
            raise ValidationError({"email": sentence})
        return found_alliance(email=email, password=password, in_setup=True, **values)


def _wait_for_others() -> None:
    """One at a time, on any database: no alliance is there to hold, so the row that names its kind is held."""
    kind = ContentType.objects.get_for_model(Alliance)
    ContentType.objects.select_for_update(no_key=True).filter(pk=kind.pk).values_list("pk").first()


def end_setup(actor, *, at=None) -> Alliance:
    """Put the guided set-up away: it is done, or the administrator would rather go on alone. Its pages stay."""
    require(actor, "alliance.edit")
    with history.recording(actor, "alliance.end_setup", actor.alliance, at=at):
        return history.save(actor.alliance, {"in_setup": False})
