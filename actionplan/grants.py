"""What the first floor adds to an actor: the sections she leads, and the plans that are about her cooperation."""

from actionplan.choices import LED_PLAN, LED_SECTION, OWN_PLAN
from actionplan.models import SectionPosition
from governance.choices import STAFF_ROLES
from governance.models import AllianceRole
from governance.rows import dated


def grants_of(person, on):
    """(source, field with the id, rows): the sections led by a post the person holds on the day, the plans they stand
    in, and the plans with a section about a cooperation for which she works."""
    standing = {"section__removed_at__isnull": True, "section__plan__removed_at__isnull": True}
    held = {"position__removed_at__isnull": True, "position__holder": person}
    led = SectionPosition.objects.present().filter(dated(on, "position__"), is_lead=True, **held, **standing)
    works_for = {"person": person, "role__in": STAFF_ROLES, "cooperation__plan_sections__isnull": False}
    of_her = {f"cooperation__plan_sections__{name}removed_at__isnull": True for name in ("", "plan__")}
    about = AllianceRole.objects.present().on(on).filter(**works_for, **of_her)
    yield LED_SECTION, "section_id", led
    yield LED_PLAN, "section__plan_id", led
    yield OWN_PLAN, "cooperation__plan_sections__plan_id", about
