"""Amendments: every change of an adopted plan is part of a numbered one; forty edits for one reason are one."""

from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.amendments import amendments_of, decisions_for, next_number, rows_of
from actionplan.grounds import Grounds
from actionplan.models import ActivityTag, PlanAmendment
from actionplan.services import activities, money, plans, sections
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.bulk import change_many
from actionplan.services.pasting import undo_own, write_rows
from actionplan.services.status import report_status
from governance import clock, history
from governance.models import Event
from governance.services import agenda, meetings, resolutions
from governance.services.tags import create_tag
from tests.actionplan.plancast import in_state

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
WHY = "Drøftet i mars"


@pytest.fixture
def adopted(plan, activity):
    return in_state(plan, "adopted")


@pytest.fixture
def resolution(secretary, adopted, case, steering_group):
    """What the steering group resolved in the plan's case after it was adopted."""
    plans_case(secretary, adopted, case)
    held = meetings.create_meeting(secretary, body=steering_group, day=date(2016, 3, 3))
    item = agenda.register_item(secretary, case=case, meeting=held, sequence=12)
    return resolutions.register_resolution(secretary, item, result="adopted")


def plans_case(actor, plan, case):
    with history.recording(actor, "test.case", plan):
        history.save(plan, {"case": case})


def change(actor, row, why=WHY, **values):
    row.refresh_from_db()
    return activities.change_activity(actor, row, reason=why, **values)


def tags_of(row) -> set:
    return {each.tag for each in ActivityTag.objects.present().filter(activity=row).select_related("tag")}


def numbers(plan) -> list:
    return list(PlanAmendment.objects.filter(plan=plan).order_by("number").values_list("number", "grounds"))


def of_change(act: str):
    return Event.objects.filter(act=act).order_by("-at").first().part_of


