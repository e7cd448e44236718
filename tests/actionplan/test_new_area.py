"""A section is made where no area is there to choose: its name is typed, and the platform comes with it."""

from datetime import date

import pytest

from actionplan.models import FocusArea, PlanSection, PriorityArea, StrategicPlatform
from actionplan.services.plans import create_plan
from actionplan.services.platforms import create_platform
from governance.models import Event
from tests.cast import make

pytestmark = pytest.mark.django_db
EDIT = "/vestregionen/handlingsplan/2016/rediger/"
NEW = f"{EDIT}del/ny/"


def test_a_typed_area_is_made_once(client_of, secretary, plan, area):
    client = client_of(secretary)
    for title, typed in (("Ny del", "Kultur"), ("En til", "KULTUR"), ("Gammel", area.name)):
        assert client.post(NEW, {"title": title, "new_area": typed}).status_code == 302
    made = dict(PlanSection.objects.values_list("title", "area__name"))
    assert made == {"Ny del": "Kultur", "En til": "Kultur", "Gammel": area.name}
    assert set(PlanSection.objects.values_list("area__platform", flat=True)) == {plan.platform_id}
    assert set(Event.objects.order_by("-at").values_list("act", flat=True)[:3]) == {"section.create"}


def test_a_section_that_is_there_chooses_between_areas(client_of, secretary, section):
    form = client_of(secretary).get(f"{EDIT}del/{section.pk}/").context["form"]
    assert "new_area" not in form.fields
    assert form.fields["area"].required


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "area"),
        ({"area": "AREA", "new_area": "Kultur"}, "new_area"),
        ({"new_area": "K" * 121}, "new_area"),
        ({"new_area": "Kultur", "focus_area": "FOCUS"}, "focus_area"),
    ],
)
def test_a_section_has_one_area(client_of, secretary, alliance, plan, area, values, field):
    focus = make(alliance, FocusArea(area=area, name="Kunst"))
    keys = {"AREA": area.pk, "FOCUS": focus.pk}
    sent = {"title": "Ny"} | {name: keys.get(value, value) for name, value in values.items()}
    response = client_of(secretary).post(NEW, sent)
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert not PlanSection.objects.exists()
    assert PriorityArea.objects.get() == area


@pytest.mark.parametrize("has_platform", [True, False])
def test_the_first_section_of_an_alliance(client_of, secretary, cooperation, has_platform):
    if has_platform:
        create_platform(secretary, cooperation=cooperation, title="Plattformen")
    plan = create_plan(secretary, cooperation=cooperation, year=2016, title="Handlingsplan 2016")
    client = client_of(secretary)
    fields = client.get(NEW).context["form"].fields
    assert "area" not in fields
    assert fields["new_area"].required
    assert client.post(NEW, {"title": "Reiseliv"}).status_code == 422
    assert client.post(NEW, {"title": "Reiseliv", "new_area": "Næring"}).status_code == 302
    plan.refresh_from_db()
    assert plan.platform.title == ("Plattformen" if has_platform else "Strategisk plattform fra 2016")
    assert PlanSection.objects.get().area.platform == plan.platform


def test_a_platform_made_on_the_way_ends_before_the_next(client_of, secretary, cooperation):
    create_platform(secretary, cooperation=cooperation, title="Den neste", valid_from=date(2019, 1, 1))
    create_plan(secretary, cooperation=cooperation, year=2016, title="Handlingsplan 2016")
    client_of(secretary).post(NEW, {"title": "Reiseliv", "new_area": "Næring"})
    made = StrategicPlatform.objects.get(title="Strategisk plattform fra 2016")
    assert (made.valid_from, made.valid_to) == (date(2016, 1, 1), date(2018, 12, 31))


def test_a_reader_makes_no_area(client_of, reader, plan):
    assert client_of(reader).post(NEW, {"title": "Reiseliv", "new_area": "Næring"}).status_code in (403, 404)
    assert not PriorityArea.objects.exists()


def test_the_platforms_are_found_from_the_plan(client_of, secretary, plan):
    assert 'href="/vestregionen/plattform/"' in client_of(secretary).get(EDIT).content.decode()
