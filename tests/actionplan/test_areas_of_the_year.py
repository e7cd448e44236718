"""An area or focus area that begins or ends within the platform stands in the plans of its own years alone."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from actionplan.forms.section import SectionForm
from actionplan.models import FocusArea, PlanSection, PriorityArea
from actionplan.services.plans import create_plan
from actionplan.services.sections import change_section, create_section
from tests.cast import make

pytestmark = pytest.mark.django_db
EDIT = "/vestregionen/handlingsplan/2016/rediger/"
BEGINS = "«Inkluderende folkestyre» gjelder fra 2017 og kan ikke brukes i planen for 2016."
ENDED = "«Kommunereformen» gjaldt til og med 2016 og kan ikke brukes i planen for 2017."


@pytest.fixture
def folkestyre(alliance, area):
    return make(alliance, FocusArea(area=area, name="Inkluderende folkestyre", valid_from=date(2017, 1, 1)))


@pytest.fixture
def reform(alliance, platform):
    return make(alliance, PriorityArea(platform=platform, name="Kommunereformen", valid_to=date(2016, 12, 31)))


@pytest.fixture
def next_plan(secretary, cooperation, platform):
    return create_plan(secretary, cooperation=cooperation, year=2017, title="Handlingsplan 2017", platform=platform)


def test_a_focus_area_of_next_year_is_refused_with_its_year(secretary, plan, next_plan, area, section, folkestyre):
    for act in (
        lambda: create_section(secretary, plan=plan, area=area, focus_area=folkestyre, title="Ny"),
        lambda: change_section(secretary, section, focus_area=folkestyre),
    ):
        with pytest.raises(ValidationError) as refused:
            act()
        assert refused.value.message_dict == {"focus_area": [BEGINS]}
    section.refresh_from_db()
    assert section.focus_area is None
    assert (
        create_section(secretary, plan=next_plan, area=area, focus_area=folkestyre, title="Ny").focus_area == folkestyre
    )


def test_an_area_that_ended_is_refused_with_its_year(secretary, plan, next_plan, reform):
    assert create_section(secretary, plan=plan, area=reform, title="Reformen").area == reform
    with pytest.raises(ValidationError) as refused:
        create_section(secretary, plan=next_plan, area=reform, title="Reformen")
    assert refused.value.message_dict == {"area": [ENDED]}


@pytest.mark.parametrize(
    ("first", "last", "is_taken"),
    [
        (None, None, True),
        (date(2016, 12, 31), None, True),
        (date(2017, 1, 1), None, False),
        (None, date(2016, 1, 1), True),
        (None, date(2015, 12, 31), False),
        (date(2016, 5, 1), date(2016, 6, 1), True),
    ],
)
def test_a_day_of_the_year_is_enough(alliance, secretary, plan, platform, area, first, last, is_taken):
    dated = make(alliance, PriorityArea(platform=platform, name="Kultur", valid_from=first, valid_to=last))
    form = SectionForm(actor=secretary, plan=plan)
    assert (dated in form.fields["area"].queryset) is is_taken
    if is_taken:
        create_section(secretary, plan=plan, area=dated, title="Kultur")
    else:
        with pytest.raises(ValidationError):
            create_section(secretary, plan=plan, area=dated, title="Kultur")


def test_what_stands_there_already_may_stay(alliance, secretary, plan, section, area):
    area.valid_from = date(2017, 1, 1)
    type(area).objects.filter(pk=area.pk).update(valid_from=area.valid_from)
    assert area in SectionForm(instance=section, actor=secretary, plan=plan).fields["area"].queryset
    assert change_section(secretary, section, area=area, title="Nytt navn").title == "Nytt navn"


def test_a_page_from_before_names_the_year(client_of, secretary, plan, area, folkestyre):
    said = {"title": "Ny", "area": area.pk, "focus_area": folkestyre.pk, "level_labels": ""}
    answer = client_of(secretary).post("/vestregionen/handlingsplan/2016/rediger/del/ny/", said)
    assert answer.status_code == 422
    assert "Velg et område som gjelder i 2016." in answer.content.decode()


@pytest.mark.parametrize("typed", ["Inkluderende folkestyre", "INKLUDERENDE folkestyre"])
@pytest.mark.parametrize("is_focus", [True, False])
def test_its_typed_name_is_no_way_round(client_of, alliance, secretary, plan, area, platform, typed, is_focus):
    above = FocusArea(area=area) if is_focus else PriorityArea(platform=platform)
    above.name, above.valid_from = "Inkluderende folkestyre", date(2017, 1, 1)
    make(alliance, above)
    areas = PriorityArea.objects.count()
    answer = client_of(secretary).post(f"{EDIT}del/ny/", {"title": "Ny", "new_area": typed})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"new_area": [BEGINS]}
    assert (PriorityArea.objects.count(), PlanSection.objects.exists()) == (areas, False)


def test_the_name_of_one_that_has_begun_is_free(secretary, alliance, plan, area, folkestyre):
    make(alliance, FocusArea(area=area, name="Inkluderende folkestyre", valid_to=date(2016, 12, 31)))
    assert create_section(secretary, plan=plan, title="Ny", new_area="Inkluderende folkestyre").area.valid_from is None
