"""The pages on which this year's plan is taken on to the next: gone through, looked over, written."""

import pytest
from django.urls import reverse

from actionplan.models import ActionPlan, Activity, ActivityFate
from actionplan.services import activities, platforms, sections
from actionplan.services.fates import choose_fate
from actionplan.services.rollover import roll_over
from governance.access import system_actor
from governance.models import Event
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.test_rollover import wanted

pytestmark = pytest.mark.django_db


def address(section=None):
    where = {"alliance": "vestregionen", "year": 2016} | ({"pk": section.pk} if section else {})
    return reverse(f"actionplan:plan_next{'_section' if section else ''}", kwargs=where)


def sent(activity, fate="continues", version=0, **more):
    values = {"fate": fate, "deadline_text": "", "title": "", "grounds": "", "base_version": version} | more
    return {f"{activity.pk}-{name}": value for name, value in values.items()}


def everything(section, **more):
    return {
        "title": "Handlingsplan 2017",
        "platform": section.plan.platform_id,
        "sections": [section.pk],
        "texts": "on",
    } | more


def test_a_section_shows_what_is_presumed_and_what_was_said(client_of, secretary, section, activity):
    page = client_of(secretary).get(address(section)).content.decode()
    assert activity.title in page
    assert 'value="continues" selected' in page
    assert "Forslag etter status og frist" in page


def test_choices_of_a_section_are_stored_and_lead_to_the_next_section(
    client_of, secretary, plan, area, section, activity
):
    other = sections.create_section(system_actor(plan.alliance), plan=plan, area=area, title="Neste del")
    activities.create_activity(system_actor(plan.alliance), section=other, title="Der")
    data = sent(activity, "changed", title="Ny tekst", deadline_text="Q2")
    response = client_of(secretary).post(address(section), data | {"videre": "1"})
    assert (response.status_code, response["Location"]) == (302, address(other))
    kept = ActivityFate.objects.get(activity=activity)
    assert (kept.fate, kept.title, kept.deadline_text) == ("changed", "Ny tekst", "Q2")
    assert client_of(secretary).post(address(section), sent(activity, version=1))["Location"] == address(section)


def test_one_row_is_saved_as_it_is_changed(client_of, secretary, section, activity):
    response = client_of(secretary).post(address(section), sent(activity, "done") | {"rad": activity.pk})
    assert response.status_code == 200
    assert f'name="{activity.pk}-base_version" value="1"' in response.content.decode()
    response = client_of(secretary).post(address(section), sent(activity, "dropped", version=1) | {"rad": activity.pk})
    assert 'value="2"' in response.content.decode()
    assert ActivityFate.objects.get(activity=activity).fate == "dropped"


@pytest.mark.parametrize("one", [True, False])
def test_a_text_that_is_missing_is_asked_for(client_of, secretary, section, activity, one):
    activities.create_activity(system_actor(section.alliance), section=section, title="To")
    data = sent(activity, "split", title="Bare en") | ({"rad": activity.pk} if one else {})
    response = client_of(secretary).post(address(section), data)
    assert response.status_code == 422
    assert "minst to" in response.content.decode()
    assert not ActivityFate.objects.exists()


@pytest.mark.parametrize("one", [True, False])
def test_who_comes_second_sees_what_the_first_chose_and_may_save_over_it(client_of, secretary, section, activity, one):
    second = activities.create_activity(system_actor(section.alliance), section=section, title="To")
    choose_fate(system_actor(section.alliance), activity, fate="done")
    more = {"rad": activity.pk} if one else sent(second)
    response = client_of(secretary).post(address(section), sent(activity, "dropped") | more)
    page = response.content.decode()
    assert response.status_code == 409
    assert "«Ferdig»" in page
    assert f'name="{activity.pk}-base_version" value="1"' in page
    assert ActivityFate.objects.get().fate == "done"
    assert client_of(secretary).post(address(section), sent(activity, "dropped", version=1) | more).status_code in (
        200,
        302,
    )
    assert ActivityFate.objects.get(activity=activity).fate == "dropped"


