"""What happened to a plan, a part of it, a measure, an activity, a post and a platform, and who is told."""

import sys

from actionplan.amendments import names_of
from actionplan.choices import PlanState
from actionplan.models import (
    ActionPlan,
    Activity,
    ActivityPartner,
    ActivityTag,
    AreaBudget,
    AreaName,
    CostEntry,
    CostLine,
    EconomyLimits,
    FeeClaim,
    FeeRun,
    FocusArea,
    FundingEntry,
    FundingLine,
    Gathering,
    GrantApplication,
    Measure,
    Network,
    NetworkMember,
    PhaseChange,
    PlanLink,
    PlanSection,
    PlatformPoint,
    Position,
    PriorityArea,
    Project,
    ProjectPartner,
    ReportingLine,
    SectionPartner,
    SectionPosition,
    SignUp,
    StatusReport,
    StrategicPlatform,
)
from actionplan.permissions import cooperation_of, led_sections, plan_of, section_of
from governance.models import Event
from governance.story.happened import WHOLE, entries
from governance.story.stories import NEVER, Part, Story, register, register_whole

LINK_WORDS = ("kind", "case")
READING = ("deadline", "deadline_end")  # follow from the deadline as it was typed


def _edits(actor, row) -> bool:
    """Who works in the plan is told of its drafts too: editors, the secretariat's own, and the lead of the part."""
    cooperation = cooperation_of(row)
    section = section_of(row)
    return (
        actor.edits(cooperation.pk)
        or actor.staffs_everything
        or cooperation.pk in actor.staffed_cooperations
        or (section is not None and section.pk in led_sections(actor))
    )


def _left_the_drafts(actor, row):
    """A plan is told of from the day it last ceased to be a draft."""
    plan = plan_of(row)
    drafts = ActionPlan.history.filter(id=plan.pk, state=PlanState.DRAFT).order_by("-history_date").first()
    after = ActionPlan.history.filter(id=plan.pk).exclude(state=PlanState.DRAFT).order_by("history_date")
    first = after.filter(history_date__gte=drafts.history_date).first() if drafts else after.first()
    return first.history_date if first else NEVER


def _plan_page(plan, anchor: str = ""):
    cooperation = plan.cooperation
    where = [] if cooperation.is_main else [cooperation.slug]
    return "actionplan:plan_detail", [*where, plan.year]


def _fee_page(run):
    cooperation = run.cooperation
    where = [] if cooperation.is_main else [cooperation.slug]
    return "actionplan:fee_run", [*where, run.year, run.pk]


def _register_page(kind: str):
    return lambda row: (f"actionplan:{kind}_detail", [row.pk])


def _below(*path: str) -> tuple[Part, ...]:
    """The rows of a section; `path` leads from the section to the story's own row."""

    def through(way: str) -> tuple[str, ...]:
        return ("__".join((way, *path)),)

    return (
        Part(Measure, through("section")),
        Part(Activity, through("section"), hidden=READING),
        Part(ActivityPartner, through("activity__section"), ("organisation",)),
        Part(ActivityTag, through("activity__section"), ("tag",)),
        Part(PlanLink, (*through("activity__section"), *through("measure__section")), LINK_WORDS),
        Part(StatusReport, through("activity__section"), ("activity", "period")),
        Part(FundingLine, through("section")),
        Part(FundingEntry, through("line__section"), ("line", "kind")),
        Part(CostLine, through("section")),
        Part(CostEntry, through("line__section"), ("line", "kind")),
        Part(SectionPosition, through("section"), ("position",)),
        Part(SectionPartner, through("section"), ("organisation",)),
        Part(ReportingLine, through("section"), ("kind", "body", "organisation")),
    )


