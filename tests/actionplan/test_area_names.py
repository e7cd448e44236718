"""What an area is called in the year of a plan, and that its period keeps the plans that stand under it."""

import io
import random
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError

from actionplan.areanames import Named, best_name, name_in, other_name
from actionplan.models import AreaName, FocusArea, PlanSection, PriorityArea
from actionplan.past import Past
from actionplan.pastfacts import sections_at
from actionplan.planareas import areas_of
from actionplan.planfacts import sections_of
from actionplan.services import platforms
from actionplan.services.bin import remove_row
from actionplan.services.plans import create_plan, remove_plan
from actionplan.services.sections import change_section, create_section
from governance import clock
from tests.actionplan.plancast import in_state
from tests.cast import make

pytestmark = pytest.mark.django_db
OWN = "Forvaltningsreformen"
OLD = "Kommunereformen"


def told(first=None, last=None, name=OLD) -> dict:
    return {"name": name, "first": first, "last": last}


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (None, Named(OWN)),
        (told(), Named(OWN, f"også kalt {OLD}")),
        (told(name=OWN.upper()), Named(OWN)),
        (told(last="2015-12-31"), Named(OWN, f"før: {OLD}")),
        (told(last="2016-12-30"), Named(OWN, f"før: {OLD}")),
        (told(last="2016-12-31"), Named(OLD, f"senere: {OWN}")),
        (told(last="2018-06-30"), Named(OLD, f"senere: {OWN}")),
        (told(first="2016-12-31"), Named(OLD, f"før: {OWN}")),
        (told(first="2017-01-01"), Named(OWN, f"senere: {OLD}")),
        (told(first="2014-01-01", last="2020-01-01"), Named(OLD, f"senere: {OWN}")),
    ],
)
def test_the_name_in_a_year(other, expected):
    assert name_in(2016, OWN, other) == expected


@pytest.fixture
def focus(alliance, area, secretary, section):
    row = make(alliance, FocusArea(area=area, name="Folkestyre"))
    change_section(secretary, section, focus_area=row)
    return row


def names(plan, actor) -> tuple:
    (section,) = sections_of(plan, actor)
    (area,) = areas_of([section])
    return Named(area.name, area.other), section.focus_area


def test_of_several_names_the_one_that_says_most(alliance, secretary, plan, section, area, focus):
    def also(name, first=None, last=None, **of):
        make(alliance, AreaName(name=name, valid_from=first, valid_to=last, **(of or {"area": area})))

    also("Bare et ord")
    assert names(plan, secretary)[0] == Named(area.name, "også kalt Bare et ord")
    also("Senere", first=date(2020, 1, 1))
    assert names(plan, secretary)[0] == Named(area.name, "senere: Senere")
    also("Lenge siden", last=date(2010, 12, 31))
    also("Nettopp", last=date(2015, 12, 31))
    assert names(plan, secretary)[0] == Named(area.name, "før: Nettopp")
    also("Nå", first=date(2016, 1, 1))
    assert names(plan, secretary) == (Named("Nå", f"før: {area.name}"), Named("Folkestyre"))
    also("Demokrati", last=date(2015, 12, 31), focus_area=focus)
    assert names(plan, secretary)[1] == Named("Folkestyre", "før: Demokrati")


PERIODS = [(first, last) for first in (None, 2014, 2017, 2019) for last in (None, 2015, 2016, 2018, 2020)]


