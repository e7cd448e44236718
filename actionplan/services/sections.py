"""Sections of a plan and the organisations they work with."""

from actionplan.models import PlanSection, SectionPartner
from actionplan.services.changing import changing, keep_targets
from actionplan.services.ordering import put_last
from governance import history

TEXTS = {"introduction", "organisation", "resources", "reporting"}
AREAS = "area", "focus_area"


def create_section(actor, *, plan, reason: str = "", at=None, **values) -> PlanSection:
    """Add a section last in the plan. Raises ValidationError per field."""
    section = PlanSection(plan=plan, **values)
    with changing(actor, "section.create", section, permission="section.create", about=plan, reason=reason, at=at):
        keep_targets(None, values, *AREAS)
        put_last(section, actor.alliance)
        return history.create(section)


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
