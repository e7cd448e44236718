"""Writes of a plan: order, bin, deadlines, reasons, copies and statuses."""

import random
from contextlib import nullcontext
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actionplan.models import Activity, ActivityPartner, FundingEntry, Measure, PlanSection, PriorityArea, StatusReport
from actionplan.services import activities, measures, money, plans, sections, staff, status
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.ordering import move_row, siblings
from governance import history
from governance.models import Event
from tests.actionplan.plancast import fill, in_state
from tests.cast import make

pytestmark = pytest.mark.django_db


def titles(row) -> list[str]:
    return list(siblings(row).values_list("title", flat=True))


def places(row) -> list[int]:
    return list(siblings(row).values_list("position", flat=True))


class TestDeadlines:
    @pytest.mark.parametrize(
        ("text", "kind", "end"),
        [
            ("Q1 + Q3", "quarters", date(2016, 9, 30)),
            ("Q1-15 - Q4-17", "range", date(2017, 12, 31)),
            ("Q1- 16 Q4-16", "range", date(2016, 12, 31)),
            ("Løpende", "continuous", None),
            ("kvartalsvis", "recurring", date(2016, 12, 31)),
            ("", "none", None),
            ("  Q1 ", "quarters", date(2016, 3, 31)),
            ("når vi rekker det", "unknown", None),
        ],
    )
    def test_text_is_kept_and_read(self, secretary, section, text, kind, end):
        made = activities.create_activity(secretary, section=section, title="A", deadline_text=text)
        made.refresh_from_db()
        assert (made.deadline_text, made.deadline["kind"], made.deadline_end) == (text, kind, end)

    def test_what_is_stored_is_the_same_in_every_language(self, secretary, section):
        stored = []
        for language in ("nb", "nn", "en"):
            with translation.override(language):
                made = activities.create_activity(secretary, section=section, title="A", deadline_text="sommeren 2019")
            made.refresh_from_db()
            stored.append(made.deadline)
        assert stored[0]["kind"] == "unknown"
        assert stored == [stored[0]] * 3

    def test_changing_the_text_changes_the_reading(self, secretary, activity):
        activities.change_activity(secretary, activity, deadline_text="Q2")
        activity.refresh_from_db()
        assert (activity.deadline_text, activity.deadline_end) == ("Q2", date(2016, 6, 30))

    def test_other_changes_leave_it(self, secretary, activity):
        activities.change_activity(secretary, activity, title="Ny tittel")
        activity.refresh_from_db()
        assert (activity.deadline_text, activity.deadline_end) == ("Q1 + Q3", date(2016, 9, 30))


