"""Measures of a section, nested as deep as the plan needs."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.models import Measure
from actionplan.services.changing import changing, claim_measure
from actionplan.services.ordering import put_before, put_last
from governance import history
from governance.services.claims import claim


def create_measure(actor, *, section, parent=None, title: str, before=None, reason: str = "", at=None) -> Measure:
    """Add a measure in the section, or under another measure of it: before one of those there, else last."""
    where = {"section": section, "parent": parent, "before": before}
    return add_measure(actor, **where, title=title, reason=reason, at=at)[1]


def add_measure(actor, *, section, parent=None, title: str, before=None, reason: str = "", at=None) -> tuple:
    """As `create_measure`, and gives the key of the change, by which it can be taken back, with the measure."""
    measure = Measure(section=section, parent=parent, title=title)
    with changing(actor, "measure.create", measure, about=section, reason=reason, at=at) as change:
        claim_measure(actor, section, parent, field="parent")
        put_last(measure, actor.alliance)
        history.create(measure)
        if before is not None:
            put_before(measure, before)
        return change.id, measure


def change_measure(actor, measure: Measure, *, base_version=None, reason: str = "", at=None, **values) -> Measure:
    """Change the title, or hang the measure under another one (it becomes the last there). Raises Clash."""
    with changing(actor, "measure.change", measure, reason=reason, at=at):
        if "parent" in values and getattr(values["parent"], "pk", None) != measure.parent_id:
            claim_measure(actor, measure.section, values["parent"], field="parent")
            _refuse_below_itself(measure, values["parent"])
            values["position"] = _last_place(measure, values["parent"])
        return history.save(measure, values, base_version=base_version)


def move_measure(actor, measure: Measure, *, section=None, parent=None, before=None, reason: str = "", at=None):
    """Move a measure with all that hangs under it, to the top of a section or under another measure of the same plan.

    It becomes the last there, or stands before `before`. Raises ValidationError for a place in another plan or below
    itself.
    """
    with changing(actor, "measure.move", measure, reason=reason, at=at):
        section = section or (parent.section if parent is not None else measure.section)
        if section.plan_id != measure.section.plan_id:
            raise ValidationError(_("Tiltaket kan bare flyttes innenfor samme plan."))
        section.plan = measure.section.plan
        claim(actor, "row.edit", section)
        claim_measure(actor, section, parent, field="parent")
        _refuse_below_itself(measure, parent)
        if section.pk != measure.section_id:
            for rows in _all_under(measure):
                history.save_each((row, {"section": section}) for row in rows)
        place = _last_place(measure, parent, section.pk)
        history.save(measure, {"section": section, "parent": parent, "position": place})
        put_before(measure, before)
        return measure


def _all_under(measure: Measure) -> tuple[list, list]:
    """The measures and the activities below it, however deep; also those in the bin, which come back under it."""
    below, activities = [], list(measure.activities.all())
    at = [measure]
    for above in at:
        for child in above.children.all():
            below.append(child)
            at.append(child)
            activities += child.activities.all()
    return below, activities


def _last_place(measure: Measure, parent, section_id=None) -> int:
    place = Measure(section_id=section_id or measure.section_id, parent=parent)
    put_last(place, measure.alliance)
    return place.position


def _refuse_below_itself(measure: Measure, parent) -> None:
    above = parent
    while above is not None:
        if above.pk == measure.pk:
            raise ValidationError({"parent": _("Et tiltak kan ikke ligge under seg selv.")})
        above = above.parent
