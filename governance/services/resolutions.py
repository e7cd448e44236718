"""Writes about resolutions: what a body resolved when it treated a case."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.choices import ItemState, ResolutionResult
from governance.models import AgendaItem, Resolution, ResolutionPoint
from governance.services import agenda


def register_resolution(
    actor,
    item: AgendaItem,
    *,
    result: str,
    points: Sequence[str] = (),
    decided_on: date | None = None,
    at=None,
    **values,
) -> Resolution:
    """Write down what the body resolved, point by point; the item is then treated, or postponed with a new one waiting.

    `decided_on` defaults to the day of the meeting. Raises ValidationError when the item has a resolution already.
    """
    require(actor, "resolution.register", item)
    decided_on = decided_on or (item.meeting.day if item.meeting else None)
    resolution = Resolution(item=item, result=result, decided_on=decided_on, **values)
    with history.recording(actor, "resolution.register", item, at=at):
        history.lock(item)
        if item.resolutions.present().exists():
            raise ValidationError(_("Behandlingen har allerede et vedtak. Endre det som står der."))
        history.create(resolution)
        _write_points(resolution, points)
        if item.state == ItemState.NUMBERED:
            _finish(item, result)
        return resolution


def change_resolution(
    actor,
    resolution: Resolution,
    *,
    points: Sequence[str] | None = None,
    base_version=None,
    reason="",
    at=None,
    **values,
) -> Resolution:
    """Correct a resolution; `points` None leaves them as they are. Raises Clash."""
    require(actor, "resolution.register", resolution.item)
    with history.recording(actor, "resolution.change", resolution.item, reason=reason, at=at):
        history.save(resolution, values, base_version=base_version)
        if points is not None:
            history.lock(resolution)
            _write_points(resolution, points)
        return resolution


def _finish(item: AgendaItem, result: str) -> None:
    if result == ResolutionResult.POSTPONED:
        agenda.postpone(item)
    else:
        history.move(item, "treat")


def _write_points(resolution: Resolution, texts: Sequence[str]) -> None:
    """Make the points say `texts`, numbered from 1: change what is there, add what lacks, bin what is left over."""
    wanted = [text.strip() for text in texts if text.strip()]
    stored = list(resolution.points.present().order_by("number"))
    for number, text in enumerate(wanted, start=1):
        if number <= len(stored):
            history.save(stored[number - 1], {"text": text, "number": number})
        else:
            history.create(ResolutionPoint(resolution=resolution, number=number, text=text))
    for point in stored[len(wanted) :]:
        history.remove(point)
