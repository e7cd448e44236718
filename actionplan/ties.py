"""What the registers have that is tied to the parts of a plan: one question for each register, however many parts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from actionplan.models import GrantApplication, Network, Project


@dataclass(frozen=True, slots=True)
class Tie:
    """A row of a register as it stands in a part of a plan. `amount` is what is sought or granted."""

    kind: str
    title: str
    url: str
    state: str
    state_label: str
    said: str = ""
    amount: Decimal | None = None


def ties_of(actor, sections: Iterable[UUID], *sources) -> dict[UUID, list[Tie]]:
    """Section -> what is tied to it, of all registers or those of the `sources`. A visitor is told of nothing."""
    found: dict[UUID, list[Tie]] = defaultdict(list)
    keys = list(sections)
    if actor is None or not actor.is_known or not keys:
        return found
    for source in sources or SOURCES:
        for section, tie in source(actor, keys):
            found[section].append(tie)
    return found


def applications_of(actor, keys: list[UUID]):
    rows = GrantApplication.objects.visible_to(actor).filter(section__in=keys).select_related("giver")
    for row in rows.order_by("title", "pk"):
        url = reverse("actionplan:application_detail", args=[actor.alliance.slug, row.pk])
        amount = row.amount_sought if row.amount_granted is None else row.amount_granted
        tie = Tie("application", row.title, url, row.state, row.get_state_display(), row.giver.name, amount)
        yield row.section_id, tie


def projects_of(actor, keys: list[UUID]):
    rows = Project.objects.visible_to(actor).filter(section__in=keys).select_related("owner")
    for row in rows.order_by("name", "pk"):
        url = reverse("actionplan:project_detail", args=[actor.alliance.slug, row.pk])
        owner = row.owner.name if row.owner is not None else ""
        yield row.section_id, Tie("project", row.name, url, row.phase, row.get_phase_display(), owner)


def networks_of(actor, keys: list[UUID]):
    rows = Network.objects.visible_to(actor).on(actor.on).filter(section__in=keys)
    for row in rows.order_by("name", "pk"):
        url = reverse("actionplan:network_detail", args=[actor.alliance.slug, row.pk])
        yield row.section_id, Tie("network", row.name, url, "active", _("Nettverk"))


SOURCES = (projects_of, networks_of, applications_of)
