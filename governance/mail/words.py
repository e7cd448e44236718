"""Words that mails share, in the language of each receiver."""

from collections.abc import Callable
from functools import cache

from django.utils.functional import lazy
from django.utils.translation import get_language

from governance.templatetags.norwegian import norwegian_date, norwegian_days

written_day = lazy(norwegian_date, str)
written_days = lazy(norwegian_days, str)
lazily = lazy(lambda say: say(), str)


def once_each(say: Callable[[], str]) -> Callable[[], str]:
    """`say`, called once for each language that is spoken, however many receivers speak it."""
    said = cache(lambda _language: say())
    return lambda: said(get_language())