def test_the_history_and_the_stored_rows_choose_the_same_name(alliance, secretary, plan):
    """The rule stands in SQL for the pages and in Python for the plan as it was adopted."""
    chance = random.Random(7)
    periods = [each for each in PERIODS if None in each or each[0] <= each[1]]
    for number in range(25):
        area = make(alliance, PriorityArea(platform=plan.platform, name=f"Område {number}", position=number))
        rows = [
            AreaName(
                area=area,
                name=f"Navn {first} {last}",
                valid_from=first and date(first, 1, 1),
                valid_to=last and date(last, 12, 31),
            )
            for first, last in chance.sample(periods, chance.randint(1, 4))
        ]
        made = [make(alliance, row) for row in rows]
        section = create_section(secretary, plan=plan, area=area, title=area.name)
        end = date(plan.year, 12, 31)
        (read,) = PlanSection.objects.filter(pk=section.pk).annotate(other=other_name("area", end))
        assert read.other == best_name(made, end, area_id=area.pk), [(each.valid_from, each.valid_to) for each in made]


def test_of_two_names_to_come_the_next_is_told(alliance, secretary, plan, section, area):
    for name, first in (("Siden", 2020), ("Snart", 2018), ("Sist", 2022)):
        row = AreaName(area=area, name=name, valid_from=date(first, 1, 1), valid_to=date(first + 1, 12, 31))
        make(alliance, row)
    assert names(plan, secretary)[0] == Named(area.name, "senere: Snart")


def test_a_name_in_the_bin_is_none(alliance, secretary, plan, section, area):
    row = make(alliance, AreaName(area=area, name="Kultur"))
    remove_row(secretary, row)
    assert names(plan, secretary)[0] == Named(area.name)