STORIES = (
    Story(
        "plan",
        ActionPlan,
        (
            Part(ActionPlan),
            Part(EconomyLimits, ("plan",)),
            Part(AreaBudget, ("plan",), ("area",)),
            Part(PlanSection, ("plan",)),
            *_below("plan"),
        ),
        page=_plan_page,
        edits=_edits,
        since=_left_the_drafts,
        related=("cooperation",),
    ),
    Story(
        "del",
        PlanSection,
        (Part(PlanSection), *_below()),
        page=lambda row: _plan_page(row.plan),
        edits=_edits,
        since=_left_the_drafts,
        related=("plan__cooperation",),
    ),
    Story(
        "tiltak",
        Measure,
        (
            Part(Measure, ("", "parent")),
            Part(Activity, ("measure",), hidden=READING),
            Part(PlanLink, ("measure",), LINK_WORDS),
        ),
        page=lambda row: _plan_page(row.section.plan),
        edits=_edits,
        since=_left_the_drafts,
        related=("section__plan__cooperation",),
    ),
    Story(
        "aktivitet",
        Activity,
        (
            Part(Activity, hidden=READING),
            Part(ActivityPartner, ("activity",), ("organisation",)),
            Part(ActivityTag, ("activity",), ("tag",)),
            Part(PlanLink, ("activity",), LINK_WORDS),
            Part(StatusReport, ("activity",), ("period",)),
        ),
        page=lambda row: _plan_page(row.section.plan),
        edits=_edits,
        since=_left_the_drafts,
        related=("section__plan__cooperation",),
    ),
    Story(
        "kontingentkrav",
        FeeRun,
        (Part(FeeRun, hidden=("basis",)), Part(FeeClaim, ("run",), ("organisation",), hidden=("lines",))),
        page=_fee_page,
        edits=lambda actor, row: actor.edits(row.cooperation_id),
        related=("cooperation",),
        editors_only=True,
    ),
    Story(
        "soknad",
        GrantApplication,
        (Part(GrantApplication),),
        page=_register_page("application"),
        edits=_edits,
        related=("cooperation", "section"),
        editors_only=True,
    ),
    Story(
        "prosjekt",
        Project,
        (
            Part(Project, label=("name",)),
            Part(PhaseChange, ("project",), ("phase",)),
            Part(ProjectPartner, ("project",), ("organisation",)),
        ),
        page=_register_page("project"),
        edits=_edits,
        related=("cooperation", "section"),
        editors_only=True,
    ),
    Story(
        "nettverk",
        Network,
        (
            Part(Network, label=("name",)),
            Part(NetworkMember, ("network",), ("person", "organisation", "contact_name")),
        ),
        page=_register_page("network"),
        edits=_edits,
        related=("cooperation", "section"),
        editors_only=True,
    ),
    Story(
        "arrangement",
        Gathering,
        (
            Part(Gathering),
            # Who comes stands on the list, until it is forgotten; here it is told that somebody signed up.
            Part(SignUp, ("gathering",), ("number",), hidden=("person", "name", "email", "workplace", "needs")),
        ),
        page=_register_page("gathering"),
        edits=_edits,
        related=("cooperation", "section"),
        editors_only=True,
    ),
    Story(
        "stilling",
        Position,
        (Part(Position), Part(SectionPosition, ("position",), ("section",))),
        page=lambda row: ("actionplan:position_list", []),
        edits=lambda actor, row: actor.edits(row.cooperation_id),
        related=("cooperation",),
        editors_only=True,
    ),
    Story(
        "plattform",
        StrategicPlatform,
        (
            Part(StrategicPlatform),
            Part(PlatformPoint, ("platform",)),
            Part(PriorityArea, ("platform",), ("name",)),
            Part(FocusArea, ("area__platform",), ("name",)),
            Part(AreaName, ("area__platform", "focus_area__area__platform"), ("name",)),
        ),
        page=lambda row: ("actionplan:platform_detail", [row.pk]),
        edits=lambda actor, row: actor.edits(row.cooperation_id),
        related=("cooperation",),
    ),
)


def is_told_everything(actor, plan) -> bool:
    """Whether the actor is told of the plan's drafts too."""
    return actor.is_known and _edits(actor, plan)


def acts_of_amendment(actor, amendment, plan) -> tuple[list, bool]:
    """What the acts of an amendment did to the rows of its plan, the last first, and whether there were more of them
    than are shown."""
    acts = Event.objects.filter(alliance=actor.alliance, part_of=amendment.pk).order_by("-at", "change_id")
    keys = list(acts.values_list("pk", flat=True)[: WHOLE + 1])
    edits = STORIES[0].edits(actor, plan)
    return entries(actor, keys[:WHOLE], _adopted_parts(), edits=edits, of=plan, shown=WHOLE), len(keys) > WHOLE


def rows_of_acts(actor, plan, keys: list) -> list:
    """What acts did to what the plan was adopted with, the first act first; for one who may be told everything."""
    parts = [part for part in _adopted_parts() if part.model not in (StatusReport, ActivityTag, ActivityPartner)]
    parts.append(Part(ActivityPartner, ("activity__section__plan",), ("activity", "organisation"), joiner=": "))
    found = entries(actor, keys, parts, edits=True, of=plan, shown=sys.maxsize)
    return sorted(found, key=lambda entry: (entry.at, entry.change_id.hex))


def _adopted_parts() -> tuple[Part, ...]:
    """The kinds of rows of a plan without its links, which change nothing that was adopted."""
    return tuple(part for part in STORIES[0].parts if part.model is not PlanLink)


def register_all() -> None:
    register_whole(names_of)
    for each in STORIES:
        register(each)
