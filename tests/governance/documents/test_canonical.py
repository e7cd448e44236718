from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy

from governance.choices import JobState
from governance.documents.canonical import canonical_json, digest


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ({"b": 1, "a": 2}, '{"a":2,"b":1}'),
        ({"å": "ø"}, '{"å":"ø"}'),
        ([Decimal("350000.00"), Decimal("-0.5"), Decimal("1E+3")], '["350000.00","-0.5","1000"]'),
        ((date(2016, 4, 30), None, True), '["2016-04-30",null,true]'),
        ([datetime(2016, 4, 30, 12, tzinfo=UTC)], '["2016-04-30T12:00:00+00:00"]'),
        ([UUID(int=1)], '["00000000-0000-0000-0000-000000000001"]'),
        ([JobState.DONE], '["done"]'),
        (["\ud800"], '["?"]'),
    ],
)
def test_plain_values(content, expected):
    assert canonical_json(content) == expected


@pytest.mark.parametrize("content", [0.1, {1: "a"}, object(), {"a": {1, 2}}, gettext_lazy("Ferdig"), float("nan")])
def test_what_has_no_exact_text_is_refused(content):
    with pytest.raises(TypeError):
        canonical_json(content)


def test_digest_is_of_the_utf8_text():
    assert digest("a") == "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