class TestOrder:
    def test_new_rows_come_last(self, secretary, section, measure):
        fill(section, 3)
        assert places(measure) == [1, 2]

    @pytest.mark.parametrize(
        ("number", "direction", "expected"),
        [(2, "up", "2134"), (1, "up", "1234"), (4, "down", "1234"), (1, "down", "2134"), (3, "", "1234")],
    )
    def test_one_step(self, secretary, section, number, direction, expected):
        rows = [measures.create_measure(secretary, section=section, title=str(n)) for n in range(1, 5)]
        move_row(secretary, rows[number - 1], direction=direction)
        assert "".join(titles(rows[0])) == expected

    def test_before_and_after_a_sibling(self, secretary, section):
        a, b, c = (measures.create_measure(secretary, section=section, title=t) for t in "abc")
        move_row(secretary, c, before=a)
        assert titles(a) == ["c", "a", "b"]
        move_row(secretary, c, after=b)
        assert titles(a) == ["a", "b", "c"]

    def test_a_row_elsewhere_is_no_neighbour(self, secretary, section, measure):
        child = measures.create_measure(secretary, section=section, parent=measure, title="Under")
        with pytest.raises(ValidationError):
            move_row(secretary, child, before=measure)

    def test_only_rows_that_change_place_are_written(self, secretary, section):
        rows = fill(section, 10)
        move_row(secretary, rows[4], direction="up")
        assert Activity.history.filter(act="activity.move").count() == 2
        assert Event.objects.get(act="activity.move").rows == 2

    def test_a_step_past_the_end_writes_nothing(self, secretary, measure):
        move_row(secretary, measure, direction="up")
        assert not Event.objects.filter(act="measure.move").exists()

    def test_every_written_row_gets_a_new_version(self, secretary, section):
        rows = fill(section, 3)
        move_row(secretary, rows[2], before=rows[0])
        for row in rows:
            row.refresh_from_db()
        assert [row.version for row in rows] == [2, 2, 2]
        assert rows[0].history.first().version == 2

    @settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.data())
    def test_moves_keep_a_stable_order_without_gaps(self, secretary, section, data):
        start = measures.create_measure(secretary, section=section, title=str(random.random()))
        rows = [activities.create_activity(secretary, section=section, measure=start, title=str(n)) for n in range(5)]
        expected = [row.title for row in rows]
        for _ in range(data.draw(st.integers(1, 8))):
            row = data.draw(st.sampled_from(rows))
            others = [each for each in rows if each is not row]
            act = data.draw(st.sampled_from(["up", "down", "before", "after", "bin"]))
            here = expected.index(row.title)
            if act in ("up", "down"):
                move_row(secretary, row, direction=act)
                there = max(here - 1, 0) if act == "up" else min(here + 1, 4)
            elif act == "bin":
                remove_row(secretary, row)
                restore_row(secretary, row)
                there = here
            else:
                other = data.draw(st.sampled_from(others))
                move_row(secretary, row, **{act: other})
                left = [title for title in expected if title != row.title]
                there = left.index(other.title) + (act == "after")
            expected.insert(there, expected.pop(here))
            assert titles(row) == expected
            assert places(row) == [1, 2, 3, 4, 5]

    def test_an_activity_moves_to_another_measure(self, secretary, section, activity):
        other = measures.create_measure(secretary, section=section, title="Annet")
        first = activities.create_activity(secretary, section=section, measure=other, title="Først")
        activities.move_activity(secretary, activity, measure=other, before=first)
        assert titles(first) == ["Samordne innspill", "Først"]
        assert places(first) == [1, 2]

    def test_an_activity_moves_to_another_section(self, secretary, plan, area, activity):
        other = sections.create_section(secretary, plan=plan, area=area, title="Annen del")
        activities.move_activity(secretary, activity, section=other)
        activity.refresh_from_db()
        assert (activity.section, activity.measure, activity.position) == (other, None, 1)

    def test_not_to_another_plan(self, secretary, cooperation, area, activity):
        other = plans.create_plan(secretary, cooperation=cooperation, year=2017, title="2017")
        there = sections.create_section(secretary, plan=other, area=area, title="Der")
        with pytest.raises(ValidationError, match="samme plan"):
            activities.move_activity(secretary, activity, section=there)

    def test_a_lead_moves_no_activity_into_a_section_of_others(self, lead, secretary, plan, area, activity):
        other = sections.create_section(secretary, plan=plan, area=area, title="Annen del")
        with pytest.raises(PermissionDenied):
            activities.move_activity(lead, activity, section=other)

    def test_a_changed_measure_moves_it_last_there(self, secretary, section, activity):
        other = measures.create_measure(secretary, section=section, title="Annet")
        activities.create_activity(secretary, section=section, measure=other, title="Først")
        activities.change_activity(secretary, activity, measure=other)
        assert titles(activity) == ["Først", "Samordne innspill"]

    def test_a_measure_never_hangs_under_itself(self, secretary, section, measure):
        child = measures.create_measure(secretary, section=section, parent=measure, title="Under")
        with pytest.raises(ValidationError, match="seg selv"):
            measures.change_measure(secretary, measure, parent=child)


