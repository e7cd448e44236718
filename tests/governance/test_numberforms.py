import pytest
from django.core.exceptions import ValidationError

from governance.models import GoverningBody
from governance.numberforms import Number, format_like, format_number, parse_number, validate_number_format


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Sak 24/2017", (2017, 24)),
        ("Sak: 46/2015", (2015, 46)),
        ("sak 05/2015", (2015, 5)),
        ("03/2018", (2018, 3)),
        ("PS 56/09", (2009, 56)),
        ("RS 15/15", (2015, 15)),
        ("AU-sak 06/17", (2017, 6)),
        ("SR-sak 32/14", (2014, 32)),
        ("SR-sak32/14", (2014, 32)),
        (" 7 / 1998 ", (1998, 7)),
        ("12/92", (1992, 12)),
        ("2016/12", (2016, 12)),
        ("2016-12", (2016, 12)),
        ("Sak 2016/12", (2016, 12)),
    ],
)
def test_every_form_is_read(text, number):
    assert parse_number(text) == Number(*number)


@pytest.mark.parametrize(
    "text", ["", "sak", "46", "46/", "/2015", "46/201", "0/2015", "123456/2015", "46/2015/3", "15.03.2018", "a1b/2015"]
)
def test_other_text_is_no_number(text):
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("number_format", "shown"),
    [("{seq}/{year}", "3/2018"), ("{seq:02}/{year}", "03/2018"), ("SR-sak {seq}/{yy:02}", "SR-sak 3/18")],
)
def test_each_body_prints_its_own_form(number_format, shown):
    validate_number_format(number_format)
    assert format_number(number_format, 2018, 3) == shown
    assert parse_number(shown) == (2018, 3)


@pytest.mark.parametrize(
    "number_format",
    ["{seq}", "{year}", "24/2017", "{seq}/{year}{body}", "{seq.__class__}/{year}", "{seq!r}/{year}", "{seq:>99}/{year}",
     "{seq:02/{year}", "{0}/{year}", "{}/{year}", "{seq:{year}}/{year}"],
)  # fmt: skip
def test_a_wrong_format_is_refused(number_format):
    with pytest.raises(ValidationError):
        validate_number_format(number_format)


def test_the_body_asks_the_validator():
    with pytest.raises(ValidationError, match="må ha både"):
        GoverningBody(number_format="{seq}").clean_fields(
            exclude=[f.name for f in GoverningBody._meta.fields if f.name != "number_format"]
        )


@pytest.mark.parametrize(
    ("example", "number_format"),
    [
        ("24/2026", "{seq}/{year}"),
        ("3/26", "{seq}/{yy:02}"),
        (" 03/26 ", "{seq:02}/{yy:02}"),
        ("AU-sak 03/26", "AU-sak {seq:02}/{yy:02}"),
        ("Sak 003 / 2026", "Sak {seq:03} / {year}"),
    ],
)
def test_a_format_is_read_from_an_example(example, number_format):
    assert format_like(example) == number_format
    validate_number_format(number_format)


@pytest.mark.parametrize("example", ["", "sak", "3", "3-2026", "{seq}/{year}", "3/202", "sak 2 3/26", "123456/26"])
def test_what_is_no_example_is_refused(example):
    with pytest.raises(ValidationError):
        format_like(example)
