"""Names stand in Norwegian order and are found whatever their case, on both databases alike."""

import pytest

from governance.models import Organisation
from governance.norwegian_order import norwegian_key
from tests.cast import make

ORDERED = [
    "Asker",
    "asker kommune",
    "Bærum",
    "Drammen",
    "Elverum",
    "Éyer",
    "Hole",
    "Nore og Uvdal",
    "Zahl",
    "Ærfugl",
    "Øvre Eiker",
    "Øystre Slidre",
    "Ål",
    "Aasen",
    "Åsnes",
]


def test_the_key_gives_the_order():
    assert sorted(set(ORDERED), key=norwegian_key) == ORDERED


@pytest.mark.parametrize(
    ("first", "second"), [("z", "æ"), ("æ", "ø"), ("ø", "å"), ("az", "aa"), ("ä", "ø"), ("ö", "å")]
)
def test_the_last_letters(first, second):
    assert norwegian_key(first) < norwegian_key(second)


@pytest.mark.django_db
def test_the_database_gives_the_same_order(alliance):
    for name in reversed(ORDERED):
        make(alliance, Organisation(name=name))
    assert list(Organisation.objects.of(alliance).order_by("name").values_list("name", flat=True)) == ORDERED


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["øvre", "ØVRE", "Øvre"])
def test_case_does_not_hide_norwegian_letters(typed, alliance):
    make(alliance, Organisation(name="Øvre Eiker"))
    assert Organisation.objects.filter(name__icontains=typed).exists()
    assert Organisation.objects.filter(name__istartswith=typed).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "found"), [("50%", ["50% stilling"]), ("a_b", ["a_b"]), ("\\", ["c\\d"]), ("x", [])])
def test_signs_of_like_are_ordinary_letters(typed, found, alliance):
    for name in ("50% stilling", "50 stilling", "a_b", "acb", "c\\d"):
        make(alliance, Organisation(name=name))
    assert list(Organisation.objects.filter(name__icontains=typed).values_list("name", flat=True)) == found
