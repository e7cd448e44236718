"""What is checked of a plan's money, and what is not an amount to add up."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from uuid import uuid4

import pytest

from actionplan.economy import Totals, deviation
from actionplan.economychecks import Limits, Turnover, area_budget, checks_of, fee_share, turnover_change, turnover_size
from actionplan.economyfacts import AreaMoney, CostFacts, PostSum, SectionMoney, by_source
from actionplan.resourcefacts import EntryFacts, MoneyFacts, PostFacts

NOBODY = PostSum((), (), ())


def money(source="fee_share", amount=None, certainty="fixed", *, actual=None, day=None):
    entries = (EntryFacts(uuid4(), "Regnskap", day, Decimal(actual), "actual", 1),) if actual is not None else ()
    totals = Totals(
        planned=None if amount is None else Decimal(amount), actual=None if actual is None else Decimal(actual)
    )
    words = ("Kilde", "Sikkerhet", None, None, "", "", "")
    return MoneyFacts(uuid4(), "Linje", *words, totals, entries, False, source, certainty)


def cost(amount):
    return CostFacts(uuid4(), "", "Lønn", "personnel", Totals(planned=Decimal(amount)), ())


def section(*lines, costs=()):
    row = SimpleNamespace(title="Delen", pk=uuid4(), area_id=uuid4(), area="Helse")
    return SectionMoney(row, tuple(lines), tuple(costs), ())


def told(*sections, areas=(), posts=NOBODY, limits=None, before=None):
    return checks_of(list(sections), list(areas), posts, limits or Limits(), before)


@pytest.mark.parametrize(
    ("rows", "kinds", "amount", "percent", "outcome"),
    [
        ([(100, 90, None)], ("actual", "forecast"), -10, Decimal("-10.0"), "actual"),
        ([(100, 90, None), (50, None, None)], ("actual", "forecast"), None, None, None),
        ([(100, 90, 95), (50, None, 60)], ("actual", "forecast"), 5, Decimal("3.3"), "forecast"),
        ([(None, 7, None), (100, 100, None)], ("actual",), 7, Decimal("7.0"), "actual"),
        ([(0, 5, None)], ("actual",), 5, None, "actual"),
        ([(None, 5, None)], ("actual",), None, None, None),
    ],
)
def test_a_deviation_is_told_only_of_a_whole(rows, kinds, amount, percent, outcome):
    totals = [Totals(*(None if n is None else Decimal(n) for n in (plan, None, act, fore))) for plan, act, fore in rows]
    found = deviation(totals, *kinds)
    assert (found and (found.amount, found.percent, found.outcome)) == (amount and (amount, percent, outcome))


@pytest.mark.parametrize(("fees", "fine"), [(40, True), (60, True), (39, False), (61, False), (50, True)])
def test_the_share_of_the_fees_may_be_off_by_the_margin(fees, fine):
    [check] = fee_share(Turnover(Decimal(100), Decimal(fees)), Limits())
    assert check.is_fine is fine
    assert bool(check.advice) is not fine
    assert f"{fees} %" in check.text


def test_what_the_whole_should_be_is_not_asked_of_a_part():
    whole = Limits(turnover_from=Decimal(9), turnover_before=Decimal(8), fee_margin=5)
    part = whole.of_a_part()
    assert fee_share(Turnover(Decimal(100), Decimal(100)), part) == turnover_size(Decimal(7), part) == []
    assert (part.turnover_before, part.fee_margin) == (8, 5)


@pytest.mark.parametrize(
    ("low", "high", "fine"), [(None, None, None), (9, 10, False), (None, 10, True), (9, None, False), (5, 8, True)]
)
def test_the_turnover_against_what_it_usually_is(low, high, fine):
    bounds = [None if each is None else Decimal(each) for each in (low, high)]
    found = turnover_size(Decimal(7), Limits(turnover_from=bounds[0], turnover_to=bounds[1]))
    assert [check.is_fine for check in found] == ([] if fine is None else [fine])


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        ("8", "Se om noe mangler i planen"),
        ("21", "Se om noe er ført to ganger eller med for mange siffer"),
        ("199", "Se om noe er ført to ganger eller med for mange siffer"),
        ("200", "Beløpet er lite sannsynlig. Se om noe er ført to ganger eller med for mange siffer"),
        ("100000000000", "Beløpet er lite sannsynlig."),
    ],
)
def test_the_advice_is_of_what_is_off(whole, told):
    limits = Limits(turnover_from=Decimal(9), turnover_to=Decimal(20))
    (check,) = turnover_size(Decimal(whole), limits)
    assert check.advice.startswith(told)
    assert "mangler" not in check.advice or whole == "8"


@pytest.mark.parametrize(("whole", "unlikely"), [(999, False), (1000, True)])
def test_ten_times_that_of_last_year_is_unlikely(whole, unlikely):
    (check,) = turnover_change(Decimal(whole), Limits(), Decimal(100))
    assert check.advice.startswith("Beløpet er lite sannsynlig.") is unlikely


@pytest.mark.parametrize(("before", "fine"), [(None, None), (Decimal(0), None), (100, True), (125, True), (82, False)])
def test_the_turnover_against_last_year(before, fine):
    found = turnover_change(Decimal(100), Limits(), before)
    assert [check.is_fine for check in found] == ([] if fine is None else [fine])


def test_equity_and_what_is_sought_are_no_turnover():
    whole = section(money("fee_share", 50), money("grant", 50), money("equity", 900), money("grant", 900, "sought"))
    share = next(check for check in told(whole) if "Kontingenten" in check.text)
    assert "50 % av omsetningen (kr\xa050 av kr\xa0100)" in share.text


def test_the_checks_of_the_turnover_say_that_equity_is_not_in_it():
    limits = Limits(turnover_from=Decimal(1), turnover_to=Decimal(500))
    whole = section(money("fee_share", 50), money("grant", 50), money("equity", 900))
    words = "Egenkapitalen på kr\xa0900 er ikke med i omsetningen."
    said = [check.text for check in told(whole, limits=limits) if "msetningen" in check.text]
    assert len(said) == 2
    assert all(text.endswith(words) for text in said)
    without = section(money("fee_share", 50), money("grant", 50))
    assert not any("Egenkapitalen" in check.text for check in told(without, limits=limits))


def test_what_is_set_aside_is_fee_where_the_limits_say_so():
    whole = section(money("allocation", 50), money("grant", 50))
    assert "Kontingenten er 0 %" in told(whole)[0].text
    found = told(whole, limits=Limits(allocation_is_fee=True))
    assert any("Kontingenten er 50 %" in check.text for check in found)


def test_an_area_against_what_it_was_given():
    part = section(money(amount=100), money("grant", 900, "sought"))
    areas = [AreaMoney(uuid4(), "Helse", (part,), budget) for budget in (None, Decimal(100), Decimal(80))]
    assert [check and check.is_fine for check in map(area_budget, areas)] == [None, True, False]
    assert "Forskjellen er kr\xa020" in area_budget(areas[2]).text


def test_costs_above_the_money_of_the_section():
    assert any("men delen har bare kr\xa0100" in c.text for c in told(section(money(amount=100), costs=[cost(101)])))
    assert all(c.is_fine for c in told(section(money(amount=100), costs=[cost(100)]), limits=Limits(fee_share=100)))


def test_lines_without_amount_date_and_size_are_named():
    post = PostFacts(uuid4(), None, False, "Medarbeider", False, uuid4(), None, "")
    dated = money(amount=1, actual=1, day=date(2016, 12, 31))
    part = section(money(), money("grant", None, "sought"), money(amount=1, actual=1), dated)
    texts = [check.text for check in told(part, posts=PostSum((), (), (post,))) if not check.is_fine]
    assert "Uten beløp: Linje – Delen." in texts
    assert "Uten dato: Linje – Delen (regnskap)." in texts
    assert "Uten stillingsprosent: Medarbeider." in texts


def test_many_are_counted_and_not_listed():
    part = section(*(money() for _ in range(8)))
    text = next(check.text for check in told(part) if "Uten beløp" in check.text)
    assert text.count("Linje") == 5
    assert "og 3 til" in text


def test_sources_keep_certainty_apart():
    part = section(
        money("grant", 10, "granted"), money("grant", 20, "about"), money("grant", 30, "proposed"),
        money("grant", 900, "sought"), money("fee_share", 60), money("host"),
    )  # fmt: skip
    rows = {row.name: row for row in by_source([part])}
    grant, total = rows["Tilskudd"], rows[""]
    assert (grant.sure, grant.about, grant.proposed, grant.had, grant.sought) == (10, 20, 30, 60, 900)
    assert (grant.share, rows["Vertskommunebidrag"].without_amount) == (50, 1)
    assert (total.had, total.sought, total.share) == (120, 900, 100)
    assert by_source([]) == []
