"""The sections of a plan gathered under the priority areas they serve, as its pages show them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from actionplan.planfacts import SectionFacts


@dataclass(slots=True)
class AreaFacts:
    """A priority area with its sections, in the order they first come; `other`: what else it is called."""

    pk: UUID
    name: str
    goal: str
    other: str = ""
    sections: list[SectionFacts] = field(default_factory=list)


def areas_of(sections: Iterable[SectionFacts]) -> list[AreaFacts]:
    """Sections gathered under their priority areas."""
    areas: dict[UUID, AreaFacts] = {}
    for section in sections:
        area = section.row.area
        areas.setdefault(area.pk, AreaFacts(area.pk, section.area.name, area.goal, section.area.other)).sections.append(
            section
        )
    return list(areas.values())