class TestBin:
    def test_a_measure_takes_what_hangs_under_it(self, secretary, section, measure, activity):
        child = measures.create_measure(secretary, section=section, parent=measure, title="Under")
        activities.create_activity(secretary, section=section, measure=child, title="Dypt")
        remove_row(secretary, measure)
        assert not Measure.objects.present().exists()
        assert not Activity.objects.present().exists()
        assert Event.objects.get(act="measure.remove").rows == 4

    def test_restore_brings_back_what_went_with_it_and_nothing_else(self, secretary, section, measure, activity):
        earlier = activities.create_activity(secretary, section=section, measure=measure, title="Fjernet før")
        remove_row(secretary, earlier)
        remove_row(secretary, measure)
        restore_row(secretary, measure)
        assert list(Activity.objects.present().values_list("title", flat=True)) == ["Samordne innspill"]

    def test_a_section_takes_everything(self, secretary, section, activity, funding, reporting_line):
        remove_row(secretary, section)
        assert not Activity.objects.present().exists()
        assert not FundingEntry.objects.present().exists()
        restore_row(secretary, section)
        assert Activity.objects.present().count() == FundingEntry.objects.present().count() == 1

    def test_a_removed_row_comes_back_to_its_place(self, secretary, section):
        a, b, c = (measures.create_measure(secretary, section=section, title=t) for t in "abc")
        remove_row(secretary, b)
        move_row(secretary, c, direction="up")
        restore_row(secretary, b)
        assert titles(a) == ["c", "b", "a"]
        assert places(a) == [1, 2, 3]

    def test_not_below_a_removed_row(self, secretary, measure, activity):
        remove_row(secretary, activity)
        remove_row(secretary, measure)
        measure.refresh_from_db()
        activity.refresh_from_db()
        with pytest.raises(history.Refused, match="Delta i planprosesser"):
            restore_row(secretary, activity)

    def test_partners_and_statuses_follow_their_activity(self, secretary, plan, activity, asker):
        in_state(plan, "proposed")
        activities.change_activity(secretary, activity, partners=[asker])
        status.report_status(secretary, activity, period="t1", status="done")
        remove_row(secretary, activity)
        assert not ActivityPartner.objects.present().exists()
        assert not StatusReport.objects.present().exists()
        restore_row(secretary, activity)
        assert ActivityPartner.objects.present().count() == StatusReport.objects.present().count() == 1


class TestReason:
    def test_an_adopted_plan_asks_for_a_reason(self, secretary, plan, activity):
        in_state(plan, "adopted")
        activity.refresh_from_db()
        with pytest.raises(ValidationError, match="vedtatt"):
            activities.change_activity(secretary, activity, title="Ny")
        activities.change_activity(secretary, activity, title="Ny", reason="Feil i vedtaket")
        assert activity.history.first().reason == "Feil i vedtaket"

    @pytest.mark.parametrize("act", [remove_row, move_row])
    def test_so_do_remove_and_move(self, secretary, plan, activity, act):
        in_state(plan, "adopted")
        activity.refresh_from_db()
        with pytest.raises(ValidationError, match="vedtatt"):
            act(secretary, activity)


class TestPlans:
    def test_a_copied_skeleton_has_sections_leads_and_lines_but_no_rows(
        self, secretary, cooperation, platform, lead, activity, funding, reporting_line
    ):
        source = activity.section.plan
        new = plans.create_plan(
            secretary, cooperation=cooperation, year=2017, title="2017", platform=platform, copy_from=source
        )
        (copied,) = PlanSection.objects.filter(plan=new)
        assert (copied.title, copied.level_labels) == ("Arealbruk og transport", ["Tiltak", "Aktiviteter"])
        assert copied.posts.filter(is_lead=True).count() == copied.reporting_lines.count() == 1
        assert not copied.activities.exists()
        assert not copied.funding.exists()

    def test_a_new_platform_must_have_the_areas(self, secretary, alliance, cooperation, section):
        from actionplan.models import StrategicPlatform

        platform = make(alliance, StrategicPlatform(cooperation=cooperation, title="Neste"))
        values = {"cooperation": cooperation, "year": 2019, "title": "2019", "platform": platform}
        with pytest.raises(history.Refused, match="Regional utvikling"):
            plans.create_plan(secretary, copy_from=section.plan, **values)
        there = make(alliance, PriorityArea(platform=platform, name="Regional utvikling"))
        new = plans.create_plan(secretary, copy_from=section.plan, **values)
        assert new.sections.get().area == there

    def test_adoption_keeps_the_day(self, secretary, plan):
        plans.adopt_plan(secretary, plan, adopted_on=date(2015, 12, 10), reason="Vedtatt på papir")
        plan.refresh_from_db()
        assert (plan.state, plan.adopted_on) == ("adopted", date(2015, 12, 10))

    def test_taking_back_ends_publication(self, secretary, plan):
        plans.propose_plan(secretary, plan)
        plans.publish_plan(secretary, plan)
        plans.take_back_plan(secretary, plan)
        plan.refresh_from_db()
        assert (plan.state, plan.published_at) == ("draft", None)

    def test_two_plans_a_year_are_refused(self, secretary, cooperation, plan):
        with pytest.raises(ValidationError, match="allerede en handlingsplan"):
            plans.create_plan(secretary, cooperation=cooperation, year=2016, title="Én til")


