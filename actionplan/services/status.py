"""The status of an activity at a status date."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionplan.choices import DEVIATIONS
from actionplan.deadlines import Deadline, total_occurrences
from actionplan.delivery import OF_DEVIATIONS, deadline_of, is_deviation, is_late
from actionplan.models import Activity, StatusReport
from actionplan.periods import Period
from actionplan.permissions import plan_of
from actionplan.services.changing import claim_row
from governance import history
from governance.merging import merge

BLANK = {"status": "", "text": "", "cause": "", "corrective_action": "", "new_deadline_text": "", "delivered": None}
NO_REPORT = 0  # base version of a form that was made before there was a report


def report_status(
    actor, activity: Activity, *, period: str, status: str, base_version=None, reason: str = "", at=None, **values
) -> StatusReport:
    """Report the status of an activity for a period (t1, t2, aar): makes the report, or changes the one there is.

    `values`: text, cause, corrective_action, new_deadline_text, delivered, is_demo. A delay or a stop needs a cause and
    what is done about it; what is no deviation loses both, and its new deadline. `base_version` 0 says that there was
    no report when the form was made. Raises ValidationError per field, Clash, PermissionDenied (a draft is not
    reported on).
    """
    values["status"] = status
    with history.recording(actor, "status.report", activity, reason=reason, at=at):
        claim_row(actor, "status.report", activity)
        year = plan_of(activity).year
        asked = (deadline_of(activity, year), Period(period), year)
        _need_possible_number(values.get("delivered"), total_occurrences(asked[0], year))
        report = StatusReport.objects.filter(activity=activity, period=period).first()
        # Before the merge, so that a cause which another wrote meanwhile is a clash and not lost.
        values |= _dropped(_told(report) | values, *asked)
        if report is None:
            _need_explanation(values)
            return history.create(StatusReport(activity=activity, period=period, **values))
        if base_version == NO_REPORT:
            values = _merge_with_new(report, values)
            base_version = None
        if report.removed_at is not None:
            values["removed_at"] = None
        held = history.hold(report)
        values = merge(held, values, base_version)
        # Two windows may each be right and their sum wrong, so the rules look at what will be stored.
        stored = _told(held) | values
        _need_explanation(stored)
        return history.save(report, values | _dropped(stored, *asked), held=held)


def _told(report: StatusReport | None) -> dict:
    return BLANK if report is None else {name: getattr(report, name) for name in BLANK}


def _need_possible_number(delivered: int | None, total: int) -> None:
    """No more is delivered than the deadline asks for; one that asks for no number sets no limit."""
    if not delivered or not total or delivered <= total:
        return
    text = ngettext(
        "Fristen ber om {number} levering. Skriv 0 eller 1.",
        "Fristen ber om {number} leveringer. Skriv et tall fra 0 til {number}.",
        total,
    )
    raise ValidationError({"delivered": text.format(number=total)})


def _dropped(told: dict, deadline: Deadline, period: Period, year: int) -> dict:
    """What is no deviation has no cause; what was said of the deviation that is over stays in the history."""
    late = is_late(told["status"], told["delivered"], deadline, period, year)
    return {} if is_deviation(told["status"], late=late) else dict.fromkeys(OF_DEVIATIONS, "")


def _need_explanation(values: dict) -> None:
    if values["status"] not in DEVIATIONS:
        return
    missing = {
        "cause": _("Skriv hva som er årsaken til at aktiviteten er forsinket eller stoppet."),
        "corrective_action": _("Skriv hva dere gjør med det."),
    }
    errors = {name: text for name, text in missing.items() if not values.get(name, "").strip()}
    if errors:
        raise ValidationError(errors)


def _merge_with_new(report: StatusReport, values: dict) -> dict:
    """Both made the first report at the same time: what one left blank gives way, the rest is a clash."""
    wanted, clashes = {}, []
    for name, mine in values.items():
        theirs, blank = getattr(report, name), BLANK.get(name, False)
        if mine in (blank, theirs):
            continue
        if theirs == blank:
            wanted[name] = mine
        else:
            label = str(report._meta.get_field(name).verbose_name)
            clashes.append(history.FieldClash(name, label, blank, theirs, mine))
    if clashes:
        raise history.Clash(report, clashes, wanted)
    return wanted
