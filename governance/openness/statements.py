"""The facts of the accessibility statement (fixtures/statements/accessibility.toml), in the language of the page."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language

SOURCE = Path(settings.BASE_DIR) / "fixtures" / "statements" / "accessibility.toml"


@dataclass(frozen=True)
class Accessibility:
    """`checks` are sentences; `shortcomings` hold (sentence, success criteria)."""

    checked_on: date
    standard: str
    checks: tuple[str, ...]
    shortcomings: tuple[tuple[str, str], ...]


@cache
def read() -> dict:
    with SOURCE.open("rb") as file:
        return tomllib.load(file)


def accessibility() -> Accessibility:
    facts, language = read(), get_language()
    return Accessibility(
        checked_on=facts["checked_on"],
        standard=facts["standard"],
        checks=tuple(check[language] for check in facts["check"]),
        shortcomings=tuple((each[language], each["criterion"]) for each in facts["shortcoming"]),
    )
