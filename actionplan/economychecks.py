"""What is checked of a plan's money, in plain words with what to do. Pure functions over the facts of the page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from actionplan.choices import FEE_SOURCES, FundingSource
from actionplan.economy import OUTCOMES
from actionplan.economyfacts import AreaMoney, PostSum, SectionMoney
from actionplan.resourcefacts import MoneyFacts
from governance.templatetags.norwegian import kroner

NAMED = 5  # so many are named; the rest are counted
UNLIKELY = 10  # times the usual, and an amount is hardly right


@dataclass(frozen=True, slots=True)
class Limits:
    """What is checked against. Amounts are kroner, the rest is per cent; None is not checked."""

    fee_share: int | None = 50
    fee_margin: int = 10
    allocation_is_fee: bool = False
    turnover_from: Decimal | None = None
    turnover_to: Decimal | None = None
    turnover_before: Decimal | None = None
    turnover_change: int = 20

    def of_a_part(self) -> "Limits":
        """For the money of one cooperation in the plan of all: what the whole should be says nothing of it."""
        return replace(self, fee_share=None, turnover_from=None, turnover_to=None)


@dataclass(frozen=True, slots=True)
class Check:
    """What was found, and what to do where it is not as it should be."""

    is_fine: bool
    text: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Turnover:
    """The money of a year that is income of that year: neither sought, nor equity, which was income before."""

    whole: Decimal
    fees: Decimal

    @property
    def share(self) -> Decimal:
        return (self.fees * 100 / self.whole).quantize(Decimal(1), ROUND_HALF_UP)


def turnover_of(sections: Iterable[SectionMoney], limits: Limits) -> Turnover:
    """The budget that holds of all sources but equity, and the fees among them."""
    lines = [line for section in sections for line in section.had if line.source_code != FundingSource.EQUITY]
    fees = (*FEE_SOURCES, FundingSource.ALLOCATION) if limits.allocation_is_fee else FEE_SOURCES
    return Turnover(_sum(lines), _sum(line for line in lines if line.source_code in fees))


def equity_of(sections: Iterable[SectionMoney]) -> Decimal:
    """What stands in the sum of income and not in the turnover."""
    return _sum(line for section in sections for line in section.had if line.source_code == FundingSource.EQUITY)


def _sum(lines: Iterable[MoneyFacts]) -> Decimal:
    return sum((line.totals.current for line in lines if line.totals.current is not None), Decimal(0))


def checks_of(
    sections: list[SectionMoney], areas: list[AreaMoney], posts: PostSum, limits: Limits, before: Decimal | None
) -> list[Check]:
    """Every check that has something to check, what needs a person first. `before` is last year's turnover."""
    turnover = turnover_of(sections, limits)
    found = []
    if turnover.whole:
        found += [*fee_share(turnover, limits), *turnover_size(turnover.whole, limits)]
        found += turnover_change(turnover.whole, limits, before)
        if equity := equity_of(sections):
            told = _("Egenkapitalen på {amount} er ikke med i omsetningen.").format(amount=kroner(equity))
            found = [replace(check, text=f"{check.text} {told}") for check in found]
    found += [check for area in areas if (check := area_budget(area)) is not None]
    found += [check for section in sections if (check := in_balance(section)) is not None]
    found += [*without_amount(sections), *without_date(sections), *without_size(posts)]
    return sorted(found, key=lambda check: check.is_fine)


def fee_share(turnover: Turnover, limits: Limits) -> list[Check]:
    """The fees against the share they should be of the turnover."""
    if limits.fee_share is None:
        return []
    text = _("Kontingenten er {share} % av omsetningen ({fees} av {whole}). Den skal være omtrent {wanted} %.").format(
        share=turnover.share, fees=kroner(turnover.fees), whole=kroner(turnover.whole), wanted=limits.fee_share
    )
    if abs(turnover.share - limits.fee_share) <= limits.fee_margin:
        return [Check(True, text)]
    advice = _("Se om alle inntekter er ført med riktig kilde, og om det som er avsatt i budsjettet, er kontingent.")
    return [Check(False, text, advice)]


def turnover_size(whole: Decimal, limits: Limits) -> list[Check]:
    """The turnover against the range it usually has."""
    low, high = limits.turnover_from, limits.turnover_to
    if low is None and high is None:
        return []
    text = _("Omsetningen er {whole}. Den pleier å være {range}.").format(whole=kroner(whole), range=_range(low, high))
    if (low is None or whole >= low) and (high is None or whole <= high):
        return [Check(True, text)]
    if low is not None and whole < low:
        return [Check(False, text, _("Se om noe mangler i planen, eller rett grensene."))]
    advice = _("Se om noe er ført to ganger eller med for mange siffer, eller rett grensene.")
    return [Check(False, text, _if_likely(whole, high, advice))]


