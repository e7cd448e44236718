"""What every write to a plan has in common: the right to it, the reason an adopted plan asks for, one change."""

from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import PlanState
from actionplan.permissions import add_act, edit_act, plan_of
from governance import history
from governance.access import require


@contextmanager
def changing(actor, act: str, subject, *, permission: str = "", about=None, reason: str = "", at=None):
    """Open one change of a plan or a platform. `subject` names the Event; `about` is what a new row hangs under, and
    then the right is asked for there.

    Raises PermissionDenied, and ValidationError when the plan is adopted and no reason is given.
    """
    permission = permission or (edit_act(subject) if about is None else add_act(about))
    about = subject if about is None else about
    with history.recording(actor, act, subject, reason=reason, at=at) as change:
        plan = plan_of(about)
        if plan is not None:
            history.take(plan)  # the rules ask what is stored now, and nobody adopts or closes it meanwhile
        require(actor, permission, about)
        need_reason(plan, reason)
        yield change


def need_reason(plan, reason: str) -> None:
    """An adopted plan is only changed with a reason, which the history keeps."""
    if plan is not None and plan.state == PlanState.ADOPTED and not reason.strip():
        raise ValidationError({"reason": _("Planen er vedtatt. Skriv hvorfor du endrer den.")})
