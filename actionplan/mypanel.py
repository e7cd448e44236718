"""What my page says of the work to report: for each section the person reports, what lacks status and what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from actionplan.choices import PlanState
from actionplan.deadlines import from_json, is_overdue, parse_deadline
from actionplan.delivery import delivered_of
from actionplan.models import Activity, StatusReport
from actionplan.periods import Period
from actionplan.permissions import led_sections


@dataclass(frozen=True, slots=True)
class ToReport:
    """A section with work to report. `missing`: activities without status for the period; `late`: past a deadline."""

    title: str
    url: str
    missing: int
    late: int


VALUES = (
    "pk",
    "section_id",
    "section__title",
    "section__plan__cooperation__slug",
    "section__plan__cooperation__is_main",
    "deadline",
    "deadline_text",
)


def status_to_report(person, actor) -> dict[str, Any] | None:
    """The period that is open on the actor's day and the sections she reports; None when nothing is asked of her.

    Two or three queries, whatever the number of sections.
    """
    period, year = Period.for_date(actor.on), actor.on.year
    mine = _mine(actor)
    if mine is None:
        return None
    plans = {"section__plan__year": year, "section__plan__state__in": (PlanState.PROPOSED, PlanState.ADOPTED)}
    rows = Activity.objects.visible_to(actor).filter(mine, _alive(actor), section__removed_at__isnull=True, **plans)
    activities = list(rows.order_by("section__plan__cooperation__name", "section__position").values_list(*VALUES))
    sections = _counted(actor, activities, period, year)
    return {"period": period, "year": year, "sections": sections} if sections else None


def _mine(actor) -> Q | None:
    """The activities a person reports: all for the secretariat, those of her sections for the one who leads them."""
    if actor.edits_everything:
        return Q()
    led = led_sections(actor)
    if not led and not actor.edited_cooperations:
        return None
    return Q(section__in=led) | Q(section__plan__cooperation__in=actor.edited_cooperations)


def _alive(actor) -> Q:
    ends = "section__plan__cooperation__valid_to"
    return Q(**{f"{ends}__isnull": True}) | Q(**{f"{ends}__gte": actor.on})


def _counted(actor, activities: list[tuple], period: Period, year: int) -> list[ToReport]:
    reports = _reports(actor, {row[0] for row in activities}) if activities else {}
    found: dict[UUID, list] = {}
    for pk, section, title, slug, is_main, stored, text in activities:
        counts = found.setdefault(section, [title, _address(actor, slug, is_main, year, period, section), 0, 0])
        said = reports.get(pk, {})
        deadline = from_json(stored) if stored else parse_deadline(text, year)
        counts[2] += period not in said
        counts[3] += _is_late(deadline, said, actor.on, year)
    return [ToReport(*counts) for counts in found.values() if counts[2] or counts[3]]


def _is_late(deadline, said: dict, on, year: int) -> bool:
    """Whether deliveries are missing today, by what was said last."""
    newest = next((period for period in reversed(Period) if period in said), None)
    delivered = delivered_of(*said[newest], deadline, newest, year) if newest is not None else 0
    return is_overdue(deadline, delivered, on, year)


def _reports(actor, activities: Iterable[UUID]) -> dict[UUID, dict[str, tuple]]:
    """Activity -> period -> (status, number typed)."""
    rows = StatusReport.objects.visible_to(actor).filter(activity__in=activities)
    found: dict[UUID, dict[str, tuple]] = {}
    for activity, period, status, delivered in rows.values_list("activity_id", "period", "status", "delivered"):
        found.setdefault(activity, {})[period] = (status, delivered)
    return found


def _address(actor, slug: str, is_main: bool, year: int, period: Period, section: UUID) -> str:
    where = {"alliance": actor.alliance.slug, "year": year, "period": period.value}
    if not is_main:
        where["cooperation"] = slug
    return f"{reverse('actionplan:status_list', kwargs=where)}#del-{section}"
