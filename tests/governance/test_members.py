from datetime import date

import pytest

from governance import members
from governance.models import County, Membership, Municipality, Organisation, Population
from tests.cast import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def joined(alliance, cooperation):
    """`joined(name, first, last)`: a municipality that is a member in those years; 1000 inhabitants more each year."""
    county = County.objects.create(number="02", name="Akershus")

    def join(name, first, last=None, kind="municipality"):
        number = f"{Municipality.objects.count() + 200:04}"
        municipality = Municipality.objects.create(number=number, name=name, county=county)
        for year in (2015, 2016, 2017):
            inhabitants = (year - 2000) * 1000
            Population.objects.create(municipality=municipality, year=year, inhabitants=inhabitants)
        organisation = make(alliance, Organisation(name=name, kind=kind, municipality=municipality))
        period = {"valid_from": date(first, 1, 1), "valid_to": last and date(last, 12, 31)}
        make(alliance, Membership(cooperation=cooperation, organisation=organisation, **period))
        return organisation

    return join


def names(actor, cooperation, day):
    return [member.organisation.name for member in members.members_on(actor, cooperation, day)]


def test_members_on_a_day_both_ends_included(joined, reader, cooperation):
    joined("Jevnaker", 2004, 2014)
    joined("Asker", 1992)
    assert names(reader, cooperation, date(2003, 12, 31)) == ["Asker"]
    assert names(reader, cooperation, date(2014, 12, 31)) == ["Asker", "Jevnaker"]
    assert names(reader, cooperation, date(2015, 1, 1)) == ["Asker"]


@pytest.mark.parametrize(("year", "known"), [(2016, (16000, 2016)), (2018, (17000, 2017)), (2014, (None, None))])
def test_population_is_that_of_the_year_or_the_last_before(year, known, joined, reader, cooperation):
    joined("Asker", 1992)
    (member,) = members.members_on(reader, cooperation, date(year, 6, 1))
    assert (member.inhabitants, member.year) == known


@pytest.mark.parametrize(("before", "known"), [(("Os",), (17000, 2017)), (("Os", "Fusa"), (None, None))])
def test_a_new_number_is_counted_under_the_one_before(before, known, joined, reader, cooperation):
    """One municipality with a new number is the same; one made of several has no count of its own."""
    new = Municipality.objects.create(number="3430", name="Os", county=County.objects.create(number="34", name="I"))
    now = joined("Nå", 2020)
    Population.objects.filter(municipality=now.municipality).delete()
    Municipality.objects.filter(pk=now.municipality_id).update(successor=None)
    middle = now.municipality
    for name in before:
        row = joined(name, 1992, 2019).municipality
        Municipality.objects.filter(pk=row.pk).update(successor=middle)
    Municipality.objects.filter(pk=middle.pk).update(successor=new)
    Organisation.objects.filter(pk=now.pk).update(municipality=new)
    (member,) = members.members_on(reader, cooperation, date(2026, 1, 1))
    assert (member.inhabitants, member.year) == known


def test_members_take_two_queries(joined, reader, cooperation, django_assert_num_queries):
    for number in range(5):
        joined(f"Kommune {number}", 1992)
    with django_assert_num_queries(2):
        rows = members.members_on(reader, cooperation, date(2017, 1, 1))
        assert all(row.organisation.municipality.name for row in rows)


def test_turns_are_newest_first_and_one_leaves_the_day_after_the_last(joined, reader, cooperation):
    joined("Asker", 1992)
    joined("Bærum", 1992)
    joined("Jevnaker", 2004, 2014)
    told = [
        (turn.day, [each.name for each in turn.joined], [each.name for each in turn.left])
        for turn in members.turns(reader, cooperation, date(2018, 3, 8))
    ]
    assert told == [
        (date(2015, 1, 1), [], ["Jevnaker"]),
        (date(2004, 1, 1), ["Jevnaker"], []),
        (date(1992, 1, 1), ["Asker", "Bærum"], []),
    ]
    assert len(members.turns(reader, cooperation, date(2014, 12, 31))) == 2


def test_kinds_stand_apart(joined, reader, cooperation):
    joined("Asker", 1992)
    joined("Akershus", 1992, kind="county")
    joined("Høgskolen", 1992, kind="education")
    groups = members.by_kind(members.members_on(reader, cooperation, date(2017, 1, 1)))
    assert [[member.organisation.name for member in group] for group in groups] == [
        ["Asker"],
        ["Akershus"],
        ["Høgskolen"],
    ]


def test_another_alliance_sees_no_members(joined, outsider, cooperation):
    joined("Asker", 1992)
    assert members.members_on(outsider, cooperation, date(2017, 1, 1)) == []
    assert members.turns(outsider, cooperation, date(2017, 1, 1)) == []
