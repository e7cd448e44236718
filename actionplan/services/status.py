"""The status of an activity at a status date."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.choices import DEVIATIONS
from actionplan.models import Activity, StatusReport
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
    what is done about it. `base_version` 0 says that there was no report when the form was made. Raises
    ValidationError per field, Clash, PermissionDenied (a draft is not reported on).
    """
    values["status"] = status
    with history.recording(actor, "status.report", activity, reason=reason, at=at):
        claim_row(actor, "status.report", activity)
        report = StatusReport.objects.filter(activity=activity, period=period).first()
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
        # Two windows may each be right and their sum wrong, so the rule looks at what will be stored.
        _need_explanation({name: getattr(held, name) for name in BLANK} | values)
        return history.save(report, values, held=held)


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