class TestNumbers:
    @pytest.mark.parametrize("state", ["draft", "proposed"])
    def test_none_before_adoption(self, secretary, plan, activity, state):
        in_state(plan, state)
        change(secretary, activity, title="Ny")
        assert (numbers(plan), of_change("activity.change")) == ([], None)

    def test_tags_are_no_part_of_what_was_adopted(self, secretary, adopted, activity, lier):
        tag = create_tag(secretary, name="Transport")
        change(secretary, activity, tags=[tag])
        change(secretary, activity, title=activity.title, tags=[])
        every = [(activity, activity.version)]
        change_many(secretary, adopted, every, lambda _row: {"tags": [tag]}, fields=(), reason=WHY)
        assert ActivityTag.objects.present().filter(activity=activity).exists()
        assert (numbers(adopted), of_change("activity.change")) == ([], None)
        change(secretary, activity, partners=[lier], tags=[])
        assert numbers(adopted) == [(1, WHY)]

    def test_tags_alone_ask_for_no_reason(self, secretary, adopted, activity, lier):
        tag = create_tag(secretary, name="Transport")
        change(secretary, activity, "", title=activity.title, tags=[tag])
        every = [(activity, activity.version)]
        other = create_tag(secretary, name="Areal")
        added = change_many(secretary, adopted, every, lambda _row: {"tags": [tag, other]}, fields=())
        assert tags_of(activity) == {tag, other}
        undo_own(secretary, added)
        assert (tags_of(activity), numbers(adopted)) == ({tag}, [])

    @pytest.mark.parametrize("more", [{"title": "Ny"}, {"deadline_text": "Q3"}, {"partners": True}])
    def test_anything_beside_the_tags_asks_for_one_and_stores_nothing(self, secretary, adopted, activity, lier, more):
        tag = create_tag(secretary, name="Transport")
        values = {"partners": [lier]} if "partners" in more else more
        with pytest.raises(ValidationError, match="Skriv hvorfor"):
            change(secretary, activity, " ", tags=[tag], **values)
        activity.refresh_from_db()
        every = [(activity, activity.version)]
        with pytest.raises(ValidationError, match="Skriv hvorfor"):
            change_many(secretary, adopted, every, lambda _row: {"tags": [tag]} | values, fields=())
        assert (tags_of(activity), activity.partners.present().count()) == (set(), 0)

    def test_the_same_reason_goes_on_and_another_takes_the_next_number(self, secretary, adopted, activity, section):
        change(secretary, activity, title="A")
        change(secretary, activity, title="B")
        sections.change_section(secretary, section, title="Ny del", reason=f" {WHY} ")
        change(secretary, activity, "Noe annet", title="C")
        change(secretary, activity, title="D")
        assert numbers(adopted) == [(1, WHY), (2, "Noe annet"), (3, WHY)]
        first = PlanAmendment.objects.get(number=1)
        assert Event.objects.filter(part_of=first.pk).count() == 3
        assert (first.made_by, first.user_id) == (secretary.name, secretary.user_id)

    def test_the_number_that_is_told_beforehand_is_the_one_it_gets(self, secretary, admin, adopted, activity):
        grounds, day = Grounds(f"  {'Drøftet i mars. ' * 40}"), clock.today(adopted.alliance)
        for actor, expected in ((secretary, 1), (secretary, 1), (admin, 2)):
            assert next_number(actor, adopted, grounds, day) == expected
            change(actor, activity, grounds, title=f"{activity.title}!")
            assert PlanAmendment.objects.filter(plan=adopted).count() == expected

    def test_another_person_or_another_day_takes_the_next_number(self, secretary, admin, adopted, activity, alliance):
        change(secretary, activity, title="A")
        change(admin, activity, title="B")
        assert [number for number, _why in numbers(adopted)] == [1, 2]
        with history.recording(secretary, "alliance.demo_day", alliance):
            history.save(alliance, {"demo_day": date(2018, 3, 9)})
        change(replace(admin, alliance=alliance), activity, title="C")
        assert list(PlanAmendment.objects.values_list("number", "day").order_by("number"))[1:] == [
            (2, date(2018, 3, 8)),
            (3, date(2018, 3, 9)),
        ]

    def test_what_changes_nothing_takes_no_number(self, secretary, adopted, activity):
        change(secretary, activity, title=activity.title)
        with pytest.raises(ValidationError, match="Skriv hvorfor"):
            change(secretary, activity, "", title="Ny")
        assert numbers(adopted) == []

    def test_a_refused_change_leaves_no_gap(self, secretary, adopted, activity):
        with pytest.raises(ValidationError):
            change(secretary, activity, title="")
        change(secretary, activity, title="A")
        assert numbers(adopted) == [(1, WHY)]

    def test_many_rows_at_once_are_one(self, secretary, adopted, section, measure, activity):
        adding = [{"title": f"Ny {number}"} for number in range(5)]
        key = write_rows(secretary, section=section, measure=measure, additions=adding, reason=WHY)
        assert numbers(adopted) == [(1, WHY)]
        undo_own(secretary, key, reason=WHY)
        assert [why for _number, why in numbers(adopted)][1].startswith("Angret endringen fra")
        assert not section.activities.present().filter(title__startswith="Ny").exists()

    def test_taken_away_and_brought_back(self, secretary, adopted, activity):
        remove_row(secretary, activity, reason=WHY)
        restore_row(secretary, activity, reason="Likevel")
        assert numbers(adopted) == [(1, WHY), (2, "Likevel")]

    def test_status_is_no_amendment(self, secretary, adopted, activity):
        report_status(secretary, activity, period="t1", status="done")
        assert numbers(adopted) == []

    @pytest.mark.parametrize(("kind", "amends"), [("actual", 0), ("forecast", 0), ("planned", 1), ("revised", 1)])
    def test_accounts_and_forecasts_are_no_amendments(self, secretary, adopted, section, kind, amends):
        line = money.create_funding_line(secretary, section=section, title="Tilskudd", source="allocation", reason="A")
        values = {"amount": 5, "status_date": date(2016, 4, 30), "reason": WHY}
        entry = money.add_entry(secretary, line=line, kind=kind, **values)
        remove_row(secretary, entry, reason=WHY)
        assert len(numbers(adopted)) == 1 + amends

    def test_an_amended_adoption_is_not_taken_back(self, secretary, admin, adopted, activity):
        change(secretary, activity, title="A")
        with pytest.raises(history.Refused, match="endret etter vedtaket"):
            plans.undo_adoption(admin, adopted, reason="Feil")

    def test_one_question_more_for_an_edit_that_goes_on_and_none_for_a_draft(self, secretary, plan, activity):
        def asked(title):
            activity.refresh_from_db()
            with CaptureQueriesContext(connection) as queries:
                activities.change_activity(secretary, activity, reason=WHY, title=title)
            return len(queries)

        asked("A")
        draft = asked("B")
        in_state(plan, "adopted")
        asked("C")
        assert asked("D") <= draft + 2


class TestResolutions:
    def test_the_reason_carries_its_resolution(self, secretary, adopted, activity, resolution):
        change(secretary, activity, Grounds(WHY, resolution), title="A")
        change(secretary, activity, WHY, title="B")
        rows = PlanAmendment.objects.order_by("number")
        assert [row.resolution for row in rows] == [resolution, None]
        with pytest.raises(history.Refused, match="viser til dette vedtaket"):
            resolutions.remove_resolution(secretary, resolution)

    def test_which_may_be_chosen(self, secretary, adopted, resolution, executives, cooperation):
        assert list(decisions_for(secretary, adopted)) == [resolution]
        with history.recording(secretary, "test.day", adopted):
            history.save(adopted, {"adopted_on": date(2016, 3, 4)})
        assert list(decisions_for(secretary, adopted)) == []

    @pytest.mark.parametrize("sent", ["tull", "00000000-0000-0000-0000-000000000001"])
    def test_an_unknown_one_is_refused(self, client_of, secretary, adopted, activity, resolution, sent):
        address = f"{PLAN}rediger/aktivitet/{activity.pk}/fjern/"
        answer = client_of(secretary).post(address, {"reason": WHY, "vedtak": sent})
        assert answer.status_code == 422
        assert "Vedtaket finnes ikke lenger" in answer.text
        assert numbers(adopted) == []