def _if_likely(amount: Decimal, usual: Decimal, advice: str) -> str:
    """The advice, after that an amount of many times the usual is hardly right."""
    return f"{_('Beløpet er lite sannsynlig.')} {advice}" if amount >= usual * UNLIKELY else advice


def _range(low: Decimal | None, high: Decimal | None) -> str:
    if low is None:
        return _("høyst {high}").format(high=kroner(high))
    if high is None:
        return _("minst {low}").format(low=kroner(low))
    return _("fra {low} til {high}").format(low=kroner(low), high=kroner(high))


def turnover_change(whole: Decimal, limits: Limits, before: Decimal | None) -> list[Check]:
    """The turnover against that of the year before."""
    if not before:
        return []
    change = ((whole - before) * 100 / before).quantize(Decimal(1), ROUND_HALF_UP)
    text = _("Omsetningen er {whole}, mot {before} året før: {change} %.").format(
        whole=kroner(whole), before=kroner(before), change=f"{change:+}".replace("-", "\u2212")
    )
    if abs(change) <= limits.turnover_change:
        return [Check(True, text)]
    advice = _("Se om noe er ført to ganger eller mangler, eller skriv i planen hva som er nytt.")
    return [Check(False, text, _if_likely(whole, before, advice))]


def area_budget(area: AreaMoney) -> Check | None:
    """What the sections of an area have, against what the area was given."""
    if area.budget is None:
        return None
    had = area.income_sum.totals.current or Decimal(0)
    values = {"area": area.name, "had": kroner(had), "budget": kroner(area.budget)}
    if had == area.budget:
        return Check(True, _("{area}: delene har {had}, som er rammen.").format(**values))
    text = _("{area}: delene har {had}, mens rammen er {budget}. Forskjellen er {difference}.")
    text = text.format(**values, difference=kroner(had - area.budget))
    return Check(False, text, _("Rett beløpene i delene, eller rett rammen."))


def in_balance(section: SectionMoney) -> Check | None:
    """The costs of a section against the money it has, where both are said."""
    had, costs = section.income_sum.totals.current, section.cost_sum.totals.current
    if had is None or costs is None:
        return None
    values = {"section": section.section.title, "had": kroner(had), "costs": kroner(costs)}
    if costs <= had:
        return Check(True, _("{section}: kostnadene er {costs}, og delen har {had}.").format(**values))
    text = _("{section}: kostnadene er {costs}, men delen har bare {had}.").format(**values)
    return Check(False, text, _("Finn inndekning, eller sett ned kostnadene."))


def without_amount(sections: list[SectionMoney]) -> list[Check]:
    """Sources and costs that nobody has put an amount to; what is sought may lack one."""
    lines = [(section, line) for section in sections for line in (*section.had, *section.costs)]
    names = [_at(section, line) for section, line in lines if not line.totals]
    if not names:
        return [Check(True, _("Alle linjer har et beløp."))] if lines else []
    text = _("Uten beløp: {names}.").format(names=_named(names))
    return [Check(False, text, _("Skriv beløpet på linjen når det er kjent."))]


def without_date(sections: list[SectionMoney]) -> list[Check]:
    """Actual amounts and forecasts that do not say when they held."""
    lines = [(section, line) for section in sections for line in (*section.income, *section.costs)]
    names = [
        f"{_at(section, line)} ({entry.label.lower()})"
        for section, line in lines
        for entry in line.entries
        if entry.kind in OUTCOMES and entry.status_date is None
    ]
    if not names:
        return []
    text = _("Uten dato: {names}.").format(names=_named(names))
    return [Check(False, text, _("Skriv hvilken dato regnskapet eller prognosen gjelder per."))]


def without_size(posts: PostSum) -> list[Check]:
    """Posts that are neither hourly nor have a size."""
    if not posts.unsized:
        return []
    text = _("Uten stillingsprosent: {names}.").format(names=_named([post.title for post in posts.unsized]))
    return [Check(False, text, _("Skriv prosenten på stillingen, eller merk den som timelønnet."))]


def _at(section: SectionMoney, line) -> str:
    return f"{line.name} – {section.section.title}"


def _named(names: list[str]) -> str:
    shown = ", ".join(names[:NAMED])
    more = len(names) - NAMED
    return _("{shown} og {count} til").format(shown=shown, count=more) if more > 0 else shown
