"""What the pages tell of a plan's amendments, and which resolutions a change may rest on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from actionplan.asking import plan_question
from actionplan.choices import PlanState
from actionplan.grounds import Grounds
from actionplan.models import PlanAmendment
from governance.choices import ResolutionResult
from governance.composed import all_held, composed
from governance.exemption import labels, reveal
from governance.models import AgendaItem, Event, Resolution
from governance.wording import short_day

SAME = ("grounds", "resolution_id", "day", "user_id", "made_by")  # of changes that are one amendment
LONGEST = 90  # signs of the case in a list of resolutions to choose from
NO_RESOLUTION = UUID(int=0)  # of a plan adopted by none: no row has this key


@dataclass(frozen=True, slots=True)
class AmendmentFacts:
    """One amendment as the list shows it. `decision` names its resolution."""

    number: int
    day: date
    reason: str
    by: str
    decision: str
    decision_url: str


def decisions_for(actor, plan):
    """What the bodies of the plan's case (without one, of its cooperation) have resolved since it was adopted, until
    the year after the plan's."""
    given, by_case = _asked_of(plan)
    return _resolutions(actor, *given, by_case=by_case)


def decisions_offered(actor, plan) -> list[Resolution]:
    """The same as a list, for a page that shows them."""
    given, by_case = _asked_of(plan)
    return _offered(actor, *given, by_case=by_case)


def _asked_of(plan) -> tuple[tuple, bool]:
    days = plan.adopted_on or date.min, date(plan.year + 1, 12, 31)
    return (plan.case_id or plan.cooperation_id, *days, plan.resolution_id or NO_RESOLUTION), bool(plan.case_id)


def _resolutions(actor, where, first, last, adopted_by, *, by_case: bool):
    """`where`: the case, or the cooperation; all but the one that adopted the plan."""
    stops = AgendaItem.objects.visible_to(actor).filter(case=where).values("body")
    bodies = {"item__body__in": stops} if by_case else {"item__body__cooperation": where}
    since = {"decided_on__gte": first, "decided_on__lte": last}
    rows = Resolution.objects.visible_to(actor).filter(**bodies, **since).exclude(pk=adopted_by)
    rows = rows.exclude(result=ResolutionResult.POSTPONED).select_related("item__body", "item__case")
    return rows.order_by("-decided_on", "pk")


_offered = composed(all_held)(_resolutions)


def decision_words(resolution) -> str:
    """What a resolution is called: its number, body and day, and nothing of its case."""
    item, day = resolution.item, short_day(resolution.decided_on)
    if item.number:
        return _("{number} i {body}, {day}").format(number=item.number, body=item.body.name, day=day)
    return f"{item.body.name}, {day}"


def choice_words(actor) -> Callable[[Resolution], str]:
    """What names a resolution where it may be chosen: its words, and its case as the actor may know it. At most one
    query for a list."""
    case_of = labels(actor)
    return lambda row: f"{decision_words(row)} – {Truncator(case_of(row.item.case)).chars(LONGEST)}"


def grounds_of(actor, plan, text: str, decision: str) -> Grounds:
    """The reason with the resolution of that id; of a plan that asks for none, the words alone."""
    if not decision or plan.state != PlanState.ADOPTED:
        return Grounds(text)
    try:
        found = decisions_for(actor, plan).filter(pk=UUID(decision)).first()
    except ValueError:
        found = None
    return Grounds(text, found, is_unknown=found is None)


def newest_of(plan) -> PlanAmendment | None:
    """The last amendment of the plan. One question."""
    return next(iter(_newest(plan.pk)), None)


@composed()
def _newest(plan):
    return PlanAmendment.objects.of_plan(plan).order_by("-number")[:1]


def amendment_for(plan, grounds: str, *, day: date, user_id, made_by: str) -> PlanAmendment:
    """What a change for these grounds is part of: the newest amendment where the same person goes on for the same
    reason on the same day, else one with the next number, which is not stored yet. One question."""
    newest = newest_of(plan)
    wanted = PlanAmendment(
        plan=plan,
        number=newest.number + 1 if newest is not None else 1,
        grounds=grounds.strip()[:500],
        resolution=getattr(grounds, "resolution", None),
        day=day,
        user_id=user_id,
        made_by=made_by,
    )
    is_same = newest is not None and all(getattr(newest, name) == getattr(wanted, name) for name in SAME)
    return newest if is_same else wanted


def next_number(actor, plan, grounds: Grounds, day: date) -> int:
    """The number that a change for these grounds would get now. One question."""
    return amendment_for(plan, grounds, day=day, user_id=actor.user_id, made_by=actor.name).number


def rows_of(plan, actor) -> list[PlanAmendment]:
    """The amendments, the newest first. One question."""
    return _rows(actor, plan.pk)


@plan_question
def _rows(actor, plan):
    return PlanAmendment.objects.visible_to(actor).filter(plan=plan).order_by("-number")


def acts_of(actor, rows: list[PlanAmendment]) -> list[tuple[UUID, UUID]]:
    """(amendment, change) of the acts they are made of; one question, none for none."""
    return _acts(actor, [row.pk for row in rows])


@plan_question
def _acts(actor, amendments):
    acts = Event.objects.filter(alliance=actor.alliance, part_of__in=amendments).order_by()
    return acts.values_list("part_of", "change_id")


def amendments_of(actor, rows: list[PlanAmendment]) -> list[AmendmentFacts]:
    """The facts of amendments in their order. One question where one of them rests on a resolution, else none."""
    told = _decisions(actor, {row.resolution_id for row in rows} - {None})
    return [
        AmendmentFacts(
            number=row.number,
            day=row.day,
            reason=row.grounds,
            by=row.made_by,
            **told.get(row.resolution_id, {"decision": "", "decision_url": ""}),
        )
        for row in rows
    ]


def _decisions(actor, keys: set) -> dict:
    """Resolution -> its words and the way to it, of those the actor may read."""
    if not keys:
        return {}
    rows = list(Resolution.objects.visible_to(actor).filter(pk__in=keys).select_related("item__body", "item__case"))
    reveal(actor, [row.item.case for row in rows])
    return {
        row.pk: {"decision": decision_words(row), "decision_url": item_url(actor, row.item)}
        for row in rows
        if not row.item.case.is_masked
    }


def item_url(actor, item) -> str:
    """The address of a case's treatment by a body."""
    turn = [item.turn] if item.turn > 1 else []
    args = [actor.alliance.slug, item.case.year, item.case.sequence, item.body.slug, *turn]
    return reverse("governance:item_detail", args=args)


def names_of(actor, keys) -> dict:
    """Amendment -> its name and the way to it, for the story of a row (governance/story/happened.py)."""
    rows = PlanAmendment.objects.visible_to(actor).filter(pk__in=keys).select_related("plan__cooperation")
    return {row.pk: (_("Endring {number} etter vedtaket").format(number=row.number), _url(actor, row)) for row in rows}


def _url(actor, row) -> str:
    cooperation = row.plan.cooperation
    slugs = [actor.alliance.slug] if cooperation.is_main else [actor.alliance.slug, cooperation.slug]
    return reverse("actionplan:plan_amendment", args=[*slugs, row.plan.year, row.number])
