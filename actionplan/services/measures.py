"""Measures of a section, nested as deep as the plan needs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.models import Measure
from actionplan.services.changing import changing
from actionplan.services.ordering import put_last
from governance import history


def create_measure(actor, *, section, parent=None, title: str, reason: str = "", at=None) -> Measure:
    """Add a measure last in the section, or last under another measure of the same section."""
    measure = Measure(section=section, parent=parent, title=title)
    _refuse_wrong_parent(measure, parent)
    with changing(actor, "measure.create", measure, about=section, reason=reason, at=at):
        history.lock(section)
        put_last(measure, actor.alliance)
        return history.create(measure)


def change_measure(actor, measure: Measure, *, base_version=None, reason: str = "", at=None, **values) -> Measure:
    """Change the title, or hang the measure under another one (it becomes the last there). Raises Clash."""
    with changing(actor, "measure.change", measure, reason=reason, at=at):
        history.lock(measure.section)
        # A form has already put the new parent on its row, so the stored one is asked.
        stored = Measure.objects.values_list("parent_id", flat=True).get(pk=measure.pk)
        if "parent" in values and getattr(values["parent"], "pk", None) != stored:
            _refuse_wrong_parent(measure, values["parent"])
            values["position"] = _last_place(measure, values["parent"])
        return history.save(measure, values, base_version=base_version)


def _last_place(measure: Measure, parent) -> int:
    place = Measure(section_id=measure.section_id, parent=parent)
    put_last(place, measure.alliance)
    return place.position


def _refuse_wrong_parent(measure: Measure, parent) -> None:
    """A measure hangs under one of its own section, never under itself or what hangs under it."""
    if parent is not None and parent.section_id != measure.section_id:
        raise ValidationError({"parent": _("Velg et tiltak i samme del av planen.")})
    above = parent
    while above is not None:
        if above.pk == measure.pk:
            raise ValidationError({"parent": _("Et tiltak kan ikke ligge under seg selv.")})
        above = above.parent
