"""What is new to read on my page: final reports, and to whom of hers they go."""

from django.utils.translation import gettext as _

from actionplan.models import ReportingLine
from governance.choices import DocumentState
from governance.clock import day_of, oslo
from governance.models import FrozenDocument
from governance.mypage.asks import FRESH_FOR, Ask
from vestregion.reporting import addresses

MOST = 5


def final_reports(actor) -> list[Ask]:
    """The newest version of each final report, for everyone but those who make them. Two queries."""
    if actor.edits_everything:
        return []
    since = oslo(actor.on - FRESH_FOR)
    rows = FrozenDocument.objects.visible_to(actor).filter(kind="report", state=DocumentState.FINAL)
    rows = rows.filter(frozen_at__gte=since).defer("content").select_related("cooperation")
    newest = {}
    for each in rows.order_by("-number"):
        newest.setdefault((each.subject, each.period), each)
    receivers = _receivers(actor) if newest else {}
    last = sorted(newest.values(), key=lambda each: each.frozen_at, reverse=True)[:MOST]
    return [_reading(actor, each, receivers.get(each.subject, "")) for each in last]


def _receivers(actor) -> dict[str, str]:
    """Subject of a report -> the organisation she is the contact of, and that gets it."""
    if not actor.organisations:
        return {}
    lines = ReportingLine.objects.visible_to(actor).filter(organisation__in=actor.organisations)
    found = lines.values_list("section__plan_id", "organisation__name").order_by("organisation__name")
    return {f"plan:{plan}": name for plan, name in found}


def _reading(actor, document, receiver: str) -> Ask:
    note = _("Til {organisation}").format(organisation=receiver) if receiver else ""
    words = _("Les rapporten «{title}»").format(title=document.title)
    day = min(day_of(document.frozen_at), actor.on)  # made after the demo day, where an alliance stands on one
    return Ask(words, addresses.report(document, actor.alliance), "file", due=day, note=note)
