"""One synthetic alliance: members, people and a body, then year after year of cases and plans."""

from datetime import date, datetime

from governance import history
from governance.access import Actor
from governance.choices import BodyKind, OrganisationKind, Role
from governance.clock import OSLO
from governance.models import (
    Alliance,
    AllianceRole,
    Appointment,
    Cooperation,
    GoverningBody,
    Membership,
    Organisation,
    Person,
    ProcedureRules,
    Seat,
    User,
)
from vestregion.scale import MEMBERS, PREFIX, TODAY, Size, login_of
from vestregion.scale.cases import write_cases
from vestregion.scale.plans import write_plan, write_platform
from vestregion.scale.storing import Store
from vestregion.scale.texts import Chance

AT = datetime(TODAY.year, TODAY.month, TODAY.day, 12, tzinfo=OSLO)
FOUNDED = date(1992, 1, 1)


class Filling:
    """One alliance while it is made, with what the years hang under."""

    def __init__(self, number: int):
        slug, name = f"{PREFIX}{number}", f"Skala {number} (oppdiktet)"
        self.number = number
        self.alliance = Alliance(slug=slug, name=name, is_demo=True, demo_day=TODAY)

    def write(self, size: Size, mould: "Filling | None" = None) -> None:
        """Make it all in one change of the history; its years are copied from `mould` where there is one."""
        actor = Actor(alliance=self.alliance, label="Skala", is_system=True)
        with history.recording(actor, "scale.seed", self.alliance, at=AT) as change:
            history.create(self.alliance)
            self.store = Store(self.alliance, change)
            self._write_ground(size)
            if mould is None:
                self._write_years(size)
            else:
                self.store.copy(mould, self)
            self.store.write_histories()

    def begin(self, part: str) -> None:
        """From here on chance goes by this part alone, so that a year is the same whatever was made before it."""
        self.chance = Chance(self.number, part)

    def make(self, model, **values):
        return model(id=self.chance.key(), alliance=self.alliance, **values)

    def add(self, *rows) -> list:
        return self.store.add(list(rows))

    def _write_ground(self, size: Size) -> None:
        self.begin("grunn")
        slug, name = self.alliance.slug, self.alliance.name
        self.main = self.make(Cooperation, slug=slug, name=name, is_main=True, valid_from=FOUNDED)
        self.add(self.main)
        self._write_members()
        self._write_body()
        self._write_people(size.attendees)
        self.areas = write_platform(self)

    def _write_years(self, size: Size) -> None:
        self.store.begin_years()
        for year in range(TODAY.year - size.years + 1, TODAY.year + 1):
            self.begin(str(year))
            write_cases(self, year)
            write_plan(self, year, size.activities)

    def _write_members(self) -> None:
        names = [f"{self.chance.words(1)}vik {n}" for n in range(1, MEMBERS + 1)]
        kind = OrganisationKind.MUNICIPALITY
        self.members = self.add(*(self.make(Organisation, name=f"{n} kommune", short_name=n, kind=kind) for n in names))
        self.add(*(self.make(Membership, cooperation=self.main, organisation=member) for member in self.members))

    def _write_body(self) -> None:
        values = {"slug": "styringsgruppen", "name": "Styringsgruppen", "kind": BodyKind.STEERING}
        self.body = self.make(GoverningBody, cooperation=self.main, **values)
        self.add(self.body)
        self.add(self.make(ProcedureRules, body=self.body, law="1992"))

    def _write_people(self, attendees: int) -> None:
        self.secretary = self._person("Sekretær", login_of(self.number))
        self.add(self.secretary)
        self.add(self.make(AllianceRole, person=self.secretary, role=Role.SECRETARIAT))
        logins = [login_of(self.number, mayor=True), *[""] * attendees]
        people = [self._person(f"Nr {n + 1}", logins[n]) for n in range(attendees)]
        seats = [
            self.make(Seat, body=self.body, on_behalf_of=self.members[n % MEMBERS], position=n)
            for n in range(attendees)
        ]
        self.add(*people)
        self.add(*seats)
        pairs = zip(seats, people, strict=True)
        self.add(*(self.make(Appointment, seat=seat, person=person) for seat, person in pairs))

    def _person(self, family_name: str, login: str) -> Person:
        user = User.objects.create_user(login, None) if login else None
        given = self.chance.words(1)
        return self.make(Person, user=user, given_name=given, family_name=family_name, email=login, is_demo=True)
