"""The strategic platform: vision, goal and points, priority areas, focus areas and the names they went by."""

from actionplan.models import AreaName, FocusArea, PlatformPoint, PriorityArea, StrategicPlatform
from actionplan.services.changing import changing
from actionplan.services.ordering import put_last
from governance import history
from governance.access import require


def create_platform(actor, *, cooperation, at=None, **values) -> StrategicPlatform:
    """Set up the platform of a period."""
    require(actor, "platform.edit", cooperation)
    platform = StrategicPlatform(cooperation=cooperation, **values)
    with history.recording(actor, "platform.create", platform, at=at):
        return history.create(platform)


def create_point(actor, *, platform, at=None, **values) -> PlatformPoint:
    """Add a goal, pillar or value last among those of its kind."""
    return _add(actor, "point.create", PlatformPoint(platform=platform, **values), platform, at)


def create_area(actor, *, platform, at=None, **values) -> PriorityArea:
    """Add a priority area last in the platform."""
    return _add(actor, "area.create", PriorityArea(platform=platform, **values), platform, at)


def create_focus_area(actor, *, area, at=None, **values) -> FocusArea:
    """Add a focus area last under a priority area; its period says from which year it counts."""
    return _add(actor, "focusarea.create", FocusArea(area=area, **values), area, at)


def add_area_name(actor, *, area=None, focus_area=None, at=None, **values) -> AreaName:
    """Note another name an area or focus area goes or went by, from-to."""
    name = AreaName(area=area, focus_area=focus_area, **values)
    with changing(actor, "areaname.create", name, about=area or focus_area, at=at):
        return history.create(name)


def change_platform_row(actor, row, *, base_version=None, reason: str = "", at=None, **values):
    """Change a platform, or one of its points, areas, focus areas or names. Raises Clash."""
    with changing(actor, f"{row._meta.model_name}.change", row, reason=reason, at=at):
        return history.save(row, values, base_version=base_version)


def _add(actor, act: str, row, parent, at):
    with changing(actor, act, row, about=parent, at=at):
        put_last(row, actor.alliance)
        return history.create(row)
