"""Where the sections of a plan belong in the platform of the next year: the same area where it still holds, else the
one of the same name or of another name it goes by; and the areas that are new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from actionplan.models import AreaName, FocusArea, PlanSection, PriorityArea, StrategicPlatform


@dataclass(frozen=True, slots=True)
class Place:
    """Where a section goes. No area: it has no place. `lost`: the name of the focus area that has none."""

    area: PriorityArea | None
    focus_area: FocusArea | None = None
    lost: str = ""


@dataclass(frozen=True, slots=True)
class NewArea:
    """An area or focus area that no section of the old plan stands under. `begins`: it is new that year."""

    area: PriorityArea
    focus_area: FocusArea | None
    begins: bool

    @property
    def key(self) -> str:
        return str((self.focus_area or self.area).pk)

    @property
    def name(self) -> str:
        return (self.focus_area or self.area).name


def platform_for(actor, cooperation, year: int) -> StrategicPlatform | None:
    """The platform that holds on the first day of the year."""
    rows = StrategicPlatform.objects.of(actor.alliance).filter(cooperation=cooperation)
    return rows.on(date(year, 1, 1)).order_by("-valid_from").first()


class NextAreas:
    """The areas of a platform in a year, and what they are called; three questions."""

    def __init__(self, alliance, platform: StrategicPlatform | None, year: int):
        self.platform, self.year = platform, year
        days = date(year, 1, 1), date(year, 12, 31)
        areas = PriorityArea.objects.of(alliance).overlapping(*days).filter(platform=platform)
        focus = FocusArea.objects.of(alliance).overlapping(*days).filter(area__platform=platform)
        self.areas = list(areas.order_by("position"))
        self.focus_areas = list(focus.order_by("area__position", "position").select_related("area"))
        self._names: dict[UUID, set[str]] = {}
        for row in AreaName.objects.of(alliance).order_by():
            self._names.setdefault(row.area_id or row.focus_area_id, set()).add(_plain(row.name))

    def place_of(self, section: PlanSection) -> Place:
        """Where the section goes, by its area and focus area."""
        if self.platform is None:
            return Place(section.area, section.focus_area)
        area = self._same(section.area, self.areas)
        if section.focus_area is None:
            return Place(area)
        focus = self._same(section.focus_area, self.focus_areas)
        if focus is not None:  # which may hang under another area than it did
            return Place(next((each for each in self.areas if each.pk == focus.area_id), area), focus)
        return Place(area, None, section.focus_area.name)

    def new_areas(self, sections: Iterable[PlanSection]) -> list[NewArea]:
        """Focus areas, and areas without any, that no section goes to; in the order of the platform."""
        places = [self.place_of(each) for each in sections]
        used = {each.focus_area.pk for each in places if each.focus_area is not None}
        used_areas = {each.area.pk for each in places if each.area is not None}
        parents = {each.area_id for each in self.focus_areas}
        bare = [(each, None) for each in self.areas if each.pk not in parents | used_areas]
        free = [(each.area, each) for each in self.focus_areas if each.pk not in used]
        return [NewArea(area, focus, self._begins(focus or area)) for area, focus in (*free, *bare)]

    def _begins(self, row) -> bool:
        return row.valid_from is not None and row.valid_from >= date(self.year, 1, 1)

    def _same(self, old, candidates: list):
        """The row itself, else one that shares a name with it."""
        names = self._all_names(old)
        by_key = next((each for each in candidates if each.pk == old.pk), None)
        return by_key or next((each for each in candidates if names & self._all_names(each)), None)

    def _all_names(self, row) -> set[str]:
        return {_plain(row.name)} | self._names.get(row.pk, set())


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
