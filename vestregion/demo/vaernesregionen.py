"""Værnesregionen: other bodies, other numbers and no plan table. It proves that nothing is written for one alliance."""

from actionplan.choices import PlatformPointKind
from actionplan.services import platforms
from governance.choices import BodyKind, ItemRole, ResolutionResult
from governance.services import agenda, bodies, cases, meetings, programme, resolutions
from vestregion.demo.files import facts, moment
from vestregion.demo.registers import Registers

SLUG = "vaernesregionen"


def make_registers(password: str) -> Registers:
    registers = Registers(facts(SLUG), password)
    membership = registers.facts["membership"]
    for number in membership["numbers"]:
        organisation = registers.municipality(number)
        first = membership["later"].get(organisation.short_name, membership["from"])
        reservation = membership["reservations"].get(organisation.short_name, "")
        is_assumed = organisation.short_name in membership["later"]
        registers.member(SLUG, organisation, first, reservation=reservation, is_assumed=is_assumed)
    for values in registers.facts["organisation"]:
        registers.organisation(**values)
    registers.make_bodies(SLUG)
    registers.make_people()
    _make_seats(registers)
    return registers


def _make_seats(registers: Registers) -> None:
    for organisation in registers.current_members(SLUG):
        for title, body in (("Ordfører", "regionradet"), ("Opposisjon", "regionradet"), ("Rådmann", "arbeidsutvalget")):
            holder = {"given_name": f"Demo-{title.lower()}", "family_name": organisation.short_name}
            registers.seat(body, title=title, holder=holder, organisation=organisation)


def write_platform(registers: Registers) -> None:
    values = registers.facts["platform"]
    at = moment(values["valid_from"])
    platform = platforms.create_platform(
        registers.actor,
        cooperation=registers.main,
        at=at,
        **{name: values[name] for name in ("title", "valid_from", "vision")},
    )
    for kind, titles in ((PlatformPointKind.GOAL, values["goals"]), (PlatformPointKind.VALUE, values["values"])):
        for title in titles:
            platforms.create_point(registers.actor, platform=platform, kind=kind, title=title, at=at)
    for name in values["areas"]:
        platforms.create_area(registers.actor, platform=platform, name=name, at=at)


def write_process(registers: Registers) -> None:
    """The strategy: four gatherings, then one council after the other; Malvik has not answered."""
    actor = registers.actor
    first = registers.facts["meeting"][0]["day"]
    case = cases.create_case(
        actor,
        cooperation=registers.main,
        title="Mål og strategier for samarbeidet i Værnesregionen",
        year=first.year,
        summary="Formannskapene laget strategien sammen på fire samlinger. Hvert kommunestyre vedtar den.",
        at=moment(first, days_before=30),
    )
    for values in registers.facts["meeting"]:
        _held(registers, case, registers.bodies[values["body"]], values, ItemRole.PREPARES)
    for council in registers.facts["council"]:
        _council(registers, case, council)


def _held(registers, case, body, values: dict, role: str, *, authoritative=False, result="noted"):
    actor, day = registers.actor, values["day"]
    fields = {name: values[name] for name in ("day", "last_day", "place", "title") if name in values}
    meeting = meetings.create_meeting(actor, body=body, at=moment(day, days_before=30), **fields)
    at = moment(day, days_before=14)
    item = agenda.register_item(actor, case=case, meeting=meeting, role=role, is_authoritative=authoritative, at=at)
    for entry in values.get("programme", ()):
        about = {"item": item} if entry.get("is_the_case") else {}
        told = {name: value for name, value in entry.items() if name != "is_the_case"}
        programme.add_entry(actor, meeting, at=at, **told, **about)
    resolutions.register_resolution(actor, item, result=result, decided_on=day, at=moment(day))
    meetings.hold_meeting(actor, meeting, at=moment(day))


def _council(registers: Registers, case, council: dict) -> None:
    name = council["organisation"]
    body = bodies.create_body(
        registers.actor,
        cooperation=registers.main,
        slug=f"kommunestyret-{name.lower().translate(str.maketrans('æøå', 'aoa'))}",
        name=f"Kommunestyret i {name}",
        kind=BodyKind.COUNCIL,
        position=50,
    )
    if "day" in council:
        _held(registers, case, body, council, ItemRole.DECIDES, authoritative=True, result=ResolutionResult.ADOPTED)
    else:
        agenda.add_item(registers.actor, case=case, body=body, role=ItemRole.DECIDES, is_authoritative=True)
