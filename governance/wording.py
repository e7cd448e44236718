"""What the files without Django say (imports, deadlines, hints, periods), in the language of the page.

They say their phrases through these functions, named as Django's so that makemessages finds the phrases. Until the app
hands in Django's own (governance/apps.py) a phrase is said as it is written, in Bokmål.
"""

from collections.abc import Callable
from datetime import date


def _as_written(one: str, many: str = "", number: int = 1) -> str:
    return one if number == 1 else many


_one: Callable[[str], str] = _as_written
_number: Callable[[str, str, int], str] = _as_written


def speak_with(one: Callable[[str], str], number: Callable[[str, str, int], str]) -> None:
    """From now on these two translate; they do what Django's gettext and ngettext do."""
    global _one, _number
    _one, _number = one, number


def gettext(text: str) -> str:
    """The phrase in the language of the page."""
    return _one(text)


def ngettext(one: str, many: str, number: int) -> str:
    """The phrase in the language of the page, for one or for several."""
    return _number(one, many, number)


def short_day(day: date) -> str:
    """A day as "08.03.2018", as a phrase of its own: an English page says "8 Mar 2018"."""
    return gettext("{day:%d.%m.%Y}").format(day=day)


def gettext_noop(text: str) -> str:
    """The phrase as it is written, marked for makemessages; whoever says it translates it."""
    return text
