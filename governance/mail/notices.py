"""What the ground floor writes to people about, and to whom. Read by GovernanceConfig.ready()."""

from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from governance import announcements, outbox
from governance.access import system_actor
from governance.bodies.convened import asked_to
from governance.choices import ADDRESSED_ROLES, EDITOR_ROLES, AppointmentKind, MeetingState, Notice, Role
from governance.mail import answermails
from governance.mail.mailevents import MailEvent, register_event
from governance.mail.words import written_day
from governance.models import AllianceRole, MeetingAnswer, Person
from governance.rows import dated

SITS = _("De som leser organets papirer")
EDITS = _("Administratorer og sekretariat")


def _sits(actor) -> bool:
    return bool(actor.bodies) or actor.edits_everything


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
CALLED = MailEvent(
    key="meeting.called",
    title=_("Et møte er innkalt"),
    audience=SITS,
    subject=_("Innkalling: {body} {day}"),
    body=_(
        "Hei {name}\n\n{body} er innkalt til møte {day} {time}\nSted: {place}\n\n"
        "Saksliste og papirer ligger her:\n{link}"
    ),
    places={"body": _("organet"), "day": _("dagen for møtet"), "time": _("klokkeslettet"), "place": _("stedet")},
    receives=_sits,
)
PAPER_ADDED = MailEvent(
    key="paper.added",
    title=_("Et papir er sendt eller byttet ut etter innkallingen"),
    audience=SITS,
    modes=dict.fromkeys(EDITOR_ROLES, Notice.DIGEST),  # they send the papers themselves
    subject=_("Nytt papir i sak {number} til {body}"),
    body=_("Hei {name}\n\nSak {number} til {body} har fått et nytt eller endret papir:\n{link}"),
    places={"body": _("organet"), "number": _("saksnummeret")},
    receives=_sits,
)
PUBLISHED = MailEvent(
    key="meeting.published",
    title=_("Et møte er publisert med vedtakene"),
    audience=SITS,
    mode=Notice.DIGEST,
    subject=_("Publisert: {body} {day}"),
    body=_("Hei {name}\n\nSaksliste, papirer og vedtak fra møtet i {body} {day} er publisert:\n{link}"),
    places={"body": _("organet"), "day": _("dagen for møtet")},
    receives=_sits,
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
EVENTS = (INVITED, JOINED, TEST, CALLED, PAPER_ADDED, PUBLISHED, ROLE_GIVEN, JOB_STOPPED, ALLIANCE_MADE)


def register() -> None:
    """Make the events known, and follow the acts that they tell of."""
    for event in EVENTS:
        register_event(event)
    answermails.register()
    announcements.meeting_called.follow(tell_called)
    announcements.paper_added.follow(tell_paper_added)
    announcements.meeting_published.follow(tell_published)
    announcements.role_given.follow(tell_role)
    announcements.job_stopped.follow(tell_stopped)
    announcements.alliance_made.follow(tell_made)


def readers_of(body, on) -> list[Person]:
    """Those who read the papers of the body on the day: its members, and members of bodies that may attend."""
    held = dated(on, "appointments__") & dated(on, "appointments__seat__")
    held &= Q(
        appointments__removed_at__isnull=True,
        appointments__kind=AppointmentKind.MEMBER,
        appointments__seat__removed_at__isnull=True,
    )
    attending = body.rights.present().on(on).filter(may_attend=True, attending_body__isnull=False)
    sits = Q(appointments__seat__body=body) | Q(appointments__seat__body__in=attending.values("attending_body"))
    return list(Person.objects.of(body.alliance_id).filter(held & sits).select_related("user").distinct())


def _summoned(meeting) -> list[Person]:
    """The substitutes who are summoned to a meeting that is called: what is sent later goes to them as well."""
    if meeting is None or meeting.state != MeetingState.CALLED:
        return []
    rows = MeetingAnswer.objects.of(meeting.alliance_id).standing().filter(meeting=meeting.pk)
    return [row.person for row in rows.select_related("person__user")]


def administrators_of(alliance, on) -> list[Person]:
    roles = AllianceRole.objects.of(alliance).on(on).filter(role=Role.ADMINISTRATOR, cooperation=None)
    return list(Person.objects.of(alliance).filter(roles__in=roles).select_related("user").distinct())


def tell_called(meeting) -> None:
    """To those who read the papers; who holds a seat is asked whether she comes, by a link of her own."""
    asked = asked_to(meeting)
    outbox.post_all(
        system_actor(meeting.alliance),
        event=CALLED.key,
        people=readers_of(meeting.body, meeting.day),
        about=meeting,
        values=answermails.told_of(meeting),
        path=answermails.page_of(meeting),
        answer=lambda person: answermails.answer_link(meeting, person) if person.pk in asked else None,
    )


def tell_paper_added(item) -> None:
    """Each time anew: the newest version tells one time from another."""
    system = system_actor(item.alliance)
    sent = item.papers.present().exclude(sent_at=None).count()
    files = item.attachments.present().filter(versions__sent_at__isnull=False).count()
    values = {"body": item.body.name, "number": item.number or "–"}
    outbox.post_all(
        system,
        event=PAPER_ADDED.key,
        people=[*readers_of(item.body, system.on), *_summoned(item.meeting)],
        about=item,
        occasion=f"{sent}-{files}",
        values=values,
        path=_path_of_item(item),
    )


def tell_published(meeting) -> None:
    system = system_actor(meeting.alliance)
    outbox.post_all(
        system,
        event=PUBLISHED.key,
        people=readers_of(meeting.body, meeting.day),
        about=meeting,
        values=answermails.told_of(meeting),
        path=answermails.page_of(meeting),
    )


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


def _path_of_item(item) -> str:
    turn = [item.turn] if item.turn > 1 else []
    return reverse(
        "governance:item_detail", args=[item.alliance.slug, item.case.year, item.case.sequence, item.body.slug, *turn]
    )


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
