"""The plan itself: made, put forward, adopted, closed, published."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.adopting import needs_reason, wrong_day
from actionplan.announcements import Adoption, plan_adopted, plan_settled
from actionplan.closing import WHY_REOPENED, needs_reason_to_close
from actionplan.models import ActionPlan, FocusArea, PlanSection, PriorityArea, ReportingLine, SectionPosition
from actionplan.services.changing import changing, keep_targets
from actionplan.services.treating import open_way
from governance import clock, history
from governance.services.claims import claim, claim_back

COPIED = ("cooperation", "title", "position", "level_labels", "deadline_label")
TARGETS = ("platform", "case", "resolution")


def create_plan(actor, *, cooperation, copy_from: ActionPlan | None = None, at=None, **values) -> ActionPlan:
    """Make the plan of a year as a draft. `copy_from` gives its sections, their leading posts and reporting lines."""
    plan = ActionPlan(cooperation=cooperation, **values)
    with history.recording(actor, "plan.create", plan, at=at):
        claim(actor, "plan.create", cooperation, weak=True)
        keep_targets(None, values, *TARGETS)
        history.create(plan)
        if copy_from is not None:
            _copy_skeleton(copy_from, plan)
        return plan


def change_plan(actor, plan: ActionPlan, *, base_version=None, reason: str = "", at=None, **values) -> ActionPlan:
    """Change title, introduction, platform, case or resolution. Raises Clash."""
    with changing(actor, "plan.change", plan, reason=reason, at=at):
        keep_targets(plan, values, *TARGETS)
        return history.save(plan, values, base_version=base_version)


def propose_plan(
    actor, plan: ActionPlan, *, bodies=(), case_title: str = "", case=None, reason: str = "", at=None
) -> ActionPlan:
    """Put the draft forward: from now on every reader of the alliance sees it.

    `bodies`, in the order they treat it, make it a case called `case_title` (else as the plan), which waits in the
    first of them and is sent on from there; `case` is one that is there. With neither, the plan keeps the case it has.
    """
    with history.recording(actor, "plan.propose", plan, reason=reason, at=at):
        history.lock(plan.cooperation, weak=True)  # which a new case hangs under, and is held before the plan
        claim(actor, "plan.propose", plan)
        case = open_way(actor, plan, bodies, title=case_title, at=at) if bodies else case
        fields = {"case": case} if case is not None else {}
        keep_targets(plan, fields, *TARGETS)
        return history.move(plan, "propose", fields)


def take_back_plan(actor, plan: ActionPlan, *, reason: str = "", at=None) -> ActionPlan:
    """Make a proposed plan a draft again; it is no longer published."""
    return _move(actor, plan, "take_back", {"published_at": None}, reason=reason, at=at)


def adopt_plan(actor, plan: ActionPlan, *, adopted_on, resolution=None, reason: str = "", at=None) -> ActionPlan:
    """Mark the plan as adopted on a day, by a resolution where there is one. Changes need a reason from now on.

    Announced, and what was adopted is frozen in the same transaction (docs/plans.md). Raises ValidationError for a day
    that cannot be right, and without a reason where an adoption goes beside a rule (`actionplan/adopting.py`).
    """
    fields = {"adopted_on": adopted_on, "resolution": resolution}
    with history.recording(actor, "plan.adopt", plan, reason=reason, at=at):
        history.lock(plan.cooperation)  # which the frozen document hangs under, and is held before the plan
        claim(actor, "plan.adopt", plan)
        _refuse_adoption(actor, plan, adopted_on, resolution, reason, at)
        _move(actor, plan, "adopt", fields, reason=reason, at=at, settles=True)
        plan_adopted.tell(Adoption(plan, at))
        return plan


def _refuse_adoption(actor, plan, day, resolution, reason: str, at) -> None:
    if wrong := wrong_day(actor, plan, day, resolution, at=at):
        raise ValidationError({"adopted_on": wrong})
    if not reason.strip() and (why := needs_reason(actor, plan, day, resolution)):
        raise ValidationError({"reason": why})


def undo_adoption(actor, plan: ActionPlan, *, reason: str = "", at=None) -> ActionPlan:
    """Take back an adoption that was registered by mistake: the plan is proposed again, and no longer published.

    What was frozen stays as the version it was. Raises ValidationError without a reason, and Refused once the adopted
    plan has been changed: an amendment rests on the adoption.
    """
    with history.recording(actor, "plan.undo_adoption", plan, reason=reason, at=at):
        claim(actor, "plan.undo_adoption", plan)
        if not reason.strip():
            raise ValidationError({"reason": _("Skriv hvorfor vedtaket tas tilbake.")})
        if plan.amendments.exists():
            raise history.Refused(_("Planen er endret etter vedtaket. Da kan ikke vedtaket tas tilbake."))
        return history.move(plan, "undo_adoption", {"adopted_on": None, "resolution": None, "published_at": None})


def close_plan(actor, plan: ActionPlan, *, reason: str = "", at=None) -> ActionPlan:
    """Close the plan when its year is reported; it is only read from now on. Announced.

    Raises ValidationError without a reason while its year is not over.
    """
    with history.recording(actor, "plan.close", plan, reason=reason, at=at):
        claim(actor, "plan.close", plan)
        if not reason.strip() and (why := needs_reason_to_close(plan, at=at)):
            raise ValidationError({"reason": why})
        return _move(actor, plan, "close", reason=reason, at=at, settles=True)


def reopen_plan(actor, plan: ActionPlan, *, reason: str = "", at=None) -> ActionPlan:
    """Make a plan that was closed an adopted one again, as it was adopted. Raises ValidationError without a reason."""
    with history.recording(actor, "plan.reopen", plan, reason=reason, at=at):
        claim(actor, "plan.reopen", plan)
        if not reason.strip():
            raise ValidationError({"reason": WHY_REOPENED})
        return history.move(plan, "reopen")


def publish_plan(actor, plan: ActionPlan, *, reason: str = "", at=None) -> ActionPlan:
    """Open the plan's page to everyone, without login. Announced."""
    with history.recording(actor, "plan.publish", plan, reason=reason, at=at):
        claim(actor, "plan.publish", plan)
        history.save(plan, {"published_at": at or clock.moment(actor.alliance)})
        plan_settled.tell(plan, at=at)
        return plan


