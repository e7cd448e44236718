"""The plan's read page, edit page and acts: who sees what, and what a partial request gets."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from actionplan.models import ActionPlan
from actionplan.services import activities, plans, sections, status
from actionplan.services.bin import remove_row
from actionplan.views import base
from governance.models import Cooperation
from tests.actionplan.plancast import fill, in_state
from tests.cast import make

pytestmark = pytest.mark.django_db
PLAN = "/vestregionen/handlingsplan/2016/"
EDIT = f"{PLAN}rediger/"


def text_of(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("address", [PLAN, EDIT])
@pytest.mark.parametrize(("who", "shown"), [("secretary", True), ("lead", False)])
def test_the_way_to_a_plan_of_another_year(request, client_of, plan, activity, lead, address, who, shown):
    page = text_of(client_of(request.getfixturevalue(who)).get(address))
    for way in ("ny", "import"):
        assert (f'href="/vestregionen/handlingsplan/{way}/"' in page) is shown


@pytest.mark.parametrize(("who", "shown"), [("secretary", True), ("reader", False)])
def test_a_plan_without_parts_leads_the_one_who_may_write_it_on(request, client_of, plan, who, shown):
    in_state(plan, "adopted")
    page = text_of(client_of(request.getfixturevalue(who)).get(PLAN))
    assert "Planen har ingen deler ennå." in page
    assert ("Legg til den første delen" in page) is shown


class TestReading:
    def test_the_page_shows_every_part(
        self, client_of, secretary, plan, activity, funding, reporting_line, lead, alliance, asker
    ):
        in_state(plan, "adopted")
        activity.refresh_from_db()
        activities.change_activity(secretary, activity, reason="Ny part", partners=[asker])
        status.report_status(secretary, activity, period="t1", status="delayed", cause="A", corrective_action="B")
        page = text_of(client_of(secretary).get(PLAN))
        shown = [
            "Attraktiv og dynamisk",
            "En region som virker",
            "Vedtatt",
            "Regional utvikling",
            "Arealbruk og transport",
            "Delta i planprosesser",
            "Samordne innspill",
            "Q1 + Q3",
            "1. og 3. kvartal 2016",
            "Asker",
            "Forsinket",
            "1. tertial",
            "kr\xa0350\xa0000",
            "Ingen rapporteringslinje",
            "Styringsgruppen",
            "Leder",
            "Kvartaler",
        ]
        assert [text for text in shown if text not in page] == []

    def test_who_leads_a_section_stands_once_in_its_head(self, client_of, secretary, plan, section, activity, lead):
        page = text_of(client_of(secretary).get(PLAN))
        assert page.count("Ansvarlig for delen: Leder (") == 1
        assert '<th scope="col">Ansvarlig</th>' not in page
        post = section.posts.get().position
        activities.change_activity(secretary, activity, responsible_position=post)
        assert '<th scope="col">Ansvarlig</th>' in text_of(client_of(secretary).get(PLAN))

    def test_a_draft_is_read_by_staff_alone(self, client_of, secretary, bystander, reader, outsider, plan):
        codes = [client_of(actor).get(PLAN).status_code for actor in (secretary, bystander, reader, outsider)]
        assert codes == [200, 200, 404, 404]

    def test_a_proposed_plan_is_read_by_every_reader(self, client_of, reader, outsider, plan):
        in_state(plan, "proposed")
        assert client_of(reader).get(PLAN).status_code == 200
        assert client_of(outsider).get(PLAN).status_code == 404

    def test_a_visitor_logs_in_unless_it_is_published(self, client_of, secretary, plan, activity):
        in_state(plan, "adopted")
        assert client_of(None).get(PLAN)["Location"].startswith("/konto/login/")
        plans.publish_plan(secretary, plan)
        page = client_of(None).get(PLAN)
        assert page.status_code == 200
        assert "Samordne innspill" in text_of(page)
        assert "rediger" not in text_of(page)
        assert "Ingen rapporteringslinje" not in text_of(page)  # what is missing is told to those who work with it

    def test_wrong_method_and_unknown_plan(self, client_of, secretary, plan):
        assert client_of(secretary).post(PLAN).status_code == 405
        assert client_of(secretary).get("/vestregionen/handlingsplan/1999/").status_code == 404
        assert client_of(secretary).get("/vestregionen/finnes-ikke/handlingsplan/2016/").status_code == 404

    def test_another_cooperation_has_its_name_in_the_address(self, client_of, secretary, khs):
        plans.create_plan(secretary, cooperation=khs, year=2016, title="Plan for KHS")
        assert "Plan for KHS" in text_of(client_of(secretary).get("/vestregionen/khs/handlingsplan/2016/"))
        assert client_of(secretary).get("/vestregionen/vestregionen/handlingsplan/2016/").status_code == 404

    def test_nested_measures_cover_their_rows(self, client_of, secretary, section, measure, activity):
        from actionplan.services.measures import create_measure

        child = create_measure(secretary, section=section, parent=measure, title="Under")
        for title in ("En", "To"):
            activities.create_activity(secretary, section=section, measure=child, title=title)
        page = text_of(client_of(secretary).get(PLAN))
        assert '<th data-label="Tiltak" data-level="1" scope="rowgroup" rowspan="3">Delta i planprosesser</th>' in page
        assert '<th data-label="Tiltak" data-level="2" scope="rowgroup" rowspan="2">Under</th>' in page

    @pytest.mark.parametrize("address", [PLAN, EDIT, f"{PLAN}status/t1/"])
    def test_as_many_queries_for_300_activities_as_for_10(self, client_of, secretary, section, address):
        client = client_of(secretary)
        fill(section, 10)
        client.get(address)
        few = queries_of(client, address)
        fill(section, 290)
        assert queries_of(client, address) == few


def queries_of(client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


class TestCurrent:
    @pytest.mark.parametrize(("years", "expected"), [((2016, 2017, 2019), 2017), ((2016, 2018), 2018), ((2020,), 2020)])
    def test_the_newest_plan_of_the_day(self, client_of, secretary, cooperation, years, expected):
        for year in years:
            plans.create_plan(secretary, cooperation=cooperation, year=year, title=str(year))
        response = client_of(secretary).get("/vestregionen/handlingsplan/")
        assert response["Location"] == f"/vestregionen/handlingsplan/{expected}/"

    def test_none_yet(self, client_of, secretary, reader):
        for words in ("Ny handlingsplan", "Hent fra fil"):
            assert words in text_of(client_of(secretary).get("/vestregionen/handlingsplan/"))
            assert words not in text_of(client_of(reader).get("/vestregionen/handlingsplan/"))
        assert client_of(None).get("/vestregionen/handlingsplan/").status_code == 302

    def test_a_visitor_does_not_learn_which_cooperations_there_are(self, client_of, secretary, khs, outsider):
        def asked(who, name):
            response = client_of(who).get(f"/vestregionen/{name}/handlingsplan/")
            return response.status_code, response.get("Location", "").replace(name, "*")

        assert asked(None, "khs") == asked(None, "finnes-ikke") == (302, asked(None, "khs")[1])
        assert asked(None, "khs")[1].startswith("/konto/login/")
        assert asked(outsider, "khs") == asked(outsider, "finnes-ikke") == (404, "")
        own = plans.create_plan(secretary, cooperation=khs, year=2016, title="Plan for KHS")
        plans.publish_plan(secretary, in_state(own, "adopted"))
        assert asked(None, "khs") == (302, "/vestregionen/*/handlingsplan/2016/")


class TestCreate:
    ADDRESS = "/vestregionen/handlingsplan/ny/"

    @pytest.mark.parametrize("allowed", [True, False])
    def test_the_page_leads_to_a_file_for_those_who_may_import(self, client_of, secretary, monkeypatch, allowed):
        asked = base.may
        monkeypatch.setattr(
            base, "may", lambda actor, act, row: asked(actor, act, row) if act != "plan.import" else allowed
        )
        page = text_of(client_of(secretary).get(self.ADDRESS))
        assert ("Hent fra fil" in page, "/handlingsplan/import/" in page) == (allowed, allowed)

    def test_it_works(self, client_of, secretary, cooperation):
        response = client_of(secretary).post(self.ADDRESS, {"year": 2019, "title": "Handlingsplan 2019"})
        assert response["Location"] == "/vestregionen/handlingsplan/2019/rediger/"
        assert ActionPlan.objects.get().cooperation == cooperation

    def test_a_reader_may_not(self, client_of, reader, outsider):
        assert client_of(reader).get(self.ADDRESS).status_code == 403
        assert client_of(outsider).get(self.ADDRESS).status_code == 404

    @pytest.mark.parametrize("year", [1989, 2029, 9999])
    def test_a_year_that_nobody_plans_for(self, client_of, secretary, year):
        page = client_of(secretary).post(self.ADDRESS, {"year": year, "title": "Handlingsplan"})
        assert page.context["form"].errors["year"] == ["Skriv et år fra 1990 til 2028."]
        assert not ActionPlan.objects.exists()

    def test_bad_input(self, client_of, secretary, plan):
        page = client_of(secretary).post(self.ADDRESS, {"year": 2016, "title": "Én til"})
        assert page.status_code == 422
        assert "allerede en handlingsplan" in text_of(page)
        assert client_of(secretary).post(self.ADDRESS, {"year": "i fjor", "title": ""}).status_code == 422


class TestActs:
    def test_adoption_asks_for_the_day(self, client_of, secretary, plan):
        client = client_of(secretary)
        address = f"{PLAN}handling/vedta/"
        assert 'type="date"' in text_of(client.get(address))
        assert client.post(address, {"adopted_on": ""}).status_code == 422
        assert client.post(address, {"adopted_on": "2015-12-10", "reason": "På papir"}).status_code == 302
        plan.refresh_from_db()
        assert (plan.state, plan.adopted_on) == ("adopted", date(2015, 12, 10))

    @pytest.mark.parametrize(
        ("state", "act", "code"),
        [
            ("draft", "foresla", 302),
            ("proposed", "ta-tilbake", 302),
            ("proposed", "publiser", 302),
            ("adopted", "avslutt", 302),
            ("adopted", "foresla", 403),
            ("draft", "publiser", 403),
            ("draft", "fjern", 302),
            ("draft", "noe-annet", 404),
        ],
    )
    def test_acts_follow_the_state(self, client_of, secretary, plan, state, act, code):
        in_state(plan, state)
        assert client_of(secretary).post(f"{PLAN}handling/{act}/", {"way": "none"}).status_code == code

    def test_a_reader_may_not(self, client_of, reader, plan):
        in_state(plan, "proposed")
        assert client_of(reader).post(f"{PLAN}handling/vedta/").status_code == 403


class TestEditPage:
    def test_rows_are_text_with_buttons(self, client_of, secretary, activity, funding):
        page = text_of(client_of(secretary).get(EDIT))
        assert "Samordne innspill" in page
        assert f"{EDIT}aktivitet/{activity.pk}/flytt/" in page
        assert "textarea" not in page

    def test_a_lead_gets_buttons_in_her_own_section_alone(self, client_of, secretary, lead, plan, area, activity):
        other = sections.create_section(secretary, plan=plan, area=area, title="Annen del")
        page = text_of(client_of(lead).get(EDIT))
        assert f"{EDIT}aktivitet/{activity.pk}/" in page
        assert f"del={other.pk}" not in page

    def test_who_may_open_it(self, client_of, secretary, lead, bystander, reader, outsider, plan):
        in_state(plan, "proposed")
        actors = (secretary, lead, bystander, reader, outsider)
        assert [client_of(actor).get(EDIT).status_code for actor in actors] == [200, 200, 403, 403, 404]

    def test_the_refusal_says_why(self, client_of, secretary, lead, plan):
        in_state(plan, "adopted")
        assert "vedtatt" in text_of(client_of(lead).get(EDIT))
        plans.close_plan(secretary, plan)
        assert "avsluttet" in text_of(client_of(secretary).get(EDIT))

    def test_an_ended_cooperation_is_read_only(self, client_of, secretary, alliance):
        ended = make(alliance, Cooperation(slug="bpa", name="BPA", valid_to=date(2017, 12, 31)))
        make(alliance, ActionPlan(cooperation=ended, year=2016, title="BPA 2016"))
        page = client_of(secretary).get("/vestregionen/bpa/handlingsplan/2016/rediger/")
        assert page.status_code == 403
        assert "Samarbeidet er avsluttet" in text_of(page)

    def test_the_bin_lists_what_is_removed(self, client_of, secretary, activity):
        remove_row(secretary, activity)
        page = text_of(client_of(secretary).get(f"{EDIT}fjernet/"))
        assert "Samordne innspill" in page
        assert f"{EDIT}aktivitet/{activity.pk}/gjenopprett/" in page

    def test_the_header_and_the_texts(self, client_of, secretary, plan, section):
        client = client_of(secretary)
        assert client.get(f"{EDIT}plan/").status_code == 200
        response = client.post(f"{EDIT}plan/", {"title": "Nytt navn", "introduction": "<p>Hei</p>", "base_version": 1})
        assert response.status_code == 302
        address = f"{EDIT}del/{section.pk}/tekster/"
        assert client.get(address).status_code == 200
        assert (
            client.post(address, {"introduction": "<p>Tekst<script>x</script></p>", "base_version": 1}).status_code
            == 302
        )
        section.refresh_from_db()
        assert "script" not in section.introduction
        plan.refresh_from_db()
        assert plan.title == "Nytt navn"


def test_two_texts_of_a_section_are_compared_as_text(client_of, secretary, section):
    client, address = client_of(secretary), f"{EDIT}del/{section.pk}/tekster/"
    blank = {"organisation": "", "resources": "", "reporting": "", "base_version": 1}
    client.post(address, blank | {"introduction": "<p>A forslag</p>"})
    response = client.post(address, blank | {"introduction": "<p>B forslag</p>"})
    assert response.status_code == 409
    clash = response.context["form"].clashes[0]
    assert (clash["theirs"], clash["mine"]) == ("A forslag", "B forslag")


@pytest.mark.parametrize("page", ["tabell/", "excel/", "excel/se-over/"])
def test_a_closed_plan_says_why_nobody_works_in_it_and_leads_back(client_of, secretary, section, plan, page):
    in_state(plan, "closed")
    answer = client_of(secretary).get(f"/vestregionen/handlingsplan/2016/rediger/{page}")
    said = answer.content.decode()
    assert answer.status_code == 403
    assert "Planen er avsluttet</h1>" in said
    assert 'href="/vestregionen/handlingsplan/2016/">Til Handlingsplan 2016</a>' in said
    assert "Du har ikke tilgang" not in said
    assert "be sekretariatet" not in said


def test_a_page_that_is_not_there_is_not_offered_as_a_visitor_sees_it(client_of, secretary, section, plan):
    there, missing = (client_of(secretary).get(f"/vestregionen/handlingsplan/{year}/") for year in (2016, 1999))
    assert (there.status_code, missing.status_code) == (200, 404)
    assert "Slik ser publikum siden" in there.content.decode()
    assert "Slik ser publikum siden" not in missing.content.decode()
