"""The money of a plan as its economy page shows it: lines by area and section with sums, by source, and the posts.

All sums are of what one has: what is only sought stands beside them. Amounts are kroner.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from actionplan.areanames import area_name
from actionplan.choices import Certainty, CostKind, FundingSource
from actionplan.economy import OUTCOMES, Deviation, Totals, add_up, deviation
from actionplan.models import CostEntry, CostLine, PlanSection
from actionplan.resourcefacts import (
    ENTRY_NAMES,
    EntryFacts,
    MoneyFacts,
    PostFacts,
    ResourceFacts,
    entries_by_line,
    resources_of,
    stands_of,
    totals_of,
)

COST_KINDS = dict(CostKind.choices)
# How sure money is, the surest first; what is set aside, fixed and granted is sure alike.
SURE, PROPOSED, ABOUT, SOUGHT = "sure", "proposed", "about", "sought"
GROUPS = {Certainty.PROPOSED: PROPOSED, Certainty.ABOUT: ABOUT, Certainty.SOUGHT: SOUGHT}


@dataclass(frozen=True, slots=True)
class CostFacts:
    """What money goes to, with its amounts."""

    pk: UUID
    title: str
    kind: str
    kind_code: str
    totals: Totals
    entries: tuple[EntryFacts, ...]
    is_sought: bool = False

    @property
    def name(self) -> str:
        """The kind, and the text that tells it from others of the kind."""
        return f"{self.kind}, {self.title}" if self.title else self.kind

    @property
    def stands(self) -> list[tuple[str, date]]:
        return stands_of(self.entries)

    @property
    def deviation(self) -> Deviation | None:
        return deviation([self.totals], *OUTCOMES)


@dataclass(frozen=True, slots=True)
class MoneySum:
    """A sum with its deviation; false where there is nothing to add up."""

    totals: Totals
    deviation: Deviation | None

    def __bool__(self):
        return bool(self.totals)


@dataclass(frozen=True, slots=True)
class SectionMoney:
    """The money of one section: where it comes from, what it goes to, and what is sought beside it."""

    section: PlanSection
    income: tuple[MoneyFacts, ...]
    costs: tuple[CostFacts, ...]
    posts: tuple[PostFacts, ...]

    @property
    def had(self) -> list[MoneyFacts]:
        return [line for line in self.income if not line.is_sought]

    @property
    def income_sum(self) -> MoneySum:
        return sum_of(self.had)

    @property
    def cost_sum(self) -> MoneySum:
        return sum_of(self.costs)

    @property
    def is_empty(self) -> bool:
        return not (self.income or self.costs)


@dataclass(frozen=True, slots=True)
class AreaMoney:
    """A priority area with the sum of its sections, and what it was given (None: not said)."""

    pk: UUID
    name: str
    sections: tuple[SectionMoney, ...]
    budget: Decimal | None

    @property
    def income_sum(self) -> MoneySum:
        return sum_of(line for section in self.sections for line in section.had)

    @property
    def cost_sum(self) -> MoneySum:
        return sum_of(line for section in self.sections for line in section.costs)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of money: the budget that holds, by how sure it is. `share` is per cent of all that one has."""

    name: str
    sure: Decimal | None
    proposed: Decimal | None
    about: Decimal | None
    had: Decimal | None
    sought: Decimal | None
    without_amount: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class KindRow:
    """One kind of cost through the whole plan."""

    name: str
    sum: MoneySum


@dataclass(frozen=True, slots=True)
class PostSum:
    """The posts of a plan: those with a size and their sum in full-time equivalents, the hourly, those without."""

    sized: tuple[tuple[PostFacts, Decimal], ...]
    hourly: tuple[PostFacts, ...]
    unsized: tuple[PostFacts, ...]

    @property
    def equivalents(self) -> Decimal:
        whole = sum((percent for _post, percent in self.sized), Decimal(0)) / 100
        return Decimal(f"{whole:.4f}".rstrip("0").rstrip("."))  # 4.2, as people write it, and not 4.20


def sum_of(lines: Iterable) -> MoneySum:
    """The sum of lines, kind by kind, with its deviation."""
    totals = [line.totals for line in lines]
    return MoneySum(add_up(totals), deviation(totals, *OUTCOMES))