def test_a_lead_goes_through_her_own_section_and_no_other(client_of, lead, plan, area, section, activity):
    other = sections.create_section(system_actor(plan.alliance), plan=plan, area=area, title="En annens")
    in_state(plan, "adopted")
    page = client_of(lead).get(address()).content.decode()
    assert address(section) in page
    assert address(other) not in page
    assert "Se over" not in page
    assert client_of(lead).post(address(section), sent(activity, "done")).status_code == 302
    assert client_of(lead).post(address(other), {}).status_code == 403
    assert client_of(lead).post(address(), everything(section)).status_code == 403


def test_it_is_looked_over_before_it_is_written(client_of, secretary, section, activity):
    response = client_of(secretary).post(address(), everything(section))
    assert response.status_code == 302  # so that the browser goes back to it without sending anything again
    response = client_of(secretary).get(response["Location"])
    page = response.content.decode()
    assert response.status_code == 200
    assert dict(response.context["sent"]) == typed(section)
    assert "Lag planen for 2017" in page
    assert not ActionPlan.objects.filter(year=2017).exists()
    response = client_of(secretary).post(address(), everything(section, bekreft="1"), follow=True)
    assert response.redirect_chain[-1][0].endswith("/handlingsplan/2017/rediger/")
    assert "1 aktivitet er tatt med" in response.content.decode()
    assert Activity.objects.get(section__plan__year=2017).continues == activity


def typed(section) -> dict:
    values = {name: value[0] if name == "sections" else value for name, value in everything(section).items()}
    return {name: str(value) for name, value in values.items()}


def test_the_summary_of_what_was_made_since_leads_to_what_is_left(client_of, secretary, lead, plan, section, activity):
    in_state(plan, "adopted")
    client = client_of(secretary)
    summary = client.post(address(), everything(section))["Location"]
    client.post(address(), everything(section, bekreft="1"))
    assert client.get(summary)["Location"] == address()
    assert client_of(lead).get(summary).status_code == 403


@pytest.mark.parametrize("query", ["se-over=1", "se-over=1&sections=x&title=T", "se-over=1&title=&platform=x"])
def test_an_address_with_no_choices_leads_to_them(client_of, secretary, section, activity, query):
    assert client_of(secretary).get(f"{address()}?{query}")["Location"] == address()


def test_a_plan_that_is_there_grows_and_says_what_is_in_it(client_of, secretary, section, activity):
    client = client_of(secretary)
    client.post(address(), everything(section, bekreft="1"))
    assert "Tatt med" in client.get(address()).content.decode()
    assert activity.title in client.get(address(section)).content.decode()
    late = activities.create_activity(system_actor(section.alliance), section=section, title="Kom sent")
    client.post(address(), {"sections": [section.pk], "bekreft": "1"})
    assert Activity.objects.get(continues=late).section.plan.year == 2017
    assert Activity.objects.filter(section__plan__year=2017).count() == 2


def test_an_adopted_plan_is_refused_plainly(client_of, secretary, plan, section, activity):
    new = roll_over(
        system_actor(plan.alliance), source=plan, wanted=wanted(plan), title="Ny", platform=plan.platform
    ).plan
    in_state(new, "adopted")
    activities.create_activity(system_actor(section.alliance), section=section, title="Kom sent")
    assert "er alt vedtatt" in client_of(secretary).get(address()).content.decode()
    assert client_of(secretary).post(address(), {"sections": [section.pk], "bekreft": "1"}).status_code == 422
    assert Activity.objects.filter(section__plan=new).count() == 1


@pytest.mark.parametrize(
    "data", [{}, {"sections": ["x"]}, {"title": "", "sections": []}, {"title": "T", "platform": "x", "bekreft": "1"}]
)
def test_nothing_chosen_is_refused(client_of, secretary, section, activity, data):
    response = client_of(secretary).post(address(), {"title": "T"} | data)
    assert response.status_code == 422
    assert not ActionPlan.objects.filter(year=2017).exists()


