"""What a plan lacks: each gap by itself, what fills it, who sees the page, and that size costs no more questions."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actionplan.choices import Gap
from actionplan.gaps import gaps_of
from actionplan.models import SectionPosition
from actionplan.services import activities, measures, plans, sections, status
from governance.access import system_actor
from tests.actionplan.plancast import fill, in_state

pytestmark = pytest.mark.django_db
LONG = "Samordne innspill til Nasjonal transportplan fra alle kommunene i regionen"


@pytest.fixture
def system(alliance):
    return system_actor(alliance)


@pytest.fixture
def whole(section, measure, activity, reporting_line, lead):
    """A section that lacks nothing."""
    return section


def told(plan, actor) -> list[tuple[Gap, str]]:
    return [(each.gap, each.text) for section in gaps_of(plan, actor) for each in section.found]


def address(name="plan_gaps", **more):
    return reverse(f"actionplan:{name}", kwargs={"alliance": "vestregionen", "year": 2016} | more)


def test_a_whole_section_lacks_nothing(whole, plan, secretary):
    (section,) = gaps_of(plan, secretary)
    late = [each for each in section.found if each.gap is Gap.LATE]
    assert section.missing == []
    assert len(late) == len(section.found)


def test_a_new_section_lacks_what_makes_it_one(section, plan, secretary):
    name = section.title
    assert told(plan, secretary) == [(Gap.NO_LEAD, name), (Gap.NOTHING_BELOW, name), (Gap.NO_RECEIVER, name)]


def test_words_about_the_reporting_are_enough(section, plan, secretary, system):
    sections.change_section(system, section, reporting="<p>Til styringsgruppen hvert tertial.</p>")
    assert Gap.NO_RECEIVER not in dict(told(plan, secretary))


def test_without_a_lead_each_activity_needs_its_own(whole, plan, secretary, system, asker):
    SectionPosition.objects.update(is_lead=False)
    assert (Gap.NO_RESPONSIBLE, "Samordne innspill") in told(plan, secretary)
    assert (Gap.NO_LEAD, whole.title) in told(plan, secretary)
    row = whole.activities.get()
    activities.change_activity(system, row, responsible_organisation=asker)
    assert {gap for gap, _text in told(plan, secretary)} <= {Gap.LATE}


@pytest.mark.parametrize(
    ("deadline", "gap"),
    [
        ("", Gap.NO_DEADLINE),
        ("  ", Gap.NO_DEADLINE),
        ("når vi rekker", Gap.UNREAD_DEADLINE),
        ("Løpende", None),
        ("Q1 - Q4 2015", Gap.BEFORE_YEAR),
        ("31.12.2015", Gap.BEFORE_YEAR),
        ("Q4-15 - Q4-16", Gap.LATE),  # on 8 March 2018
    ],
)
def test_deadlines(whole, plan, secretary, system, deadline, gap):
    activities.change_activity(system, whole.activities.get(), deadline_text=deadline)
    assert {each for each, _text in told(plan, secretary)} == ({gap} if gap else set())


def test_a_question_to_the_body_needs_neither(whole, plan, secretary, system):
    SectionPosition.objects.update(is_lead=False)
    activities.change_activity(system, whole.activities.get(), deadline_text="", mode="question")
    assert not {Gap.NO_DEADLINE, Gap.NO_RESPONSIBLE} & {gap for gap, _text in told(plan, secretary)}


def test_a_measure_under_which_nothing_is_done(whole, plan, secretary, system):
    above = measures.create_measure(system, section=whole, title="Strategi")
    assert (Gap.NOTHING_BELOW, "Strategi") in told(plan, secretary)
    below = measures.create_measure(system, section=whole, title="Tiltak under", parent=above)
    assert [text for gap, text in told(plan, secretary) if gap is Gap.NOTHING_BELOW] == ["Tiltak under"]
    activities.create_activity(system, section=whole, measure=below, title="Gjør det", deadline_text="Løpende")
    assert Gap.NOTHING_BELOW not in dict(told(plan, secretary))


@pytest.mark.parametrize(
    ("on", "reported", "late"),
    [
        (date(2016, 3, 31), None, False),  # the last day itself
        (date(2016, 4, 1), None, True),
        (date(2016, 4, 1), ("on_track", 1), False),
        (date(2016, 10, 1), ("on_track", 1), True),
        (date(2016, 10, 1), ("done", None), False),
    ],
)
def test_late_is_what_should_have_been_delivered_by_today(whole, plan, secretary, system, on, reported, late):
    in_state(plan, "adopted")
    if reported:
        values = {"status": reported[0], "delivered": reported[1], "text": "Som avtalt"}
        status.report_status(system, whole.activities.get(), period="t1", **values)
    actor = type(secretary)(**secretary.__dict__ | {"on": on})
    assert (Gap.LATE in dict(told(plan, actor))) is late


def test_nothing_is_late_in_a_closed_plan(whole, plan, secretary):
    in_state(plan, "closed")
    assert Gap.LATE not in dict(told(plan, secretary))


def test_words_of_the_plan_before_are_looked_at_again(whole, plan, secretary, system):
    activities.change_activity(system, whole.activities.get(), title=LONG, deadline_text="Løpende")
    sections.change_section(system, whole, introduction=f"<p>{LONG}.</p>")
    after = plans.create_plan(system, cooperation=plan.cooperation, year=2017, title="Handlingsplan 2017")
    values = {"plan": after, "area": whole.area, "title": "Arealbruk"}
    new = sections.create_section(system, introduction=f"<p>{LONG.upper()}</p>", **values)
    activities.create_activity(system, section=new, title=f"  {LONG}.", deadline_text="Løpende")
    activities.create_activity(system, section=new, title="Samordne innspill", deadline_text="Løpende")  # short
    same = [text for gap, text in told(after, secretary) if gap is Gap.SAME_TEXT]
    assert [text.strip() for text in same] == ["Arealbruk", f"{LONG}."]
    assert Gap.SAME_TEXT not in dict(told(plan, secretary))


def test_the_page_leads_to_what_is_mended(whole, plan, client_of, secretary, system):
    activities.change_activity(system, whole.activities.get(), deadline_text="")
    page = client_of(secretary).get(address())
    row = whole.activities.get()
    assert page.status_code == 200
    assert address("row_edit", kind="aktivitet", pk=row.pk) in page.text
    assert "Uten frist" in page.text
    assert "0 av 1 aktiviteter har frist" in page.text


def test_a_deadline_that_cannot_be_read_is_no_deadline(whole, plan, client_of, secretary, system):
    activities.change_activity(system, whole.activities.get(), deadline_text="når vi rekker")
    assert "0 av 1 aktiviteter har frist" in client_of(secretary).get(address()).text


def test_a_closed_plan_has_no_deadline_that_is_too_old(whole, plan, secretary, system):
    activities.change_activity(system, whole.activities.get(), deadline_text="31.12.2015")
    in_state(plan, "closed")
    assert told(plan, secretary) == []


def test_who_leads_another_section_sees_it_without_the_way(whole, plan, area, client_of, lead, system):
    other = sections.create_section(system, plan=plan, area=area, title="Kompetanse")
    row = activities.create_activity(system, section=other, title="Kurs for alle", deadline_text="")
    text = client_of(lead).get(address()).text
    assert "Kurs for alle" in text
    assert str(row.pk) not in text


def test_a_plan_without_sections_says_where_to_begin(plan, client_of, secretary):
    page = client_of(secretary).get(address())
    assert page.status_code == 200
    assert address("plan_edit") in page.text


@pytest.mark.parametrize(("who", "code"), [("reader", 404), ("outsider", 404), ("lead", 200), ("bystander", 403)])
def test_who_may_open_it(request, whole, plan, client_of, who, code):
    assert client_of(request.getfixturevalue(who)).get(address()).status_code == code


def test_wrong_method_and_unknown_year(plan, client_of, secretary):
    client = client_of(secretary)
    assert client.post(address()).status_code == 405
    assert client.get(address(year=1999)).status_code == 404


def test_more_rows_ask_no_more(whole, plan, client_of, secretary):
    client = client_of(secretary)
    client.get(address())
    with CaptureQueriesContext(connection) as few:
        client.get(address())
    fill(whole, 30)
    with CaptureQueriesContext(connection) as many:
        client.get(address())
    assert len(many) == len(few)


def test_those_without_a_deadline_are_accounted_for(whole, plan, client_of, secretary, system):
    values = {"section": whole, "measure": whole.activities.get().measure}
    activities.change_activity(system, whole.activities.get(), deadline_text="")
    activities.create_activity(system, title="Uleselig", deadline_text="når vi rekker", **values)
    for title in ("Skal vi?", "Bør vi?"):
        activities.create_activity(system, title=title, mode="question", **values)
    activities.create_activity(system, title="Med frist", deadline_text="Q1", **values)
    words = (
        "1 av 5 aktiviteter har frist. Av de andre: 1 mangler frist, 1 har en frist som ikke kan leses, "
        "2 er spørsmål til et organ og trenger ingen frist."
    )
    assert words in client_of(secretary).get(address()).text
