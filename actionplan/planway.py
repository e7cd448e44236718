"""The way of a plan through the bodies: who may be asked to treat it, in which order, and what each has said."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from actionplan.choices import LineRole
from actionplan.models import ReportingLine
from governance.access import may
from governance.choices import ItemRole, ResolutionResult
from governance.composed import all_held, composed
from governance.models import AgendaItem, Case, GoverningBody, Resolution

ADOPTING = (ResolutionResult.ADOPTED, ResolutionResult.CHANGED)


@dataclass(frozen=True, slots=True)
class Treatment:
    """What the page of the plan tells of one stop of its case: the body, its number, the day, how far it has come."""

    body: str
    number: str
    day: date | None
    state: str
    result: str
    url: str


def bodies_for(actor, plan) -> list[GoverningBody]:
    """The bodies that are there on the actor's day and before which she may bring a case: the plan's own first."""
    rows = GoverningBody.objects.visible_to(actor).on(actor.on).select_related("cooperation")
    found = [body for body in rows.order_by("position", "name") if may(actor, "item.create", body)]
    return sorted(found, key=lambda body: body.cooperation_id != plan.cooperation_id)


def usual_way(plan, bodies: list[GoverningBody]) -> list[GoverningBody]:
    """Who treats a plan where nobody says otherwise: those who prepare for the body that adopts it, then that one.

    The reporting lines name the body that adopts; else it is the one that others of the cooperation prepare for.
    """
    own = {body.pk: body for body in bodies if body.cooperation_id == plan.cooperation_id}
    last = own.get(_named_in_lines(plan, own)) or _prepared_for(own)
    if last is None:
        return list(own.values())[:1]
    before = [body for body in own.values() if body.prepares_for_id == last.pk and body.pk != last.pk]
    return [*before[:1], last]


def who_answers(section, bodies: list[GoverningBody]) -> GoverningBody | None:
    """Who is asked what the section wants to know: the body that decides in the cooperation the section is about, else
    the one that adopts the plan."""
    own = {body.pk: body for body in bodies if body.cooperation_id == section.cooperation_id}
    way = usual_way(section.plan, bodies)
    return _prepared_for(own) or next(iter(own.values()), way[-1] if way else None)


def _named_in_lines(plan, own: dict):
    lines = ReportingLine.objects.of_plan(plan).filter(role=LineRole.ADOPTS, body__in=own)
    return lines.order_by("section__position", "position").values_list("body_id", flat=True).first()


def _prepared_for(own: dict) -> GoverningBody | None:
    """The body that others prepare for and that prepares for none of them."""
    targets = [own[body.prepares_for_id] for body in own.values() if body.prepares_for_id in own]
    return next((body for body in targets if body.prepares_for_id not in own), None)


def treatments_of(actor, case) -> list[Treatment]:
    """What each body has said of the case, as far as the actor may read it, in the order it came to them.

    Whoever calls has found that the case is none that the actor is kept from.
    """
    items = _items(actor, case.pk)
    results = {row.item_id: row for row in _resolutions(actor, case.pk)} if items else {}
    where = [case.alliance.slug, case.year, case.sequence]
    rows = []
    for item in sorted(items, key=_place):
        resolution = results.get(item.pk)
        day = resolution.decided_on if resolution else item.meeting.day if item.meeting else None
        args = [*where, item.body.slug, *([item.turn] if item.turn > 1 else [])]
        said = str(resolution.get_result_display()) if resolution else ""
        url = reverse("governance:item_detail", args=args)
        rows.append(Treatment(item.body.name, item.number, day, str(item.get_state_display()), said, url))
    return rows


@composed(all_held)
def case_of(actor, key):
    """The case of the key, where the actor may know of it."""
    return Case.objects.visible_to(actor).filter(pk=key)


@composed(all_held)
def _items(actor, case):
    return AgendaItem.objects.visible_to(actor).filter(case=case).select_related("body", "meeting")


@composed(all_held)
def _resolutions(actor, case):
    return Resolution.objects.visible_to(actor).filter(item__case=case)


def _place(item) -> tuple:
    return item.meeting is None, item.meeting.day if item.meeting else date.max, item.turn, str(item.pk)


def adopting_resolution(actor, plan) -> Resolution | None:
    """The last resolution by which a body adopted the plan's case, as far as the actor may read it; one of a body that
    only prepares adopts nothing."""
    if plan.case_id is None:
        return None
    decided = {"item__case": plan.case_id, "item__role": ItemRole.DECIDES, "result__in": ADOPTING}
    rows = Resolution.objects.visible_to(actor).filter(**decided)
    return rows.order_by("-item__is_authoritative", "-decided_on", "pk").first()
