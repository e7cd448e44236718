"""Writes about saved views: choices of filters kept under a name."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.access import may, require
from governance.models import SavedView
from governance.savedviews import LONGEST
from governance.services.claims import claim

OWNERS = {"is_default", "is_shared"}  # what only she whose view it is decides


def save_view(actor, *, register: str, name: str, query: str, at=None, **values) -> SavedView:
    """Keep a choice of filters. Raises ValidationError where she has one of this name in the register, or where the
    choice is longer than what is kept."""
    if len(query) > LONGEST:
        raise ValidationError(_("Valget er for langt til å lagres. Bruk kortere søkeord eller færre filtre."))
    row = SavedView(person=actor.person, register=register, name=name, query=query, **_shared(actor, values))
    with history.recording(actor, "view.save", row, at=at):
        require(actor, "view.save", None)
        if row.is_default:
            _end_default(row)
        return history.create(row)


def change_view(actor, row: SavedView, *, base_version=None, reason="", at=None, **values) -> SavedView:
    """Call it something else, share it, or open the register with it. Raises Clash, ValidationError where she has one
    of this name, and Refused where another's would be shared otherwise or open her register."""
    with history.recording(actor, "view.change", row, reason=reason, at=at):
        claim(actor, "view.change", row)
        if actor.person is None or row.person_id != actor.person.pk:
            if OWNERS & set(values):
                sentence = _("Bare den som lagret visningen, velger hvem den deles med og hva som åpnes først.")
                raise history.Refused(sentence)
            return history.save(row, values, base_version=base_version)
        if values.get("is_default"):
            _end_default(row)
        return history.save(row, _shared(actor, values), base_version=base_version)


def remove_view(actor, row: SavedView, *, reason="", at=None) -> SavedView:
    """Take a view away; what it showed stays as it is."""
    with history.recording(actor, "view.remove", row, reason=reason, at=at):
        claim(actor, "view.change", row)
        return history.remove(row)


def _shared(actor, values: dict) -> dict:
    """Only those who edit have somebody to share with."""
    return values if may(actor, "view.share") else values | {"is_shared": False}


def _end_default(row: SavedView) -> None:
    others = SavedView.objects.of(row.alliance_id or row.person.alliance_id)
    for each in others.filter(person=row.person, register=row.register, is_default=True).exclude(pk=row.pk):
        history.save(each, {"is_default": False})
