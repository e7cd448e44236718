"""The registers beside the plan of Vestregionen, as far as the documents tell."""

from datetime import date

from actionplan.models import PlanSection
from actionplan.services import applications, networks, projects
from vestregion.demo.files import facts, moment
from vestregion.demo.gatherings import GatheringBook
from vestregion.demo.plans import PlanBook
from vestregion.demo.registers import Registers

FOUND = date(2017, 6, 1)  # when the documents told of it


class RegisterBook:
    """Writes applications, projects, networks and gatherings."""

    def __init__(self, registers: Registers, plans: PlanBook):
        self.registers = registers
        self.actor = registers.actor
        self.plans = plans

    def write(self) -> None:
        told = facts("registers")
        for values in told["giver"]:
            self.registers.organisation(name=values["name"], kind="other")
        for values in told["application"]:
            self._write_applications(values)
        for values in told["project"]:
            self._write_project(values)
        for values in told["network"]:
            self._write_network(values)
        for values in told["gathering"]:
            GatheringBook(self.registers).write(values)

    def _section(self, year: int, title: str) -> PlanSection:
        return PlanSection.objects.of_plan(self.plans.plans[year]).get(title=title)

    def _write_applications(self, values: dict) -> None:
        """The same matter sought from several givers: an application to each, which somebody has worked on."""
        at = moment(date(values["year"], 1, 10))
        first = {name: values[name] for name in ("title", "year", "note")}
        if title := values.get("section"):
            first["section"] = self._section(values["year"], title)
        for name in values["givers"]:
            giver = self.registers.organisations[name]
            row = applications.create_application(
                self.actor, cooperation=self.registers.main, giver=giver, at=at, **first
            )
            applications.start_application(self.actor, row, at=at)

    def _common(self, values: dict, *names: str) -> dict:
        """What a project and a network have in common, with the rows their names mean."""
        found = {name: values[name] for name in ("name", *names) if name in values}
        found["cooperation"] = self.registers.cooperations[values["cooperation"]]
        for name in ("owner", "founder"):
            if name in values:
                found[name] = self.registers.organisations[values[name]]
        if where := values.get("section"):
            found["section"] = self._section(*where)
        return found | {"at": moment(FOUND)}

    def _write_project(self, values: dict) -> None:
        row = projects.create_project(self.actor, **self._common(values, "purpose", "phase", "money_from"))
        for name in values.get("partners", ()):
            partner = self.registers.organisations[name]
            projects.add_partner(self.actor, project=row, organisation=partner, at=moment(FOUND))

    def _write_network(self, values: dict) -> None:
        common = self._common(values, "is_open", "valid_from")
        if body := values.get("founder_body"):
            common["founder_body"] = self.registers.bodies[body]
        row = networks.create_network(self.actor, purposes=values.get("purposes", "").strip(), **common)
        for words, role in (("coordinating", "coordinating"), ("members", "member")):
            for name in values.get(words, ()):
                self._join(row, role, organisation=self.registers.organisations[name])
        for name in values.get("coordinating_names", ()):
            self._join(row, "coordinating", contact_name=name)

    def _join(self, network, role: str, **who) -> None:
        networks.add_member(self.actor, network=network, role=role, at=moment(FOUND), **who)
