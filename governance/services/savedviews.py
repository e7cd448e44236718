"""Writes about saved views: choices of filters kept under a name."""

from governance import history
from governance.access import require
from governance.models import SavedView
from governance.services.claims import claim


def save_view(actor, *, register: str, name: str, query: str, at=None, **values) -> SavedView:
    """Keep a choice of filters. Raises ValidationError where she has one of this name in the register."""
    row = SavedView(person=actor.person, register=register, name=name, query=query, **_shared(actor, values))
    with history.recording(actor, "view.save", row, at=at):
        require(actor, "view.save", None)
        if row.is_default:
            _end_default(row)
        return history.create(row)


def change_view(actor, row: SavedView, *, base_version=None, reason="", at=None, **values) -> SavedView:
    """Call it something else, share it, or open the register with it. Raises Clash, and ValidationError as above."""
    with history.recording(actor, "view.change", row, reason=reason, at=at):
        claim(actor, "view.change", row)
        if values.get("is_default"):
            _end_default(row)
        return history.save(row, _shared(actor, values), base_version=base_version)


def remove_view(actor, row: SavedView, *, reason="", at=None) -> SavedView:
    """Take a view away; what it showed stays as it is."""
    with history.recording(actor, "view.remove", row, reason=reason, at=at):
        claim(actor, "view.change", row)
        return history.remove(row)


def _shared(actor, values: dict) -> dict:
    """Only those who work in the secretariat have somebody to share with."""
    return values if actor.is_staff else values | {"is_shared": False}


def _end_default(row: SavedView) -> None:
    others = SavedView.objects.of(row.alliance_id or row.person.alliance_id)
    for each in others.filter(person=row.person, register=row.register, is_default=True).exclude(pk=row.pk):
        history.save(each, {"is_default": False})
