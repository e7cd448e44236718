"""Taking back a workbook: links come back with their rows, and nothing goes back to where it may not stand any more."""

import pytest
from django.core.exceptions import PermissionDenied

from actionplan.models import Activity, Measure, PlanLink, Position, SectionPosition
from actionplan.services import activities, measures, sections, staff
from actionplan.services.bin import remove_row
from actionplan.services.links import add_link, ask_body
from actionplan.services.plans import create_plan
from actionplan.services.workbook import own_workbook, undo_workbook, write_workbook
from actionplan.workbook.writes import writes_of
from governance.history import Refused
from governance.models import Resolution
from governance.services import resolutions
from tests.actionplan.plancast import fill
from tests.actionplan.workbooks import Sheet, fetched, landed
from tests.cast import act_as, make, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(section):
    return fill(section, 11)  # «Aktivitet 11» stands alone under «Tiltak 2»


@pytest.fixture
def other(secretary, plan, area):
    return sections.create_section(secretary, plan=plan, area=area, title="Helse")


def stored(row):
    return type(row).objects.get(pk=row.pk)


def store(actor, plan, sheet, *removed):
    """The change that the sheet makes; `removed` rows are taken out of it and away."""
    for row in removed:
        sheet.sheet.delete_rows(sheet.activity(row.title))
    writes = writes_of(landed(actor, plan, sheet.bytes()), removals=frozenset(str(row.pk) for row in removed))
    return write_workbook(actor, plan=plan, writes=writes)


def take_back(actor, plan, change):
    return undo_workbook(actor, plan=plan, event=own_workbook(actor, plan, change))


def links_at(row) -> set:
    return set(row.links.present().values_list("kind", "case__title"))


class TestLinks:
    def test_they_come_back_with_their_row_and_go_again(self, plan, secretary, rows, case, steering_group):
        question = activities.change_activity(secretary, rows[10], mode="question")
        add_link(secretary, question, kind="basis", case=case)
        ask_body(secretary, question, body=steering_group, title="Nye midler")
        had = links_at(question)
        assert had == {("basis", case.title), ("asked", "Nye midler")}
        change = store(secretary, plan, Sheet(fetched(plan, secretary)), question)
        assert links_at(question) == set()
        back = take_back(secretary, plan, change)
        assert links_at(question) == had
        take_back(secretary, plan, back)
        assert (links_at(question), stored(question).removed_at is None) == (set(), False)

    def test_one_whose_resolution_was_taken_back_stays_in_the_bin(self, plan, secretary, rows, case, called):
        decided = resolutions.register_resolution(secretary, called, result="adopted", points=["Ja"], is_meant=True)
        add_link(secretary, rows[10], kind="follows", resolution=decided)
        add_link(secretary, rows[10], kind="basis", case=case)
        change = store(secretary, plan, Sheet(fetched(plan, secretary)), rows[10])
        resolutions.remove_resolution(secretary, Resolution.objects.get(pk=decided.pk))
        take_back(secretary, plan, change)
        assert links_at(rows[10]) == {("basis", case.title)}

    def test_one_made_since_at_a_new_row_stops_it(self, plan, secretary, rows, case):
        sheet = Sheet(fetched(plan, secretary))
        sheet.insert(sheet.activity("Aktivitet 1"), Aktivitet="Ny")
        change = store(secretary, plan, sheet)
        made = Activity.objects.get(title="Ny")
        add_link(secretary, made, kind="basis", case=case)
        with pytest.raises(Refused, match="endret etterpå"):
            take_back(secretary, plan, change)
        assert (stored(made).removed_at, links_at(made)) == (None, {("basis", case.title)})


