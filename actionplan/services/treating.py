"""The case by which a plan is treated in the bodies, made with the plan's own act."""

from django.utils.translation import gettext as _

from governance.choices import ItemRole
from governance.models import Case
from governance.services import agenda, cases


def open_way(actor, plan, bodies, *, title: str = "", at=None) -> Case:
    """A case of the plan's cooperation that waits in the first of the bodies; the rest is written in its summary, and
    each stop sends it on. Raises PermissionDenied for a body before which the actor may bring no case."""
    first, *later = bodies
    case = cases.create_case(
        actor,
        cooperation=plan.cooperation,
        title=title.strip() or plan.title,
        summary=_summary(bodies) if later else "",
        responsible=actor.person,
        at=at,
    )
    role = ItemRole.PREPARES if later else ItemRole.DECIDES
    agenda.add_item(actor, case=case, body=first, role=role, is_authoritative=not later)
    return case


def _summary(bodies) -> str:
    *before, last = (body.name for body in bodies)
    words = _("Handlingsplanen behandles i {bodies}, og vedtas i {last}.")
    return words.format(bodies=", ".join(before), last=last)
