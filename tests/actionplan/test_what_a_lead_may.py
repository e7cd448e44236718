"""Who leads a section writes its texts and rows; its place, its title and who leads it are the secretariat's."""

import pytest
from django.core.exceptions import PermissionDenied

from actionplan.models import Position, SectionPosition
from actionplan.services import sections, staff
from actionplan.services.measures import create_measure
from actionplan.services.ordering import move_row
from tests.cast import make

pytestmark = pytest.mark.django_db
EDIT = "/vestregionen/handlingsplan/2016/rediger/"


@pytest.fixture
def other(secretary, plan, area):
    return sections.create_section(secretary, plan=plan, area=area, title="En annen del")


@pytest.fixture
def post(alliance, cooperation):
    return make(alliance, Position(cooperation=cooperation, title="Rådgiver"))


def test_she_writes_texts_and_rows(lead, section, post):
    sections.change_section(lead, section, introduction="<p>Ny innledning</p>")
    create_measure(lead, section=section, title="Et nytt tiltak")
    staff.assign_position(lead, section=section, position=post, percent=20)


def test_she_does_not_move_or_retitle_her_section(lead, section, other):
    with pytest.raises(PermissionDenied, match="Bare sekretariatet"):
        move_row(lead, section, direction="down")
    with pytest.raises(PermissionDenied, match="Bare sekretariatet"):
        sections.change_section(lead, section, title="Min del")


def test_she_hands_out_no_right_to_edit(lead, section, post):
    with pytest.raises(PermissionDenied, match="Bare sekretariatet"):
        staff.assign_position(lead, section=section, position=post, is_lead=True)
    worker = staff.assign_position(lead, section=section, position=post)
    with pytest.raises(PermissionDenied):
        staff.change_assignment(lead, worker, is_lead=True)
    own = SectionPosition.objects.get(section=section, is_lead=True)
    with pytest.raises(PermissionDenied):
        staff.change_assignment(lead, own, position=post)
    staff.change_assignment(lead, own, percent=40)


def test_her_pages_and_forms_say_the_same(client_of, lead, secretary, section, other):
    own = SectionPosition.objects.get(section=section, is_lead=True)
    client = client_of(lead)
    assert client.get(f"{EDIT}del/{section.pk}/").status_code == 403
    assert client.post(f"{EDIT}del/{section.pk}/flytt/", {"retning": "ned"}).status_code == 403
    form = client.get(f"{EDIT}stilling/{own.pk}/").context["form"]
    assert not {"is_lead", "position"} & form.fields.keys()
    assert "is_lead" in client_of(secretary).get(f"{EDIT}stilling/{own.pk}/").context["form"].fields
