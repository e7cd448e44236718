"""After an election: what the seats of bodies become on the first day of the new term. Reads only, stores nothing.

The one who types writes who is to sit; this finds who goes out, who goes on, who comes in, and what must be asked.
"""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.utils.translation import gettext as _

from governance.access import may
from governance.choices import AppointmentKind, BodyKind, ProcedureAct
from governance.models import Appointment, GoverningBody, Membership, Person, ProcedureRules, Seat
from governance.people.match import Question, Register, read_named, why_not_back

MEMBER, SUBSTITUTE = AppointmentKind.MEMBER, AppointmentKind.SUBSTITUTE
OF_EVERY_MEMBER = (BodyKind.ASSEMBLY, BodyKind.COUNCIL)  # every participant is represented (2018 act § 18-3)


def member_field(seat) -> str:
    return f"m-{seat.pk}"


def substitutes_field(seat) -> str:
    return f"v-{seat.pk}"


@dataclass(frozen=True)
class Place:
    """One line of a seat: who is to sit as what. `held` is what she holds there already, and goes on with; one who
    `returns` was deactivated, and is taken back."""

    kind: str
    order: int | None
    person: Person | None
    is_new: bool = False
    returns: bool = False
    question: Question | None = None
    held: Appointment | None = None


@dataclass
class SeatPlan:
    """One seat: who holds it now, who will, who goes out, and what is wrong with it."""

    seat: Seat
    current: list[Appointment]
    places: list[Place] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def member(self) -> Place | None:
        return next((place for place in self.places if place.kind == MEMBER), None)

    @property
    def substitutes(self) -> list[Place]:
        return [place for place in self.places if place.kind == SUBSTITUTE]

    @property
    def ending(self) -> list[Appointment]:
        kept = {place.held.pk for place in self.places if place.held}
        return [each for each in self.current if each.pk not in kept]

    @property
    def starting(self) -> list[Place]:
        return [place for place in self.places if place.held is None and place.person is not None]

    @property
    def questions(self) -> list[Question]:
        return [place.question for place in self.places if place.question is not None]

    @property
    def changes(self) -> bool:
        return bool(self.ending or self.starting)


@dataclass
class BodyPlan:
    body: GoverningBody
    seats: list[SeatPlan]
    warnings: list[str] = field(default_factory=list)


@dataclass
class Plan:
    """All of it. `seen` tells whether what is stored is still what this was made from."""

    first_day: date
    bodies: list[BodyPlan]
    seen: str

    @property
    def seats(self) -> list[SeatPlan]:
        return [seat for body in self.bodies for seat in body.seats]

    @property
    def refusal(self) -> str:
        """Why it cannot be carried out yet; empty when it can."""
        if any(seat.problems for seat in self.seats):
            return _("Rett det som er merket, og prøv igjen.")
        if any(question.is_open for seat in self.seats for question in seat.questions):
            return _("Svar på spørsmålene under først.")
        return "" if any(seat.changes for seat in self.seats) else _("Ingenting blir endret.")

    @property
    def counts(self) -> dict[str, int]:
        places = [place for seat in self.seats for place in seat.places]
        return {
            "out": sum(len(seat.ending) for seat in self.seats),
            "on": sum(place.held is not None for place in places),
            "new": sum(len(seat.starting) for seat in self.seats),
            "vacant": sum(seat.member is None for seat in self.seats),
        }


def seats_of(actor, bodies: Sequence[GoverningBody], first_day: date) -> dict:
    """body -> [SeatPlan with whom holds the seat when the term begins]. Two queries, whatever their number."""
    seats = Seat.objects.visible_to(actor).filter(body__in=bodies).on(first_day)
    seats = list(seats.select_related("body__cooperation", "on_behalf_of").order_by("position", "on_behalf_of__name"))
    held = Appointment.objects.visible_to(actor).filter(seat__in=seats).overlapping(first_day, None)
    current = defaultdict(list)
    for each in held.select_related("person__organisation", "seat").order_by("kind", "substitute_order", "pk"):
        current[each.seat_id].append(each)
    plans = defaultdict(list)
    for seat in seats:
        plans[seat.body_id].append(SeatPlan(seat, current[seat.pk]))
    return plans


def typed(person: Person) -> str:
    """A person as she stands in the form."""
    return ", ".join(filter(None, (person.name, person.email)))


def as_it_stands(plans) -> dict[str, str]:
    """The fields of the form with those who hold the seats now: who is not changed goes on."""
    values = {}
    for plan in plans:
        by_kind = defaultdict(list)
        for each in plan.current:
            by_kind[each.kind].append(typed(each.person))
        values[member_field(plan.seat)] = "".join(by_kind[MEMBER][:1])
        values[substitutes_field(plan.seat)] = "\n".join(by_kind[SUBSTITUTE])
    return values


