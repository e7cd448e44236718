"""What the rows of an import become: whom they mean, where she sits, what is new, and what must be asked.

Reads only; governance/services/personimport.py stores. A question is asked once for each thing, not for each row.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from django.db.models.functions import Lower
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from governance.access import may
from governance.choices import AppointmentKind, OrganisationKind, Role
from governance.importing.people import ParsedPeople, PersonLine
from governance.models import AllianceRole, Appointment, GoverningBody, Municipality, Organisation, Seat, User
from governance.people.landed import Landed, Landing
from governance.people.match import NEW, Named, Question, Register, why_not_back
from governance.people.names import nearest, plain

SKIP, END = "skip", "end"


def land(actor, parsed: ParsedPeople, answers: Mapping[str, str]) -> Landing:
    """What the rows become with these answers. A fixed number of queries, whatever the number of rows."""
    here = _Here(actor, parsed.lines, answers)
    rows = [here.land(line) for line in parsed.lines]
    made = [each for each in here.new_organisations.values() if any(_uses(row, each) for row in rows)]
    landing = Landing(rows, made)
    if parsed.errors:
        first = parsed.errors[0]
        landing.refusal = f"{capfirst(first.place)}: {first.message}"
    elif found := next(((row, text) for row in rows for text in row.problems), None):
        landing.refusal = f"{capfirst(found[0].line.place)}: {found[1]}"
    elif landing.counts["asked"]:
        landing.refusal = _("Svar på spørsmålene under først.")
    elif not any(landing.counts[name] for name in ("new", "changed")):
        landing.refusal = _("Alt i listen er registrert fra før. Ingenting blir endret.")
    return landing


def _uses(row: Landed, organisation: Organisation) -> bool:
    is_unstored = row.person is not None and row.person._state.adding
    used = row.person.organisation if is_unstored else row.changes.get("organisation")
    return used is organisation


class _Here:
    """What is stored in the alliance, read once, with what the rows before have taken."""

    def __init__(self, actor, lines, answers: Mapping[str, str]):
        self.actor, self.answers, alliance = actor, answers, actor.alliance
        self.register = Register(actor, actor.on, careful=True)
        self.organisations = list(Organisation.objects.of(alliance).select_related("municipality"))
        self.by_spelling = {name: each for each in reversed(self.organisations) for name in _spellings(each)}
        bodies = GoverningBody.objects.of(alliance).select_related("cooperation")
        self.bodies = {plain(name): body for body in bodies for name in (body.name, body.slug, *body.aliases)}
        self.seats = defaultdict(list)
        for seat in Seat.objects.of(alliance).select_related("body__cooperation", "on_behalf_of"):
            self.seats[seat.body_id].append(seat)
        self.held = defaultdict(list)
        for each in Appointment.objects.of(alliance).select_related("person", "seat"):
            self.held[each.seat_id].append(each)
        self.roles = set(AllianceRole.objects.of(alliance).on(actor.on).values_list("person", "role"))
        self.municipalities = defaultdict(list)
        for each in Municipality.objects.select_related("successor"):
            self.municipalities[plain(each.name)].append(each)
        self.gives_roles = bool(may(actor, "role.edit", None))
        self.new_organisations: dict[str, Organisation | None] = {}
        self.asked: dict[str, Question] = {}
        self.taken: dict[tuple, str] = {}
        written = {line.email for line in lines if line.email} if self.gives_roles else ()
        known = User.objects.annotate(small=Lower("email")).filter(small__in=written)
        self.logins = set(known.values_list("small", flat=True)) if written else set()
        self.first: set = set()

    def land(self, line: PersonLine) -> Landed:
        row = Landed(line)
        organisation = self._organisation(row)
        named = Named(line.given, line.family, line.email)
        found = self.register.find(named, organisation, f"p-{line.row}", self.answers)
        if found.question is not None:
            row.questions.append(found.question)
        row.person = found.person
        if row.person is None:
            return row
        row.is_new = found.is_new and row.person.pk not in self.first
        self._return(row)
        self.first.add(row.person.pk)
        self._fields(row, organisation)
        self._login(row)
        self._seat(row, organisation)
        self._role(row)
        return row

    def _ask(self, row: Landed, name: str, text: str, options) -> str:
        """The answer; empty while it is open. The same question of a later row has the same answer."""
        question = Question(name, text, tuple(options), self.answers.get(name, ""))
        if name not in self.asked:
            self.asked[name] = question
            row.questions.append(question)
        return "" if question.is_open else question.answer

    # ---- Organisation ----

    def _organisation(self, row: Landed) -> Organisation | None:
        text = row.line.organisation
        if not text:
            return None
        day = row.line.valid_from or self.actor.on
        merged = self._merged(text, day)
        known = self.by_spelling.get(plain(text))
        if merged is not None:
            return self._successor(row, text, merged, known)
        return known or self._unknown(row, text)

    def _merged(self, text: str, day: date) -> Municipality | None:
        """The municipality of this name that was taken over by another before the day, unless the name lives on."""
        named = self.municipalities.get(plain(text).removesuffix(" kommune"), ())
        ended = [each for each in named if each.valid_to and each.valid_to < day and each.successor]
        last = max(ended, key=lambda each: each.valid_to, default=None)
        return last if last is not None and _heir(last).name != last.name and len(ended) == len(named) else None

    def _successor(self, row: Landed, text: str, merged: Municipality, known) -> Organisation | None:
        heir = _heir(merged)
        there = self.by_spelling.get(plain(heir.name))
        name = f"m-{plain(text).replace(' ', '-')}"
        question = _("{old} gikk inn i {new} etter {day:%d.%m.%Y}. Hvilken er ment?")
        options = [(str(there.pk) if there else NEW, _("{name} kommune").format(name=heir.name))]
        options += [(str(known.pk), _("{name}, slik den står").format(name=known.name))] if known else []
        asked = question.format(old=merged.name, new=heir.name, day=merged.valid_to)
        answer = self._ask(row, name, asked, options)
        if answer == NEW:
            return self._made(f"{heir.name} kommune", heir)
        return self._by_key(answer)

    def _unknown(self, row: Landed, text: str) -> Organisation | None:
        near = nearest(text, [each.name for each in self.organisations])
        options = [(str(each.pk), each.name) for name in near for each in self.organisations if each.name == name]
        options += [(NEW, _("Registrer «{name}» som ny organisasjon").format(name=text))]
        options += [(SKIP, _("Ingen organisasjon"))]
        name = f"o-{plain(text).replace(' ', '-')[:80]}"
        answer = self._ask(row, name, _("Hvilken organisasjon er «{name}»?").format(name=text), options)
        if answer == NEW:
            named = self.municipalities.get(plain(text).removesuffix(" kommune"), ())
            return self._made(text, next((each for each in named if each.valid_to is None), None))
        return self._by_key(answer)

    def _made(self, name: str, municipality: Municipality | None) -> Organisation:
        if name not in self.new_organisations:
            kind = OrganisationKind.MUNICIPALITY if municipality else OrganisationKind.OTHER
            made = Organisation(alliance=self.actor.alliance, name=name, kind=kind, municipality=municipality)
            made.short_name = municipality.name if municipality else ""
            self.new_organisations[name] = made
        return self.new_organisations[name]

    def _by_key(self, answer: str) -> Organisation | None:
        return next((each for each in self.organisations if str(each.pk) == answer), None)

    # ---- The person herself ----

    def _fields(self, row: Landed, organisation: Organisation | None) -> None:
        line, person = row.line, row.person
        wanted = {"title": line.title, "phone": line.phone, "email": line.email, "organisation": organisation}
        wanted = {name: value for name, value in wanted.items() if value}
        changes = {name: value for name, value in wanted.items() if getattr(person, name) != value}
        if not person._state.adding:
            row.changes = changes
            return
        if not row.is_new:
            row.before = {name: getattr(person, name) for name in changes}
            row.changes = changes
        for name, value in wanted.items():
            setattr(person, name, value)

    def _return(self, row: Landed) -> None:
        """Who was deactivated is taken back by the first row that names her."""
        person = row.person
        row.returns = not person.is_active_on(self.actor.on) and person.pk not in self.first
        if row.returns and (reason := why_not_back(self.actor, person)):
            row.problems.append(reason)

    def _login(self, row: Landed) -> None:
        """An address that logs in elsewhere may be the same human. Nothing is told of where."""
        email = row.line.email
        if not (email and self.gives_roles and row.person.user_id is None):
            return
        taken = any(each.user_id for each in self.register.by_email.get(email, ()))
        if taken or email not in self.logins:
            return
        text = _("{email} er en innlogging fra før. Er det samme menneske?").format(email=email)
        same = _("Ja. Samme innlogging gjelder også her.")
        options = [("yes", same), ("no", _("Nei. Personen får ingen innlogging nå."))]
        row.login = self._ask(row, f"i-{row.line.row}", text, options) == "yes"

    def _role(self, row: Landed) -> None:
        text = row.line.role
        if not text:
            return
        named = {str(label).casefold(): value for value, label in Role.choices} | {
            value: value for value in Role.values
        }
        role = named.get(text.casefold())
        if role is None:
            known = ", ".join(str(label) for _value, label in Role.choices)
            row.problems.append(_("Rollen «{role}» finnes ikke. Bruk en av: {known}.").format(role=text, known=known))
        elif not self.gives_roles:
            row.problems.append(_("Bare en administrator kan gi roller. Fjern rollen fra raden."))
        elif (row.person.pk, role) not in self.roles:
            row.role = role
            self.roles.add((row.person.pk, role))

    # ---- The seat ----

    def _seat(self, row: Landed, organisation: Organisation | None) -> None:
        line = row.line
        if not line.body:
            return
        body = self.bodies.get(plain(line.body))
        if body is None:
            near = nearest(line.body, {each.name for each in self.bodies.values()})
            hint = _(" Mener du {names}?").format(names=", ".join(near)) if near else ""
            row.problems.append(_("Organet «{body}» finnes ikke.").format(body=line.body) + hint)
            return
        if not (allowed := may(self.actor, "seat.edit", body)):
            row.problems.append(allowed.reason)
            return
        day = line.valid_from or self.actor.on
        fitting = [seat for seat in self.seats[body.pk] if seat.holds_on(day) and _is_of(seat, organisation)]
        row.seat = self._free(row, fitting, day)
        if row.seat is None:
            self._without_seat(row, body, organisation)
        else:
            self._take(row, day)

    def _free(self, row: Landed, fitting: list[Seat], day: date) -> Seat | None:
        """Where she sits already, else a vacant seat, else the first that no row before has taken."""

        def rank(seat):
            now = [each for each in self.held[seat.pk] if each.holds_on(day) and each.kind == row.kind]
            mine = any(each.person_id == row.person.pk for each in now)
            return (not mine, bool(now) and not row.line.is_substitute)

        free = [seat for seat in fitting if row.line.is_substitute or (seat.pk, "") not in self.taken]
        return min(free, key=rank, default=None)

    def _without_seat(self, row: Landed, body: GoverningBody, organisation) -> None:
        if row.line.is_substitute and any(_is_of(seat, organisation) for seat in self.seats[body.pk]):
            row.problems.append(_("Plassen finnes ikke denne dagen."))
            return
        text = _("{organ} har ingen ledig plass for {who}.").format(organ=body, who=organisation or row.line.name)
        options = [(NEW, _("Lag en ny plass")), (SKIP, _("Ingen plass, bare personen"))]
        if self._ask(row, f"s-{row.line.row}", text, options) == NEW:
            row.seat = Seat(alliance=self.actor.alliance, body=body, on_behalf_of=organisation)
            row.new_seat = row.appoints = True
            row.order = (row.line.order or 1) if row.line.is_substitute else None
            self.seats[body.pk].append(row.seat)
            self.taken[row.seat.pk, "" if row.order is None else row.order] = row.line.place

    def _take(self, row: Landed, day: date) -> None:
        line, seat = row.line, row.seat
        now = [each for each in self.held[seat.pk] if each.holds_on(day)]
        mine = next((each for each in now if each.person_id == row.person.pk), None)
        used = {each.substitute_order for each in now if each.kind == AppointmentKind.SUBSTITUTE}
        used |= {order for pk, order in self.taken if pk == seat.pk and order != ""}
        if line.is_substitute:
            own = mine.substitute_order if mine and mine.kind == AppointmentKind.SUBSTITUTE else None
            row.order = line.order or own or max([0, *used]) + 1
        place = (seat.pk, "" if row.order is None else row.order)
        if place in self.taken:
            row.problems.append(_("Plassen er alt gitt i {place}.").format(place=self.taken[place]))
            return
        self.taken[place] = line.place
        if mine and mine.kind == row.kind and mine.substitute_order == row.order:
            return
        if mine is not None:
            row.problems.append(
                _("{name} har alt denne plassen på en annen måte. Rett det først.").format(name=row.person)
            )
            return
        other = next((e for e in now if e.kind == row.kind and e.substitute_order == row.order), None)
        row.appoints = other is None or self._ends(row, other, day)
        if row.appoints:
            row.ending = other

    def _ends(self, row: Landed, other: Appointment, day: date) -> bool:
        if other.valid_from is not None and other.valid_from >= day:
            text = _("{name} begynner samme dag eller senere.").format(name=other.person)
            row.problems.append(text)
            return False
        asked = _("{name} har plassen fra før. Hva skal skje?").format(name=other.person)
        last = _("Avslutt vervet dagen før {day:%d.%m.%Y}").format(day=day)
        options = [(END, last), (SKIP, _("La {name} beholde plassen").format(name=other.person))]
        return self._ask(row, f"a-{row.line.row}", asked, options) == END


def _heir(municipality: Municipality) -> Municipality:
    """Who holds the area now, by the chain of successors."""
    while municipality.successor is not None:
        municipality = municipality.successor
    return municipality


def _spellings(organisation: Organisation) -> set[str]:
    names = {plain(name) for name in (organisation.name, organisation.short_name) if name}
    return names | {name.removesuffix(" kommune") for name in names}


def _is_of(seat: Seat, organisation: Organisation | None) -> bool:
    return seat.on_behalf_of_id == (organisation.pk if organisation is not None else None)