class TestStatus:
    @pytest.fixture(autouse=True)
    def proposed(self, plan):
        in_state(plan, "proposed")

    @pytest.mark.parametrize("code", ["delayed", "stopped"])
    def test_a_deviation_needs_cause_and_action(self, secretary, activity, code):
        with pytest.raises(ValidationError) as caught:
            status.report_status(secretary, activity, period="t1", status=code, cause=" ")
        assert set(caught.value.message_dict) == {"cause", "corrective_action"}

    @pytest.mark.parametrize(
        ("period", "code", "delivered", "is_kept"),
        [
            ("t1", "on_track", None, False),
            ("t1", "on_track", 0, True),
            ("t1", "done", None, False),
            ("t1", "not_started", None, True),
            ("t1", "stopped", 2, True),
            ("aar", "on_track", None, True),
            ("aar", "on_track", 2, False),
        ],
    )
    def test_only_a_deviation_keeps_its_cause(self, secretary, activity, period, code, delivered, is_kept):
        said = {"cause": "Sykdom", "corrective_action": "Vikar", "new_deadline_text": "Q4"}
        asked = {"period": period, "status": code, "delivered": delivered}
        report = status.report_status(secretary, activity, **asked, **said)
        assert {name: getattr(report, name) for name in said} == (said if is_kept else dict.fromkeys(said, ""))

    def test_a_deviation_that_is_over_drops_its_cause(self, secretary, activity):
        status.report_status(secretary, activity, period="t1", status="delayed", cause="A", corrective_action="B")
        report = status.report_status(secretary, activity, period="t1", status="done")
        assert (report.cause, report.corrective_action) == ("", "")

    @pytest.mark.parametrize(
        ("deadline", "delivered", "is_refused"),
        [("Q1", 1, False), ("Q1", 2, True), ("Q1 + Q3", 3, True), ("Kvartalsvis", 4, False), ("Løpende", 9, False)],
    )
    def test_the_stored_deadline_bounds_what_is_delivered(self, secretary, activity, deadline, delivered, is_refused):
        stale = Activity.objects.select_related("section__plan").get(pk=activity.pk)
        activities.change_activity(secretary, activity, deadline_text=deadline)
        with pytest.raises(ValidationError) if is_refused else nullcontext() as caught:
            status.report_status(secretary, stale, period="t1", status="on_track", delivered=delivered)
        if is_refused:
            assert set(caught.value.message_dict) == {"delivered"}

    def test_the_second_time_changes_the_report(self, secretary, activity):
        first = status.report_status(secretary, activity, period="t1", status="on_track", text="I gang")
        again = status.report_status(secretary, activity, period="t1", status="done")
        assert first.pk == again.pk
        assert (again.status, again.text, again.version) == ("done", "I gang", 2)

    def test_a_stale_report_merges_or_clashes(self, secretary, activity):
        report = status.report_status(secretary, activity, period="t1", status="on_track", text="Start")
        values = {"status": "on_track", "cause": "", "corrective_action": ""}
        status.report_status(secretary, activity, period="t1", text="Min", base_version=1, **values)
        with pytest.raises(history.Clash) as caught:
            status.report_status(secretary, activity, period="t1", text="Din", base_version=1, **values)
        assert [f.name for f in caught.value.fields] == ["text"]
        later = status.report_status(secretary, activity, period="t1", status="done", text="Start", base_version=1)
        assert (later.pk, later.text, later.status) == (report.pk, "Min", "done")

    def test_two_first_reports_clash(self, secretary, activity):
        status.report_status(secretary, activity, period="t1", status="done", text="Min", base_version=0)
        with pytest.raises(history.Clash) as caught:
            status.report_status(secretary, activity, period="t1", status="done", text="Din", base_version=0)
        assert [(f.theirs, f.mine) for f in caught.value.fields] == [("Min", "Din")]

    def test_a_draft_is_not_reported_on(self, secretary, activity, plan):
        plans.take_back_plan(secretary, plan)
        activity.section.plan.refresh_from_db()
        with pytest.raises(PermissionDenied, match="utkast"):
            status.report_status(secretary, activity, period="t1", status="done")


