"""Writes about cases that a body treats in every meeting, which in order are the template of its agenda; and onto the
agenda of a meeting."""

from collections.abc import Iterable, Sequence

from django.db.models import Max
from django.utils.translation import gettext as _

from governance import history
from governance.agendachoices import AgendaPlace
from governance.agendaplaces import CASES, place_among
from governance.bodies.agendatemplates import Line
from governance.choices import CaseKind, ItemState
from governance.models import AgendaItem, GoverningBody, Meeting, StandingItem
from governance.services import agenda, agendaversions, cases
from governance.services.claims import claim, claim_change, claim_new, keep
from governance.services.periods import refuse_overlap


def add_standing(actor, *, body, case, at=None, **values) -> StandingItem:
    """Let the body treat the case in every meeting of a period; last of those that come in the same place."""
    row = StandingItem(body=body, case=case, **values)
    with history.recording(actor, "standing.create", row, at=at):
        claim_new(actor, "body.edit", row, below=body)
        row.position = _last(body, row.place) + 1
        history.create(row)
        refuse_second_standing(row)
        return row


def open_standing(actor, *, body, title: str, kind=CaseKind.STANDING, at=None, **values) -> StandingItem:
    """Open a case in the body's cooperation for the body to treat in every meeting, as one act."""
    with history.recording(actor, "standing.open", body, at=at):
        _hold(actor, body)
        return _open(actor, body, title, kind, values, at)


def begin_template(actor, body: GoverningBody, lines: Iterable[Line], *, at=None) -> list[StandingItem]:
    """Open a case for each line of a ready-made template that the body has no case of that title for in its own.
    Returns the new ones; the second time there are none."""
    with history.recording(actor, "standing.begin", body, at=at):
        _hold(actor, body)
        rows = body.standing.present().overlapping(actor.on, None).select_related("case")
        known = {row.case.title.casefold() for row in rows}
        new = [line for line in lines if line.title.casefold() not in known]
        return [_open(actor, body, line.title, line.kind, line.values(), at) for line in new]


def change_standing(actor, row: StandingItem, *, base_version=None, reason="", at=None, **values) -> StandingItem:
    """Change the body's task with the case, whether it gets a number, or the period. Agendas stay as they are."""
    with history.recording(actor, "standing.change", row, reason=reason, at=at):
        claim_change(actor, "body.edit", row, values)
        history.save(row, values, base_version=base_version)
        refuse_second_standing(row)
        return row


def place_standing(actor, row: StandingItem, *, position: int, shown: Sequence[str] = (), at=None) -> StandingItem:
    """Move a case to a place in the template, counted from 1 in the order that was `shown`: keys of its rows, and CASES
    where the other cases of a meeting come. Agendas stay as they are."""
    with history.recording(actor, "standing.place", row, at=at):
        keep(row.body, weak=True)
        claim(actor, "body.edit", row)
        others = {str(each.pk): each for each in row.body.standing.present() if each.pk != row.pk}
        before = [key for key, each in others.items() if each.place == AgendaPlace.BEFORE]
        keys = [*before, CASES, *(key for key in others if key not in before)]
        keys.insert(place_among(keys, str(row.pk), position, shown), str(row.pk))
        rows = others | {str(row.pk): row}
        middle = keys.index(CASES)
        parts = ((AgendaPlace.BEFORE, keys[:middle]), (AgendaPlace.AFTER, keys[middle + 1 :]))
        for place, part in parts:
            history.save_each((rows[key], {"place": place, "position": n}) for n, key in enumerate(part, start=1))
        return history.take(row)


def remove_standing(actor, row: StandingItem, *, reason="", at=None) -> StandingItem:
    """Put it in the bin: it was registered by mistake. One that has been treated gets a last day instead."""
    with history.recording(actor, "standing.remove", row, reason=reason, at=at):
        claim(actor, "body.edit", row)
        return history.remove(row)


def refuse_second_standing(row: StandingItem) -> None:
    others = StandingItem.objects.filter(body=row.body, case=row.case)
    refuse_overlap(row, others, _("Saken er alt en fast sak i organet i denne tiden."))


def list_standing(actor, meeting: Meeting, *, seen="", at=None) -> list[StandingItem]:
    """Put what the agenda lacks of the body's standing cases on it, each at its place in the template. Returns them;
    the second time there is nothing to put."""
    with history.recording(actor, "meeting.list_standing", meeting, at=at):
        keep(meeting.body, weak=True)  # before the meeting, as whoever opens a case on it does
        claim(actor, "meeting.agenda", meeting)
        agendaversions.refuse_otherwise(meeting, seen)
        rows = StandingItem.objects.of(actor.alliance).lacking(meeting).select_related("case", "body__cooperation")
        found = list(rows)
        for row in found:
            _put_on(actor, row, meeting)
        return found


def _put_on(actor, row: StandingItem, meeting: Meeting) -> None:
    """What waits since it was put off, or taken off an agenda, is put on; else a new treatment."""
    waiting = AgendaItem.objects.of(actor.alliance).waiting().filter(body=row.body_id, case=row.case_id)
    for item in waiting.order_by("turn"):
        history.take(item)
        if item.state == ItemState.WAITING and item.removed_at is None:
            agenda.list_item(actor, item, meeting=meeting)
            return
    values = {"role": row.role, "is_numbered": row.is_numbered}
    agenda.add_item(actor, case=row.case, body=meeting.body, meeting=meeting, **values)


def _hold(actor, body: GoverningBody) -> None:
    """Hold what a new case of the template hangs under, and ask."""
    claim(actor, "case.create", body.cooperation, weak=True)
    claim(actor, "body.edit", body, weak=True)


def _open(actor, body: GoverningBody, title: str, kind: str, values: dict, at) -> StandingItem:
    case = cases.create_case(actor, cooperation=body.cooperation, title=title, kind=kind, at=at)
    return add_standing(actor, body=body, case=case, at=at, **values)


def _last(body: GoverningBody, place: str) -> int:
    return body.standing.filter(place=place).aggregate(last=Max("position"))["last"] or 0
