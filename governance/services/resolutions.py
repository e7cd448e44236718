"""Writes about resolutions: what a body resolved when it treated a case."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import clock, handover, history, route
from governance.choices import ItemState, ResolutionResult
from governance.merging import Clash, FieldClash, merge, version_beside
from governance.models import AgendaItem, Resolution, ResolutionPoint, TenantRow
from governance.services import agenda
from governance.services.claims import claim
from governance.wording import short_day


class OtherWords(ValidationError):
    """The outcome says that the wording stood, or that it was changed, and the points say otherwise. `fitting` is the
    outcome they speak of, `proposal` what they were held against."""

    def __init__(self, result: str, fitting: str, proposal: str):
        self.result, self.fitting, self.proposal = result, fitting, proposal
        if result == ResolutionResult.ADOPTED:
            words = _("Utfallet er «Vedtatt som foreslått», men vedtakspunktene har andre ord enn forslaget.")
        else:
            words = _("Utfallet er «Vedtatt med endringer», men vedtakspunktene har de samme ordene som forslaget.")
        super().__init__({"result": words})


def register_resolution(
    actor,
    item: AgendaItem,
    *,
    result: str,
    points: Sequence[str] = (),
    decided_on: date | None = None,
    is_meant: bool = False,
    at=None,
    **values,
) -> Resolution:
    """Write down what the body resolved, point by point; the item is then treated, or postponed with a new one waiting.

    `decided_on` defaults to the day of the meeting. Raises ValidationError when the item has a resolution already, or
    when the day is not one of the meeting's or is yet to come; OtherWords when outcome and points do not say the same
    of the wording, unless that `is_meant`.
    """
    decided_on = decided_on or (item.meeting.day if item.meeting else None)
    resolution = Resolution(item=item, result=result, decided_on=decided_on, **values)
    with history.recording(actor, "resolution.register", item, at=at):
        _claim(actor, "resolution.register", item, with_case=False)
        if item.resolutions.present().exists():
            raise ValidationError(_("Behandlingen har allerede et vedtak. Endre det som står der."))
        if item.state == ItemState.POSTPONED:
            raise history.Refused(_("Saken er utsatt. Registrer vedtaket der den behandles på nytt."))
        _refuse_leaving(item)
        _check_day(item, decided_on, clock.day_of_act(actor.alliance, at))
        if not is_meant:
            _refuse_other_words(item, result, _cleaned(points), decided_on)
        history.create(resolution)
        _write_points(resolution, _cleaned(points))
        if item.state == ItemState.NUMBERED:
            _finish(item, result)
        return resolution


def change_resolution(
    actor,
    resolution: Resolution,
    *,
    points: Sequence[str] | None = None,
    base_version=None,
    is_meant: bool = False,
    reason="",
    at=None,
    **values,
) -> Resolution:
    """Correct a resolution, merged with what others saved since `base_version`; `points` None leaves them as they are.

    A result corrected to or from "postponed" takes the treatment with it. Raises Clash, Refused when the case has
    gone too far for that, and OtherWords where the correction makes outcome and points say different things of the
    wording, unless that `is_meant`.
    """
    item = resolution.item
    with history.recording(actor, "resolution.change", item, reason=reason, at=at):
        _claim(actor, "resolution.register", item, with_case=False)
        history.take(resolution)
        wanted, new_points = _merge(resolution, values, points, base_version)
        if wanted.get("decided_on", resolution.decided_on) != resolution.decided_on:
            _check_day(item, wanted["decided_on"], clock.day_of_act(actor.alliance, at))
        if not is_meant:
            _refuse_new_difference(resolution, wanted, new_points)
        version = resolution.version
        history.save(resolution, wanted)
        if new_points is not None and _write_points(resolution, new_points) and resolution.version == version:
            history.touch(resolution)
        _correct(actor, item, resolution.result)
        return resolution


def remove_resolution(actor, resolution: Resolution, *, reason="", at=None) -> Resolution:
    """Put a resolution that was written on the wrong treatment in the bin; the body has the case before it again.

    Raises Refused once the case has gone on from here, or when something has been adopted by the resolution.
    """
    item = resolution.item
    with history.recording(actor, "resolution.remove", item, reason=reason, at=at):
        _claim(actor, "resolution.remove", item)
        history.take(resolution)
        _refuse_in_use(resolution)
        if item.state == ItemState.POSTPONED:
            agenda.take_back(item)
        else:
            _refuse_sent_on(item, _("Saken er alt sendt videre. Trekk eller slett behandlingen der først."))
        history.move(item, "untreat")
        return history.remove(resolution)


def restore_resolution(actor, resolution: Resolution, *, at=None) -> Resolution:
    """Take a resolution out of the bin; the item is then treated, or postponed with a new one waiting, once more.

    Raises ValidationError when its day is not one of the meeting's any more.
    """
    item = resolution.item
    with history.recording(actor, "resolution.restore", item, at=at):
        _claim(actor, "resolution.restore", item)
        _refuse_leaving(item)
        history.restore(resolution)
        _check_day(item, resolution.decided_on, clock.day_of_act(actor.alliance, at))
        _finish(item, resolution.result)
        return resolution


def _claim(actor, act: str, item: AgendaItem, *, with_case: bool = True) -> None:
    """Hold the meeting, the treatment and its case: the days of the meeting, and whether the case is open, are asked of
    what is stored."""
    if item.meeting is not None:
        history.take(item.meeting, weak=True)
    history.take(item)
    if with_case:
        history.take(item.case)
    claim(actor, act, item)


def _check_day(item: AgendaItem, decided_on: date | None, today: date) -> None:
    """A resolution is made while the body meets, and is written down on that day or later."""
    meeting = item.meeting
    if decided_on is not None and meeting is not None:
        first, last = meeting.day, meeting.last_day or meeting.day
        if not first <= decided_on <= last:
            days = short_day(first) if first == last else f"{short_day(first)}–{short_day(last)}"
            raise ValidationError({"decided_on": _("Velg møtets egen dato: {days}.").format(days=days)})
    if decided_on is not None and decided_on > today:
        raise ValidationError(
            {"decided_on": _("Datoen er ikke kommet ennå. Registrer vedtaket når organet har gjort det.")}
        )


def _refuse_other_words(item: AgendaItem, result: str, points: Sequence[str], decided_on: date | None) -> None:
    proposal = handover.proposal_of(item, decided_on)
    fitting = route.fitting_result(result, points, proposal)
    if fitting != result:
        raise OtherWords(result, fitting, proposal)


def _refuse_new_difference(resolution: Resolution, wanted: Mapping[str, Any], new_points: list[str] | None) -> None:
    """Where outcome and points said different things already, that was meant: words are mended under the same outcome
    without a further question."""
    item, stored = resolution.item, point_texts(resolution)
    result, points = wanted.get("result", resolution.result), stored if new_points is None else new_points
    if (result, points) == (resolution.result, stored):
        return
    proposal = handover.proposal_of(item, resolution.decided_on)
    if result != resolution.result or route.fitting_result(result, stored, proposal) == result:
        _refuse_other_words(item, result, points, wanted.get("decided_on", resolution.decided_on))


def _refuse_leaving(item: AgendaItem) -> None:
    if item.leaving:
        raise history.Refused(
            _("Saken skal tas av når du sender ny saksliste. La den stå på sakslisten, og registrer vedtaket etterpå.")
        )


def _refuse_in_use(resolution: Resolution) -> None:
    """Higher floors point down to a resolution they were adopted by; the relations tell without naming a floor."""
    for relation in Resolution._meta.get_fields(include_hidden=True):
        model = relation.related_model if relation.one_to_many else ResolutionPoint
        if model is ResolutionPoint or not issubclass(model, TenantRow):
            continue
        row = model.objects.of(resolution.alliance).filter(**{relation.field.name: resolution}).first()
        if row is not None:
            raise history.Refused(_("«{row}» viser til dette vedtaket. Endre det der først.").format(row=row))


def _refuse_sent_on(item: AgendaItem, sentence: str) -> None:
    if item.next_items.present().exclude(state=ItemState.WITHDRAWN).exists():
        raise history.Refused(sentence)


def point_texts(resolution: Resolution) -> list[str]:
    """The points as they stand, in order."""
    return list(resolution.points.present().order_by("number").values_list("text", flat=True))


def _merge(resolution: Resolution, values, points, base_version) -> tuple[Mapping[str, Any], list[str] | None]:
    """The fields and the points to write; the points are one text, which two people change together or clash over."""
    clashes: list[FieldClash] = []
    wanted: Mapping[str, Any] = {}
    try:
        wanted = merge(resolution, values, base_version)
    except Clash as clash:
        clashes, wanted = list(clash.fields), clash.merged
    mine = None if points is None else _cleaned(points)
    if mine is not None and base_version not in (None, resolution.version):
        base = _points_at(resolution, version_beside(base_version, "points"))
        theirs = point_texts(resolution)
        if mine in (base, theirs):
            mine = None
        elif theirs != base:
            texts = ("\n\n".join(each) for each in (base, theirs, mine))
            clashes.append(FieldClash("points", _("Vedtakspunkter"), *texts))
    if clashes:
        raise Clash(resolution, clashes, wanted)
    return wanted, mine


def _points_at(resolution: Resolution, version: int) -> list[str]:
    """The points of an earlier version of the resolution: each as the changes up to then left it."""
    changes = Resolution.history.filter(id=resolution.pk, version__lte=version).values("change_id")
    stood: dict[Any, Any] = {}
    rows = ResolutionPoint.history.filter(resolution_id=resolution.pk, change_id__in=changes)
    for row in rows.order_by("version"):
        stood[row.id] = row
    left = [row for row in stood.values() if row.removed_at is None]
    return [row.text for row in sorted(left, key=lambda row: row.number)]


def _finish(item: AgendaItem, result: str) -> None:
    if result == ResolutionResult.POSTPONED:
        agenda.postpone(item)
    else:
        history.move(item, "treat")


def _correct(actor, item: AgendaItem, result: str) -> None:
    """Let the treatment follow a result that was corrected to or from "postponed"."""
    if (result == ResolutionResult.POSTPONED) == (item.state == ItemState.POSTPONED):
        return
    claim(actor, "case.edit", item.case)
    if result != ResolutionResult.POSTPONED:
        agenda.take_back(item)
    else:
        _refuse_sent_on(item, _("Saken er alt sendt videre. Trekk den der før du retter utfallet til utsatt."))
    _finish(item, result)


def _cleaned(texts: Sequence[str]) -> list[str]:
    return [text.strip() for text in texts if text.strip()]


def _write_points(resolution: Resolution, wanted: Sequence[str]) -> bool:
    """Make the points say `wanted`, numbered from 1: change what is there, add what lacks, bin what is left over.

    Tells whether anything was written.
    """
    stored = list(resolution.points.present().order_by("number"))
    if [point.text for point in stored] == list(wanted):
        return False
    for number, text in enumerate(wanted, start=1):
        if number <= len(stored):
            history.save(stored[number - 1], {"text": text, "number": number})
        else:
            history.create(ResolutionPoint(resolution=resolution, number=number, text=text))
    for point in stored[len(wanted) :]:
        history.remove(point)
    return True
