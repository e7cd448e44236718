"""What the pure files say."""

from actionplan.deadlines import from_json, parse_deadline, to_json


def test_a_reading_stored_with_a_hint_is_read():
    """Readings once kept the hint in Bokmål beside them."""
    read = parse_deadline("sommeren 2019", 2016)
    stored = to_json(read) | {"hint": "Skriv årstiden som kvartal. Mente du «Q3 2019»?"}
    assert from_json(stored) == read