class TestPages:
    CELL = {"felt": "title", "verdi": "Ny tekst"}

    def test_a_cell_says_which_amendment_it_is_part_of(self, client_of, secretary, adopted, activity):
        address = f"{PLAN}rediger/aktivitet/{activity.pk}/celle/"
        client = client_of(secretary)
        answer = client.post(address, self.CELL | {"base_version": 1, "reason": WHY})
        assert (answer.status_code, answer["Vestregion-Amendment"]) == (200, "1")
        answer = client.post(address, self.CELL | {"verdi": "Nyere", "base_version": 2})  # remembered
        assert (answer.status_code, answer["Vestregion-Amendment"]) == (200, "1")
        page = client.get(f"{PLAN}rediger/").text
        assert "Det du endrer nå, blir endring 1 etter vedtaket." in page
        assert numbers(adopted) == [(1, WHY)]

    def test_a_draft_says_nothing(self, client_of, secretary, plan, activity):
        address = f"{PLAN}rediger/aktivitet/{activity.pk}/celle/"
        answer = client_of(secretary).post(address, self.CELL | {"base_version": 1})
        assert "Vestregion-Amendment" not in answer
        assert "etter vedtaket" not in client_of(secretary).get(f"{PLAN}rediger/").text

    def test_the_resolution_is_chosen_and_remembered(self, client_of, secretary, adopted, activity, resolution):
        client, form = client_of(secretary), f"{PLAN}rediger/aktivitet/{activity.pk}/"
        assert 'name="vedtak"' in client.get(form).text
        data = {"title": "Ny", "base_version": 1, "mode": "own", "reason": WHY, "vedtak": str(resolution.pk)}
        assert client.post(form, data).status_code == 302
        assert PlanAmendment.objects.get().resolution == resolution
        assert f'value="{resolution.pk}" selected' in client.get(f"{PLAN}rediger/").text
        client.post(f"{form}fjern/", {})
        assert PlanAmendment.objects.count() == 1

    def test_the_list_and_the_page_of_one(self, client_of, secretary, reader, adopted, activity, resolution):
        change(secretary, activity, Grounds(WHY, resolution), deadline_text="Q4")
        change(secretary, activity, Grounds(WHY, resolution), note="Mer")
        page = client_of(reader).get(PLAN).text
        for words in ("Endringer etter vedtaket", "Endring 1", WHY, secretary.name, f"{PLAN}endringer/1/"):
            assert words in page
        page = client_of(reader).get(f"{PLAN}endringer/1/").text
        for words in ("Q1 + Q3", "Q4", "Mer", WHY, "1 rad"):  # changed twice, and still one
            assert words in page
        assert "12/2016 i Styringsgruppen" in client_of(secretary).get(PLAN).text
        story = client_of(secretary).get(f"/vestregionen/hendelser/aktivitet/{activity.pk}/").text
        assert "Endring 1 etter vedtaket" in story

    def test_who_reads_them(self, client_of, secretary, reader, outsider, adopted, activity):
        change(secretary, activity, title="A")
        plans.publish_plan(secretary, adopted)
        page = f"{PLAN}endringer/1/"
        assert WHY not in client_of(None).get(PLAN).text
        assert client_of(None).get(page)["Location"].startswith("/konto/login/")
        assert client_of(outsider).get(page).status_code == 404
        assert client_of(reader).get(f"{PLAN}endringer/2/").status_code == 404
        assert client_of(reader).post(page).status_code == 405

    def test_as_many_questions_for_thirty_as_for_two(self, client_of, secretary, adopted, section):
        client = client_of(secretary)
        made = section.activities.present().first()
        for number in range(2):
            change(secretary, made, f"Grunn {number}", title=f"T{number}")
        client.get(PLAN)

        def asked():
            with CaptureQueriesContext(connection) as queries:
                assert client.get(PLAN).status_code == 200
            return len(queries)

        few = asked()
        for number in range(2, 30):
            change(secretary, made, f"Grunn {number}", title=f"T{number}")
        assert asked() == few
        assert len(amendments_of(secretary, rows_of(adopted, secretary))) == 30
        page = client.get(PLAN).text
        assert page.index("Endring 21<") < page.index("Eldre endringer") < page.index("Endring 20<")
