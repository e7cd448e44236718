"""What each member is to pay, line by line, before it is frozen. A fee per inhabitant is whole kroner, rounded half up;
a fixed amount is what was written, to the øre."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from actionplan.choices import FundingBasis
from actionplan.economy import fees
from actionplan.fees import payers, pays_on, populations
from actionplan.models import FundingLine
from governance.templatetags.norwegian import kroner, norwegian_date

MORE = (
    "organisation__org_number",
    "organisation__email",
    "organisation__municipality__number",
    "organisation__municipality__name",
)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One line of a claim. A fixed amount has neither inhabitants nor rate."""

    title: str
    inhabitants: int | None
    rate: Decimal | None
    amount: Decimal

    def plain(self) -> dict[str, Any]:
        """Plain values, ready to be frozen."""
        rate = None if self.rate is None else f"{self.rate.normalize():f}"
        return {"title": self.title, "inhabitants": self.inhabitants, "rate": rate, "amount": f"{self.amount:f}"}


@dataclass(slots=True)
class MemberFee:
    """What one organisation is to pay in all."""

    organisation: UUID
    name: str
    org_number: str
    email: str
    municipality_number: str
    lines: list[ClaimLine] = field(default_factory=list)

    @property
    def amount(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def inhabitants(self) -> int | None:
        return next((line.inhabitants for line in self.lines if line.inhabitants is not None), None)


@dataclass(frozen=True, slots=True)
class BasisTable:
    """One basis with a row for each who pays by it, the sum of the rounded, and those who have no population."""

    title: str
    sentence: str
    rows: tuple[tuple[str, str, ClaimLine], ...]  # municipality number, name, line
    missing: tuple[str, ...]
    basis: dict[str, Any]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for _number, _name, line in self.rows), Decimal(0))


@dataclass(frozen=True, slots=True)
class Reckoning:
    """All bases of a run, and what each organisation is to pay by them together."""

    tables: tuple[BasisTable, ...]
    members: tuple[MemberFee, ...]

    @property
    def total(self) -> Decimal:
        return sum((member.amount for member in self.members), Decimal(0))


def may_be_claimed(line: FundingLine) -> bool:
    """A line per inhabitant with all it takes, or a fixed amount that one organisation pays."""
    if line.basis == FundingBasis.PER_INHABITANT:
        return line.rate is not None and line.population_on is not None and line.participants_id is not None
    return line.basis == FundingBasis.FIXED and line.payer_id is not None


def reckon(
    lines: Iterable[FundingLine], budgets: dict[UUID, Decimal], *, fixed: Decimal | None, fixed_title: str,
    cooperation, on: date,
) -> Reckoning:  # fmt: skip
    """Reckon the fees of some funding lines, and of a `fixed` amount that each member of the cooperation pays on a
    day. `budgets`: line -> the budget that holds, for lines that one organisation pays."""
    people = _Register({line.participants_id for line in lines if line.participants_id} | {cooperation.pk}, lines)
    tables = []
    for line in lines:
        is_fee = line.basis == FundingBasis.PER_INHABITANT
        tables.append(_per_inhabitant(people, line) if is_fee else _of_one(people, line, budgets.get(line.pk)))
    if fixed:
        tables.append(_for_each(people, cooperation, fixed, fixed_title, on))
    members = sorted((member for member in people.found.values() if member.lines), key=lambda m: people.order[m.name])
    return Reckoning(tuple(tables), tuple(members))


class _Register:
    """The members of the cooperations that pay, and their inhabitants; three queries for any number of lines."""

    def __init__(self, cooperations: set, lines):
        self.rows = payers(cooperations, *MORE)
        years = {line.population_on.year for line in lines if line.population_on}
        self.people = populations(self.rows, years)
        self.found: dict[UUID, MemberFee] = {}
        self.order: dict[str, int] = {}
        for row in self.rows:
            self.order.setdefault(row["organisation__name"], len(self.order))

    def paying(self, cooperation, day: date) -> list[dict]:
        """Each member on the day, once."""
        rows = [row for row in self.rows if row["cooperation_id"] == cooperation and pays_on(row, day)]
        return list({row["organisation_id"]: row for row in rows}.values())

    def give(self, row: dict, line: ClaimLine) -> tuple[str, str, ClaimLine]:
        key, number = row["organisation_id"], row["organisation__municipality__number"] or ""
        words = (row["organisation__name"], row["organisation__org_number"], row["organisation__email"], number)
        self.found.setdefault(key, MemberFee(key, *words)).lines.append(line)
        return number, row["organisation__name"], line


