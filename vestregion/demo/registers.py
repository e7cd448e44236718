"""Alliance, cooperations, organisations, members, bodies, seats and people of one demo alliance."""

from datetime import date

from governance.access import Actor, system_actor
from governance.choices import AppointmentKind, OrganisationKind, Role
from governance.models import Cooperation, County, GoverningBody, Municipality, Organisation, Person
from governance.services import alliances, bodies, cooperations, organisations, people, seats

DEMO = "Demo"


class Registers:
    """What one demo alliance has so far, found again by the names the fact files use."""

    def __init__(self, facts: dict, password: str):
        self.facts = facts
        self.password = password
        self.cooperations: dict[str, Cooperation] = {}
        self.organisations: dict[str, Organisation] = {}
        self.bodies: dict[str, GoverningBody] = {}
        self.persons: dict[str, Person] = {}
        self.actor = self._start()

    def _start(self) -> Actor:
        alliance, main = alliances.create_alliance(**self.facts["alliance"], is_demo=True, by=DEMO)
        actor = system_actor(alliance, DEMO)
        for values in self.facts["cooperation"]:
            slug = values["slug"]
            if values.get("is_main"):
                self.cooperations[slug] = cooperations.change_cooperation(actor, main, **values)
            else:
                self.cooperations[slug] = cooperations.create_cooperation(actor, **values)
        return actor

    @property
    def main(self) -> Cooperation:
        return self.cooperations[self.actor.alliance.slug]

    # ---- Organisations and members ----

    def organisation(self, **values) -> Organisation:
        made = organisations.create_organisation(self.actor, **values)
        self.organisations[made.name] = made
        return made

    def municipality(self, number: str) -> Organisation:
        """The member organisation of a reference municipality, made the first time it is asked for."""
        reference = Municipality.objects.get(number=number)
        name = f"{reference.name} kommune"
        if name not in self.organisations:
            kind = OrganisationKind.MUNICIPALITY
            self.organisation(name=name, short_name=reference.name, kind=kind, municipality=reference)
        return self.organisations[name]

    def county(self, name: str) -> Organisation:
        county = County.objects.filter(name=name).first()
        kind = OrganisationKind.COUNTY
        return self.organisation(name=f"{name} fylkeskommune", short_name=name, kind=kind, county=county)

    def member(self, cooperation: str, organisation: Organisation, first: date, last: date | None = None, **values):
        organisations.add_membership(
            self.actor,
            cooperation=self.cooperations[cooperation],
            organisation=organisation,
            valid_from=first,
            valid_to=last,
            **values,
        )

    def current_members(self, cooperation: str) -> list[Organisation]:
        rows = self.cooperations[cooperation].memberships.present().on(self.actor.on).select_related("organisation")
        return [row.organisation for row in rows.order_by("organisation__kind", "organisation__name")]

    # ---- Bodies ----

    def make_bodies(self, default_cooperation: str) -> None:
        for position, facts in enumerate(self.facts["body"], start=1):
            values = {k: v for k, v in facts.items() if k not in NOT_FIELDS}
            for name in ("parent", "prepares_for"):
                if name in facts:
                    values[name] = self.bodies[facts[name]]
            cooperation = self.cooperations[facts.get("cooperation", default_cooperation)]
            body = bodies.create_body(self.actor, cooperation=cooperation, position=position, **values)
            self.bodies[body.slug] = body
            self._add_rules(body, facts)
            for host in facts.get("attends", ()):
                right = {"attending_body": body, "may_speak": True, "may_propose": True}
                bodies.add_right(self.actor, body=self.bodies[host], **right)

    def _add_rules(self, body: GoverningBody, facts: dict) -> None:
        if "notice_days" in facts or "meetings_per_year" in facts:
            values = {k: facts[k] for k in ("notice_days", "meetings_per_year") if k in facts}
            bodies.add_rules(self.actor, body=body, law="1992", **values)

    def make_chairs(self) -> None:
        for facts in self.facts.get("chair", ()):
            for slug in facts["bodies"]:
                seats.add_chair_period(
                    self.actor,
                    body=self.bodies[slug],
                    organisation=self.organisations[facts["organisation"]],
                    valid_from=facts["valid_from"],
                    valid_to=facts["valid_to"],
                )

    # ---- People ----

    def make_people(self) -> None:
        for facts in self.facts["person"]:
            workplace = self.organisations.get(facts.get("organisation", ""))
            values = {k: facts[k] for k in ("email", "given_name", "family_name", "title")}
            person = self.person(**values, organisation=workplace, login=True)
            cooperation = self.cooperations.get(facts.get("role_cooperation", ""))
            for role in facts.get("roles", ()):
                people.give_role(self.actor, person=person, role=Role(role), cooperation=cooperation)
            if "contact_for" in facts:
                host = self.organisations[facts["contact_for"]]
                organisations.add_contact(self.actor, organisation=host, person=person)

    def person(self, *, login: bool = False, **values) -> Person:
        """A demo person; with a login when she is one of those that the demo prints."""
        made = people.create_person(self.actor, is_demo=True, **values)
        if login:
            people.give_login(self.actor, made, email=made.email, password=self.password)
        self.persons[made.email or made.name] = made
        return made

    def seat(self, body: str, *, title: str, holder: dict, organisation=None, first: date | None = None, **values):
        """A seat with its demo holder, who gets a login where `seat_logins` says so."""
        place = seats.add_seat(
            self.actor, body=self.bodies[body], on_behalf_of=organisation, title=title, valid_from=first, **values
        )
        email = self._login_of(body, organisation)
        person = self.person(email=email, organisation=organisation, title=title, login=bool(email), **holder)
        seats.appoint(self.actor, seat=place, person=person, valid_from=first)
        return place

    def substitute(self, place, *, holder: dict, first: date | None = None) -> None:
        person = self.person(organisation=place.on_behalf_of, **holder)
        kind = AppointmentKind.SUBSTITUTE
        seats.appoint(self.actor, seat=place, person=person, kind=kind, substitute_order=1, valid_from=first)

    def _login_of(self, body: str, organisation) -> str:
        wanted = [body, organisation.name if organisation else ""]
        logins = self.facts.get("seat_logins", {})
        return next((email for email, seat in logins.items() if seat == wanted), "")


NOT_FIELDS = {"cooperation", "parent", "prepares_for", "attends", "seats", "notice_days", "meetings_per_year"}
