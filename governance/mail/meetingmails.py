"""What is written about a meeting to those who read its papers: called, changed, cancelled, a new paper, published."""

from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from governance import agendawords, announcements, outbox
from governance.access import system_actor
from governance.bodies.convened import asked_to
from governance.choices import EDITOR_ROLES, AppointmentKind, MeetingState, Notice
from governance.mail import answermails
from governance.mail.answermails import MEETING
from governance.mail.mailevents import MailEvent, register_event
from governance.mail.words import lazily, once_each
from governance.models import MeetingAnswer, Person
from governance.programme import FACT
from governance.rows import dated

SITS = _("De som leser organets papirer")


def _sits(actor) -> bool:
    return bool(actor.bodies) or actor.edits_everything


CALLED = MailEvent(
    key="meeting.called",
    title=_("Et møte er innkalt"),
    audience=SITS,
    subject=_("Innkalling: {body} {day}"),
    body=_(
        "Hei {name}\n\n{body} er innkalt til møte {day} {time}\nSted: {place}\n\n"
        "Saksliste og papirer ligger her:\n{link}"
    ),
    places=MEETING,
    receives=_sits,
    part=answermails.calendar_part,
)
CHANGED = MailEvent(
    key="meeting.changed",
    title=_("Et innkalt møte er flyttet eller endret"),
    audience=SITS,
    mandatory=True,  # whoever is not told, travels in vain
    subject=_("Endret møte: {body} {day}"),
    body=_(
        "Hei {name}\n\nMøtet i {body} er endret.\n{changes}\n\nDet som gjelder nå: {day} {time}\nSted: {place}\n\n"
        "Saksliste og papirer ligger her:\n{link}"
    ),
    places=MEETING | {"changes": _("det som er endret, og hva det var før")},
    receives=_sits,
    part=answermails.calendar_part,
)
CANCELLED = MailEvent(
    key="meeting.cancelled",
    title=_("Et innkalt møte er avlyst"),
    audience=SITS,
    mandatory=True,
    subject=_("Avlyst: {body} {day}"),
    body=_(
        "Hei {name}\n\nMøtet i {body} {day} er avlyst.{why}\n\nSakene venter på et nytt møte. Se møtet her:\n{link}"
    ),
    places={name: MEETING[name] for name in ("body", "day")} | {"why": _("hvorfor, når det er sagt")},
    receives=_sits,
    part=answermails.calendar_part,
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
AGENDA = MailEvent(
    key="meeting.agenda",
    title=_("Sakslisten til et innkalt møte er endret"),
    audience=SITS,
    subject=_("Ny saksliste: {body} {day}"),
    body=_(
        "Hei {name}\n\nSakslisten til møtet i {body} {day} er endret. Dette er versjon {version}.\n"
        "Hvorfor: {why}\n\n{changes}\n\nSe hva som er nytt, og les papirene:\n{link}"
    ),
    places={name: MEETING[name] for name in ("body", "day")}
    | {
        "version": _("versjonen av sakslisten"),
        "why": _("hvorfor sakslisten ble åpnet igjen"),
        "changes": _("det som er endret, en linje for hver sak"),
    },
    receives=_sits,
)
PUBLISHED = MailEvent(
    key="meeting.published",
    title=_("Et møte er publisert med vedtakene"),
    audience=SITS,
    mode=Notice.DIGEST,
    subject=_("Publisert: {body} {day}"),
    body=_("Hei {name}\n\nSaksliste, papirer og vedtak fra møtet i {body} {day} er publisert:\n{link}"),
    places={name: MEETING[name] for name in ("body", "day")},
    receives=_sits,
)
EVENTS = (CALLED, CHANGED, CANCELLED, AGENDA, PAPER_ADDED, PUBLISHED)


def register() -> None:
    """Make the events known, and follow the acts that they tell of."""
    for event in EVENTS:
        register_event(event)
    announcements.meeting_called.follow(tell_called)
    announcements.meeting_changed.follow(tell_changed)
    announcements.meeting_cancelled.follow(tell_cancelled)
    announcements.agenda_sent.follow(tell_agenda)
    announcements.paper_added.follow(tell_paper_added)
    announcements.meeting_published.follow(tell_published)


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
    """The substitutes who are summoned to a meeting: what is sent later goes to them as well."""
    rows = MeetingAnswer.objects.of(meeting.alliance_id).standing().filter(meeting=meeting.pk)
    return [row.person for row in rows.select_related("person__user")]


def _is_called(meeting) -> bool:
    return meeting is not None and meeting.state == MeetingState.CALLED


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
        answers=lambda people: answermails.answer_links(meeting, [each for each in people if each.pk in asked]),
    )


