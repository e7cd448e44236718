"""The resources of a plan's sections as plain data: money with sums, posts, reporting lines, partners.

All of it is hashable, so a page may remember what it has drawn of it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from actionplan.asking import plan_question
from actionplan.choices import NOT_YET_MONEY, Certainty, EntryKind, FundingBasis, FundingSource, LineRole, ReportKind
from actionplan.economy import KINDS, OUTCOMES, Amount, Deviation, Totals, add_up, deviation, line_totals
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
    kind: str
    version: int


def stands_of(entries: Iterable[EntryFacts]) -> list[tuple[str, date]]:
    """(kind, day) of the accounts and the forecast that count of a line: how they stood, of the newest."""
    newest = {entry.kind: entry for entry in entries if entry.kind in OUTCOMES and entry.status_date}
    return [(newest[kind].label, newest[kind].status_date) for kind in OUTCOMES if kind in newest]


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
    source_code: str
    certainty_code: str

    @property
    def name(self) -> str:
        return self.title

    @property
    def is_sought(self) -> bool:
        """Asked for and not given: not money one has, so it stands in no sum."""
        return self.certainty_code in NOT_YET_MONEY

    @property
    def stands(self) -> list[tuple[str, date]]:
        return stands_of(self.entries)

    @property
    def deviation(self) -> Deviation | None:
        return deviation([self.totals], *OUTCOMES)


@dataclass(frozen=True, slots=True)
class PostFacts:
    """A post that works on the section."""

    pk: UUID
    percent: Decimal | None
    is_lead: bool
    title: str
    is_hourly: bool
    position: UUID
    size: Decimal | None
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
        return add_up(each.totals for each in self.money if not each.is_sought)

    @property
    def is_reported(self) -> bool:
        return any(receivers for _kind, receivers in self.lines)

    @property
    def kinds(self) -> list[str]:
        """The kinds of amount that are there."""
        totals = self.totals
        return [kind for kind in KINDS if getattr(totals, kind) is not None]


def resources_of(actor, section_ids: Iterable[UUID]) -> dict[UUID, ResourceFacts]:
    """Section -> its resources, in the same few queries for any number of sections."""
    keys = list(section_ids)
    return gathered(
        keys,
        lines=_line_values(actor, keys),
        entries=_entry_values(actor, keys),
        posts=_post_values(actor, keys),
        reports=_report_values(actor, keys),
        partners=_partner_values(actor, keys),
    )


def gathered(keys: list[UUID], *, lines, entries, posts, reports, partners) -> dict[UUID, ResourceFacts]:
    """Section -> its resources, of values in the order of the page: LINE_NAMES, ENTRY_NAMES and so on."""
    money, posts, partners = _money(lines, entries), _posts(posts), _partners(partners)
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


POST_NAMES = (
    *("section_id", "pk", "percent", "is_lead", "position__title", "position__is_hourly"),
    *("position_id", "position__percent"),
    *("position__holder__given_name", "position__holder__family_name"),
)
REPORT_NAMES = ("section_id", "kind", "pk", "body__name", "organisation__name", "role")
PARTNER_NAMES = ("section_id", "pk", "organisation__name")
ENTRY_NAMES = ("line_id", "pk", "kind", "status_date", "amount", "version")


@plan_question
def _line_values(actor, sections):
    return _in_order(FundingLine, actor, "position", section__in=sections).values_list(*LINE_NAMES)


@plan_question
def _entry_values(actor, sections):
    of_lines = {"line__section__in": sections, "line__removed_at__isnull": True}
    return _in_order(FundingEntry, actor, "pk", **of_lines).values_list(*ENTRY_NAMES)


@plan_question
def _post_values(actor, sections):
    return _in_order(SectionPosition, actor, "order", section__in=sections).values_list(*POST_NAMES)


@plan_question
def _report_values(actor, sections):
    return _in_order(ReportingLine, actor, "position", section__in=sections).values_list(*REPORT_NAMES)


@plan_question
def _partner_values(actor, sections):
    return _in_order(SectionPartner, actor, "organisation__name", section__in=sections).values_list(*PARTNER_NAMES)


def _in_order(model, actor, order: str, **keep):
    return model.objects.visible_to(actor).filter(**keep).order_by(order, "pk")


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


def _money(lines, entries) -> dict[UUID, list[MoneyFacts]]:
    lines, by_line = list(lines), entries_by_line(entries)
    totals = totals_of(by_line)
    unplanned = [line for line in lines if totals.get(line[0], Totals()).planned is None]
    reckoned = fee_totals(_fee_bases(unplanned))
    found: dict[UUID, list[MoneyFacts]] = {}
    for pk, section, _basis, _payers, title, source, certainty, *rest, short, name, payer in lines:
        held = totals.get(pk, Totals())
        use_fee = held.planned is None and pk in reckoned
        if use_fee:
            held = Totals(reckoned[pk], held.revised, held.actual, held.forecast)
        words = (str(SOURCES[source]), str(CERTAINTIES[certainty]))
        entries, codes = tuple(by_line.get(pk, ())), (source, certainty)
        facts = MoneyFacts(pk, title, *words, *rest, short or name or "", payer or "", held, entries, use_fee, *codes)
        found.setdefault(section, []).append(facts)
    return found


def entries_by_line(entries) -> dict[UUID, list[EntryFacts]]:
    """Line -> its amounts of values in the order of ENTRY_NAMES, the oldest first."""
    # What has no date is the oldest; the databases do not agree on where they put it.
    entries = sorted(entries, key=lambda entry: (entry[3] or date.min, entry[1].hex))
    found: dict[UUID, list[EntryFacts]] = {}
    for line, pk, kind, day, amount, version in entries:
        found.setdefault(line, []).append(EntryFacts(pk, str(ENTRY_KINDS[kind]), day, amount, kind, version))
    return found


def totals_of(by_line: dict[UUID, list[EntryFacts]]) -> dict[UUID, Totals]:
    """Line -> its newest amount of each kind."""
    rows = [(line, entry) for line, entries in by_line.items() for entry in entries]
    return line_totals(Amount(line, entry.kind, entry.amount, entry.status_date) for line, entry in rows)


def _fee_bases(lines: list[tuple]) -> list[FeeBasis]:
    """The bases of the lines whose fee can be reckoned: per inhabitant, with rate, population date and payers."""
    bases = []
    for pk, _section, basis, payers, _title, _source, _certainty, rate, day, *_rest in lines:
        if basis == FundingBasis.PER_INHABITANT and rate is not None and day and payers:
            bases.append(FeeBasis(pk, payers, day, rate))
    return bases
