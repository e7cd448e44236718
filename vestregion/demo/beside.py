"""The registers beside the plan of Vestregionen, as far as the documents tell."""

from datetime import date

from actionplan.models import PlanSection
from actionplan.services import applications
from vestregion.demo.files import facts, moment
from vestregion.demo.plans import PlanBook
from vestregion.demo.registers import Registers


def write_registers(registers: Registers, plans: PlanBook) -> None:
    """Applications for money from others."""
    told = facts("registers")
    for values in told["giver"]:
        registers.organisation(name=values["name"], kind="other")
    for values in told["application"]:
        _write_applications(registers, plans, values)


def _write_applications(registers: Registers, plans: PlanBook, values: dict) -> None:
    """The same matter sought from several givers: an application to each, which somebody has worked on."""
    at = moment(date(values["year"], 1, 10))
    first = {name: values[name] for name in ("title", "year", "note")}
    if title := values.get("section"):
        plan = plans.plans[values["year"]]
        first["section"] = PlanSection.objects.of_plan(plan).get(title=title)
    for name in values["givers"]:
        giver = registers.organisations[name]
        row = applications.create_application(registers.actor, cooperation=registers.main, giver=giver, at=at, **first)
        applications.start_application(registers.actor, row, at=at)
