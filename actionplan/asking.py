"""Questions about plans that pages ask again and again (governance/composed.py)."""

from actionplan.choices import LED_PLAN, OWN_PLAN
from governance.access import Actor
from governance.choices import STAFF_ROLES, Role
from governance.composed import WITHHELD, composed

READER = frozenset({(Role.READER, None)})


def plan_reader(actor) -> Actor:
    """An actor who reads the same plans (querysets.py) and holds nothing else: the roles of those who work with plans,
    and the plans that are held; whoever is known in another way reads what every reader does."""
    roles = frozenset(each for each in actor.roles if each[0] in STAFF_ROLES)
    held = frozenset(each for each in actor.further if each[0] in (LED_PLAN, OWN_PLAN))
    if actor.is_known and not roles and not held:
        roles = READER
    who = {"user": WITHHELD, "person": WITHHELD, "on": WITHHELD}
    return Actor(alliance=None, roles=roles, further=held, is_system=actor.is_system, **who)


plan_question = composed(plan_reader)
