"""Letting a person in: a login with her address, and a link by which she chooses the password herself.

Who has a login already is told that it opens this alliance too, and keeps her password: no administrator can choose it
for her. A link proves the address (`User.is_proved`) only where no administrator could read it: one that is handed
over, or that the alliance's own mail server carried, does not. Such a login is not taken into another alliance before
she has followed a link that the installation's server carried, to an invitation or to a forgotten password.
"""

from dataclasses import dataclass

from django.contrib.auth.password_validation import validate_password
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance import clock, history, links, outbox
from governance.access import Actor, require
from governance.choices import LinkPurpose
from governance.mail import mailserver
from governance.mail.notices import INVITED, JOINED
from governance.mail.words import written_day
from governance.models import Person, SignedLink, User
from governance.services.claims import claim
from governance.services.people import give_login

CLOSED = gettext_lazy("Lenken kan ikke brukes lenger. Be om en ny invitasjon.")


@dataclass(frozen=True)
class Invited:
    """What came of an invitation: the link (None where she has a password already) and whether it was mailed."""

    person: Person
    link: SignedLink | None
    mailed: bool


def invite(actor, person: Person, *, email: str = "", by_hand: bool = False) -> Invited:
    """Give the person a login, and mail her a link or tell her that the login she has opens this alliance too.

    `by_hand`: nothing is mailed, the administrator hands the link over. An earlier link of hers is revoked.
    """
    with history.recording(actor, "person.invite", person):
        claim(actor, "person.invite", person)
        address = (email or (person.user.email if person.user_id else "") or person.email).strip().lower()
        if not address:
            raise history.Refused(_("{name} har ingen e-postadresse. Skriv den inn først.").format(name=person))
        if not person.is_active_on(actor.on):
            raise history.Refused(_("{name} er deaktivert. Aktiver personen først.").format(name=person))
        give_login(actor, person, email=address)
        links.revoke_standing(person, LinkPurpose.INVITATION)
        if not chooses_password(person):
            mail = _post(actor, JOINED, person, address, None) if not by_hand else None
            return Invited(person, None, mail is not None)
        if by_hand and person.user.last_login is not None:
            raise history.Refused(_("{name} har logget inn før. Send lenken på e-post.").format(name=person))
        link = links.make_link(actor, purpose=LinkPurpose.INVITATION, person=person, about=person, by_hand=by_hand)
        if not by_hand:
            _post(actor, INVITED, person, address, link)
        return Invited(person, link, not by_hand)


def invite_all(actor, people) -> list[Invited]:
    """Invite several at once, all or none. Raises Refused with the first who cannot be."""
    with history.recording(actor, "person.invite", actor.alliance):
        require(actor, "person.invite")
        return [invite(actor, person) for person in people]


def _post(actor, event, person, address, link):
    path = reverse("governance:my_page", args=[actor.alliance.slug])
    values = {"inviter": actor.name, "login": address}
    if link is not None:
        values["until"] = written_day(link.expires_at)
    occasion = str(link.pk) if link is not None else clock.now().isoformat()
    return outbox.post(
        actor,
        event=event.key,
        person=person,
        about=person,
        occasion=occasion,
        values=values,
        path=path,
        links=lambda _people: {person.pk: link} if link is not None else {},
        address=address,
    )


def revoke_invitation(actor, person: Person) -> None:
    """The link she got opens nothing any more. Her login stays; without a password it opens nothing either."""
    with history.recording(actor, "person.revoke_invitation", person):
        claim(actor, "person.invite", person)
        if not links.revoke_standing(person, LinkPurpose.INVITATION):
            raise history.Refused(_("Det er ingen invitasjon å trekke tilbake."))


def chooses_password(person: Person) -> bool:
    """Whether a link of this alliance may set the password of her login: nobody else relies on it yet."""
    user = person.user
    if user is None or not user.is_active or user.is_staff or user.is_superuser:
        return False
    elsewhere = user.persons.exclude(alliance=person.alliance_id).exists()
    return not elsewhere and not (user.has_usable_password() and user.is_proved)


def open_invitation(link: SignedLink) -> SignedLink:
    """She has pressed the button: note that somebody was there. Raises Refused where the link is closed."""
    with history.recording(_herself(link), "person.open_invitation", link.person):
        _require_open(link)
        if link.opened_at is None:
            history.save(link, {"opened_at": clock.now()})
        return link


def accept_invitation(link: SignedLink, *, password: str) -> User:
    """Choose the password and use up the link. Raises ValidationError for a weak one, Refused for a closed link."""
    validate_password(password, link.person.user)
    with history.recording(_herself(link), "person.accept_invitation", link.person):
        _require_open(link)
        user = link.person.user
        proves = not link.by_hand and mailserver.is_carried_by_us(link.alliance, since=link.made_at)
        User.objects.choose_password(user, password, proves=proves)
        history.save(link, {"used_at": clock.now()})
        return user


def _require_open(link: SignedLink) -> None:
    history.take(link.person)
    history.take(link)
    usable = links.state_of(link) == links.LinkState.OPEN and is_admitted(link)
    if not usable or not chooses_password(link.person):
        raise history.Refused(str(CLOSED))


def is_admitted(link: SignedLink) -> bool:
    """Whether its person is still let in: neither removed nor deactivated since."""
    return link.person.removed_at is None and link.person.is_active_on(clock.today(link.alliance))


def _herself(link: SignedLink) -> Actor:
    return Actor(alliance=link.alliance, user=link.person.user, person=link.person, on=clock.today(link.alliance))
