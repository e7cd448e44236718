"""Norwegian account numbers: eleven digits, of which the last checks the others (MOD11)."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WEIGHTS = (5, 4, 3, 2, 7, 6, 5, 4, 3, 2)


def account_number(text: str) -> str:
    """The number as it is printed, «1234 56 78903», whether it was written with blanks, dots or neither; empty for
    none. Raises ValidationError for what is no account number."""
    digits = re.sub(r"[\s.\u00a0]", "", text)
    if not digits:
        return ""
    if not re.fullmatch(r"[0-9]{11}", digits) or digits[-1] != _check_digit(digits[:10]):
        raise ValidationError(_("Dette er ikke et norsk kontonummer. Det har 11 sifre, som 1234 56 78903."))
    return f"{digits[:4]} {digits[4:6]} {digits[6:]}"


def _check_digit(digits: str) -> str:
    """Empty where no digit would do: such a number is never given out."""
    rest = 11 - sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11
    return {10: "", 11: "0"}.get(rest, str(rest))
