"""The meetings of a year as they are proposed, and what is told of the days."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied

from governance.bodies import yearplanning
from governance.bodies.yearwheel import Rhythm
from governance.history import Refused
from governance.models import Meeting, ProcedureRules
from governance.services.yearplan import PlannedMeeting, plan_year
from tests.cast import make

pytestmark = pytest.mark.django_db
THURSDAY = 3
TODAY = date(2018, 3, 8)
PAST_NOTICE = "Fristen for innkallingen er allerede passert."


@pytest.fixture
def paired(steering_group, executives, alliance):
    """Both bodies with rules, and a meeting of each behind them, on a Wednesday and a Thursday."""
    make(alliance, ProcedureRules(body=executives, notice_days=7, prepares_days=14, case_days=5))
    where = {"starts_at": time(9), "place": "Asker rådhus"}
    make(alliance, Meeting(body=executives, day=date(2018, 2, 28), **where))
    make(alliance, Meeting(body=steering_group, day=date(2018, 3, 15), starts_at=time(13)))
    return steering_group, executives


def test_a_body_is_asked_about_with_those_that_prepare_its_cases(paired, secretary):
    leading, preparing = yearplanning.habits(secretary, paired[0], 2019)
    assert [leading.body, preparing.body] == list(paired)
    assert (leading.weekday, preparing.weekday) == (THURSDAY, 2)
    assert preparing.newest.place == "Asker rådhus"
    assert preparing.rules.case_days == 5
    assert leading.held == ()
    assert leading.number == 4


def test_what_a_year_has_already_is_counted(paired, secretary, alliance):
    ProcedureRules.objects.filter(body=paired[0]).update(meetings_per_year=6)
    leading, _preparing = yearplanning.habits(secretary, paired[0], 2018)
    assert leading.held == (date(2018, 3, 15),)
    assert leading.number == 5


def test_habits_cost_the_same_for_any_number_of_bodies(paired, secretary, django_assert_num_queries):
    with django_assert_num_queries(3):
        yearplanning.habits(secretary, paired[0], 2019)


def proposed(paired, secretary, year=2019, days_before=14):
    found = yearplanning.habits(secretary, paired[0], year)
    held = frozenset(found[0].held)
    plan = yearplanning.propose(found, Rhythm(year, 4, THURSDAY, taken=held), {"radmannsgruppen": days_before})
    return yearplanning.look_over(plan, TODAY)


def test_each_round_is_prepared_first(paired, secretary):
    plan = proposed(paired, secretary)
    bodies = [[str(each.habit.body) for each in row] for row in plan.rounds]
    assert bodies == [["Rådmannsgruppen", "Styringsgruppen"]] * 4
    for preparing, leading in plan.rounds:
        assert 7 <= (leading.day - preparing.day).days <= 21
        assert (leading.day.weekday(), preparing.day.weekday()) == (THURSDAY, 2)
    assert plan.warnings == []
    assert not plan.is_wrong
    assert plan.seen == ""
    assert [each.name for each in plan.rounds[0]] == ["dag.radmannsgruppen.1", "dag.styringsgruppen.1"]


def test_a_new_meeting_keeps_away_from_those_that_are_there(paired, secretary):
    days = [row[-1].day for row in proposed(paired, secretary, 2018).rounds]
    assert min(abs((day - date(2018, 3, 15)).days) for day in days) >= 14


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2019-05-17", ["Dette er en helligdag: Grunnlovsdag."]),
        ("2019-06-01", ["Dette er en lørdag eller søndag."]),
        ("2019-06-06", []),
    ],
)
def test_days_off_are_told(paired, secretary, day, told):
    found = yearplanning.habits(secretary, paired[0], 2019)
    plan = yearplanning.look_over(yearplanning.written(found, 2019, {"dag.styringsgruppen.1": day}), TODAY)
    assert plan.meetings[0].warnings == told
    assert bool(plan.seen) is bool(told)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2018-03-01", ["Dagen er allerede passert."]),
        (
            "2018-03-13",
            ["Rådmannsgruppen har alt et møte 28.02.2018.", PAST_NOTICE],
        ),
        ("2018-09-04", []),
    ],
)
def test_what_is_too_late_is_told(paired, secretary, day, told):
    found = yearplanning.habits(secretary, paired[0], 2018)
    plan = yearplanning.look_over(yearplanning.written(found, 2018, {"dag.radmannsgruppen.1": day}), TODAY)
    assert [each for each in plan.meetings[0].warnings if "Rådm" not in each or each in told] == told


@pytest.mark.parametrize(
    ("first", "told"),
    [
        ("2019-09-12", []),
        ("2019-09-05", []),
        ("2019-09-20", ["6 dager før møtet i Styringsgruppen."]),
        ("2019-08-22", ["35 dager før møtet i Styringsgruppen."]),
        ("2019-09-27", ["Møtet er etter møtet i Styringsgruppen."]),
        ("", []),
    ],
)
def test_pairs_too_near_or_too_far_are_told(paired, secretary, first, told):
    found = yearplanning.habits(secretary, paired[0], 2019)
    values = {"dag.radmannsgruppen.1": first, "dag.styringsgruppen.1": "2019-09-26"}
    plan = yearplanning.look_over(yearplanning.written(found, 2019, values), TODAY)
    assert plan.rounds[0][0].warnings == told


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("2019-02-31", "Skriv en dato, eller la feltet stå tomt."),
        ("i morgen", "Skriv en dato, eller la feltet stå tomt."),
        ("2020-01-09", "Velg en dag i 2019."),
        ("", ""),
    ],
)
def test_what_is_no_day_of_the_year_is_named(paired, secretary, text, problem):
    found = yearplanning.habits(secretary, paired[0], 2019)
    plan = yearplanning.written(found, 2019, {"dag.styringsgruppen.1": text})
    assert plan.rounds[0][0].problem == problem
    assert plan.rounds[0][0].text == text
    assert plan.meetings == []


def test_fields_of_another_body_or_far_too_many_are_none(paired, secretary):
    found = yearplanning.habits(secretary, paired[0], 2019)
    names = ("dag.generalforsamlingen.1", "dag.styringsgruppen.999", "dag.styringsgruppen.x")
    assert yearplanning.written(found, 2019, dict.fromkeys(names, "2019-09-26")).rounds == []


def test_the_same_day_twice_is_wrong(paired, secretary):
    found = yearplanning.habits(secretary, paired[0], 2019)
    values = {"dag.styringsgruppen.1": "2019-09-26", "dag.styringsgruppen.2": "2019-09-26"}
    assert yearplanning.look_over(yearplanning.written(found, 2019, values), TODAY).is_wrong


def test_fewer_than_the_rules_say_is_told(paired, secretary):
    ProcedureRules.objects.filter(body=paired[0]).update(meetings_per_year=4)
    found = yearplanning.habits(secretary, paired[0], 2019)
    plan = yearplanning.look_over(yearplanning.written(found, 2019, {"dag.styringsgruppen.1": "2019-09-26"}), TODAY)
    assert plan.warnings == ["Styringsgruppen får 1 møte dette året. Reglene sier minst 4."]


# ---- Stored ----


def test_the_meetings_are_stored_in_one_act(paired, secretary):
    steering, executives = paired
    planned = [
        PlannedMeeting(executives, date(2019, 9, 12), time(9), None, "Asker rådhus"),
        PlannedMeeting(steering, date(2019, 9, 26)),
    ]
    made = plan_year(secretary, steering, planned)
    assert [(each.body, each.day, each.state) for each in made] == [
        (executives, date(2019, 9, 12), "planned"),
        (steering, date(2019, 9, 26), "planned"),
    ]
    assert made[0].place == "Asker rådhus"
    assert Meeting.history.filter(day__year=2019).values("change_id").distinct().count() == 1


def test_a_day_that_is_taken_is_refused_and_nothing_is_stored(paired, secretary):
    steering, executives = paired
    planned = [PlannedMeeting(executives, date(2018, 3, 1)), PlannedMeeting(steering, date(2018, 3, 15))]
    with pytest.raises(Refused, match=r"Styringsgruppen har alt et møte 15\.03\.2018"):
        plan_year(secretary, steering, planned)
    assert not Meeting.objects.filter(day=date(2018, 3, 1)).exists()


WHO_MAY = ("secretary", "admin")
WHO_MAY_NOT = ("reader", "mayor_asker", "contact_lier", "coordinator", "outsider")


@pytest.mark.parametrize("who", [*WHO_MAY, *WHO_MAY_NOT])
def test_who_may_plan_a_year(request, paired, who):
    actor, planned = request.getfixturevalue(who), [PlannedMeeting(paired[0], date(2019, 9, 26))]
    if who in WHO_MAY:
        assert len(plan_year(actor, paired[0], planned)) == 1
        return
    with pytest.raises(PermissionDenied):
        plan_year(actor, paired[0], planned)


def test_rules_that_begin_in_the_year_hold_from_their_day(paired, secretary, alliance):
    ProcedureRules.objects.filter(body=paired[0]).update(valid_to=date(2019, 5, 31))
    make(alliance, ProcedureRules(body=paired[0], notice_days=14, meetings_per_year=3, valid_from=date(2019, 6, 1)))
    found = yearplanning.habits(secretary, paired[0], 2019)
    assert found[0].number == 3
    values = {"dag.styringsgruppen.1": "2019-05-16", "dag.styringsgruppen.2": "2019-09-26"}
    plan = yearplanning.look_over(yearplanning.written(found, 2019, values), TODAY)
    assert [each.deadlines.call for each in plan.meetings] == [date(2019, 5, 9), date(2019, 9, 12)]


def test_a_body_whose_meetings_she_does_not_plan_is_left_out(paired, alliance, khs, steering_group):
    """Of one cooperation alone: the body that prepares cases belongs to another."""
    from governance.choices import Role
    from tests.cast import make_person, with_role

    person = make_person(alliance, "en@test.example", "En", "Sekretær")
    actor = with_role(person, Role.SECRETARIAT, khs)
    own = make(alliance, type(steering_group)(cooperation=khs, slug="styret", name="Styret", kind="board"))
    type(steering_group).objects.filter(pk=paired[1].pk).update(prepares_for=own)
    assert [each.body for each in yearplanning.habits(actor, own, 2019)] == [own]


def test_no_two_meetings_of_a_body_are_proposed_for_one_day(paired, secretary, alliance):
    make(alliance, Meeting(body=paired[1], day=date(2019, 1, 23)))
    found = yearplanning.habits(secretary, paired[0], 2019)
    plan = yearplanning.propose(found, Rhythm(2019, 24, THURSDAY), {"radmannsgruppen": 14})
    days = [row[0].day for row in plan.rounds if row[0].day] + [date(2019, 1, 23)]
    assert len(days) == len(set(days))
