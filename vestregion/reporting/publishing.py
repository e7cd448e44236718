"""Reports that everyone may read: published as an act, and taken back as one."""

from django.utils.translation import gettext as _

from actionplan.models import ActionPlan
from governance import clock, history
from governance.history import Refused
from governance.models import FrozenDocument
from governance.openness.publication import Opening
from governance.services.claims import claim
from vestregion.reporting import addresses


def publish_report(actor, document: FrozenDocument, *, at=None) -> FrozenDocument:
    """Open one final version of a report to everyone. Refused while its plan is not published: the report tells it."""
    with history.recording(actor, "report.publish", document, at=at):
        claim(actor, "report.publish", document)
        if not plans_told_by(document).filter(published_at__isnull=False).exists():
            raise Refused(_("Publiser handlingsplanen først. Rapporten forteller hva som står i den."))
        return history.save(document, {"published_at": at or clock.moment(actor.alliance)})


def unpublish_report(actor, document: FrozenDocument, *, reason="", at=None) -> FrozenDocument:
    """Close a published version to the public again."""
    with history.recording(actor, "report.unpublish", document, reason=reason, at=at):
        claim(actor, "report.unpublish", document)
        return history.save(document, {"published_at": None})


def plans_told_by(document: FrozenDocument):
    """The plan that a report is about (`making.report_subject`)."""
    return ActionPlan.objects.of(document.alliance).filter(pk=document.subject.removeprefix("plan:"))


def report_opening(document: FrozenDocument) -> Opening:
    told = Opening()
    number = _("versjon {number}").format(number=document.number)
    told.opens.append((document.title, _("Hele rapporten, {number}, som PDF").format(number=number)))
    told.stays.append((_("Utkast og andre versjoner"), _("De publiseres hver for seg")))
    return told


# ---- For everyone ----


def published_reports(actor):
    """Reports of the main cooperation that the actor may read, of years whose plan she may read."""
    years = ActionPlan.objects.visible_to(actor).filter(cooperation__is_main=True).values("year")
    rows = FrozenDocument.objects.visible_to(actor).filter(kind="report", cooperation__is_main=True)
    return rows.filter(year__in=years)


def reports_for_all(alliance, actor) -> dict | None:
    """The newest reports on the front page (governance/panels.py)."""
    rows = published_reports(actor).defer("content").select_related("cooperation").order_by("-published_at")[:4]
    reports = [(each, addresses.report(each, alliance)) for each in rows]
    return {"reports": reports} if reports else None