class TestStaff:
    def test_a_post_in_use_is_not_removed(self, secretary, lead, section):
        post = section.posts.get().position
        with pytest.raises(history.Refused, match="siste dag"):
            staff.remove_position(secretary, post)

    def test_an_unused_one_is_and_comes_back(self, secretary, cooperation):
        post = staff.create_position(secretary, cooperation=cooperation, title="Vikar")
        staff.remove_position(secretary, post)
        assert post.removed_at
        staff.restore_position(secretary, post)
        assert post.removed_at is None


class TestSigns:
    @pytest.mark.parametrize(
        ("source", "amount", "is_refused"),
        [
            ("grant", -1, True),
            ("grant", 1, False),
            ("equity", -1, False),
            ("equity", 1, False),
            ("fee_share", 0, False),
        ],
    )
    def test_only_equity_goes_below_nought(self, secretary, section, source, amount, is_refused):
        line = money.create_funding_line(secretary, section=section, title="Penger", source=source)
        entry = money.add_entry(secretary, line=line, kind="planned", amount=5)
        for write in (
            lambda: money.add_entry(secretary, line=line, kind="revised", amount=amount),
            lambda: money.change_entry(secretary, entry, amount=amount),
        ):
            with pytest.raises(ValidationError, match="uten minus") if is_refused else nullcontext() as caught:
                write()
            if is_refused:
                assert set(caught.value.message_dict) == {"amount"}

    def test_the_stored_source_is_asked(self, secretary, section):
        line = money.create_funding_line(secretary, section=section, title="Penger", source="equity")
        entry = money.add_entry(secretary, line=line, kind="planned", amount=5)
        stale = FundingEntry.objects.select_related("line__section__plan").get(pk=entry.pk)
        money.change_funding_line(secretary, line, source="grant")
        with pytest.raises(ValidationError, match="uten minus"):
            money.change_entry(secretary, stale, amount=-5)

    @pytest.mark.parametrize("is_in_bin", [False, True])
    def test_equity_below_nought_stays_equity(self, secretary, section, is_in_bin):
        line = money.create_funding_line(secretary, section=section, title="Penger", source="equity")
        entry = money.add_entry(secretary, line=line, kind="planned", amount=-5)
        if is_in_bin:
            remove_row(secretary, entry)
        with pytest.raises(ValidationError) as caught:
            money.change_funding_line(secretary, line, source="grant")
        assert set(caught.value.message_dict) == {"source"}
        assert money.change_funding_line(secretary, line, title="Egenkapital").title == "Egenkapital"

    def test_a_stale_window_that_left_the_source_alone_is_let_through(self, secretary, section):
        line = money.create_funding_line(secretary, section=section, title="Penger", source="grant")
        first = line.version
        money.change_funding_line(secretary, line, source="equity")
        money.add_entry(secretary, line=line, kind="planned", amount=-5)
        money.change_funding_line(secretary, line, base_version=first, source="grant", title="Sparepenger")
        assert (line.source, line.title) == ("equity", "Sparepenger")


def test_a_rate_is_needed_per_inhabitant(secretary, section):
    with pytest.raises(ValidationError, match="per innbygger"):
        money.create_funding_line(
            secretary, section=section, title="Kontingent", source="fee_per_inhabitant", basis="per_inhabitant"
        )
