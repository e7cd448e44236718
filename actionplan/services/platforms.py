"""The strategic platform: vision, goal and points, priority areas, focus areas and the names they went by."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.models import AreaName, FocusArea, PlanSection, PlatformPoint, PriorityArea, StrategicPlatform
from actionplan.services.changing import changing, keep_targets
from actionplan.services.ordering import put_last
from governance import history
from governance.services.claims import claim
from governance.services.periods import refuse_overlap

AREA_PATHS = {PriorityArea: "area", FocusArea: "focus_area"}
TARGETS = ("resolution", "supersedes")


def create_platform(actor, *, cooperation, at=None, **values) -> StrategicPlatform:
    """Set up the platform of a period. Refuses periods that overlap."""
    platform = StrategicPlatform(cooperation=cooperation, **values)
    with history.recording(actor, "platform.create", platform, at=at):
        claim(actor, "platform.edit", cooperation, weak=True)
        keep_targets(None, values, *TARGETS)
        history.create(platform)
        refuse_second(platform)
        return platform


def create_point(actor, *, platform, at=None, **values) -> PlatformPoint:
    """Add a goal, pillar or value last among those of its kind."""
    return _add(actor, "point.create", PlatformPoint(platform=platform, **values), platform, at)


def create_area(actor, *, platform, at=None, **values) -> PriorityArea:
    """Add a priority area last in the platform."""
    return _add(actor, "area.create", PriorityArea(platform=platform, **values), platform, at)


def area_named(actor, *, plan, name: str, at=None) -> PriorityArea:
    """The area of this name in the plan's platform; made where there is none, and the platform with it.

    The caller holds the cooperation and the plan.
    """
    platform = plan.platform or _platform_for(actor, plan, at)
    areas = PriorityArea.objects.of(plan.alliance).filter(platform=platform)
    wanted, year = name.casefold(), date(plan.year, 1, 1)
    found = [area for area in areas if area.name.casefold() == wanted and area.holds_on(year)]
    return found[0] if found else create_area(actor, platform=platform, name=name, at=at)


def coming_area(plan, name: str) -> PriorityArea | FocusArea | None:
    """The area or focus area of this name in the plan's platform that begins after the plan's year; None where one of
    the name has begun by then."""
    areas = PriorityArea.objects.of(plan.alliance).filter(platform=plan.platform_id)
    focus = FocusArea.objects.of(plan.alliance).filter(area__platform=plan.platform_id)
    same = [row for row in (*areas, *focus) if row.name.casefold() == name.casefold()]
    last = date(plan.year, 12, 31)
    coming = [row for row in same if row.valid_from and row.valid_from > last]
    return min(coming, key=lambda row: row.valid_from) if coming and len(coming) == len(same) else None


def _platform_for(actor, plan, at) -> StrategicPlatform:
    """The platform that holds when the plan's year begins; else a new one, until the day before the next."""
    first = date(plan.year, 1, 1)
    stored = StrategicPlatform.objects.of(plan.alliance).filter(cooperation=plan.cooperation)
    holding = next((row for row in stored if row.holds_on(first)), None)
    if holding is not None:
        return holding
    later = [row.valid_from for row in stored if row.valid_from and row.valid_from > first]
    title = _("Strategisk plattform fra {year}").format(year=plan.year)
    last = min(later) - timedelta(days=1) if later else None
    values = {"title": title, "valid_from": first, "valid_to": last}
    return create_platform(actor, cooperation=plan.cooperation, at=at, **values)


def create_focus_area(actor, *, area, at=None, **values) -> FocusArea:
    """Add a focus area last under a priority area; its period says from which year it counts."""
    return _add(actor, "focusarea.create", FocusArea(area=area, **values), area, at)


def add_area_name(actor, *, area=None, focus_area=None, at=None, **values) -> AreaName:
    """Note another name an area or focus area goes or went by, from-to."""
    name = AreaName(area=area, focus_area=focus_area, **values)
    with changing(actor, "areaname.create", name, about=area or focus_area, at=at):
        return history.create(name)


def change_platform_row(actor, row, *, base_version=None, reason: str = "", at=None, **values):
    """Change a platform, or one of its points, areas, focus areas or names. Refuses periods that overlap. Raises Clash.

    What overlapped before there was a rule may still be changed in other ways.
    """
    with changing(actor, f"{row._meta.model_name}.change", row, reason=reason, at=at):
        keep_targets(row, values, *TARGETS)
        before = _span(row)
        saved = history.save(row, values, base_version=base_version)
        if _span(saved) != before:
            refuse_second(saved)
            _refuse_while_used(saved, before)
        return saved


def _refuse_while_used(row, before: tuple) -> None:
    """An area keeps the years of the plans that stand under it; what stood outside before may stay as it was.

    Raises ValidationError at the day that is in the way, which names the plans.
    """
    path = AREA_PATHS.get(type(row))
    if path is None:
        return
    _name, first, last = before
    rows = PlanSection.objects.present().filter(**{path: row}, plan__removed_at__isnull=True).order_by("plan__year")
    used = dict.fromkeys(rows.values_list("plan__title", "plan__year"))
    used = [(title, year) for title, year in used if _reaches(first, last, year)]
    early = [title for title, year in used if row.valid_from and row.valid_from > date(year, 12, 31)]
    late = [title for title, year in used if row.valid_to and row.valid_to < date(year, 1, 1)]
    for field, those in (("valid_from", early), ("valid_to", late)):
        if those:
            words = _(
                "«{area}» er brukt i planer utenfor denne tiden: {plans}. Flytt delene til et annet område først."
            )
            raise ValidationError({field: words.format(area=row, plans=", ".join(those))})


def _reaches(first: date | None, last: date | None, year: int) -> bool:
    """Whether the period has a day in the year."""
    return (first is None or first <= date(year, 12, 31)) and (last is None or last >= date(year, 1, 1))


def refuse_second(row) -> None:
    """Two platforms of a cooperation, and two areas or focus areas of one name in a platform, never hold on one day.

    Raises ValidationError. The caller holds the cooperation.
    """
    match row:
        case StrategicPlatform():
            others = StrategicPlatform.objects.filter(cooperation=row.cooperation)
            message = _("Samarbeidet har allerede en plattform i denne tiden. Sett en siste dag på den først.")
        case PriorityArea():
            others = _namesakes(row, PriorityArea.objects.filter(platform=row.platform))
            message = _("Plattformen har allerede et innsatsområde med dette navnet i denne tiden.")
        case FocusArea():
            others = _namesakes(row, FocusArea.objects.filter(area__platform=row.area.platform))
            message = _("Plattformen har allerede et fokusområde med dette navnet i denne tiden.")
        case _:
            return
    refuse_overlap(row, others, message)


def _namesakes(row, rows):
    """Compared here, since the databases do not agree on which letters are the same."""
    name = row.name.casefold()
    return rows.filter(pk__in=[pk for pk, other in rows.values_list("pk", "name") if other.casefold() == name])


def _span(row) -> tuple:
    return tuple(getattr(row, name, None) for name in ("name", "valid_from", "valid_to"))


def _add(actor, act: str, row, parent, at):
    with changing(actor, act, row, about=parent, at=at):
        put_last(row, actor.alliance)
        history.create(row)
        refuse_second(row)
        return row