def money_of(actor, sections: list[PlanSection]) -> list[SectionMoney]:
    """Sections with their money and posts, in the same few queries for any number of them."""
    keys = [section.pk for section in sections]
    resources, costs = resources_of(actor, keys), costs_of(actor, keys)
    return [_section(section, resources[section.pk], costs.get(section.pk, ())) for section in sections]


def _section(section: PlanSection, found: ResourceFacts, costs) -> SectionMoney:
    return SectionMoney(section, found.money, tuple(costs), found.posts)


def costs_of(actor, section_ids: list[UUID]) -> dict[UUID, list[CostFacts]]:
    """Section -> its costs in order."""
    mine = {"section__in": section_ids}
    of_lines = {"line__section__in": section_ids, "line__removed_at__isnull": True}
    amounts = CostEntry.objects.visible_to(actor).filter(**of_lines).order_by("pk")
    entries = entries_by_line(amounts.values_list(*ENTRY_NAMES))
    totals = totals_of(entries)
    rows = CostLine.objects.visible_to(actor).filter(**mine).order_by("position", "pk")
    found: dict[UUID, list[CostFacts]] = {}
    for pk, section, kind, title in rows.values_list("pk", "section_id", "kind", "title"):
        name, held = str(COST_KINDS[kind]), totals.get(pk, Totals())
        found.setdefault(section, []).append(CostFacts(pk, title, name, kind, held, tuple(entries.get(pk, ()))))
    return found


def areas_of(sections: Iterable[SectionMoney], budgets: dict[UUID, Decimal], year: int) -> list[AreaMoney]:
    """Sections gathered under their areas, in the order of the plan; each area under its name in the plan's year."""
    found: dict[UUID, list[SectionMoney]] = {}
    for each in sections:
        found.setdefault(each.section.area_id, []).append(each)
    return [
        AreaMoney(area, area_name(parts[0].section, year), tuple(parts), budgets.get(area))
        for area, parts in found.items()
    ]


def by_source(sections: Iterable[SectionMoney]) -> list[SourceRow]:
    """Each source that is there, in the order of the choices, and the sum of all as the last row."""
    lines = [line for section in sections for line in section.income]
    had = _sum(line for line in lines if not line.is_sought)
    rows = []
    for code, name in FundingSource.choices:
        of_source = [line for line in lines if line.source_code == code]
        if of_source:
            rows.append(_source(str(name), of_source, had))
    return [*rows, _source("", lines, had)] if rows else []


def _source(name: str, lines: list[MoneyFacts], all_had: Decimal | None) -> SourceRow:
    groups = {group: _sum(line for line in lines if _group(line) == group) for group in (SURE, PROPOSED, ABOUT, SOUGHT)}
    had = _sum(line for line in lines if not line.is_sought)
    share = (had * 100 / all_had).quantize(Decimal(1)) if had is not None and all_had else None
    without = sum(line.totals.current is None for line in lines)
    return SourceRow(name, *(groups[each] for each in (SURE, PROPOSED, ABOUT)), had, groups[SOUGHT], without, share)


def _group(line: MoneyFacts) -> str:
    return GROUPS.get(line.certainty_code, SURE)


def _sum(lines: Iterable[MoneyFacts]) -> Decimal | None:
    return add_up(Totals(planned=line.totals.current) for line in lines).planned


def by_kind(sections: Iterable[SectionMoney]) -> list[KindRow]:
    """Each kind of cost that is there, through the whole plan."""
    costs = [line for section in sections for line in section.costs]
    found = [(str(name), [line for line in costs if line.kind_code == code]) for code, name in CostKind.choices]
    return [KindRow(name, sum_of(lines)) for name, lines in found if lines]


def posts_of(sections: Iterable[SectionMoney]) -> PostSum:
    """The posts that work on the sections, each once: with the post's own size, else what it gives to the sections."""
    found: dict[UUID, list[PostFacts]] = {}
    for section in sections:
        for post in section.posts:
            found.setdefault(post.position, []).append(post)
    hourly = [posts[0] for posts in found.values() if posts[0].is_hourly]
    sizes = [(posts[0], _size(posts)) for posts in found.values() if not posts[0].is_hourly]
    sized = tuple((post, percent) for post, percent in sizes if percent)
    return PostSum(sized, tuple(hourly), tuple(post for post, percent in sizes if not percent))


def _size(posts: list[PostFacts]) -> Decimal:
    return posts[0].size or sum((post.percent for post in posts if post.percent), Decimal(0))
