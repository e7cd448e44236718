"""What the first floor adds to an actor: the sections she leads, and the plans that are about her cooperation."""

from actionplan.choices import LED_PLAN, LED_SECTION, OWN_PLAN
from actionplan.models import PlanSection, SectionPosition
from governance.choices import STAFF_ROLES
from governance.models import AllianceRole
from governance.rows import dated


def grants_of(person, on):
    """(source, field with the id, rows): the sections led by a post the person holds on the day, the plans they stand
    in, and the plans with a section about a cooperation for which she works."""
    standing = {"section__removed_at__isnull": True, "section__plan__removed_at__isnull": True}
    held = {"position__removed_at__isnull": True, "position__holder": person}
    led = SectionPosition.objects.present().filter(dated(on, "position__"), is_lead=True, **held, **standing)
    roles = AllianceRole.objects.present().on(on).filter(person=person, role__in=STAFF_ROLES, cooperation__isnull=False)
    about = PlanSection.objects.present().filter(
        plan__removed_at__isnull=True, cooperation__in=roles.order_by().values("cooperation")
    )
    yield LED_SECTION, "section_id", led
    yield LED_PLAN, "section__plan_id", led
    yield OWN_PLAN, "plan_id", about
