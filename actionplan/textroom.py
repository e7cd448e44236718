"""How long the words of an activity may be, in characters. A leaf.

Everybody who opens the plan reads every cell: a whole book in one of them would make the plan slow for all. The longest
activity in the plans we know has 330 characters.
"""

from django.core.validators import MaxLengthValidator

TITLE = 1_000
NOTE = 10_000


def room(most: int) -> dict:
    """The bounds of a text field. Django heeds its `max_length` in forms only; the validator is for the service,
    and for what comes from a file."""
    return {"max_length": most, "validators": [MaxLengthValidator(most)]}
