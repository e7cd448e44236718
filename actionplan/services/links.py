"""Links of a plan's measures and activities to cases and resolutions, and a question brought before a body.

They are no part of what was adopted: an adopted plan asks for no reason, and its amendments do not count them.
"""

from django.utils.translation import gettext as _

from actionplan.choices import CHOSEN_LINKS, LinkKind
from actionplan.models import Activity, PlanLink
from actionplan.permissions import plan_of
from actionplan.services.bin import leads_into_bin
from actionplan.services.changing import claim_row
from governance import history
from governance.choices import ItemRole
from governance.models import Case
from governance.services import agenda, cases
from governance.services.claims import claim, keep


def add_link(actor, row, *, kind: str, case=None, resolution=None, at=None) -> PlanLink:
    """Let a measure or an activity lead to a case, or to a resolution and with it to its case.

    Raises ValidationError when it does so already, and Refused for what somebody removed meanwhile.
    """
    case = resolution.item.case if resolution is not None else case
    link = _new(row, kind=kind, case=case, resolution=resolution)
    with history.recording(actor, "planlink.add", row, at=at):
        claim_row(actor, "row.edit", row)
        for target in filter(None, (resolution, case)):
            keep(target, weak=True)
        return history.create(link)


def remove_link(actor, link: PlanLink, *, reason: str = "", at=None) -> PlanLink:
    """Put the link in the bin; what it led to stays as it is."""
    with history.recording(actor, "planlink.remove", link.row, reason=reason, at=at):
        claim_row(actor, "row.edit", link.row)
        claim(actor, "row.edit", link)
        return history.remove(link)


def restore_link(actor, link: PlanLink, *, at=None) -> PlanLink:
    """Take a link out of the bin. Raises Refused while its row or its resolution lies there, or when the question was
    brought up anew, and ValidationError when there is one like it anew."""
    with history.recording(actor, "planlink.restore", link.row, at=at):
        claim_row(actor, "row.edit", link.row)
        claim(actor, "row.edit", link, in_bin=True)
        if link.kind == LinkKind.ASKED:
            _check_not_asked(link.row)
        for target in filter(None, (link.resolution, link.case)):
            keep(target, weak=True)
        return history.restore(link)


def ask_body(actor, activity: Activity, *, body, title: str, summary: str = "", at=None) -> Case:
    """Bring a question of the plan before a body: a case of the body's cooperation that waits there, and the link to
    it, as one act.

    Raises PermissionDenied for a body before which the actor may bring no case, and Refused when the question has been
    brought up already.
    """
    cooperation = body.cooperation
    with history.recording(actor, "activity.ask", activity, at=at):
        history.lock(cooperation, weak=True)  # which the new case hangs under, and is held before the plan
        claim_row(actor, "question.ask", activity)
        _check_not_asked(activity)
        case = cases.create_case(
            actor, cooperation=cooperation, title=title, summary=summary, responsible=actor.person, at=at
        )
        agenda.add_item(actor, case=case, body=body, role=ItemRole.DECIDES, is_authoritative=True)
        history.create(_new(activity, kind=LinkKind.ASKED, case=case))
        return case


def copy_links(row, copy) -> None:
    """Let a copy of a row lead where the row does, within the change that makes it; a question is asked once."""
    rows = row.links.present().filter(kind__in=CHOSEN_LINKS).select_related("case", "resolution")
    history.save_many(link_like(link, copy) for link in rows.order_by("pk") if not leads_into_bin(link))


def link_like(link: PlanLink, row) -> PlanLink:
    """An unstored link from another row to the same case or resolution."""
    return _new(row, kind=link.kind, case=link.case, resolution=link.resolution)


def _check_not_asked(activity) -> None:
    if activity.links.present().filter(kind=LinkKind.ASKED).exists():
        raise history.Refused(_("Spørsmålet er alt lagt fram i en sak."))


def _new(row, **values) -> PlanLink:
    own = {"activity": row} if isinstance(row, Activity) else {"measure": row}
    return PlanLink(plan=plan_of(row), **own, **values)
