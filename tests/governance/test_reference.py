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
@pytest.mark.parametrize(
    ("day", "municipalities", "counties"),
    [
        (date(2017, 12, 31), 426, 19),
        (date(2018, 1, 1), 422, 18),
        (date(2020, 1, 1), 356, 11),
        (date(2023, 12, 31), 356, 11),
        (date(2024, 1, 1), 357, 15),
    ],
)
def test_as_many_as_there_were_on_each_day(day, municipalities, counties):
    rows = Municipality.objects.exclude(valid_from__gt=day).exclude(valid_to__lt=day)
    assert rows.count() == municipalities
    assert rows.values("county__name").distinct().count() == counties


CHAINS = {
    "0220": ["3025 Asker", "3203 Asker"],
    "0628": ["3025 Asker", "3203 Asker"],
    "0711": ["3005 Drammen", "3301 Drammen"],
    "0616": ["3040 Nesbyen", "3322 Nesbyen"],
    "1714": ["5035 Stjørdal"],
    "0441": ["3430 Os"],
    "1243": ["4624 Bjørnafjorden"],
    "1662": ["5030 Klæbu", "5001 Trondheim"],
    "1141": ["1103 Stavanger"],
    "0702": ["0715 Holmestrand", "3802 Holmestrand", "3903 Holmestrand"],
    "1534": ["1507 Ålesund"],
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
def test_what_was_split_has_no_single_successor():
    for split, last_day in (("1507", date(2023, 12, 31)), ("5012", date(2019, 12, 31)), ("1850", date(2019, 12, 31))):
        assert (number(split).successor, number(split).valid_to) == (None, last_day)
    assert {number(part).valid_from for part in ("1508", "1580")} == {date(2024, 1, 1)}


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
