"""What a page is told of the changes of a plan since it was drawn: numbered, whole, and only when they are stored."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from actionplan.livefacts import KIND
from actionplan.models import Activity, Measure
from actionplan.services import activities, measures, money, moving, plans, sections
from actionplan.services.bin import remove_row
from actionplan.services.pasting import write_rows
from governance import clock
from governance.live import pulses
from governance.models import Alliance, Event, Pulse
from governance.services import cases
from tests.actionplan.plancast import fill
from tests.governance.services.test_lock_order import ROUNDS, both

pytestmark = pytest.mark.django_db


def stored(row):
    return type(row).objects.get(pk=row.pk)


@pytest.fixture
def news(plan, activity):
    """What has come since the last time it was asked: the rows of each change."""
    seen = {"number": pulses.number_of(KIND, plan.pk)}

    def ask():
        found = pulses.since(KIND, plan.pk, seen["number"])
        seen["number"] = found[-1].number if found else seen["number"]
        return [each.rows for each in found]

    return ask


class TestNumbers:
    def test_each_change_has_the_next_number_and_its_event(self, news, plan, activity, secretary):
        before = pulses.number_of(KIND, plan.pk)
        for text in ("Q2", "Q3"):
            activities.change_activity(secretary, stored(activity), deadline_text=text)
        newer = pulses.since(KIND, plan.pk, before)
        assert [each.number for each in newer] == [before + 1, before + 2]
        assert Event.objects.filter(pk__in=[each.change_id for each in newer]).count() == 2

    def test_what_changed_nothing_has_no_number(self, news, activity, secretary):
        activities.change_activity(secretary, stored(activity), title=activity.title)
        assert news() == []

    def test_what_was_taken_back_with_its_transaction_was_never_there(self, news, activity, secretary):
        with transaction.atomic():
            activities.change_activity(secretary, stored(activity), title="Aldri")
            transaction.set_rollback(True)
        assert news() == []

    def test_each_plan_counts_by_itself(self, news, plan, secretary, cooperation, platform):
        other = plans.create_plan(secretary, cooperation=cooperation, year=2017, title="Neste", platform=platform)
        assert pulses.number_of(KIND, other.pk) == 1
        assert news() == []

    def test_a_cell_costs_one_question_more(self, activity, secretary):
        def asked(title):
            row = Activity.objects.select_related("section__plan__cooperation").get(pk=activity.pk)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                activities.change_activity(secretary, row, title=title)
            return [each["sql"] for each in queries if "governance_pulse" in each["sql"] or "advisory" in each["sql"]]

        of_pulse = asked("Ny tittel")
        assert [sql for sql in of_pulse if "INSERT" in sql] == of_pulse[-1:]
        assert len(of_pulse) == (2 if connection.vendor == "postgresql" else 1)


class TestRows:
    def test_an_activity_says_which_fields(self, news, section, activity, secretary):
        activities.change_activity(secretary, stored(activity), title="Ny tittel")
        assert news() == [[["aktivitet", str(activity.pk), str(section.pk), ["title"]]]]

    def test_partners_are_words_of_the_activity(self, news, section, activity, secretary, asker):
        activities.change_activity(secretary, stored(activity), partners=[asker])
        ((row,),) = news()
        assert row == ["aktivitet", str(activity.pk), str(section.pk), ["partners"]]

    def test_a_new_row_is_told_as_new(self, news, section, secretary):
        made = activities.create_activity(secretary, section=section, title="Ny")
        assert ["aktivitet", str(made.pk), str(section.pk), None] in news()[0]

    def test_a_removed_row_is_told(self, news, activity, secretary):
        remove_row(secretary, stored(activity))
        assert any(row[1] == str(activity.pk) and "removed_at" in row[3] for row in news()[0])

    def test_a_move_tells_where_it_stands_now(self, news, plan, area, activity, secretary):
        other = sections.create_section(secretary, plan=plan, area=area, title="En annen del")
        news()
        moving.move_many(secretary, stored(plan), [(stored(activity), activity.version)], section=other)
        assert any(row[:3] == ["aktivitet", str(activity.pk), str(other.pk)] for row in news()[0])

    def test_a_state_is_of_the_plan(self, news, plan, secretary):
        plans.propose_plan(secretary, stored(plan))
        ((row,),) = news()
        assert row[:3] == ["plan", str(plan.pk), None]
        assert "state" in row[3]

    def test_money_and_measures(self, news, section, measure, secretary):
        money.create_funding_line(secretary, section=section, title="Tilskudd", source="allocation")
        measures.change_measure(secretary, stored(measure), title="Nytt navn")
        assert news() == [
            [["del", str(section.pk), str(section.pk), ["resources"]]],
            [["tiltak", str(measure.pk), str(section.pk), ["title"]]],
        ]

    def test_what_is_not_of_a_plan_has_none(self, news, secretary, cooperation):
        cases.create_case(secretary, cooperation=cooperation, title="Båtrute")
        assert news() == []

    def test_very_much_at_once_is_told_as_everything(self, news, section, secretary, monkeypatch):
        monkeypatch.setattr(pulses, "MOST", 2)
        rows = fill(section, 3)
        news()
        write_rows(secretary, section=section, changes=[(stored(row), row.version, {"note": "Ja"}) for row in rows])
        assert news() == [None]


class TestForgetting:
    def test_a_day_later_the_newest_alone_is_left_and_the_rest_is_not_known(self, plan, activity, secretary):
        activities.change_activity(secretary, stored(activity), title="Ny tittel")
        newest = pulses.number_of(KIND, plan.pk)
        Pulse.objects.update(at=clock.now() - timedelta(days=2))
        assert pulses.forget_old() > 0
        assert list(Pulse.objects.filter(kind=KIND, key=plan.pk).values_list("number", flat=True)) == [newest]
        assert pulses.since(KIND, plan.pk, 0) is None
        assert pulses.since(KIND, plan.pk, newest) == []
        activities.change_activity(secretary, stored(activity), title="Enda en")
        assert [each.number for each in pulses.since(KIND, plan.pk, newest)] == [newest + 1]

    def test_what_is_of_today_stays(self, plan, activity):
        assert pulses.forget_old() == 0


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_one_number_each_and_a_reader_skips_none(secretary, section, plan, measure):
    """Some hold the plan as its writers do, others raise a number without it."""
    rows, seen, number = fill(section, 2), [], pulses.number_of(KIND, plan.pk)
    alliance = Alliance.objects.get(pk=plan.alliance_id)

    class Beside:
        def __init__(self):
            self.alliance, self.id, self.told, self.subject = alliance, plan.pk, [(Measure, measure.pk, None)], plan

    def write(row):
        activities.change_activity(secretary, stored(row), note=str(clock.now()))

    def beside():
        with transaction.atomic():
            pulses.raise_all(Beside())

    def read():
        for _ in range(40):
            last = seen[-1] if seen else number
            seen.extend(each.number for each in pulses.since(KIND, plan.pk, last))

    both(lambda: write(rows[0]), lambda: write(rows[1]), beside, read)
    read()
    assert seen == list(range(number + 1, number + 1 + 3 * ROUNDS))
