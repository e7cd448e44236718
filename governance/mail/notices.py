"""What the ground floor writes to people about, and to whom. Read by GovernanceConfig.ready()."""

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from governance import announcements, outbox
from governance.access import system_actor
from governance.choices import ADDRESSED_ROLES, Notice, Role
from governance.mail import answermails, meetingmails, reviewmails
from governance.mail.mailevents import MailEvent, register_event
from governance.mail.words import written_day
from governance.models import AllianceRole, Person

EDITS = _("Administratorer og sekretariat")


def _everyone(actor) -> bool:
    return True


def _edits(actor) -> bool:
    return actor.edits_everything


INVITED = MailEvent(
    key="invitation",
    title=_("Invitasjon til å logge inn"),
    audience=_("Den som inviteres"),
    mandatory=True,
    subject=_("Du er invitert til {alliance}"),
    body=_(
        "Hei {name}\n\n{inviter} har gitt deg tilgang til {alliance}. Åpne lenken og velg et passord:\n\n{link}\n\n"
        "Lenken gjelder til {until} og er bare for deg. Deretter logger du inn med {login}."
    ),
    places={
        "inviter": _("den som inviterer"),
        "until": _("siste dag lenken gjelder"),
        "login": _("adressen mottakeren logger inn med"),
    },
)
JOINED = MailEvent(
    key="invitation.known",
    title=_("Tilgang til en allianse til"),
    audience=_("Den som har innlogging fra før"),
    mandatory=True,
    subject=_("Du har fått tilgang til {alliance}"),
    body=_(
        "Hei {name}\n\n{inviter} har gitt deg tilgang til {alliance}. Du logger inn som før, med {login} og passordet "
        "du har:\n\n{link}"
    ),
    places={"inviter": _("den som inviterer"), "login": _("adressen mottakeren logger inn med")},
)
TEST = MailEvent(
    key="mail.test",
    title=_("Prøve på at e-posten virker"),
    audience=EDITS,
    mandatory=True,
    subject=_("Prøve fra {alliance}"),
    body=_("Hei {name}\n\nDette er en prøve. Får du den, virker e-posten fra {alliance}.\n\nUtboksen: {link}"),
    receives=_edits,
)
ROLE_GIVEN = MailEvent(
    key="role.given",
    title=_("Du har fått en rolle, eller rollen er endret"),
    audience=_("Den rollen gjelder"),
    subject=_("Rollen din i {alliance}"),
    body=_("Hei {name}\n\nDu har rollen {role} i {alliance}{period}.\n\nDet som venter på deg, ser du her:\n{link}"),
    places={"role": _("rollen"), "period": _("når den gjelder")},
    receives=_everyone,
)
JOB_STOPPED = MailEvent(
    key="job.stopped",
    title=_("Noe du bestilte, ble ikke laget"),
    audience=_("Den som bestilte, ellers administratorene"),
    mode=Notice.DIGEST,
    modes={Role.ADMINISTRATOR: Notice.NOW},  # who must mend what stopped
    subject=_("Ble ikke laget: {title}"),
    body=_("Hei {name}\n\n«{title}» ble ikke laget. {why}\n\nSe den og prøv igjen her:\n{link}"),
    places={"title": _("det som ble bestilt"), "why": _("hvorfor det stoppet")},
    receives=_edits,
)
ALLIANCE_MADE = MailEvent(
    key="alliance.made",
    title=_("Alliansen er opprettet"),
    audience=_("Administratorene"),
    mandatory=True,
    subject=_("{alliance} er klar til bruk"),
    body=_("Hei {name}\n\n{alliance} er opprettet, og du er administrator. Begynn her:\n{link}"),
    receives=lambda actor: actor.is_administrator,
)
EVENTS = (INVITED, JOINED, TEST, ROLE_GIVEN, JOB_STOPPED, ALLIANCE_MADE)


def register() -> None:
    """Make the events known, and follow the acts that they tell of."""
    for event in EVENTS:
        register_event(event)
    meetingmails.register()
    answermails.register()
    reviewmails.register()
    announcements.role_given.follow(tell_role)
    announcements.job_stopped.follow(tell_stopped)
    announcements.alliance_made.follow(tell_made)


def administrators_of(alliance, on) -> list[Person]:
    roles = AllianceRole.objects.of(alliance).on(on).filter(role=Role.ADMINISTRATOR, cooperation=None)
    return list(Person.objects.of(alliance).filter(roles__in=roles).select_related("user").distinct())


def tell_role(given) -> None:
    if given.role in ADDRESSED_ROLES or given.person.user_id is None:
        return  # the invitation says it
    alliance = given.alliance
    home = reverse("governance:my_page", args=[alliance.slug])
    values = {"role": Role(given.role).label, "period": _period_of(given)}
    outbox.post(
        system_actor(alliance),
        event=ROLE_GIVEN.key,
        person=given.person,
        about=given,
        occasion=str(given.version),
        values=values,
        path=home,
    )


def tell_stopped(job) -> None:
    system = system_actor(job.alliance)
    people = [job.asked_by] if job.asked_by_id else administrators_of(job.alliance, system.on)
    path = reverse("governance:job_detail", args=[job.alliance.slug, job.pk])
    values = {"title": job.spoken_title, "why": job.failure}
    outbox.post_all(
        system, event=JOB_STOPPED.key, people=people, about=job, occasion=str(job.version), values=values, path=path
    )


def tell_made(person) -> None:
    home = reverse("governance:my_page", args=[person.alliance.slug])
    system = system_actor(person.alliance)
    outbox.post(system, event=ALLIANCE_MADE.key, person=person, about=person.alliance, path=home)


def _period_of(given):
    """From when to when a role holds, as the end of a sentence."""
    if given.valid_from and given.valid_to:
        words, days = _(" fra {first} til {last}"), {"first": given.valid_from, "last": given.valid_to}
    elif given.valid_from:
        words, days = _(" fra {first}"), {"first": given.valid_from}
    elif given.valid_to:
        words, days = _(" til {last}"), {"last": given.valid_to}
    else:
        return ""
    return format_lazy(words, **{name: written_day(day) for name, day in days.items()})
