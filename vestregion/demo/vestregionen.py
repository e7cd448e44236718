"""Vestregionen: fifteen municipalities, two county councils, and the cooperations that have other members."""

from datetime import date

from vestregion.demo.files import facts
from vestregion.demo.registers import Registers


def make_registers(password: str) -> Registers:
    registers = Registers(facts("vestregionen"), password)
    _make_members(registers)
    for values in registers.facts["organisation"]:
        registers.organisation(**values)
    registers.make_bodies("vestregionen")
    registers.make_chairs()
    registers.make_people()
    _make_seats(registers)
    return registers


def _make_members(registers: Registers) -> None:
    members = registers.facts["members"]
    for row in facts("members")["municipality"]:
        organisation = registers.municipality(row["number"])
        if "vestregionen" in row:
            first, *last = row["vestregionen"]
            ended = date(last[0], 12, 31) if last else None
            registers.member("vestregionen", organisation, date(first, 1, 1), ended)
        area = f"LSU {row['lsu_area']}{' (antatt)' if row.get('lsu_assumed') else ''}"
        registers.member("khs", organisation, members["khs_from"], area=area)
        _maybe_bpa(registers, row, organisation)
    for name in members["counties"]:
        registers.member("vestregionen", registers.county(name), members["county_from"])


def _maybe_bpa(registers: Registers, row: dict, organisation) -> None:
    """Thirteen of the fifteen, Kongsberg and Jevnaker; which thirteen is assumed."""
    members = registers.facts["members"]
    belongs = "vestregionen" in row and len(row["vestregionen"]) == 1
    if row["name"] in members["bpa_others"]:
        registers.member("bpa", organisation, members["bpa_from"])
    elif belongs and row["name"] not in members["bpa_left_out"]:
        registers.member("bpa", organisation, members["bpa_from"], is_assumed=True)


def _make_seats(registers: Registers) -> None:
    titles = {"mayors": ("Ordfører", "Fylkesordfører"), "executives": ("Rådmann", "Fylkesrådmann")}
    for body in registers.facts["body"]:
        if body.get("seats") in titles:
            _seat_members(registers, body["slug"], *titles[body["seats"]])
        elif body.get("seats") == "lsu":
            _seat_areas(registers, body["slug"])


def _seat_members(registers: Registers, body: str, municipal: str, county: str) -> None:
    for organisation in registers.current_members("vestregionen"):
        title = county if organisation.kind == "county" else municipal
        holder = {"given_name": f"Demo-{title.lower()}", "family_name": organisation.short_name}
        place = registers.seat(body, title=title, holder=holder, organisation=organisation)
        if title == "Ordfører" and organisation.short_name in ("Asker", "Drammen"):
            deputy = {
                "given_name": "Demo-varaordfører",
                "family_name": organisation.short_name,
                "title": "Varaordfører",
            }
            registers.substitute(place, holder=deputy)


def _seat_areas(registers: Registers, body: str) -> None:
    areas = sorted({f"LSU {row['lsu_area']}" for row in facts("members")["municipality"] if "lsu_area" in row})
    for area in areas:
        holder = {"given_name": "Demo-kommunalsjef", "family_name": area.removeprefix("LSU ")}
        registers.seat(body, title="Styremedlem", holder=holder, area=area)