def tell_changed(change: announcements.MeetingChange) -> None:
    """To those who were told of the call. Where it has got another day, who is asked answers anew, by a new link."""
    meeting = change.meeting
    asked = asked_to(meeting) if change.is_moved else {}
    changes = format_lazy("\n{lines}", lines=lazily(once_each(lambda: "\n".join(_lines_of(change)))))
    outbox.post_all(
        system_actor(meeting.alliance),
        event=CHANGED.key,
        people=_once([*readers_of(meeting.body, meeting.day), *_summoned(meeting)]),
        about=meeting,
        occasion=str(meeting.version),
        values=answermails.told_of(meeting) | {"changes": changes},
        path=answermails.page_of(meeting),
        answers=lambda people: answermails.answer_links(meeting, [each for each in people if each.pk in asked]),
    )


def _lines_of(change: announcements.MeetingChange) -> list[str]:
    """What has changed, each on a line with what stood before, in the language of the receiver."""
    lines = [agendawords.fact_line(name, was, getattr(change.meeting, name)) for name, was in change.was.items()]
    return [*lines, agendawords.fact_line(FACT, *change.programme)] if change.programme else lines


def tell_agenda(sent: announcements.AgendaSent) -> None:
    """To all who are called, what is changed in the agenda since they had it last."""
    version = sent.version
    meeting = version.meeting
    changes = lazily(once_each(lambda: "\n".join(agendawords.letter_lines(sent.before, version))))
    values = {"body": meeting.body.name, "day": answermails.told_of(meeting)["day"], "version": version.number}
    compare = reverse("governance:meeting_agenda_compare", args=[meeting.alliance.slug, meeting.pk])
    link = outbox.absolute(f"{compare}?fra={sent.before.number}&til={version.number}")
    outbox.post_all(
        system_actor(meeting.alliance),
        event=AGENDA.key,
        people=_once([*readers_of(meeting.body, meeting.day), *_summoned(meeting)]),
        about=meeting,
        occasion=str(version.number),
        values=values | {"why": version.why, "changes": changes, "link": link},
        path=answermails.page_of(meeting),  # where its mails are counted
    )


def tell_cancelled(cancelled: announcements.MeetingCancelled) -> None:
    """To those who were told of the call, and the substitutes who were summoned."""
    meeting = cancelled.meeting
    why = format_lazy(_(" Grunn: {why}"), why=cancelled.reason) if cancelled.reason else ""
    outbox.post_all(
        system_actor(meeting.alliance),
        event=CANCELLED.key,
        people=_once([*readers_of(meeting.body, meeting.day), *_summoned(meeting)]),
        about=meeting,
        values=answermails.told_of(meeting) | {"why": why},
        path=answermails.page_of(meeting),
    )


def _once(people: list[Person]) -> list[Person]:
    return list({person.pk: person for person in people}.values())


def tell_paper_added(item) -> None:
    """Each time anew: the newest version tells one time from another."""
    system = system_actor(item.alliance)
    sent = item.papers.present().exclude(sent_at=None).count()
    files = item.attachments.present().filter(versions__sent_at__isnull=False).count()
    values = {"body": item.body.name, "number": item.number or "–"}
    outbox.post_all(
        system,
        event=PAPER_ADDED.key,
        people=[*readers_of(item.body, system.on), *(_summoned(item.meeting) if _is_called(item.meeting) else [])],
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


def _path_of_item(item) -> str:
    turn = [item.turn] if item.turn > 1 else []
    return reverse(
        "governance:item_detail", args=[item.alliance.slug, item.case.year, item.case.sequence, item.body.slug, *turn]
    )
