"""Money, dates and numbers as Norwegians write them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils import translation

from governance.norwegian_order import norwegian_key
from governance.services.meetings import NOT_YET
from governance.templatetags.norwegian import (
    foldable,
    kroner,
    norwegian_date,
    norwegian_days,
    short_date,
    short_moment,
    tel,
    thousands,
)
from governance.wording import short_day


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Decimal(350000), "kr 350 000"),
        (Decimal("0.50"), "kr 0,50"),
        (Decimal("1234567.10"), "kr 1 234 567,10"),
        (Decimal("-1200.00"), "kr −1 200"),
        (0, "kr 0"),
        ("80000", "kr 80 000"),
        (None, ""),
        ("", ""),
        ("ukjent", "ukjent"),
    ],
)
def test_kroner(amount, text):
    assert kroner(amount) == text.replace(" ", "\u00a0")


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_day_in_words(language):
    with translation.override(language):
        assert norwegian_date(date(2018, 3, 8)) == "8.\u00a0mars\u00a02018"


def test_a_day_in_english():
    with translation.override("en"):
        assert norwegian_date(date(2018, 3, 8)) == "8\u00a0March\u00a02018"


@pytest.mark.parametrize(
    ("first", "last", "bokmal", "english"),
    [
        (date(2017, 2, 8), None, "8. februar 2017", "8 February 2017"),
        (date(2017, 2, 8), date(2017, 2, 8), "8. februar 2017", "8 February 2017"),
        (date(2017, 2, 8), date(2017, 2, 9), "8.–9. februar 2017", "8–9 February 2017"),
        (date(2017, 9, 30), date(2017, 10, 1), "30. september–1. oktober 2017", "30 September–1 October 2017"),
        (date(2017, 12, 31), date(2018, 1, 1), "31. desember 2017–1. januar 2018", "31 December 2017–1 January 2018"),
    ],
)
def test_days_say_once_what_they_share(first, last, bokmal, english):
    for language, text in (("nb", bokmal), ("nn", bokmal), ("en", english)):
        with translation.override(language):
            assert norwegian_days(first, last) == text.replace(" ", "\u00a0")


def test_a_day_in_digits():
    assert short_date(date(2018, 3, 8)) == "08.03.2018"
    assert short_date(None) == norwegian_date(None) == ""


def test_a_moment_belongs_to_its_day_in_oslo():
    late = datetime(2018, 3, 8, 23, 30, tzinfo=UTC)
    assert short_date(late) == "09.03.2018"


@pytest.mark.parametrize(
    ("number", "address", "shown"),
    [
        ("91234567", "+4791234567", "912 34 567"),
        ("+47 66 76 90 00", "+4766769000", "66 76 90 00"),
        ("004766769000", "+4766769000", "66 76 90 00"),
        ("+46 8 123 456", "+468123456", "+46 8 123 456"),
    ],
)
def test_telephone_numbers(number, address, shown):
    spaced = shown if number.startswith("+46") else shown.replace(" ", "\u00a0")
    assert tel(number) == f'<a class="ds-link" href="tel:{address}">{spaced}</a>'


def test_an_address_folds_after_its_signs_and_nowhere_else():
    assert foldable("kari.moe@asker.example") == "kari.<wbr>moe@<wbr>asker.<wbr>example"
    assert foldable("<b>@x") == "&lt;b&gt;@<wbr>x"
    assert foldable(None) == ""


def test_a_typed_number_cannot_carry_markup():
    assert "<script" not in tel("<script>alert(1)</script>")
    assert tel("") == ""
    assert tel("spør sekretariatet") == "spør sekretariatet"


@pytest.mark.parametrize(
    ("language", "money", "ore", "number", "day", "short"),
    [
        ("nb", "kr 350 000", "kr −0,50", "426 065", "8. mars 2018", "08.03.2018"),
        ("nn", "kr 350 000", "kr −0,50", "426 065", "8. mars 2018", "08.03.2018"),
        ("en", "NOK 350,000", "NOK −0.50", "426,065", "8 March 2018", "8 Mar 2018"),
    ],
)
def test_each_language_writes_money_numbers_and_days_its_own_way(language, money, ore, number, day, short):
    on = date(2018, 3, 8)
    with translation.override(language):
        written = (kroner(350000), kroner("-0.5"), thousands(426065), norwegian_date(on), short_date(on))
    assert tuple(each.replace("\u00a0", " ") for each in written) == (money, ore, number, day, short)


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_names_stand_in_norwegian_order_whatever_the_language(language):
    names = ["Øyer", "Aasen", "Asker", "Ås", "Ærøy", "Bærum"]
    with translation.override(language):
        ordered = sorted(names, key=norwegian_key)
    assert ordered.index("Bærum") < ordered.index("Ærøy") < ordered.index("Øyer") < ordered.index("Ås")


@pytest.mark.parametrize(
    ("language", "text"), [("nb", "08.03.2018 14.05"), ("nn", "08.03.2018 14.05"), ("en", "8 Mar 2018 14:05")]
)
def test_a_day_and_the_clock(language, text):
    with translation.override(language):
        assert short_moment(datetime(2018, 3, 8, 14, 5)) == text.replace(" ", "\u00a0")
        assert short_moment(None) == ""


@pytest.mark.parametrize(("language", "text"), [("nb", "08.03.2018"), ("nn", "08.03.2018"), ("en", "8 Mar 2018")])
def test_a_day_in_a_sentence_that_refuses(language, text):
    with translation.override(language):
        assert short_day(date(2018, 3, 8)) == text
        assert text in str(NOT_YET).format(day=date(2018, 3, 8))
