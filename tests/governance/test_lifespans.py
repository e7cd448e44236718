"""A municipality keeps its membership through new numbers and loses it in a merger."""

from datetime import date

import pytest

from governance.lifespans import counties_on, municipalities_on
from governance.models import County, Municipality

pytestmark = pytest.mark.django_db
LAST_OF_2019, FIRST_OF_2020 = date(2019, 12, 31), date(2020, 1, 1)


@pytest.fixture
def reform():
    """Asker took in Røyken and got a new number; Lier only got a new number; Oslo is as it was."""
    buskerud, viken = (County.objects.create(number=n, name=name) for n, name in (("06", "Buskerud"), ("30", "Viken")))
    oslo = County.objects.create(number="03", name="Oslo")

    def row(number, name, county, after=None, **period):
        return Municipality.objects.create(number=number, name=name, county=county, successor=after, **period)

    asker = row("3025", "Asker", viken, valid_from=FIRST_OF_2020)
    lier = row("3049", "Lier", viken, valid_from=FIRST_OF_2020)
    row("0220", "Asker", buskerud, asker, valid_to=LAST_OF_2019)
    row("0627", "Røyken", buskerud, asker, valid_to=LAST_OF_2019)
    row("0626", "Lier", buskerud, lier, valid_to=LAST_OF_2019)
    row("0301", "Oslo", oslo)


def told(day) -> dict:
    return {one.row.number: (one.row.name, one.first, one.last) for one in municipalities_on(day)}


@pytest.mark.parametrize("day", [date(2003, 10, 1), LAST_OF_2019])
def test_before_the_reform(reform, day):
    assert told(day) == {
        "0220": ("Asker", None, None),
        "0626": ("Lier", None, None),
        "0627": ("Røyken", None, LAST_OF_2019),
        "0301": ("Oslo", None, None),
    }
    assert [county.name for county in counties_on(day)] == ["Buskerud"]


@pytest.mark.parametrize("day", [FIRST_OF_2020, date(2026, 1, 1)])
def test_after_it_the_same_municipality_is_as_old_as_before(reform, day):
    assert told(day) == {
        "3025": ("Asker", None, None),
        "3049": ("Lier", None, None),
        "0301": ("Oslo", None, None),
    }
    assert [county.name for county in counties_on(day)] == ["Viken"]


def test_all_numbers_of_one_are_known_and_read_in_one_question(reform, django_assert_num_queries):
    with django_assert_num_queries(1):
        lier = next(one for one in municipalities_on(FIRST_OF_2020) if one.row.name == "Lier")
    assert lier.keys == frozenset(Municipality.objects.filter(name="Lier").values_list("pk", flat=True))