def test_names_cost_no_question(alliance, secretary, plan, section, area, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as without:
        sections_of(plan, secretary)
    make(alliance, AreaName(area=area, name="Kultur"))
    with django_assert_num_queries(len(without)):
        sections_of(plan, secretary)


@pytest.mark.parametrize("who", ["secretary", "reader", None])
def test_the_page_of_the_plan_says_both_names(request, client_of, alliance, secretary, plan, section, area, focus, who):
    from actionplan.services.plans import publish_plan

    publish_plan(secretary, in_state(plan, "proposed"))
    make(alliance, AreaName(area=area, name=OLD, valid_to=date(2015, 12, 31)))
    make(alliance, AreaName(focus_area=focus, name="Demokrati"))
    text = client_of(request.getfixturevalue(who) if who else None).get("/vestregionen/handlingsplan/2016/")
    text = text.content.decode()
    assert f'{area.name} <span class="vr-area__other">(før: {OLD})</span>' in text
    assert "Fokusområde: Folkestyre (også kalt Demokrati)" in text


def test_every_page_of_a_plan_calls_it_so(client_of, alliance, secretary, plan, section, activity, area):
    make(alliance, AreaName(area=area, name="Nytt navn", valid_from=date(2016, 1, 1)))
    of_plan = [f"handlingsplan/2016/{page}" for page in ("", "rediger/", "rediger/tabell/", "kvartaler/")]
    for page in (*of_plan, "okonomi/2016/"):
        text = client_of(secretary).get(f"/vestregionen/{page}").content.decode()
        assert "Nytt navn" in text, page


def test_the_workbook_for_readers_calls_it_so(client_of, alliance, secretary, plan, section, activity, area):
    make(alliance, AreaName(area=area, name="Nytt navn", valid_from=date(2016, 1, 1)))
    answer = client_of(secretary).get("/vestregionen/handlingsplan/2016/excel/")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Plan"]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["Nytt navn"]


# ---- Periods ----


@pytest.fixture
def plans(secretary, cooperation, platform, area, plan, section):
    """The area stands in the plans of 2016 and 2017."""
    later = create_plan(secretary, cooperation=cooperation, year=2017, title="Handlingsplan 2017", platform=platform)
    create_section(secretary, plan=later, area=area, title="Arealbruk")
    return plan, later


@pytest.mark.parametrize(
    ("values", "refused"),
    [
        ({"valid_to": date(2018, 6, 30)}, {}),
        ({"valid_to": date(2017, 1, 1)}, {}),
        ({"valid_to": date(2016, 12, 31)}, {"valid_to": ["Handlingsplan 2017"]}),
        ({"valid_to": date(2015, 12, 31)}, {"valid_to": ["Handlingsplan 2016", "Handlingsplan 2017"]}),
        ({"valid_from": date(2016, 12, 31)}, {}),
        ({"valid_from": date(2017, 1, 1)}, {"valid_from": ["Handlingsplan 2016"]}),
        ({"valid_from": date(2018, 1, 1)}, {"valid_from": ["Handlingsplan 2016", "Handlingsplan 2017"]}),
        ({"name": "Et annet navn"}, {}),
    ],
)
@pytest.mark.parametrize("kind", ["area", "focus_area"])
def test_a_period_is_not_shortened_away_from_plans(alliance, secretary, area, plans, values, refused, kind):
    row = area
    if kind == "focus_area":
        row = make(alliance, FocusArea(area=area, name="Folkestyre"))
        for plan in plans:
            change_section(secretary, plan.sections.get(), focus_area=row)
    if not refused:
        platforms.change_platform_row(secretary, row, **values)
        return
    with pytest.raises(ValidationError) as error:
        platforms.change_platform_row(secretary, row, **values)
    ((field, names),) = refused.items()
    (said,) = error.value.message_dict[field]
    assert said.startswith(f"«{row}» er brukt i planer utenfor denne tiden: {', '.join(names)}. ")
    row.refresh_from_db()
    assert (row.valid_from, row.valid_to) == (None, None)


def test_what_is_gone_or_stood_outside_before_is_in_nobodys_way(secretary, area, plans):
    plan, later = plans
    remove_plan(secretary, later)
    platforms.change_platform_row(secretary, area, valid_to=date(2016, 12, 31))
    type(area).objects.filter(pk=area.pk).update(valid_to=date(2015, 12, 31))
    area.refresh_from_db()
    platforms.change_platform_row(secretary, area, valid_to=date(2015, 6, 30))
    remove_row(secretary, plan.sections.get())
    platforms.change_platform_row(secretary, area, valid_to=date(2014, 12, 31))


def test_the_form_says_which_plans(client_of, secretary, platform, area, plans):
    address = f"/vestregionen/plattform/{platform.pk}/omrade/{area.pk}/"
    sent = {"name": area.name, "goal": "", "valid_from": "", "valid_to": "2015-12-31", "base_version": area.version}
    answer = client_of(secretary).post(address, sent)
    assert answer.status_code == 422
    assert "Handlingsplan 2016, Handlingsplan 2017" in answer.content.decode()


@pytest.mark.parametrize("seed", range(25))
def test_the_history_says_the_same_name(alliance, secretary, plan, section, area, seed):
    chance = random.Random(seed)
    days = [None, *(date(year, month, 1) for year in range(2014, 2019) for month in (1, 12)), date(2016, 12, 31)]
    for number in range(chance.randint(1, 6)):
        first, last = chance.choice(days), chance.choice(days)
        if first is None or last is None or first <= last:
            make(alliance, AreaName(area=area, name=f"Navn {number}", valid_from=first, valid_to=last))
    now, then = (areas_of(found)[0] for found in (sections_of(plan, secretary), sections_at(Past(plan, clock.now()))))
    assert (then.name, then.other) == (now.name, now.other)


def test_the_plan_as_adopted_has_the_names_that_were_known_then(client_of, alliance, secretary, plan, section, area):
    make(alliance, AreaName(area=area, name="Kjent", valid_from=date(2016, 1, 1)))
    in_state(plan, "adopted")
    make(alliance, AreaName(area=area, name="Kom senere", valid_to=date(2016, 12, 31)))
    client = client_of(secretary)
    page = client.get("/vestregionen/handlingsplan/2016/vedtatt/").text
    assert f'Kjent <span class="vr-area__other">(før: {area.name})</span>' in page
    assert "Kom senere" not in page
    assert "Kom senere" in client.get("/vestregionen/handlingsplan/2016/").text
