"""Sections of a plan and the organisations they work with."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from actionplan.models import PlanSection, SectionPartner
from actionplan.services.changing import changing, keep_targets
from actionplan.services.ordering import put_last
from actionplan.services.platforms import area_named, coming_area
from governance import history

TEXTS = {"introduction", "organisation", "resources", "reporting"}
AREAS = "area", "focus_area"


def create_section(actor, *, plan, new_area: str = "", reason: str = "", at=None, **values) -> PlanSection:
    """Add a section last in the plan, under `area`, or under the area called `new_area`, which is made where the
    platform has none of that name; refused where one of the name begins in a later year. Raises ValidationError per
    field."""
    section = PlanSection(plan=plan, **values)
    with history.recording(actor, "section.create", section, reason=reason, at=at):
        if new_area:
            history.lock(plan.cooperation, weak=True)  # before the plan, as everyone who writes a platform does
        with changing(actor, "section.create", section, permission="section.create", about=plan, reason=reason, at=at):
            if new_area:
                _refuse_other_years(None, plan, {"new_area": coming_area(plan, new_area)})
                section.area = area_named(actor, plan=plan, name=new_area, at=at)
            keep_targets(None, values, *AREAS)
            _refuse_other_years(None, plan, values)
            put_last(section, actor.alliance)
            history.create(section)
            if new_area and plan.platform_id is None:  # last, so that the story tells of the section first
                history.save(plan, {"platform": section.area.platform})
            return section


def change_section(actor, section: PlanSection, *, base_version=None, reason: str = "", at=None, **values):
    """Change the texts of a section, or as an editor of the plan its title, column heads, area or cooperation.

    Raises Clash.
    """
    permission = "section.edit" if values.keys() <= TEXTS else "section.arrange"
    with changing(actor, "section.change", section, permission=permission, reason=reason, at=at):
        keep_targets(section, values, *AREAS)
        _refuse_other_years(section, section.plan, values)
        return history.save(section, values, base_version=base_version)


def _refuse_other_years(section: PlanSection | None, plan, values: dict) -> None:
    """An area or focus area is chosen for a year in which it exists; the one a section has already may stay.

    Raises ValidationError at the field, with the year in which it begins or ended.
    """
    first, last = date(plan.year, 1, 1), date(plan.year, 12, 31)
    for name in (*AREAS, "new_area"):
        row = values.get(name)
        if row is None or row.pk == getattr(section, f"{name}_id", None):
            continue
        said = {"area": row, "plan_year": plan.year}
        if row.valid_from and row.valid_from > last:
            sentence = _("«{area}» gjelder fra {year} og kan ikke brukes i planen for {plan_year}.")
            raise ValidationError({name: sentence.format(year=row.valid_from.year, **said)})
        if row.valid_to and row.valid_to < first:
            sentence = _("«{area}» gjaldt til og med {year} og kan ikke brukes i planen for {plan_year}.")
            raise ValidationError({name: sentence.format(year=row.valid_to.year, **said)})


def add_partner(actor, *, section, organisation, reason: str = "", at=None) -> SectionPartner:
    """Note that the section's work is done together with an organisation."""
    partner = SectionPartner(section=section, organisation=organisation)
    targets = {"organisation": organisation}
    with changing(actor, "partner.create", partner, about=section, targets=targets, reason=reason, at=at):
        return history.create(partner)


def change_partner(actor, partner: SectionPartner, *, base_version=None, reason: str = "", at=None, **values):
    """Put another organisation in the place of a partner. Raises Clash."""
    targets = {"organisation": values.get("organisation")}
    with changing(actor, "partner.change", partner, targets=targets, reason=reason, at=at):
        return history.save(partner, values, base_version=base_version)
