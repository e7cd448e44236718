"""The facts on disk (fixtures/demo/*.toml), the attachments beside them, and the moments they are dated with."""

import tomllib
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.core.files.base import ContentFile

from governance import clock

FOLDER = Path(settings.BASE_DIR) / "fixtures"


def facts(name: str) -> dict:
    """The content of fixtures/demo/<name>.toml."""
    with (FOLDER / "demo" / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def upload(name: str) -> ContentFile:
    """A file of fixtures/demo/attachments/, as someone would upload it."""
    return ContentFile((FOLDER / "demo" / "attachments" / name).read_bytes(), name=name)


def moment(day: date, *, days_before: int = 0) -> datetime:
    """Nine in the morning in Oslo, some days before `day`: when somebody could have written it."""
    return clock.oslo(day - timedelta(days=days_before), time(9, 0))
