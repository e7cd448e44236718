"""What every write to a plan has in common: the right to it, the reason an adopted plan asks for, one change."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import PlanState
from actionplan.models import ActionPlan, StrategicPlatform
from actionplan.permissions import add_act, edit_act, plan_of, platform_of
from actionplan.services.amending import amend, tells_of_adopted, was_adopted
from governance import history
from governance.services.claims import claim, keep


@contextmanager
def changing(
    actor,
    act: str,
    subject,
    *,
    permission: str = "",
    about=None,
    targets=None,
    in_bin: bool = False,
    perhaps_tags: bool = False,
    reason: str = "",
    at=None,
):
    """Open one change of a plan or a platform. `subject` names the Event; `about` is what a new row hangs under, and
    then the right is asked for there. `targets` (name -> row or None) are what the subject will point to of what stands
    in no plan, held before the plan in the order given. `in_bin`: the subject is about to come back. `perhaps_tags`:
    what is written may be tags alone, for which an adopted plan asks no reason; that is known first when it is written.

    Raises PermissionDenied, Refused when somebody removed the row meanwhile, and ValidationError when the plan is
    adopted and no reason is given. What is written to an adopted plan is part of an amendment.
    """
    permission = permission or (edit_act(subject) if about is None else add_act(about))
    row = subject if about is None else about
    with history.recording(actor, act, subject, reason=reason, at=at) as change:
        keep_targets(subject if about is None else None, targets or {}, *(targets or ()))
        claim_row(actor, permission, row, in_bin=in_bin)
        plan = plan_of(row)
        if not perhaps_tags:
            need_reason(plan, reason)
        begun = len(change.told)
        yield change
        if _is_adopted(plan) and was_adopted(subject) and tells_of_adopted(change.told[begun:]):
            need_reason(plan, reason)
            amend(actor, change, plan, reason)


def claim_row(actor, act: str, row, *, in_bin: bool = False):
    """Hold what the row stands in, then the row itself, and require the act of it. Returns the row.

    The plan is held first, by everyone who writes in it: nobody adopts, closes or removes it meanwhile, and as a row
    goes into the bin with all that hangs under it, a row that is there has everything above it.
    """
    above = plan_of(row) or platform_of(row)
    if isinstance(above, StrategicPlatform):
        history.lock(above.cooperation, weak=True)  # whose platforms follow each other, and which imports plans
    if above is not None and above is not row:
        keep(above)
    return claim(actor, act, row, in_bin=in_bin)


def claim_measure(actor, section, measure, *, field: str) -> None:
    """Hold the measure of a held section that a row is about to hang under; none is as good.

    Raises ValidationError at `field` for one of another section.
    """
    if measure is None:
        return
    if measure.section_id != section.pk:
        raise ValidationError({field: _("Velg et tiltak i samme del av planen.")})
    measure.section = section  # which knows the plan as it is stored
    claim(actor, add_act(measure), measure)


def keep_targets(row, values: dict, *names: str) -> None:
    """Hold what the row is about to point to by these names, so that nobody removes it as unused meanwhile. None for a
    row that is new."""
    for name in names:
        target = values.get(name)
        if target is not None and target.pk != getattr(row, f"{name}_id", None):
            keep(target, weak=True)


def need_activity_of_section(held, values: dict) -> None:
    """The activity that a held row will point to stands in the part of the plan that it will point to. `values` are
    those that are written: what was typed, merged with what others stored meanwhile."""
    section, activity = (values.get(name, getattr(held, name)) for name in ("section", "activity"))
    if activity is not None and (section is None or activity.section_id != section.pk):
        raise ValidationError({"activity": _("Velg en aktivitet i den samme delen av planen.")})


def _is_adopted(plan: ActionPlan | None) -> bool:
    return plan is not None and plan.state == PlanState.ADOPTED


def need_reason(plan: ActionPlan | None, reason: str) -> None:
    """An adopted plan is only changed with a reason, which the history keeps."""
    if not _is_adopted(plan):
        return
    if not reason.strip():
        raise ValidationError({"reason": _("Planen er vedtatt. Skriv hvorfor du endrer den.")})
    if getattr(reason, "is_unknown", False):
        raise ValidationError({"reason": _("Vedtaket finnes ikke lenger. Velg et annet, eller ingen.")})
