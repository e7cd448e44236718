"""Measures of a section, nested as deep as the plan needs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.models import Measure
from actionplan.services.changing import changing, claim_measure
from actionplan.services.ordering import put_last
from governance import history


def create_measure(actor, *, section, parent=None, title: str, reason: str = "", at=None) -> Measure:
    """Add a measure last in the section, or last under another measure of the same section."""
    measure = Measure(section=section, parent=parent, title=title)
    with changing(actor, "measure.create", measure, about=section, reason=reason, at=at):
        claim_measure(actor, section, parent, field="parent")
        put_last(measure, actor.alliance)
        return history.create(measure)


def change_measure(actor, measure: Measure, *, base_version=None, reason: str = "", at=None, **values) -> Measure:
    """Change the title, or hang the measure under another one (it becomes the last there). Raises Clash."""
    with changing(actor, "measure.change", measure, reason=reason, at=at):
        if "parent" in values and getattr(values["parent"], "pk", None) != measure.parent_id:
            claim_measure(actor, measure.section, values["parent"], field="parent")
            _refuse_below_itself(measure, values["parent"])
            values["position"] = _last_place(measure, values["parent"])
        return history.save(measure, values, base_version=base_version)


def _last_place(measure: Measure, parent) -> int:
    place = Measure(section_id=measure.section_id, parent=parent)
    put_last(place, measure.alliance)
    return place.position


def _refuse_below_itself(measure: Measure, parent) -> None:
    above = parent
    while above is not None:
        if above.pk == measure.pk:
            raise ValidationError({"parent": _("Et tiltak kan ikke ligge under seg selv.")})
        above = above.parent
