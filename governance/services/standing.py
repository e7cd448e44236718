"""Writes about cases that a body treats in every meeting, and onto the agenda of the next."""

from django.utils.translation import gettext as _

from governance import history
from governance.models import Meeting, StandingItem
from governance.services import agenda, agendaversions
from governance.services.claims import claim, claim_change, claim_new
from governance.services.periods import refuse_overlap


def add_standing(actor, *, body, case, at=None, **values) -> StandingItem:
    """Let the body treat the case in every meeting of a period."""
    row = StandingItem(body=body, case=case, **values)
    with history.recording(actor, "standing.create", row, at=at):
        claim_new(actor, "body.edit", row, below=body)
        history.create(row)
        refuse_second_standing(row)
        return row


def change_standing(actor, row: StandingItem, *, base_version=None, reason="", at=None, **values) -> StandingItem:
    """Change the body's task with the case, or the period."""
    with history.recording(actor, "standing.change", row, reason=reason, at=at):
        claim_change(actor, "body.edit", row, values)
        history.save(row, values, base_version=base_version)
        refuse_second_standing(row)
        return row


def remove_standing(actor, row: StandingItem, *, reason="", at=None) -> StandingItem:
    """Put it in the bin: it was registered by mistake. One that has been treated gets a last day instead."""
    with history.recording(actor, "standing.remove", row, reason=reason, at=at):
        claim(actor, "body.edit", row)
        return history.remove(row)


def refuse_second_standing(row: StandingItem) -> None:
    others = StandingItem.objects.filter(body=row.body, case=row.case)
    refuse_overlap(row, others, _("Saken er alt en fast sak i organet i denne tiden."))


def list_standing(actor, meeting: Meeting, *, seen="", at=None) -> list[StandingItem]:
    """Put what the agenda lacks of the body's standing cases last on it, in the order of their numbers. Returns them;
    the second time there is nothing to put."""
    with history.recording(actor, "meeting.list_standing", meeting, at=at):
        claim(actor, "meeting.agenda", meeting)
        agendaversions.refuse_otherwise(meeting, seen)
        rows = StandingItem.objects.of(actor.alliance).lacking(meeting).select_related("case", "body__cooperation")
        found = list(rows)
        for row in found:
            agenda.add_item(actor, case=row.case, body=meeting.body, role=row.role, meeting=meeting)
        return found