class TestWhereItStood:
    @pytest.fixture
    def moved(self, plan, rows):
        """A function: the actor moves «Aktivitet 11» in a workbook; the change."""

        def move(actor, **to):
            sheet = Sheet(fetched(plan, actor))
            for head, value in ({"Tiltak": None} | to).items():
                sheet.put(sheet.activity("Aktivitet 11"), head, value)
            return store(actor, plan, sheet)

        return move

    def refused(self, actor, plan, change, row, words: str) -> None:
        stands = stored(row)
        with pytest.raises(Refused, match=words):
            take_back(actor, plan, change)
        assert (stored(row).section_id, stored(row).measure_id) == (stands.section_id, stands.measure_id)

    def test_the_measure_lies_in_the_bin(self, plan, secretary, rows, moved):
        change = moved(secretary, Tiltak="Tiltak 1")
        remove_row(secretary, stored(rows[10].measure))
        self.refused(secretary, plan, change, rows[10], r"«Tiltak 2» ligger i papirkurven")

    def test_the_measure_has_gone_to_another_section(self, plan, secretary, rows, moved, other):
        change = moved(secretary, Tiltak="Tiltak 1")
        measures.move_measure(secretary, stored(rows[10].measure), section=other)
        self.refused(secretary, plan, change, rows[10], r"«Tiltak 2» er flyttet til en annen del av planen")

    def test_the_section_lies_in_the_bin(self, plan, secretary, section, rows, moved, other):
        change = moved(secretary, Del="Helse")
        remove_row(secretary, type(section).objects.get(pk=section.pk))
        self.refused(secretary, plan, change, rows[10], r"«Arealbruk og transport» ligger i papirkurven")

    def test_a_post_lies_in_the_bin(self, alliance, plan, secretary, rows):
        post = make(alliance, Position(cooperation=plan.cooperation, title="Planlegger"))
        activities.change_activity(secretary, rows[0], responsible_position=post)
        sheet = Sheet(fetched(plan, secretary))
        sheet.put(sheet.activity("Aktivitet 1"), "Ansvarlig", None)
        change = store(secretary, plan, sheet)
        staff.remove_position(secretary, post)
        with pytest.raises(Refused, match="«Planlegger» ligger i papirkurven"):
            take_back(secretary, plan, change)
        assert stored(rows[0]).responsible_position is None

    def test_what_it_points_to_all_the_time_may_lie_there(self, plan, secretary, area, rows):
        before = {"cooperation": plan.cooperation, "platform": plan.platform, "year": 2015, "title": "2015"}
        last_year = sections.create_section(secretary, plan=create_plan(secretary, **before), area=area, title="Areal")
        earlier = activities.create_activity(secretary, section=last_year, title="Begynt")
        activities.change_activity(secretary, rows[0], continues=earlier)
        sheet = Sheet(fetched(plan, secretary))
        sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Ny")
        change = store(secretary, plan, sheet)
        remove_row(secretary, earlier)
        take_back(secretary, plan, change)
        assert stored(rows[0]).note == ""

    @pytest.fixture
    def person(self, alliance, plan, section, other):
        """Who leads both sections."""
        person = make_person(alliance, "leder@test.example", "Lea", "Leder")
        post = make(alliance, Position(cooperation=plan.cooperation, title="Leder", holder=person))
        for each in (section, other):
            make(alliance, SectionPosition(section=each, position=post, is_lead=True))
        return person

    @pytest.mark.parametrize("again", [False, True])
    def test_who_has_lost_the_section_writes_no_more_in_it(self, secretary, plan, section, person, rows, moved, again):
        change = moved(act_as(person), Del="Helse")
        if again:
            change = take_back(act_as(person), plan, change)
        remove_row(secretary, SectionPosition.objects.get(section=section))
        row = stored(rows[10])
        with pytest.raises(PermissionDenied, match="ansvarlig for delen"):
            take_back(act_as(person), plan, change)
        assert stored(row).version == row.version

    def test_nor_in_its_lists(self, secretary, plan, section, person, rows, asker):
        """Once taken back, only the list was written in, and no row that stands in a section."""
        sheet = Sheet(fetched(plan, act_as(person)))
        sheet.put(sheet.activity("Aktivitet 1"), "Samarbeidsparter", asker.name)
        back = take_back(act_as(person), plan, store(act_as(person), plan, sheet))
        remove_row(secretary, SectionPosition.objects.get(section=section))
        with pytest.raises(PermissionDenied, match="ansvarlig for delen"):
            take_back(act_as(person), plan, back)
        assert not rows[0].partners.present().exists()


def test_coming_back_costs_no_question_for_each_row(plan, secretary, section, django_assert_max_num_queries):
    fill(section, 40)
    sheet = Sheet(fetched(plan, secretary))
    for number in range(1, 41):
        sheet.put(sheet.activity(f"Aktivitet {number}"), "Merknad", f"Ny {number}")
    change = store(secretary, plan, sheet)
    event = own_workbook(secretary, plan, change)
    with django_assert_max_num_queries(60):
        undo_workbook(secretary, plan=plan, event=event)
    assert not Activity.objects.exclude(note="").exists()
    assert Measure.objects.count() == 4
    assert not PlanLink.objects.exists()
