"""Gatherings: what they are, when they open, close and are held or called off. Who comes is in signups.py."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan import gatheringmail as mail
from actionplan.choices import ON_THE_LIST, GatheringState, SignUpState
from actionplan.models import Gathering
from actionplan.services.changing import keep_targets, need_activity_of_section
from actionplan.services.signups import fill_places
from governance import history
from governance.merging import merge
from governance.services.claims import claim, claim_back, claim_new

WHEN_AND_WHERE = ("day", "last_day", "starts_at", "ends_at", "place", "online_link")
TARGETS = ("contact", "network", "project", "section", "activity")


def create_gathering(actor, *, cooperation, reason: str = "", at=None, **values) -> Gathering:
    """Plan a gathering; as a draft it is seen by those who run it."""
    row = Gathering(cooperation=cooperation, **values)
    with history.recording(actor, "gathering.create", row, reason=reason, at=at):
        claim_new(actor, "gathering.make", row, below=cooperation)
        need_activity_of_section(row, {})
        return history.create(row)


def change_gathering(actor, row: Gathering, *, base_version=None, reason: str = "", at=None, **values) -> Gathering:
    """Change what is known of a gathering. More places go to those who wait; fewer than are taken are refused. Those on
    the list, and those invited, are told of another time or place. Raises Clash."""
    with history.recording(actor, "gathering.change", row, reason=reason, at=at):
        claim(actor, "gathering.edit", row)
        keep_targets(row, values, *TARGETS)
        held = history.hold(row)
        wanted = merge(held, values, base_version)
        need_activity_of_section(held, wanted)
        before = [getattr(row, name) for name in WHEN_AND_WHERE]
        history.save(row, wanted, held=held)
        if "capacity" in values:
            _check_room(row)
            fill_places(actor, row, at=at)
        is_told = row.state in (GatheringState.OPEN, GatheringState.CLOSED)
        if is_told and before != [getattr(row, name) for name in WHEN_AND_WHERE]:
            _tell_everyone(actor, mail.CHANGED, row, at=at)
        return row


def _tell_everyone(actor, event, row: Gathering, *, at=None) -> None:
    """Everyone on the list, and everyone invited; each time anew."""
    told = row.sign_ups.present().filter(state__in=(*ON_THE_LIST, SignUpState.INVITED), erased_at=None)
    for each in told.select_related("person__user").order_by("number"):
        each.gathering = row
        mail.tell(actor, event, each, occasion=f"-{row.version}", at=at)


def _check_room(row: Gathering) -> None:
    taken = row.sign_ups.present().filter(state=SignUpState.PLACED).count()
    if row.capacity is not None and taken > row.capacity:
        words = _("{number} har fått plass. Meld av noen før du setter antallet lavere.").format(number=taken)
        raise ValidationError({"capacity": words})


def open_gathering(actor, row: Gathering, *, at=None) -> Gathering:
    """Let people sign up."""
    with history.recording(actor, "gathering.open", row, at=at):
        claim(actor, "gathering.open", row)
        return history.move(row, "open_up")


def close_gathering(actor, row: Gathering, *, at=None) -> Gathering:
    """Let nobody sign up any more."""
    with history.recording(actor, "gathering.close", row, at=at):
        claim(actor, "gathering.close", row)
        return history.move(row, "close")


def hold_gathering(actor, row: Gathering, *, at=None) -> Gathering:
    """It has taken place, and counts."""
    with history.recording(actor, "gathering.hold", row, at=at):
        claim(actor, "gathering.hold", row)
        return history.move(row, "hold")


def cancel_gathering(actor, row: Gathering, *, reason: str, at=None) -> Gathering:
    """Call it off: everyone on the list, and everyone invited, is told why. Raises ValidationError without a reason."""
    if not reason.strip():
        raise ValidationError({"reason": _("Skriv hvorfor arrangementet er avlyst. De påmeldte får det i en e-post.")})
    with history.recording(actor, "gathering.cancel", row, reason=reason, at=at):
        claim(actor, "gathering.cancel", row)
        history.move(row, "cancel", {"cancelled_because": reason.strip()[:500]})
        _tell_everyone(actor, mail.CANCELLED, row, at=at)
        return row


def reopen_gathering(actor, row: Gathering, *, at=None) -> Gathering:
    """It was said to be held or called off by mistake: it is closed for sign-up, with its list as it was."""
    with history.recording(actor, "gathering.reopen", row, at=at):
        claim(actor, "gathering.reopen", row)
        return history.move(row, "reopen", {"cancelled_because": ""})


def remove_gathering(actor, row: Gathering, *, reason: str = "", at=None) -> Gathering:
    """Put a gathering in the bin; its list comes back with it."""
    with history.recording(actor, "gathering.remove", row, reason=reason, at=at):
        claim(actor, "gathering.remove", row)
        return history.remove(row)


def restore_gathering(actor, row: Gathering, *, at=None) -> Gathering:
    """Take a gathering out of the bin. Refused while what it points to lies there too."""
    with history.recording(actor, "gathering.restore", row, at=at):
        claim_back(actor, "gathering.remove", row)
        return history.restore(row)
