"""The gatherings of the demo: what the documents tell of, and two with invented guests that can be tried out."""

from actionplan.gatheringmail import address_of
from actionplan.models import Gathering, Network
from actionplan.services import gatherings, signups
from vestregion.demo.files import moment
from vestregion.demo.registers import Registers

TOLD = (
    *("title", "kind", "day", "last_day", "starts_at", "ends_at", "place", "description"),
    *("audience", "capacity", "sign_up_by", "asks_needs"),
)


class GatheringBook:
    def __init__(self, registers: Registers):
        self.registers = registers
        self.actor = registers.actor

    def write(self, values: dict) -> None:
        """One gathering, with its list, in the state it has on the demo day."""
        row = self._made(values)
        at = moment(self.actor.on, days_before=14)
        if values["state"] == "held":
            gatherings.hold_gathering(self.actor, row, at=moment(row.final_day))
            return
        gatherings.open_gathering(self.actor, row, at=at)
        self._fill(row, values, at)
        if values["state"] == "closed":
            gatherings.close_gathering(self.actor, row, at=moment(row.day, days_before=1))
            self._tick(row, set(values.get("came", ())))

    def _made(self, values: dict) -> Gathering:
        told = {name: values[name] for name in TOLD if name in values}
        told["network"] = Network.objects.of(self.actor.alliance).get(name=values["network"])
        if email := values.get("contact"):
            told["contact"] = self.registers.persons[email]
        at = moment(min(values["day"], self.actor.on), days_before=30)
        cooperation = self.registers.cooperations[values["cooperation"]]
        return gatherings.create_gathering(self.actor, cooperation=cooperation, at=at, **told)

    def _fill(self, row: Gathering, values: dict, at) -> None:
        for email in values.get("persons", ()):
            signups.enrol(self.actor, row, person=self.registers.persons[email], at=at)
        for name, workplace in values.get("guests", ()):
            address = f"{name.lower().replace(' ', '.')}@gjest.example"
            where = signups.named_workplace(self.actor.alliance, workplace)
            signups.enrol(self.actor, row, name=name, email=address, at=at, **where)

    def _tick(self, row: Gathering, came: set[str]) -> None:
        for each in row.sign_ups.select_related("person", "gathering__cooperation"):
            if each.name in came or address_of(each) in came:
                signups.tick(self.actor, each, attended=True, at=moment(row.day))
