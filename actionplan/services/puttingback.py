"""The acts that set back values in a plan and a platform, and take back what was added or removed there."""

from actionplan.models import (
    ActionPlan,
    Activity,
    ActivityPartner,
    ActivityTag,
    AreaName,
    CostEntry,
    CostLine,
    FocusArea,
    FundingEntry,
    FundingLine,
    GrantApplication,
    Measure,
    Network,
    NetworkMember,
    PhaseChange,
    PlanAmendment,
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
    StrategicPlatform,
)
from actionplan.services import (
    activities,
    applications,
    links,
    measures,
    money,
    networks,
    plans,
    platforms,
    projects,
    reporting,
    sections,
    staff,
)
from actionplan.services.bin import remove_row, restore_row
from governance.services.puttingback import Kind, let_stay, register

TEXTS = ("introduction", "organisation", "resources", "reporting")
PERIOD = ("valid_from", "valid_to")
OF_PROJECT = ("project__cooperation", "project__section")
OF_SECTION = ("section__plan__cooperation",)


def _remove(actor, row, why):
    return remove_row(actor, row, reason=why)


def _restore(actor, row, why):
    return restore_row(actor, row, reason=why)


def _of_section(row, name: str) -> str:
    """A lead writes the texts of her section; the rest is the secretariat's."""
    return "section.edit" if name in TEXTS else "section.arrange"


def _row(word, model, change, fields, *, related=OF_SECTION, act="row.edit", follows=()) -> Kind:
    return Kind(word, model, act, change, fields, related, follows, _remove, _restore)


