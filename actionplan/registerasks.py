"""What the registers ask of those who edit them: applications to send, and reports to givers, on my page and in the
calendar."""

from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from actionplan.applicationfacts import Due, due_of, waits_for
from actionplan.choices import UNSENT, ApplicationState
from actionplan.models import GrantApplication
from actionplan.permissions import led_sections
from governance.composed import all_held, composed
from governance.mypage.asks import COMES_WITHIN, Ask
from governance.openness.calendars import BACK, Entry

LONGEST = 90  # of what an application is called


def late_applications(actor) -> list[Ask]:
    """Applications whose deadline has passed unsent, and reports that the giver waits for."""
    return [_ask(actor, due) for due in due_of(_edited(actor), actor.on, COMES_WITHIN) if due.is_late]


def applications_soon(actor) -> list[Ask]:
    """Deadlines of applications and of reports in the next weeks."""
    return [_ask(actor, due) for due in due_of(_edited(actor), actor.on, COMES_WITHIN) if not due.is_late]


def _ask(actor, due: Due) -> Ask:
    url = reverse("actionplan:application_detail", args=[actor.alliance.slug, due.row.pk])
    return Ask(_words(due.row, due.is_report), url, "clock", due=due.day, late=due.is_late, note=due.row.giver.name)


def _words(row, is_report: bool) -> str:
    title = row.title if len(row.title) <= LONGEST else row.title[: LONGEST - 1].rstrip() + "…"
    words = _("Rapporter til giveren: {title}") if is_report else _("Send søknaden: {title}")
    return words.format(title=title)


def _edited(actor) -> list[GrantApplication]:
    """The applications that wait for something and that the actor edits; read once, whoever asks."""
    if "edited_applications" not in actor.cache:
        actor.cache["edited_applications"] = _edited_now(actor, actor.on)
    return actor.cache["edited_applications"]


@composed(all_held)
def _edited_now(actor, last):
    return _waiting(actor, last).select_related("giver")


def _waiting(actor, day):
    unsent = Q(state__in=UNSENT, deadline__isnull=False)
    unreported = Q(state=ApplicationState.GRANTED, report_by__isnull=False, reported_on=None)
    rows = GrantApplication.objects.visible_to(actor).filter(unsent | unreported)
    alive = Q(cooperation__valid_to__isnull=True) | Q(cooperation__valid_to__gte=day)
    if actor.edits_everything:
        return rows.filter(alive)
    mine = Q(cooperation__in=actor.edited_cooperations) | Q(section__in=led_sections(actor))
    return rows.filter(alive, mine)


def application_deadlines(actor, link) -> list[Entry]:
    """An entry in the person's calendar for each deadline of what she edits, from a year back."""
    rows = _waiting(actor, actor.on).select_related("giver").with_changed_at().order_by("pk")
    days = ((row, *waits_for(row)) for row in rows)
    return [_entry(row, day, is_report, link) for row, day, is_report in days if day and day >= actor.on - BACK]


def _entry(row, day: date, is_report: bool, link) -> Entry:
    url = link("actionplan:application_detail", pk=row.pk)
    return Entry(
        uid=f"application-{row.pk}-{'report' if is_report else 'deadline'}@vestregion",
        sequence=row.version,
        changed_at=row.changed_at,
        title=_words(row, is_report),
        start=day,
        end=day,
        text=f"{row.giver}: {url}",
        url=url,
    )