def make_plan(actor, bodies: Sequence[GoverningBody], first_day: date, values: Mapping[str, str]) -> Plan:
    """What the seats become. `values` holds the fields of the form and the answers to its questions."""
    found, register = seats_of(actor, bodies, first_day), Register(actor, first_day)
    adds_persons = bool(may(actor, "person.edit", None))
    for plan in (plan for plans in found.values() for plan in plans):
        _fill(plan, register, first_day, values)
        if not adds_persons and any(place.is_new or place.returns for place in plan.places):
            plan.problems.append(_("Bare alliansens sekretariat kan registrere nye personer eller ta noen tilbake."))
        reasons = (why_not_back(actor, place.person) for place in plan.places if place.returns)
        plan.problems += filter(None, reasons)
    made = [BodyPlan(body, found[body.pk]) for body in bodies]
    _warn(actor, made, first_day)
    return Plan(first_day, made, _seen(plan for body in made for plan in body.seats))


def _fill(plan: SeatPlan, register: Register, first_day: date, values: Mapping[str, str]) -> None:
    seat = plan.seat
    lines = [(MEMBER, None, values.get(member_field(seat), ""))]
    written = [line for line in values.get(substitutes_field(seat), "").splitlines() if line.strip()]
    lines += [(SUBSTITUTE, order, line) for order, line in enumerate(written, start=1)]
    for place, (kind, order, line) in enumerate(lines):
        _add(plan, register, (kind, order, line, f"svar-{seat.pk}-{place}"), values)
    for each in plan.current:
        if each.valid_from is not None and each.valid_from >= first_day:
            text = _("{name} har alt fått plassen fra {day:%d.%m.%Y}. Rett det på siden til organet først.")
            plan.problems.append(text.format(name=each.person, day=each.valid_from))
    named = [place.person.pk for place in plan.places if place.person is not None]
    if len(named) != len(set(named)):
        plan.problems.append(_("Samme person står to ganger på plassen."))


def _add(plan: SeatPlan, register: Register, line: tuple, values: Mapping[str, str]) -> None:
    kind, order, text, answer = line
    named = read_named(text)
    if named is None:
        return
    if "@" in named.name:  # no address could be read out of it
        plan.problems.append(f"«{text.strip()}»: {_('E-postadressen er ikke riktig skrevet.')}")
        return
    found = register.find(named, plan.seat.on_behalf_of, answer, values)
    if found.is_new and not (found.person.given_name and found.person.family_name):
        plan.problems.append(_("«{text}» er ikke kjent. Skriv fornavn og etternavn.").format(text=text.strip()))
        return
    held = next((e for e in plan.current if found.person and _is_same(e, found.person, kind, order)), None)
    returns = found.person is not None and not found.is_new and not found.person.is_active_on(register.day)
    plan.places.append(Place(kind, order, found.person, found.is_new, returns, found.question, held))


def _is_same(held: Appointment, person: Person, kind: str, order: int | None) -> bool:
    return held.person_id == person.pk and held.kind == kind and (kind == MEMBER or held.substitute_order == order)


def _seen(plans) -> str:
    """A fingerprint of what is stored: seats and who holds them, with their versions."""
    rows = [row for plan in plans for row in (plan.seat, *plan.current)]
    return hashlib.sha256("/".join(sorted(f"{row.pk}.{row.version}" for row in rows)).encode()).hexdigest()


def _warn(actor, bodies: Sequence[BodyPlan], first_day: date) -> None:
    """What the one who stores should know: members without anybody, and too few substitutes (2018 act § 18-3)."""
    keys = [each.body.pk for each in bodies]
    rules = ProcedureRules.objects.visible_to(actor).filter(body__in=keys, law=ProcedureAct.ACT_2018).on(first_day)
    new_act = set(rules.values_list("body", flat=True))
    cooperations = {each.body.cooperation_id for each in bodies}
    members = Membership.objects.visible_to(actor).filter(cooperation__in=cooperations).on(first_day)
    by_cooperation = defaultdict(dict)
    for each in members.select_related("organisation"):
        by_cooperation[each.cooperation_id][each.organisation_id] = each.organisation.name
    for plan in bodies:
        plan.warnings += _missing(plan, by_cooperation[plan.body.cooperation_id])
        if plan.body.pk in new_act and plan.body.kind in OF_EVERY_MEMBER:
            plan.warnings += _too_few(plan)


def _missing(plan: BodyPlan, members: dict) -> list[str]:
    seated = {each.seat.on_behalf_of_id: each.seat.on_behalf_of.name for each in plan.seats if each.seat.on_behalf_of}
    filled = {each.seat.on_behalf_of_id for each in plan.seats if each.member is not None}
    wanted = seated | (members if seated and plan.body.kind in OF_EVERY_MEMBER else {})
    names = sorted(name for pk, name in wanted.items() if pk not in filled)
    return [_("{name} har ingen representant i {body}.").format(name=name, body=plan.body) for name in names]


def _too_few(plan: BodyPlan) -> list[str]:
    counts = defaultdict(lambda: [0, 0])
    for each in plan.seats:
        name = each.seat.on_behalf_of.name if each.seat.on_behalf_of else plan.body.name
        counts[name][0] += each.member is not None
        counts[name][1] += len(each.substitutes)
    text = _("{name} har {members} medlemmer og {substitutes} varamedlemmer. Loven krever minst like mange vara.")
    return [
        text.format(name=name, members=members, substitutes=substitutes)
        for name, (members, substitutes) in counts.items()
        if substitutes < members
    ]


def last_day_before(first_day: date) -> date:
    return first_day - timedelta(days=1)
