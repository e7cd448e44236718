"""Sections of a plan and the organisations they work with."""

from actionplan.models import PlanSection, SectionPartner
from actionplan.services.changing import changing, keep_targets
from actionplan.services.ordering import put_last
from actionplan.services.platforms import area_named
from governance import history

TEXTS = {"introduction", "organisation", "resources", "reporting"}
AREAS = "area", "focus_area"


def create_section(actor, *, plan, new_area: str = "", reason: str = "", at=None, **values) -> PlanSection:
    """Add a section last in the plan, under `area`, or under the area called `new_area`, which is made where the
    platform has none of that name. Raises ValidationError per field."""
    section = PlanSection(plan=plan, **values)
    with history.recording(actor, "section.create", section, reason=reason, at=at):
        if new_area:
            history.lock(plan.cooperation, weak=True)  # before the plan, as everyone who writes a platform does
        with changing(actor, "section.create", section, permission="section.create", about=plan, reason=reason, at=at):
            if new_area:
                section.area = area_named(actor, plan=plan, name=new_area, at=at)
            keep_targets(None, values, *AREAS)
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
        return history.save(section, values, base_version=base_version)


def add_partner(actor, *, section, organisation, reason: str = "", at=None) -> SectionPartner:
    """Note that the section's work is done together with an organisation."""
    partner = SectionPartner(section=section, organisation=organisation)
    with changing(actor, "partner.create", partner, about=section, reason=reason, at=at):
        return history.create(partner)


def change_partner(actor, partner: SectionPartner, *, base_version=None, reason: str = "", at=None, **values):
    """Put another organisation in the place of a partner. Raises Clash."""
    with changing(actor, "partner.change", partner, reason=reason, at=at):
        return history.save(partner, values, base_version=base_version)
