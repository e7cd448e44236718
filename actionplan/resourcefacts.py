"""The resources of a plan's sections as plain data: money with sums, posts, reporting lines, partners.

All of it is hashable, so a page may remember what it has drawn of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from actionplan.choices import Certainty, EntryKind, FundingBasis, FundingSource, LineRole, ReportKind
from actionplan.economy import KINDS, Amount, Totals, add_up, line_totals
from actionplan.fees import FeeBasis, fee_totals
from actionplan.models import FundingEntry, FundingLine, ReportingLine, SectionPartner, SectionPosition

SOURCES, CERTAINTIES, ROLES = dict(FundingSource.choices), dict(Certainty.choices), dict(LineRole.choices)
ENTRY_KINDS = dict(EntryKind.choices)


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """One amount in kroner."""

    pk: UUID
    label: str
    status_date: date | None
    amount: Decimal


@dataclass(frozen=True, slots=True)
class MoneyFacts:
    """One source of money with its amounts. `is_reckoned`: the planned amount is the fee reckoned from populations."""

    pk: UUID
    title: str
    source: str
    certainty: str
    rate: Decimal | None
    population_on: date | None
    restriction: str
    participants: str
    payer: str
    totals: Totals
    entries: tuple[EntryFacts, ...]
    is_reckoned: bool


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post that works on the section."""

    pk: UUID
    percent: Decimal | None
    is_lead: bool
    title: str
    is_hourly: bool
    holder: str


@dataclass(frozen=True, slots=True)
class LineFacts:
    """A receiver of a report, and what it is to do with it."""

    pk: UUID
    receiver: str
    role: str


@dataclass(frozen=True, slots=True)
class PartnerFacts:
    pk: UUID
    name: str


@dataclass(frozen=True, slots=True)
class ResourceFacts:
    """What one section has to work with, and who it reports to: (kind of report, its receivers in order)."""

    money: tuple[MoneyFacts, ...]
    posts: tuple[PostFacts, ...]
    lines: tuple[tuple[str, tuple[LineFacts, ...]], ...]
    partners: tuple[PartnerFacts, ...]

    @property
    def totals(self) -> Totals:
        return add_up(each.totals for each in self.money)

    @property
    def is_reported(self) -> bool:
        return any(receivers for _kind, receivers in self.lines)

    @property
    def kinds(self) -> list[str]:
        """The kinds of amount that are there."""
        totals = self.totals
        return [kind for kind in KINDS if getattr(totals, kind) is not None]


def resources_of(plan, actor, section_ids: Iterable[UUID]) -> dict[UUID, ResourceFacts]:
    """Section -> its resources, in the same few queries for any number of sections."""
    keys = list(section_ids)
    mine = {"section__in": keys}
    of_lines = {"line__section__in": keys, "line__removed_at__isnull": True}
    return gathered(
        keys,
        plan.year,
        lines=_rows(FundingLine, actor, mine, "position", *LINE_NAMES),
        entries=_rows(FundingEntry, actor, of_lines, "pk", *ENTRY_NAMES),
        posts=_rows(SectionPosition, actor, mine, "order", *POST_NAMES),
        reports=_rows(ReportingLine, actor, mine, "position", *REPORT_NAMES),
        partners=_rows(SectionPartner, actor, mine, "organisation__name", *PARTNER_NAMES),
    )


def gathered(keys: list[UUID], year: int, *, lines, entries, posts, reports, partners) -> dict[UUID, ResourceFacts]:
    """Section -> its resources, of values in the order of the page: LINE_NAMES, ENTRY_NAMES and so on."""
    money, posts, partners = _money(lines, entries, year), _posts(posts), _partners(partners)
    lines = _lines(reports)
    return {
        key: ResourceFacts(
            money=tuple(money.get(key, ())),
            posts=tuple(posts.get(key, ())),
            lines=tuple((str(kind.label), tuple(lines.get((key, kind.value), ()))) for kind in ReportKind),
            partners=tuple(partners.get(key, ())),
        )
        for key in keys
    }


def _rows(model, actor, keep: dict, order: str, *names: str):
    rows = model.objects.visible_to(actor).filter(**keep).order_by(order, "pk")
    return rows.values_list(*names)


POST_NAMES = (
    *("section_id", "pk", "percent", "is_lead", "position__title", "position__is_hourly"),
    *("position__holder__given_name", "position__holder__family_name"),
)
REPORT_NAMES = ("section_id", "kind", "pk", "body__name", "organisation__name", "role")
PARTNER_NAMES = ("section_id", "pk", "organisation__name")
ENTRY_NAMES = ("line_id", "pk", "kind", "status_date", "amount")


def _posts(rows) -> dict[UUID, list[PostFacts]]:
    found: dict[UUID, list[PostFacts]] = {}
    for section, *facts, given, family in rows:
        found.setdefault(section, []).append(PostFacts(*facts, f"{given or ''} {family or ''}".strip()))
    return found


def _lines(rows) -> dict[tuple[UUID, str], list[LineFacts]]:
    found: dict[tuple[UUID, str], list[LineFacts]] = {}
    for section, kind, pk, body, organisation, role in rows:
        found.setdefault((section, kind), []).append(LineFacts(pk, body or organisation, str(ROLES[role])))
    return found


def _partners(rows) -> dict[UUID, list[PartnerFacts]]:
    found: dict[UUID, list[PartnerFacts]] = {}
    for section, pk, name in rows:
        found.setdefault(section, []).append(PartnerFacts(pk, name))
    return found


LINE_NAMES = (
    "pk",
    "section_id",
    "basis",
    "participants_id",
    "title",
    "source",
    "certainty",
    "rate",
    "population_on",
    "restriction",
    "participants__short_name",
    "participants__name",
    "payer__name",
)


def _money(lines, entries, year: int) -> dict[UUID, list[MoneyFacts]]:
    # What has no date is the oldest; the databases do not agree on where they put it.
    lines, entries = list(lines), sorted(entries, key=lambda entry: (entry[3] or date.min, entry[1].hex))
    totals = line_totals(Amount(line, kind, amount, day) for line, _pk, kind, day, amount in entries)
    by_line: dict[UUID, list[EntryFacts]] = {}
    for line, key, kind, day, amount in entries:
        by_line.setdefault(line, []).append(EntryFacts(key, str(ENTRY_KINDS[kind]), day, amount))
    unplanned = [line for line in lines if totals.get(line[0], Totals()).planned is None]
    reckoned = fee_totals(_fee_bases(unplanned, year))
    found: dict[UUID, list[MoneyFacts]] = {}
    for pk, section, _basis, _payers, title, source, certainty, *rest, short, name, payer in lines:
        held = totals.get(pk, Totals())
        use_fee = held.planned is None and pk in reckoned
        if use_fee:
            held = Totals(reckoned[pk], held.revised, held.actual, held.forecast)
        words = (str(SOURCES[source]), str(CERTAINTIES[certainty]))
        facts = MoneyFacts(
            pk, title, *words, *rest, short or name or "", payer or "", held, tuple(by_line.get(pk, ())), use_fee
        )
        found.setdefault(section, []).append(facts)
    return found


def _fee_bases(lines: list[tuple], year: int) -> list[FeeBasis]:
    """The bases of the lines whose fee can be reckoned: per inhabitant, with rate, population date and payers."""
    bases = []
    for pk, _section, basis, payers, _title, _source, _certainty, rate, day, *_rest in lines:
        if basis == FundingBasis.PER_INHABITANT and rate is not None and day and payers:
            bases.append(FeeBasis(pk, payers, year, day.year, rate))
    return bases