def test_a_section_without_a_place_is_asked_for_one(client_of, secretary, plan, platform, section, activity):
    actor = system_actor(plan.alliance)
    platforms.change_platform_row(actor, platform, valid_to="2016-12-31")
    new = platforms.create_platform(actor, cooperation=plan.cooperation, title="Ny", valid_from="2017-01-01")
    area = platforms.create_area(actor, platform=new, name="Samfunn")
    client = client_of(secretary)
    assert f"area_{section.pk}" in client.get(address()).content.decode()
    data = everything(section, platform=new.pk, bekreft="1")
    assert client.post(address(), data).status_code == 422
    assert client.post(address(), data | {f"area_{section.pk}": area.pk}).status_code == 302
    assert Activity.objects.get(continues=activity).section.area == area


def test_a_row_of_another_section_and_an_unknown_one_are_not_found(client_of, secretary, section, activity):
    assert client_of(secretary).post(address(section), {"rad": section.pk}).status_code == 404
    unknown = address(section).replace(str(section.pk), str(activity.pk))
    assert client_of(secretary).get(unknown).status_code == 404


@pytest.mark.parametrize("path", ["all", "one"])
def test_many_rows_cost_as_many_questions_as_one(client_of, secretary, section, path, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, where = client_of(secretary), address(None if path == "all" else section)
    fill(section, 1)
    client.get(where)
    with CaptureQueriesContext(connection) as few:
        client.get(where)
    fill(section, 30)
    with django_assert_max_num_queries(len(few)):
        client.get(where)


@pytest.mark.parametrize(
    ("deadline", "heading"),
    [
        ("Q1 - Q4 2016", "Frister som er over før det nye året"),
        ("etter påske", "Frister som ikke kan leses"),
        ("Q3", None),
        ("Q1-16 - Q4-17", None),
    ],
)
def test_a_deadline_that_says_nothing_of_the_new_year_is_told_before_it_is_taken_on(
    client_of, secretary, section, activity, deadline, heading
):
    activities.change_activity(system_actor(section.alliance), activity, deadline_text=deadline)
    summary = client_of(secretary).post(address(), everything(section), follow=True).content.decode()
    told = {each for each in ("Frister som er over før det nye året", "Frister som ikke kan leses") if each in summary}
    assert told == ({heading} if heading else set())
    assert (f"{address(section)}#rad-{activity.pk}" in summary) is (heading is not None)


def test_a_row_whose_deadline_is_over_says_so(client_of, secretary, section, activity):
    activities.change_activity(system_actor(section.alliance), activity, deadline_text="31.12.2016")
    assert "Fristen er over før 2017." in client_of(secretary).get(address(section)).content.decode()


UNREAD = "Fristen er ikke forstått, men teksten beholdes."


@pytest.fixture
def old_deadline(secretary, activity):
    """The activity with a deadline that is over before the next year."""
    return activities.change_activity(secretary, activity, deadline_text="Q1 2016")


@pytest.mark.parametrize("one", [True, False])
@pytest.mark.parametrize("fate", ["continues", "changed"])  # the second lacks its text, and is refused
def test_the_reading_is_of_the_text_that_stands_there(client_of, secretary, section, old_deadline, one, fate):
    data = sent(old_deadline, fate, deadline_text="tull og tøys") | ({"rad": old_deadline.pk} if one else {})
    page = client_of(secretary).post(address(section), data, follow=True).content.decode()
    assert UNREAD in page
    assert "Fristen er over før 2017." not in page
    version = 1 if fate == "continues" else 0
    data |= sent(old_deadline, fate, version, deadline_text="Q1 2016")
    page = client_of(secretary).post(address(section), data, follow=True).content.decode()
    assert "Fristen er over før 2017." in page


def _followed(client_of, actor, response) -> str:
    return client_of(actor).get(response["Location"]).content.decode()


@pytest.mark.parametrize(("fate", "is_open"), [("changed", True), ("split", True), ("continues", False)])
def test_the_box_of_a_new_text_is_open_where_it_is_needed(client_of, secretary, section, activity, fate, is_open):
    second = activities.create_activity(system_actor(section.alliance), section=section, title="To")
    data = sent(activity, fate, title="En\nTo" if is_open else "") | sent(second, "split")
    page = client_of(secretary).post(address(section), data)
    assert page.status_code == 422
    forms = {form.row.pk: form for form in page.context["forms"]}
    assert (forms[activity.pk].needs_text, forms[second.pk].needs_text) == (is_open, True)
    assert page.content.decode().count('vr-fate__more" open') == 1 + is_open


def test_what_is_wrong_stands_in_the_houses_own_way(client_of, secretary, section, activity):
    page = client_of(secretary).post(address(section), sent(activity, "split")).content.decode()
    assert '_error" class="ds-validation-message"><p>Skriv hver ny aktivitet på en egen linje, minst to.</p>' in page
    assert "errorlist" not in page


def test_the_summary_names_what_is_left_out(client_of, secretary, plan, area, section, activity):
    other = sections.create_section(system_actor(plan.alliance), plan=plan, area=area, title="Den glemte delen")
    activities.create_activity(system_actor(plan.alliance), section=other, title="Der")
    page = _followed(client_of, secretary, client_of(secretary).post(address(), everything(section)))
    assert "Deler som ikke tas med" in page
    assert "Den glemte delen" in page
    every = everything(section, sections=[section.pk, other.pk])
    page = _followed(client_of, secretary, client_of(secretary).post(address(), every))
    assert "Deler som ikke tas med" not in page


def test_deadlines_that_are_over_are_moved_a_year_by_one_act(client_of, secretary, section, measure):
    system, client = system_actor(section.alliance), client_of(secretary)
    values = {"section": section, "measure": measure}
    old = {"Q1-15 – Q4-16": "Q1-16 – Q4-17", "juni 2016": "juni 2017", "juni 2014": ""}
    rows = {
        text: activities.create_activity(system, title=f"Frist {text}", deadline_text=text, **values) for text in old
    }
    rows["Q2"] = activities.create_activity(system, title="Følger planen", deadline_text="Q2", **values)
    looked = client.post(address(), everything(section)).url
    summary = client.get(looked).content.decode()
    assert "Q1-15 – Q4-16 → Q1-16 – Q4-17" in summary
    assert "juni 2016 → juni 2017" in summary
    assert "juni 2014 (må skrives på nytt)" in summary
    assert "Flytt 2 av fristene ett år" in summary
    before = Event.objects.count()
    answer = client.post(looked, everything(section) | {"flytt": "1"})
    assert (answer.status_code, answer.url) == (302, looked)
    assert "2 frister er flyttet ett år." in client.get(looked).content.decode()
    assert Event.objects.count() == before + 1
    kept = {row.activity.deadline_text: row.deadline_text for row in ActivityFate.objects.select_related("activity")}
    assert kept == {text: moved for text, moved in old.items() if moved}
    client.post(looked, everything(section) | {"bekreft": "1"})
    assert set(Activity.objects.filter(section__plan__year=2017).values_list("deadline_text", flat=True)) == {
        *("Q1-16 – Q4-17", "juni 2017", "juni 2014", "Q2")
    }


def test_when_all_is_taken_on_nothing_is_left_to_look_over(client_of, secretary, section, activity):
    client = client_of(secretary)
    assert "Dere har valgt hva som skjer med 0 av 1 aktiviteter." in client.get(address()).content.decode()
    client.post(address(), everything(section) | {"bekreft": "1"})
    page = client.get(address()).content.decode()
    assert "Alle aktivitetene er tatt med i den nye planen." in page
    assert "0 av 0" not in page
    assert "Se over" not in page


def test_the_summary_says_in_plain_words_what_nobody_has_chosen(client_of, secretary, section, activity):
    client = client_of(secretary)
    summary = client.get(client.post(address(), everything(section)).url).content.decode()
    assert "For 1 aktivitet har dere ikke valgt noe. Den følger forslaget vårt etter status og frist." in summary
    assert "Forvalg" not in summary
