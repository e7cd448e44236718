"""What an export of the accounts becomes: which line each combination belongs to, and the amounts old and new."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from hashlib import sha256

from django.utils.translation import gettext as _

from actionplan.choices import EntryKind, FundingSource
from actionplan.ledger import Booked, Ledger
from actionplan.models import AccountMapping, CostEntry, CostLine, FundingEntry, FundingLine
from actionplan.services.amounts import later_of, newest_of, stamp
from governance.templatetags.norwegian import kroner

NOT_IN_PLAN = "ikke-med"
FIELD = "valg_"
LONGEST_TEXT = 200  # characters of what the rows of a combination say
Line = FundingLine | CostLine


@dataclass(frozen=True)
class Choice:
    """One combination of the file, with the line that is chosen for it; `is_new`: nobody has chosen for it before."""

    booked: Booked
    account_name: str
    amount: Decimal
    chosen: str
    is_new: bool
    text: str = ""

    @property
    def field(self) -> str:
        return FIELD + self.booked.key


@dataclass(frozen=True)
class LineSum:
    """A line with what it had and what it gets. `later`: what stands on a day after, which goes on being shown."""

    line: Line
    old: Decimal | None
    new: Decimal
    seen: str
    later: FundingEntry | CostEntry | None = None


@dataclass(frozen=True)
class Landing:
    """The whole import as it would be stored. `lines`: value of a choice -> line."""

    choices: tuple[Choice, ...]
    lines: dict[str, Line]
    sums: tuple[LineSum, ...]
    total: Decimal

    def _of(self, keep) -> Decimal:
        return sum((choice.amount for choice in self.choices if keep(choice.chosen)), Decimal(0))

    @property
    def placed(self) -> Decimal:
        return self._of(lambda chosen: chosen in self.lines)

    @property
    def left_out(self) -> Decimal:
        return self._of(lambda chosen: chosen == NOT_IN_PLAN)

    @property
    def open(self) -> list[Choice]:
        return [choice for choice in self.choices if not choice.chosen]

    @property
    def unplaced(self) -> Decimal:
        return self._of(lambda chosen: not chosen)

    @property
    def seen(self) -> str:
        """What the preview showed, so that nothing is stored over what was written since."""
        told = [f"{each.line.pk}:{each.seen}:{each.new}" for each in self.sums]
        return sha256("\n".join(told).encode()).hexdigest()

    @property
    def hindrance(self) -> str:
        """Why it cannot be stored yet; empty when it can."""
        if self.open:
            return _("Velg en linje, eller «Ikke med», for alle radene.")
        below = [each for each in self.sums if each.new < 0 and _may_not_sink(each.line)]
        if below:
            return _(
                "«{line}» ville fått {amount}. Bare egenkapital kan være under null. Se om fortegnet er riktig."
            ).format(line=below[0].line, amount=kroner(below[0].new))
        return "" if self.sums else _("Ingen rader hører til en linje i planen.")


def _may_not_sink(line: Line) -> bool:
    return isinstance(line, FundingLine) and line.source != FundingSource.EQUITY


def value_of(line: Line) -> str:
    """A line in a form."""
    return f"{'f' if isinstance(line, FundingLine) else 'k'}-{line.pk}"


def land(
    actor, ledger: Ledger, *, cooperation, sections, status_date: date, credit_is_income: bool,
    answers: Mapping[str, str],
) -> Landing:  # fmt: skip
    """What storing would do, with the answers of the form, else what is remembered. Stores nothing."""
    lines = _lines(actor, sections)
    remembered = _remembered(actor, cooperation, lines)
    choices = []
    for booked, amount in sorted(ledger.sums.items()):
        known = remembered.get(booked)
        chosen = answers.get(FIELD + booked.key, known or "")
        chosen = chosen if chosen in lines or chosen == NOT_IN_PLAN else ""
        choices.append(
            Choice(booked, ledger.names.get(booked.account, ""), amount, chosen, known is None, _text(ledger, booked))
        )
    sums = _sums(choices, lines, status_date, credit_is_income=credit_is_income)
    return Landing(tuple(choices), lines, sums, ledger.total)


def _text(ledger: Ledger, booked: Booked) -> str:
    return "; ".join(ledger.texts.get(booked, ()))[:LONGEST_TEXT]


def _lines(actor, sections) -> dict[str, Line]:
    """Every line of the sections in the order of the plan."""
    found = {}
    for model in (FundingLine, CostLine):
        rows = model.objects.visible_to(actor).filter(section__in=sections).select_related("section__plan")
        for line in rows.order_by("section__position", "position", "pk"):
            found[value_of(line)] = line
    return found


def _remembered(actor, cooperation, lines: dict[str, Line]) -> dict[Booked, str]:
    """Combination -> the value chosen last, of the line itself or of the one that stands for it in this plan."""
    here = {_name(line): value for value, line in lines.items()}
    rows = AccountMapping.objects.visible_to(actor).filter(cooperation=cooperation)
    found = {}
    for row in rows.select_related("funding__section", "cost__section"):
        line, booked = row.funding or row.cost, Booked(row.department, row.project, row.account)
        if line is None:
            found[booked] = NOT_IN_PLAN
        elif value_of(line) in lines:
            found[booked] = value_of(line)
        elif _name(line) in here:
            found[booked] = here[_name(line)]
    return found


def _name(line: Line) -> tuple:
    kind = line.kind if isinstance(line, CostLine) else ""
    return type(line).__name__, kind, line.title.casefold(), line.section.title.casefold()


def _sums(choices, lines: dict[str, Line], status_date: date, *, credit_is_income: bool) -> tuple[LineSum, ...]:
    new: dict[str, Decimal] = {}
    for choice in choices:
        if choice.chosen in lines:
            sign = -1 if credit_is_income and isinstance(lines[choice.chosen], FundingLine) else 1
            new[choice.chosen] = new.get(choice.chosen, Decimal(0)) + sign * choice.amount
    chosen = [lines[value] for value in new]
    newest, later = newest_of(chosen, EntryKind.ACTUAL, status_date), later_of(chosen, status_date)
    return tuple(
        LineSum(
            line,
            newest[line.pk].amount if line.pk in newest else None,
            new[value],
            stamp(newest.get(line.pk)),
            later.get(line.pk),
        )
        for value, line in lines.items()
        if value in new
    )
