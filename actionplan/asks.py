"""What the plans of the year ask of a person: status to give for her sections, and what she answers for in time.

Three queries at most, whatever the number of activities; the work that is read once serves both blocks of my page.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.choices import PlanState
from actionplan.deadlines import Deadline, from_json, is_overdue, next_due, parse_deadline
from actionplan.delivery import delivered_last
from actionplan.models import Activity, StatusReport
from actionplan.periods import Period
from actionplan.permissions import led_sections
from governance.mypage.asks import COMES_WITHIN, Ask

EACH_SECTION = 4  # more sections than this are one line
EACH_ON_A_DAY = 3  # more deadlines on one day than this are one line
LONGEST = 90  # of an activity's title
VALUES = (
    "pk",
    "title",
    "section_id",
    "section__title",
    "section__plan__cooperation_id",
    "section__plan__cooperation__slug",
    "section__plan__cooperation__is_main",
    "deadline",
    "deadline_text",
    "responsible_organisation_id",
    "responsible_organisation__name",
    "responsible_person_id",
    "responsible_position__holder_id",
)


@dataclass(frozen=True, slots=True)
class Work:
    """An activity of this year with what has been said of it. `reports`: she gives its status; `answers`: it is done by
    her, or by an organisation she is the contact of (`by`)."""

    title: str
    section: UUID
    section_title: str
    url: str
    reports: bool
    answers: bool
    by: str
    said: dict[str, tuple]
    deadline: Deadline

    def is_missing(self, period: Period) -> bool:
        return period not in self.said

    def delivered(self, year: int) -> int:
        return delivered_last(self.said, self.deadline, year)

    def is_late(self, on: date, year: int) -> bool:
        """Whether deliveries are missing today, by what was said last."""
        return is_overdue(self.deadline, self.delivered(year), on, year)


@dataclass(frozen=True, slots=True)
class ToReport:
    """A section with work to report. `missing`: activities without status for the period; `late`: past a deadline."""

    title: str
    url: str
    missing: int
    late: int


def status_to_report(person, actor) -> dict[str, Any] | None:
    """The period that is open on the actor's day and the sections she reports; None when nothing is asked of her."""
    found: dict[UUID, list[Work]] = defaultdict(list)
    period, year = Period.for_date(actor.on), actor.on.year
    for work in work_of(actor):
        if work.reports:
            found[work.section].append(work)
    counted = [_counted(actor, works, period, year) for works in found.values()]
    sections = [section for section in counted if section.missing or section.late]
    return {"period": period, "year": year, "sections": sections} if sections else None


def _counted(actor, works: list[Work], period: Period, year: int) -> ToReport:
    missing = sum(work.is_missing(period) for work in works)
    late = sum(work.is_late(actor.on, year) for work in works)
    return ToReport(works[0].section_title, works[0].url, missing, late)


def to_report(actor) -> list[Ask]:
    """Status that is missing for the period that is open, and what is late, for each section the person reports."""
    asked = status_to_report(actor.person, actor)
    if asked is None:
        return []
    sections, period, year = asked["sections"], asked["period"], asked["year"]
    if len(sections) > EACH_SECTION:
        sentence = _("Meld status for {count} deler av handlingsplanen, {period} {year}")
        sentence = sentence.format(count=len(sections), period=_named(period), year=year)
        return [_report(sentence, sections[0].url.partition("#")[0], sections, period.status_date(year))]
    sentence = _("Meld status for «{section}», {period} {year}")
    return [
        _report(
            sentence.format(section=section.title, period=_named(period), year=year),
            section.url,
            [section],
            period.status_date(year),
        )
        for section in sections
    ]


def _report(sentence: str, url: str, sections: list[ToReport], due: date) -> Ask:
    missing, late = sum(section.missing for section in sections), sum(section.late for section in sections)
    return Ask(sentence, url, "chart", due=due, late=bool(late), note=_counts(missing, late))


def _named(period: Period) -> str:
    """«1. tertial» on one line."""
    return period.label.lower().replace(" ", "\u00a0")


def _counts(missing: int, late: int) -> str:
    words = []
    if late:
        words.append(ngettext("{number} forsinket", "{number} forsinkede", late).format(number=late))
    if missing:
        words.append(ngettext("{number} mangler status", "{number} mangler status", missing).format(number=missing))
    return " · ".join(words)


def to_deliver(actor) -> list[Ask]:
    """What the person or her organisation answers for and has not delivered in time."""
    year = actor.on.year
    late = [work for work in work_of(actor) if work.answers and work.is_late(actor.on, year)]
    return [
        Ask(_("Lever: {title}").format(title=work.title), work.url, "tasks", late=True, note=work.by) for work in late
    ]