def unpublish_plan(actor, plan: ActionPlan, *, reason: str = "", at=None) -> ActionPlan:
    """Show the plan to the alliance's own readers alone again. Also when its cooperation has ended."""
    with history.recording(actor, "plan.unpublish", plan, reason=reason, at=at):
        claim(actor, "plan.unpublish", plan)
        return history.save(plan, {"published_at": None})


def remove_plan(actor, plan: ActionPlan, *, reason: str = "", at=None) -> ActionPlan:
    """Put a draft in the bin. Its rows stay with it."""
    with history.recording(actor, "plan.remove", plan, reason=reason, at=at):
        claim(actor, "plan.remove", plan)
        return history.remove(plan)


def restore_plan(actor, plan: ActionPlan, *, at=None) -> ActionPlan:
    """Take a removed draft out of the bin. Refused when its cooperation has made another plan for the year, or
    while something it points to lies in the bin itself."""
    with history.recording(actor, "plan.restore", plan, at=at):
        claim_back(actor, "plan.restore", plan)
        if ActionPlan.objects.of(plan.alliance).filter(cooperation=plan.cooperation, year=plan.year).exists():
            message = _("Samarbeidet har laget en annen handlingsplan for {year}. Da kan ikke denne hentes tilbake.")
            raise history.Refused(message.format(year=plan.year))
        return history.restore(plan)


def _move(actor, plan, transition: str, fields=None, *, reason: str, at, settles=False) -> ActionPlan:
    with history.recording(actor, f"plan.{transition}", plan, reason=reason, at=at):
        claim(actor, f"plan.{transition}", plan)
        keep_targets(plan, fields or {}, *TARGETS)
        history.move(plan, transition, fields)
        if settles:
            plan_settled.tell(plan, at=at)
        return plan


def _copy_skeleton(source: ActionPlan, plan: ActionPlan) -> None:
    """Sections with their column heads, leading posts and reporting lines; not their texts, rows or money."""
    areas, focus_areas = _same_areas(source, plan)
    made = {}
    for old in source.sections.present().select_related("area", "focus_area", "cooperation"):
        new = PlanSection(plan=plan, area=areas[old.area_id], **{name: getattr(old, name) for name in COPIED})
        new.focus_area = focus_areas.get(old.focus_area_id)
        made[old.pk] = new
    history.save_many(made.values())
    posts = SectionPosition.objects.present().filter(section__in=made, is_lead=True).select_related("position")
    lines = ReportingLine.objects.present().filter(section__in=made).select_related("body", "organisation")
    history.save_many(_copy(post, made, ("position", "percent", "is_lead", "order")) for post in posts)
    history.save_many(_copy(line, made, ("kind", "body", "organisation", "role", "position")) for line in lines)


def _copy(row, made: dict, names: tuple[str, ...]):
    return type(row)(section=made[row.section_id], **{name: getattr(row, name) for name in names})


def _same_areas(source: ActionPlan, plan: ActionPlan) -> tuple[dict, dict]:
    """Old area and focus area -> the one of the same name in the new plan's platform; itself in the same platform."""
    old = PriorityArea.objects.of(plan.alliance).filter(sections__plan=source).distinct()
    focus = FocusArea.objects.of(plan.alliance).filter(sections__plan=source).distinct()
    if plan.platform_id in (None, source.platform_id):
        return {area.pk: area for area in old}, {area.pk: area for area in focus}
    areas = {
        area.name.casefold(): area for area in PriorityArea.objects.of(plan.alliance).filter(platform=plan.platform)
    }
    missing = [area.name for area in old if area.name.casefold() not in areas]
    if missing:
        raise history.Refused(
            _("Plattformen mangler innsatsområdet {names}. Legg det inn før du kopierer delene.").format(
                names=", ".join(missing)
            )
        )
    below = FocusArea.objects.of(plan.alliance).filter(area__platform=plan.platform)
    focus_areas = {area.name.casefold(): area for area in below}
    found = {area.pk: focus_areas.get(area.name.casefold()) for area in focus}
    return {area.pk: areas[area.name.casefold()] for area in old}, found
