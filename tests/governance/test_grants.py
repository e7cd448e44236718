"""What a person holds is asked with SQL composed once: the answer is that of the querysets, for each person and day."""

from datetime import date

import pytest

from governance import grants
from governance.models import Person
from tests.access.roles import LOGINS

pytestmark = pytest.mark.django_db
DAYS = (date(2018, 3, 8), date(2015, 6, 1), date(2030, 1, 1))


@pytest.fixture
def mayor(demo_data):
    return Person.objects.get(user__email=LOGINS["mayor_asker"])


def asked_anew(person, on) -> set:
    return set(grants._rows(person, on))


def test_the_demo_has_something_of_every_kind(demo_data):
    persons = Person.objects.filter(user__email__in=filter(None, LOGINS.values()))
    held = {source for person in persons for source, _kind, _key in grants.grants_of(person, DAYS[0])}
    assert held >= {"role", "seat", "contact"}


def test_everyone_holds_on_each_day_what_the_rows_say(demo_data):
    for person in Person.objects.all():
        for on in DAYS:
            assert set(grants.grants_of(person, on)) == asked_anew(person, on), (person.email, on)


def test_it_is_one_query(mayor, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert list(grants.grants_of(mayor, DAYS[0]))


def test_a_source_added_later_is_asked_as_well(mayor, monkeypatch):
    monkeypatch.setattr(grants, "_sources", [*grants._sources])
    before = set(grants.grants_of(mayor, DAYS[0]))
    try:
        grants.add_grants(lambda person, on: [("later", "pk", Person.objects.filter(pk=person.pk))])
        more = set(grants.grants_of(mayor, DAYS[0])) - before
    finally:
        grants._question.cache_clear()  # the sources are those of before again
    assert {source for source, _kind, _key in more} == {"later"}