def _per_inhabitant(people: _Register, line: FundingLine) -> BasisTable:
    # With whose it is: a run may hold the fees of several cooperations, which plans call the same.
    day, title = line.population_on, f"{line.title}, {line.participants}"
    rows = people.paying(line.participants_id, day)
    numbers = {
        row["organisation_id"]: people.people.get((row["organisation__municipality_id"], day.year)) for row in rows
    }
    amounts = dict(zip(numbers, fees(numbers, line.rate), strict=True))
    told = tuple(
        people.give(row, ClaimLine(title, fee.inhabitants, line.rate, fee.amount))
        for row in rows
        if (fee := amounts[row["organisation_id"]]).amount is not None
    )
    missing = tuple(row["organisation__name"] for row in rows if amounts[row["organisation_id"]].amount is None)
    basis = {
        "kind": "per_inhabitant",
        "title": title,
        "line": str(line.pk),
        "rate": f"{line.rate.normalize():f}",
        "population_on": day.isoformat(),
        "participants": str(line.participants),
    }
    return BasisTable(title, sentence_of(basis), told, missing, basis)


def _of_one(people: _Register, line: FundingLine, budget: Decimal | None) -> BasisTable:
    payer, title = line.payer, f"{line.title}, {line.payer}"
    amount = budget or Decimal(0)
    row = {"organisation_id": payer.pk, "organisation__name": payer.name, "organisation__email": payer.email}
    municipality = payer.municipality.number if payer.municipality_id else ""
    row |= {"organisation__org_number": payer.org_number, "organisation__municipality__number": municipality}
    people.order.setdefault(payer.name, len(people.order))
    told = (people.give(row, ClaimLine(title, None, None, amount)),) if amount else ()
    basis = {"kind": "fixed", "title": title, "line": str(line.pk), "amount": f"{amount:f}", "payer": payer.name}
    return BasisTable(title, sentence_of(basis), told, () if amount else (payer.name,), basis)


def _for_each(people: _Register, cooperation, fixed: Decimal, title: str, on: date) -> BasisTable:
    rows = people.paying(cooperation.pk, on)
    told = tuple(people.give(row, ClaimLine(title, None, None, fixed)) for row in rows)
    basis = {"kind": "each", "title": title, "amount": f"{fixed:f}", "on": on.isoformat()}
    basis["participants"] = str(cooperation)
    return BasisTable(title, sentence_of(basis), told, (), basis)


def sentence_of(basis: dict[str, Any]) -> str:
    """What an amount is reckoned from, in a sentence; of what was frozen too."""
    if basis["kind"] == "fixed":
        return _("Et fast beløp på {amount}, som {payer} betaler.").format(
            amount=kroner(basis["amount"]), payer=basis["payer"]
        )
    if basis["kind"] == "each":
        sentence = _("{amount} for hver som var medlem i {cooperation} {day}.")
        return sentence.format(amount=kroner(basis["amount"]), cooperation=basis["participants"], day=_day(basis["on"]))
    day = basis["population_on"]
    return _(
        "{rate} per innbygger 1. januar {year}, for dem som var medlem i {cooperation} {day}. Beløpet rundes av til "
        "hele kroner for hver deltaker, og en halv krone rundes opp. Summen er summen av de avrundede beløpene."
    ).format(rate=kroner(basis["rate"]), year=day[:4], cooperation=basis["participants"], day=_day(day))


def _day(text: str) -> str:
    return norwegian_date(date.fromisoformat(text))
