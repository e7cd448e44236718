"""Sums and fees, in kroner."""

from copy import copy
from datetime import date
from decimal import Decimal

import pytest

from actionplan.economy import Amount, Totals, add_up, fee_total, fees, line_totals
from actionplan.fees import basis_of, fee_tables, fee_totals
from actionplan.services.money import create_funding_line
from governance.models import County, Membership, Municipality, Organisation, Population
from tests.cast import make


def test_the_newest_amount_of_each_kind_counts():
    amounts = [
        Amount("a", "planned", Decimal(100)),
        Amount("a", "actual", Decimal(80), date(2016, 8, 31)),
        Amount("a", "actual", Decimal(30), date(2016, 4, 30)),
        Amount("b", "planned", Decimal(50)),
    ]
    assert line_totals(amounts) == {
        "a": Totals(planned=Decimal(100), actual=Decimal(80)),
        "b": Totals(planned=Decimal(50)),
    }


def test_what_is_not_there_is_not_nought():
    total = add_up([Totals(planned=Decimal(1)), Totals(planned=Decimal(2), actual=Decimal(0))])
    assert total == Totals(planned=Decimal(3), actual=Decimal(0))
    assert total.forecast is None
    assert not Totals()
    assert add_up([]) == Totals()


@pytest.mark.parametrize(
    ("lines", "revised"),
    [
        ([(100, None), (50, None)], None),
        ([(100, 400), (50, None)], 450),
        ([(100, 0), (50, None)], 50),
        ([(None, 30), (50, None)], 80),
        ([(100, 400), (None, None)], 400),
    ],
)
def test_a_line_that_was_not_revised_counts_as_planned_in_the_revised_sum(lines, revised):
    kroner = [tuple(None if each is None else Decimal(each) for each in line) for line in lines]
    rows = [Totals(planned=planned, revised=of_line) for planned, of_line in kroner]
    assert add_up(rows).revised == revised
    assert add_up([add_up(rows[:1]), add_up(rows[1:])]) == add_up(rows)


def test_the_revised_budget_holds_where_there_is_one():
    assert Totals(planned=Decimal(1)).current == 1
    assert Totals(planned=Decimal(1), revised=Decimal(2)).current == 2


@pytest.mark.parametrize(
    ("inhabitants", "rate", "fee"),
    [(122348, "2", 244696), (1074, "2", 2148), (5, "0.50", 3), (3, "0.50", 2), (1, "0.49", 0)],
)
def test_a_fee_is_rounded_half_up_member_by_member(inhabitants, rate, fee):
    (found,) = fees({"X": inhabitants}, Decimal(rate))
    assert found.amount == fee


def test_the_total_is_the_sum_of_the_rounded():
    table = fees({"A": 1, "B": 1, "C": None}, Decimal("0.50"))
    assert fee_total(table) == 2
    assert table[2].amount is None


@pytest.fixture
def members(alliance, khs):
    """Three municipalities with their inhabitants on 1.1.2016, a county without, and one that left in 2015."""
    county = County.objects.create(number="02", name="Akershus")
    rows = [("0219", "Bærum", 122348, None), ("0615", "Flå", 1074, None), ("0220", "Asker", 60781, date(2015, 12, 31))]
    for number, name, people, until in rows:
        place = Municipality.objects.create(number=number, name=name, county=county)
        Population.objects.create(municipality=place, year=2016, inhabitants=people)
        Population.objects.create(municipality=place, year=2015, inhabitants=1)
        organisation = make(alliance, Organisation(name=f"{name} kommune", municipality=place))
        make(alliance, Membership(cooperation=khs, organisation=organisation, valid_to=until))
    make(alliance, Membership(cooperation=khs, organisation=make(alliance, Organisation(name="Fylket"))))


@pytest.mark.django_db
class TestFeeTable:
    @pytest.fixture
    def line(self, secretary, section, khs, members):
        return create_funding_line(
            secretary,
            section=section,
            title="Kontingent",
            source="fee_per_inhabitant",
            basis="per_inhabitant",
            rate=Decimal(2),
            population_on=date(2016, 1, 1),
            participants=khs,
        )

    def test_each_member_of_the_plan_year_pays(self, line):
        basis = basis_of(line)
        assert [(fee.member, fee.inhabitants, fee.amount) for fee in fee_tables([basis])[line.pk]] == [
            ("Bærum kommune", 122348, Decimal(244696)),
            ("Flå kommune", 1074, Decimal(2148)),
            ("Fylket", None, None),
        ]
        assert fee_totals([basis]) == {line.pk: Decimal(246844)}

    def test_without_a_basis_there_is_none(self, line):
        for missing in ({"population_on": None}, {"rate": None}, {"participants": None}, {"basis": "open"}):
            told = copy(line)
            for name, value in missing.items():
                setattr(told, name, value)
            assert basis_of(told) is None
        assert fee_tables([]) == {}

    def test_the_page_shows_the_reckoned_sum(self, line, client_of, secretary):
        page = client_of(secretary).get("/vestregionen/handlingsplan/2016/").content.decode()
        assert "kr\xa0246\xa0844" in page
        assert "beregnet av folketallet" in page
