"""Reference data: loaded from the project's own files, twice as well as once, and nothing guessed."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.management import call_command

from governance.models import County, Municipality, Population

VESTREGIONEN = (
    *("0219", "0220", "0602", "0605", "0612", "0621", "0622", "0623"),
    *("0624", "0625", "0626", "0627", "0628", "0711", "0713"),
)


@pytest.fixture
def loaded(db):
    call_command("load_reference", verbosity=0)


def number(of) -> Municipality:
    return Municipality.objects.get(number=of)


@pytest.mark.usefixtures("loaded")
def test_every_municipality_of_2017_and_the_later_numbers_with_a_name():
    assert Municipality.objects.filter(valid_from=None).count() == 426
    assert Municipality.objects.exclude(valid_from=None).count() == 50
    assert County.objects.filter(municipalities__valid_from=None).distinct().count() == 19


CHAINS = {
    "0220": ["3025 Asker", "3203 Asker"],
    "0628": ["3025 Asker", "3203 Asker"],
    "0711": ["3005 Drammen", "3301 Drammen"],
    "0616": ["3040 Nesbyen", "3322 Nesbyen"],
    "1714": ["5035 Stjørdal"],
}


@pytest.mark.usefixtures("loaded")
def test_successors():
    for before, chain in CHAINS.items():
        found, place = [], number(before).successor
        while place is not None:
            found.append(f"{place.number} {place.name}")
            place = place.successor
        assert found == chain, before


@pytest.mark.usefixtures("loaded")
def test_a_municipality_ends_the_day_before_its_successor_begins():
    asker = number("0220")
    assert (asker.valid_from, asker.valid_to) == (None, date(2019, 12, 31))
    assert (asker.successor.valid_from, asker.successor.valid_to) == (date(2020, 1, 1), date(2023, 12, 31))
    assert (asker.county.name, asker.successor.county.name) == ("Akershus", "Viken")
    assert number("1714").valid_to == date(2017, 12, 31)


@pytest.mark.usefixtures("loaded")
def test_what_no_source_tells_stays_empty():
    for split_or_unnamed in ("1504", "1523", "1613", "1850", "0101", "0702"):
        assert (number(split_or_unnamed).successor, number(split_or_unnamed).valid_to) == (None, None)


@pytest.mark.usefixtures("loaded")
def test_the_sums_of_vestregionen():
    for year, total in {2015: 416879, 2016: 421671, 2017: 426065, 2018: 429977}.items():
        counts = Population.objects.filter(municipality__number__in=VESTREGIONEN, year=year)
        assert sum(counts.values_list("inhabitants", flat=True)) == total


@pytest.mark.usefixtures("loaded")
def test_areas_and_borders():
    assert number("0219").area_km2 == Decimal("192.32")
    assert number("0710").area_km2 is None
    assert Municipality.objects.filter(border__isnull=False).count() == 32
    assert number("0219").border["type"] == "MultiPolygon"
    west, north = number("0219").border["coordinates"][0][0][0]
    assert 10 < west < 11
    assert 59 < north < 61


@pytest.mark.usefixtures("loaded")
def test_loading_again_mends_and_adds_nothing():
    before = (County.objects.count(), Municipality.objects.count(), Population.objects.count())
    Municipality.objects.filter(number="0219").update(name="Feil", successor=None)
    key = number("0219").pk
    call_command("load_reference", verbosity=0)
    assert (County.objects.count(), Municipality.objects.count(), Population.objects.count()) == before
    assert (number("0219").pk, number("0219").name, number("0219").successor.number) == (key, "Bærum", "3024")
