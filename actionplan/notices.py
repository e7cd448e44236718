"""What the first floor writes to people about: the status of a period is asked for, and asked for once more."""

from datetime import timedelta

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from actionplan import gatheringmail
from actionplan.asks import status_to_report
from actionplan.choices import LED_SECTION
from actionplan.models import SectionPosition
from actionplan.periods import Period
from governance import clock, outbox
from governance.access import load_actor, system_actor
from governance.mail.mailevents import MailEvent, register_event
from governance.models import Alliance, Person
from governance.rows import dated
from governance.templatetags.norwegian import norwegian_date

ASKED_BEFORE, REMINDED_BEFORE = timedelta(days=14), timedelta(days=2)
_written_day = lazy(norwegian_date, str)

PLACES = {
    "sections": _("delene av planen som mangler status"),
    "period": _("perioden"),
    "day": _("siste dag i perioden"),
}


def _reports(actor) -> bool:
    return bool(actor.held(LED_SECTION)) or actor.edits_everything


ASKED = MailEvent(
    key="status.asked",
    title=_("Status for en periode skal meldes"),
    audience=_("De som leder en del av handlingsplanen"),
    subject=_("Meld status for {period}"),
    body=_(
        "Hei {name}\n\nPerioden {period} går ut {day}. "
        "Disse delene mangler status:\n\n{sections}\n\nMeld den her:\n{link}"
    ),
    places=PLACES,
    receives=_reports,
)
REMINDED = MailEvent(
    key="status.reminder",
    title=_("Påminnelse om status som mangler"),
    audience=_("De som leder en del av handlingsplanen"),
    subject=_("Påminnelse: status for {period}"),
    body=_(
        "Hei {name}\n\nPerioden {period} går ut {day}, "
        "og disse delene mangler fortsatt status:\n\n{sections}\n\nMeld den her:\n{link}"
    ),
    places=PLACES,
    receives=_reports,
)


def register() -> None:
    for event in (ASKED, REMINDED, *gatheringmail.EVENTS):
        register_event(event)


def ask_for_status() -> int:
    """A nightly chore: each who leads a section that lacks status is asked a fortnight before the period ends, and
    reminded two days before. Once for a period each, whatever the number of nights. Returns how many were written."""
    return sum(_ask(alliance) for alliance in Alliance.objects.all())


def _ask(alliance) -> int:
    on = clock.today(alliance)
    period = Period.for_date(on)
    last = period.status_date(on.year)
    if on < last - ASKED_BEFORE:
        return 0
    event = REMINDED if on >= last - REMINDED_BEFORE else ASKED
    return sum(_write(alliance, person, event, period, last) for person in _leaders(alliance, on))


def _leaders(alliance, on):
    led = SectionPosition.objects.of(alliance).filter(dated(on, "position__"), is_lead=True, position__removed_at=None)
    rows = Person.objects.of(alliance).filter(pk__in=led.values("position__holder"), user__is_active=True)
    return rows.select_related("user")


def _write(alliance, person, event, period, last) -> bool:
    asked = status_to_report(person, load_actor(alliance, person.user))
    missing = [section for section in asked["sections"] if section.missing] if asked else []
    if not missing:
        return False
    mail = outbox.post(
        system_actor(alliance),
        event=event.key,
        person=person,
        about=person,
        occasion=f"{last.year}-{period.value}",
        values={
            "period": lazy(lambda: f"{period.label} {last.year}", str)(),
            "day": _written_day(last),
            "sections": "\n".join(f"– {section.title}" for section in missing),
        },
        path=missing[0].url,
    )
    return mail is not None
