"""What the registers have that is tied to the parts of a plan: one question for all registers, however many parts."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.db.models import CharField, DecimalField, F, UUIDField, Value
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actionplan.asking import plan_question
from actionplan.choices import ApplicationState, GatheringState, ProjectPhase
from actionplan.models import Gathering, GrantApplication, Network, Project
from governance.models import Person
from governance.norwegian_order import norwegian_key

NOBODY = UUID(int=0)
KINDS = ("project", "network", "gathering", "application")  # in the order of the page
STATES = {
    "project": dict(ProjectPhase.choices),
    "network": {"": _("Nettverk")},
    "gathering": dict(GatheringState.choices),
    "application": dict(ApplicationState.choices),
}


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


def ties_of(actor, sections: Iterable[UUID], *kinds: str) -> dict[UUID, list[Tie]]:
    """Section -> what is tied to it, of all registers or those of the `kinds`. A visitor is told of nothing."""
    found: dict[UUID, list[Tie]] = defaultdict(list)
    if actor is None or not actor.is_known:
        return found
    person = NOBODY if actor.person is None else actor.person.pk
    rows = _tied(actor, list(sections), actor.on, person, kinds=kinds or KINDS)
    for kind, section, *row in sorted(rows, key=_place):
        found[section].append(_tie(actor, kind, *row))
    return found


def _place(row: tuple) -> tuple:
    kind, _section, key, title, *_more = row
    return KINDS.index(kind), norwegian_key(title), key


def _tie(actor, kind: str, key: UUID, title: str, state: str, said: str | None, amount: Decimal | None) -> Tie:
    url = reverse(f"actionplan:{kind}_detail", args=[actor.alliance.slug, key])
    return Tie(kind, title, url, state or "active", str(STATES[kind][state]), said or "", amount)


@plan_question
def _tied(actor, sections, day, person, *, kinds: tuple[str, ...]):
    """`person`: who asks; the draft of a gathering is told to its contact too."""
    asker = replace(actor, person=Person(pk=person))
    rows = {
        "project": (Project.objects.visible_to(actor), "name", F("phase"), F("owner__name"), Value(None)),
        "network": (Network.objects.visible_to(actor).on(day), "name", Value(""), Value(""), Value(None)),
        "gathering": (Gathering.objects.visible_to(asker), "title", F("state"), F("place"), Value(None)),
        "application": (
            *(GrantApplication.objects.visible_to(actor), "title", F("state"), F("giver__name")),
            Coalesce("amount_granted", "amount_sought"),
        ),
    }
    first, *rest = [_values(kind, *rows[kind], sections) for kind in kinds]
    return first.union(*rest, all=True) if rest else first


def _values(kind: str, rows, title: str, state, said, amount, sections):
    keys = (Cast(F(name), UUIDField()) for name in ("section_id", "pk"))
    words = (Cast(each, CharField()) for each in (F(title), state, said))
    amount = Cast(amount, DecimalField(max_digits=14, decimal_places=2))
    mine = rows.filter(section__in=sections).order_by()
    return mine.values_list(Value(kind, CharField()), *keys, *words, amount)
