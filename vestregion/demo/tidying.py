"""What a secretary does after an import: spelling, short names, and what the document had no column for."""

from actionplan.models import ActionPlan, Activity, FundingLine, Position
from actionplan.services import activities, money, plans, sections, staff
from vestregion.demo.files import facts
from vestregion.demo.registers import Registers

REASON = "Rettet etter import"


def tidy(registers: Registers, plan: ActionPlan) -> None:
    """The facts of [tidy] and [[partners]] in plans.toml, put into the plan of 2016."""
    actor, told = registers.actor, facts("plans")
    _shorten_names(actor, plan, told["tidy"])
    for values in told["tidy"]["activity"]:
        _part_status_from_task(actor, plan, **values)
    for values in told["partners"]:
        section = plan.sections.present().get(title__startswith=values["section"])
        for name in values["names"]:
            organisation = registers.organisations[name]
            sections.add_partner(actor, section=section, organisation=organisation, reason=REASON)


def _shorten_names(actor, plan: ActionPlan, names: dict) -> None:
    plans.change_plan(actor, plan, reason=REASON, **names["plan"])
    for section in plan.sections.present():
        title = names["section"].get(section.title, section.title)
        sections.change_section(actor, section, title=title, reason=REASON)
    for post in Position.objects.of(actor.alliance):
        title = names["position"].get(post.title, post.title)
        staff.change_position(actor, post, title=title, reason=REASON)
    for line in FundingLine.objects.of_plan(plan).select_related("section__plan"):
        title = names["funding"].get(line.source, line.title)
        money.change_funding_line(actor, line, title=title, reason=REASON)


def _part_status_from_task(actor, plan: ActionPlan, *, match: str, **values) -> None:
    """One cell of the document holds both: the task stays the title, how it went is the note."""
    activity = Activity.objects.of_plan(plan).select_related("section__plan").get(title__startswith=match)
    activities.change_activity(actor, activity, reason=REASON, **values)