KINDS = (
    Kind(
        "plan",
        ActionPlan,
        "plan.edit",
        plans.change_plan,
        ("title", "platform", "case", "introduction"),
        ("cooperation",),
        remove=lambda actor, row, why: plans.remove_plan(actor, row, reason=why),
        restore=lambda actor, row, why: plans.restore_plan(actor, row),
    ),
    _row(
        "del",
        PlanSection,
        sections.change_section,
        ("title", "area", "focus_area", "cooperation", "level_labels", "deadline_label", *TEXTS),
        related=("plan__cooperation",),
        act=_of_section,
    ),
    _row("tiltak", Measure, measures.change_measure, ("title", "parent"), follows=("position",)),
    _row(
        "aktivitet",
        Activity,
        activities.change_activity,
        (
            *("title", "measure", "deadline_text", "mode", "steered_by", "note"),
            *("responsible_position", "responsible_organisation", "responsible_person"),
        ),
        follows=("deadline", "deadline_end", "position"),
    ),
    _row(
        "finansiering",
        FundingLine,
        money.change_funding_line,
        (
            *("title", "source", "basis", "rate", "population_on", "participants"),
            *("payer", "certainty", "restriction"),
        ),
    ),
    _row(
        "belop",
        FundingEntry,
        money.change_entry,
        ("kind", "amount", "status_date", "origin", "note"),
        related=("line__section__plan__cooperation",),
    ),
    _row("kostnad", CostLine, money.change_cost_line, ("kind", "title"), follows=("position",)),
    _row(
        "kostnadsbelop",
        CostEntry,
        money.change_entry,
        ("kind", "amount", "status_date", "origin", "note"),
        related=("line__section__plan__cooperation",),
    ),
    _row("rapportlinje", ReportingLine, reporting.change_reporting_line, ("kind", "body", "organisation", "role")),
    _row("stilling-i-del", SectionPosition, staff.change_assignment, ("position", "percent", "is_lead")),
    _row("aktivitetspart", ActivityPartner, None, (), related=("activity__section__plan__cooperation",)),
    _row("aktivitetsemneord", ActivityTag, None, (), related=("activity__section__plan__cooperation",)),
    Kind(
        "planlenke",
        PlanLink,
        "row.edit",
        None,
        (),
        ("activity__section__plan__cooperation", "measure__section__plan__cooperation"),
        remove=lambda actor, row, why: links.remove_link(actor, row, reason=why),
        restore=lambda actor, row, why: links.restore_link(actor, row),
    ),
    _row("partner", SectionPartner, sections.change_partner, ("organisation",)),
    Kind(
        "soknad",
        GrantApplication,
        "application.edit",
        applications.change_application,
        (
            *("title", "giver", "year", "deadline", "amount_sought", "sent_on", "amount_granted", "result_on"),
            *("report_by", "reported_on", "section", "activity", "project", "case", "note"),
        ),
        ("cooperation", "section__plan__cooperation"),
        remove=lambda actor, row, why: applications.remove_application(actor, row, reason=why),
        restore=lambda actor, row, why: applications.restore_application(actor, row),
    ),
    Kind(
        "prosjekt",
        Project,
        "project.edit",
        projects.change_project,
        (
            *("name", "purpose", "owner", "leader", "leader_position", "leader_text", *PERIOD),
            *("budget", "our_share", "money_from", "website", "section"),
        ),
        ("cooperation", "section__plan__cooperation"),
        remove=lambda actor, row, why: projects.remove_project(actor, row, reason=why),
        restore=lambda actor, row, why: projects.restore_project(actor, row),
    ),
    Kind(
        "prosjektdeltaker",
        ProjectPartner,
        "project.edit",
        projects.change_partner,
        ("organisation", "role"),
        OF_PROJECT,
        remove=lambda actor, row, why: projects.remove_part(actor, row, reason=why),
        restore=lambda actor, row, why: projects.restore_part(actor, row),
    ),
    Kind(
        "prosjektfase",
        PhaseChange,
        "project.edit",
        projects.change_phase,
        ("phase", "since", "note"),
        OF_PROJECT,
        remove=lambda actor, row, why: projects.remove_part(actor, row, reason=why),
        restore=lambda actor, row, why: projects.restore_part(actor, row),
    ),
    Kind(
        "nettverk",
        Network,
        "network.edit",
        networks.change_network,
        ("name", "purposes", "founder_body", "founder", "responsible", "is_open", *PERIOD, "section"),
        ("cooperation", "section__plan__cooperation"),
        remove=lambda actor, row, why: networks.remove_network(actor, row, reason=why),
        restore=lambda actor, row, why: networks.restore_network(actor, row),
    ),
    Kind(
        "nettverksmedlem",
        NetworkMember,
        "network.edit",
        networks.change_member,
        ("organisation", "person", "contact_name", "contact_email", "role", *PERIOD),
        ("network__cooperation",),
        remove=lambda actor, row, why: networks.remove_member(actor, row, reason=why),
        restore=lambda actor, row, why: networks.restore_member(actor, row),
    ),
    Kind(
        "stilling",
        Position,
        "position.edit",
        staff.change_position,
        ("title", "percent", "is_hourly", "holder", *PERIOD),
        ("cooperation",),
        remove=lambda actor, row, why: staff.remove_position(actor, row, reason=why),
        restore=lambda actor, row, why: staff.restore_position(actor, row),
    ),
)
PLATFORM = (
    ("plattform", StrategicPlatform, ("title", "vision", "main_goal", "adopted_on", "note", *PERIOD), ("cooperation",)),
    ("punkt", PlatformPoint, ("kind", "title", "text"), ("platform__cooperation",)),
    ("omrade", PriorityArea, ("name", "goal", *PERIOD), ("platform__cooperation",)),
    ("fokusomrade", FocusArea, ("name", "goal", *PERIOD), ("area__platform__cooperation",)),
    (
        "omradenavn",
        AreaName,
        ("name", *PERIOD),
        ("area__platform__cooperation", "focus_area__area__platform__cooperation"),
    ),
)


def register_all() -> None:
    let_stay(PlanAmendment)  # its number is given for good; what takes the change back is an amendment too
    for kind in KINDS:
        register(kind)
    for word, model, fields, related in PLATFORM:
        register(_row(word, model, platforms.change_platform_row, fields, related=related, act="platform.edit"))