def deadlines_soon(actor) -> list[Ask]:
    """Deadlines of the next weeks, of what she reports or answers for and has not been delivered."""
    days: dict[date, list[Work]] = defaultdict(list)
    for work in work_of(actor):
        due = next_due(work.deadline, work.delivered(actor.on.year), actor.on, actor.on.year)
        if due is not None and due <= actor.on + COMES_WITHIN:
            days[due].append(work)
    return [ask for day, works in sorted(days.items()) for ask in _deadlines(day, works)]


def _deadlines(day: date, works: list[Work]) -> list[Ask]:
    if len(works) > EACH_ON_A_DAY:
        sentence = _("{count} aktiviteter har frist").format(count=len(works))
        return [Ask(sentence, works[0].url.partition("#")[0], "clock", due=day, weight=1)]
    return [
        Ask(_("Frist: {title}").format(title=work.title), work.url, "clock", due=day, note=work.by, weight=1)
        for work in works
    ]


def reports_soon(actor) -> list[Ask]:
    """The status date that comes, for those who have reported all and for those who have not alike."""
    period, year = Period.for_date(actor.on), actor.on.year
    due = period.status_date(year)
    reported = [work for work in work_of(actor) if work.reports]
    if not reported or due > actor.on + COMES_WITHIN:
        return []
    sentence = _("Statusdato for {period} {year}").format(period=_named(period), year=year)
    return [Ask(sentence, reported[0].url.partition("#")[0], "chart", due=due, weight=1)]


def work_of(actor) -> list[Work]:
    """The activities of this year's plans that the person reports or answers for; read once, whoever asks."""
    if "work_of" not in actor.cache:
        actor.cache["work_of"] = _read(actor)
    return actor.cache["work_of"]


def _read(actor) -> list[Work]:
    plans = {"section__plan__year": actor.on.year, "section__plan__state__in": (PlanState.PROPOSED, PlanState.ADOPTED)}
    rows = Activity.objects.visible_to(actor).filter(_mine(actor), _alive(actor), section__removed_at__isnull=True)
    # The alliance of the plan as well: its plans of the year are then where the database begins, not everyone's.
    rows = rows.filter(section__plan__alliance=actor.alliance, **plans)
    rows = rows.order_by("section__plan__cooperation__name", "section__position", "position")
    found = list(rows.values(*VALUES))
    said = _reports(actor, {row["pk"] for row in found}) if found else {}
    return [_work(actor, row, said.get(row["pk"], {})) for row in found]


def _mine(actor) -> Q:
    """All for the secretariat; else those of her sections, and those she or her organisation answers for."""
    if actor.edits_everything:
        return Q()
    person = actor.person.pk if actor.person else None
    done = Q(responsible_person=person) | Q(responsible_position__holder=person)
    led = Q(section__in=led_sections(actor)) | Q(section__plan__cooperation__in=actor.edited_cooperations)
    return done | led | Q(responsible_organisation__in=actor.organisations)


def _alive(actor) -> Q:
    ends = "section__plan__cooperation__valid_to"
    return Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": actor.on})


def _work(actor, row: dict[str, Any], said: dict[str, tuple]) -> Work:
    stored, year = row["deadline"], actor.on.year
    own = actor.person is not None and actor.person.pk in (
        row["responsible_person_id"],
        row["responsible_position__holder_id"],
    )
    for_organisation = row["responsible_organisation_id"] in actor.organisations
    reports = actor.edits(row["section__plan__cooperation_id"]) or row["section_id"] in led_sections(actor)
    return Work(
        title=row["title"] if len(row["title"]) <= LONGEST else row["title"][: LONGEST - 1].rstrip() + "…",
        section=row["section_id"],
        section_title=row["section__title"],
        url=_address(actor, row, year),
        reports=reports,
        answers=own or for_organisation,
        by=(row["responsible_organisation__name"] or "") if for_organisation else "",
        said=said,
        deadline=from_json(stored) if stored else parse_deadline(row["deadline_text"], year),
    )


def _reports(actor, activities: Iterable[UUID]) -> dict[UUID, dict[str, tuple]]:
    """Activity -> period -> (status, number typed)."""
    rows = StatusReport.objects.visible_to(actor).filter(activity__in=activities)
    found: dict[UUID, dict[str, tuple]] = {}
    for activity, period, status, delivered in rows.values_list("activity_id", "period", "status", "delivered"):
        found.setdefault(activity, {})[period] = (status, delivered)
    return found


def _address(actor, row: dict[str, Any], year: int) -> str:
    where = {"alliance": actor.alliance.slug, "year": year, "period": Period.for_date(actor.on).value}
    if not row["section__plan__cooperation__is_main"]:
        where["cooperation"] = row["section__plan__cooperation__slug"]
    return f"{reverse('actionplan:status_list', kwargs=where)}#del-{row['section_id']}"
