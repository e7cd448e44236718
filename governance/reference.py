"""Reads the reference files (fixtures/reference/, sources in docs/data.md) into plain rows. No database.

A municipality's way through the reforms is read from the number it has on 1 January 2018, 2020 and 2024. A number "a+b"
means that it was split: it ends without a successor, and what it was split into begins on its own.
"""

import csv
import json
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

REFORMS = (date(2018, 1, 1), date(2020, 1, 1), date(2024, 1, 1))


@dataclass(frozen=True)
class MunicipalityRow:
    """One number of a municipality. `successor` is the number that took over on the day after `valid_to`."""

    number: str
    name: str
    county: tuple[str, str]
    area_km2: Decimal | None = None
    language_form: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successor: str = ""


def municipalities(folder: Path) -> dict[str, MunicipalityRow]:
    """Every municipality of 2017 and of each reform since, by number."""
    later = {row["number"]: row for row in _table(folder / "later_municipalities.csv")}
    found: dict[str, MunicipalityRow] = {}
    for row in _table(folder / "municipalities.csv"):
        first = MunicipalityRow(
            number=row["number"],
            name=row["name"],
            county=(row["county_number"], row["county_name"]),
            area_km2=Decimal(row["area_km2"]) if row["area_km2"] else None,
            language_form=row["language_form"],
        )
        for each in _chain(first, [row[f"number_{day.year}"] for day in REFORMS], later):
            found.setdefault(each.number, each)
    return found


def _chain(first: MunicipalityRow, numbers: list[str], later: dict) -> list[MunicipalityRow]:
    """The municipality under each of its numbers, and what it was split into."""
    chain = [first]
    for day, number in zip(REFORMS, numbers, strict=True):
        if number == chain[-1].number:
            continue
        parts = number.split("+")
        successor = number if len(parts) == 1 else ""
        chain[-1] = replace(chain[-1], valid_to=day - timedelta(days=1), successor=successor)
        chain += [_begun(later[part], day) for part in parts if part in later]
        if not successor or number not in later:  # joined one that keeps its number
            break
    return chain


def _begun(known: dict, day: date) -> MunicipalityRow:
    county = (known["county_number"], known["county_name"])
    return MunicipalityRow(number=known["number"], name=known["name"], county=county, valid_from=day)


def populations(folder: Path) -> list[tuple[str, int, int]]:
    """(number, year, inhabitants on 1 January)."""
    return [(row["number"], int(row["year"]), int(row["inhabitants"])) for row in _table(folder / "population.csv")]


def borders(folder: Path) -> dict[str, dict]:
    """GeoJSON geometry (MultiPolygon, lon/lat) by municipality number."""
    collection = json.loads((folder / "borders_2017.geojson").read_text(encoding="utf-8"))
    return {feature["id"]: feature["geometry"] for feature in collection["features"]}


def _table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
