"""Reporting a period: expectation, preset, last time's words, clashes, and who reports."""

import pytest

from actionplan.models import StatusReport
from actionplan.services import activities, plans, status
from tests.actionplan.plancast import in_state
from tests.cast import make

pytestmark = pytest.mark.django_db
STATUS = "/vestregionen/handlingsplan/2016/status/"
HTMX = {"headers": {"HX-Request": "true"}}


def text_of(response) -> str:
    return response.content.decode()


@pytest.fixture(autouse=True)
def proposed(plan, activity):
    in_state(plan, "proposed")
    activity.refresh_from_db()


def typed(**changes) -> dict:
    blank = {"text": "", "cause": "", "corrective_action": "", "new_deadline_text": "", "delivered": ""}
    return blank | {"status": "on_track", "base_version": 0} | changes


class TestList:
    def test_what_is_expected_and_reported(self, client_of, secretary, activity):
        status.report_status(
            secretary, activity, period="t1", status="on_track", text="Første innspill sendt", delivered=1
        )
        page = text_of(client_of(secretary).get(f"{STATUS}t1/"))
        shown = [
            "1 av 2 kvartaler skal være levert",
            "I rute",
            "Første innspill sendt",
            "1 av 1 aktiviteter er rapportert",
        ]
        assert [text for text in shown if text not in page] == []
        later = text_of(client_of(secretary).get(f"{STATUS}t2/"))
        assert "Forrige gang" in later
        assert "Første innspill sendt" in later

    def test_late_when_deliveries_are_missing(self, client_of, secretary, activity):
        status.report_status(secretary, activity, period="aar", status="on_track", delivered=1)
        assert "Forsinket etter fristen" in text_of(client_of(secretary).get(f"{STATUS}aar/"))
        status.report_status(secretary, activity, period="aar", status="done", delivered=2)
        assert "Forsinket etter fristen" not in text_of(client_of(secretary).get(f"{STATUS}aar/"))

    def test_readers_read_and_get_no_buttons(self, client_of, reader, lead, outsider):
        page = client_of(reader).get(f"{STATUS}t1/")
        assert page.status_code == 200
        assert "data-report" not in text_of(page)
        assert "data-report" in text_of(client_of(lead).get(f"{STATUS}t1/"))
        assert client_of(outsider).get(f"{STATUS}t1/").status_code == 404

    def test_unknown_period(self, client_of, secretary):
        assert client_of(secretary).get(f"{STATUS}t9/").status_code == 404


class TestForm:
    @pytest.mark.parametrize(
        ("text", "period", "preset"), [("Q1", "t1", "done"), ("Q3", "t1", "not_started"), ("", "t1", "")]
    )
    def test_the_status_is_preset(self, client_of, secretary, activity, text, period, preset):
        activities.change_activity(secretary, activity, deadline_text=text)
        page = text_of(client_of(secretary).get(f"{STATUS}{period}/{activity.pk}/", **HTMX))
        chosen = [line for line in page.replace("<input", "\n<input").splitlines() if "checked" in line]
        assert [preset in line for line in chosen] == ([True] if preset else [])

    def test_saving_answers_with_the_row(self, client_of, secretary, activity):
        address = f"{STATUS}t1/{activity.pk}/"
        response = client_of(secretary).post(address, typed(status="done", text="Levert"), **HTMX)
        assert response.status_code == 200
        assert "Ferdig" in text_of(response)
        assert "Levert" in text_of(response)
        assert client_of(secretary).post(address, typed(status="done", base_version=1)).status_code == 302

    def test_saving_tells_so_and_brings_the_counts_along(self, client_of, secretary, activity, section):
        activities.create_activity(secretary, section=section, title="En til")
        page = text_of(client_of(secretary).post(f"{STATUS}t1/{activity.pk}/", typed(), **HTMX))
        assert "1 av 2 aktiviteter er rapportert" in page
        assert f'id="done-{section.pk}" data-hx-swap-oob="true">1/2<' in page
        assert "Lagret: Samordne innspill" in page

    def test_what_is_no_deviation_any_more_drops_its_cause(self, client_of, secretary, activity):
        said = {"cause": "Sykdom", "corrective_action": "Vikar", "new_deadline_text": "Q3"}
        report = status.report_status(secretary, activity, period="t1", status="delayed", **said)
        sent = typed(status="done", base_version=report.version, **said)
        page = text_of(client_of(secretary).post(f"{STATUS}t1/{activity.pk}/", sent, **HTMX))
        report.refresh_from_db()
        assert [getattr(report, name) for name in said] == ["", "", ""]
        assert "Sykdom" not in page
        assert "gjelder bare avvik" in page
        assert report.history.filter(cause="Sykdom").exists()

    def test_a_cause_stored_with_what_is_no_deviation_is_not_shown(self, client_of, reader, alliance, activity):
        make(alliance, StatusReport(activity=activity, period="t1", status="done", cause="Sykdom"))
        assert "Sykdom" not in text_of(client_of(reader).get(f"{STATUS}t1/"))
        assert "Sykdom" not in text_of(client_of(reader).get(f"{STATUS}t2/"))

    @pytest.mark.parametrize(("period", "is_shown"), [("t1", False), ("t2", False), ("aar", True)])
    def test_what_is_on_track_but_late_keeps_and_shows_its_cause(
        self, client_of, reader, secretary, activity, period, is_shown
    ):
        said = {"cause": "Sykdom", "corrective_action": "Vikar", "new_deadline_text": "Q3-17"}
        sent = typed(status="on_track", **said)
        page = text_of(client_of(secretary).post(f"{STATUS}{period}/{activity.pk}/", sent, **HTMX))
        assert ("gjelder bare avvik" in page) is not is_shown
        shown = text_of(client_of(reader).get(f"{STATUS}{period}/"))
        assert [text in shown for text in said.values()] == [is_shown] * 3

    def test_a_deviation_without_cause_is_given_back(self, client_of, secretary, activity):
        address = f"{STATUS}t1/{activity.pk}/"
        response = client_of(secretary).post(address, typed(status="delayed", text="Ikke kommet i gang"), **HTMX)
        assert response.status_code == 422
        assert "Ikke kommet i gang" in text_of(response)
        assert "Skriv hva som er årsaken" in text_of(response)
        assert not StatusReport.objects.exists()

    @pytest.mark.parametrize(
        "changes", [{"status": ""}, {"status": "tull"}, {"delivered": "-1"}, {"delivered": "mange"}]
    )
    def test_bad_input(self, client_of, secretary, activity, changes):
        response = client_of(secretary).post(f"{STATUS}t1/{activity.pk}/", typed(**changes))
        assert response.status_code == 422

    @pytest.mark.parametrize(
        ("deadline", "delivered", "told"),
        [
            ("Q1 + Q3", "2", ""),
            ("Q1 + Q3", "3", "Fristen ber om 2 leveringer. Skriv et tall fra 0 til 2."),
            ("Kvartalsvis", "4", ""),
            ("Kvartalsvis", "5", "Fristen ber om 4 leveringer. Skriv et tall fra 0 til 4."),
            ("Én gang i året", "2", "Fristen ber om 1 levering. Skriv 0 eller 1."),
        ],
    )
    def test_no_more_is_delivered_than_the_deadline_asks_for(
        self, client_of, secretary, activity, deadline, delivered, told
    ):
        activities.change_activity(secretary, activity, deadline_text=deadline)
        page = client_of(secretary).post(f"{STATUS}t2/{activity.pk}/", typed(delivered=delivered))
        assert page.status_code == (422 if told else 302)
        assert told in text_of(page)
        assert StatusReport.objects.exists() is not bool(told)

    def test_last_time_stands_beside(self, client_of, secretary, activity):
        values = {"status": "delayed", "cause": "Sykdom", "corrective_action": "Vikar"}
        status.report_status(secretary, activity, period="t1", **values)
        page = text_of(client_of(secretary).get(f"{STATUS}t2/{activity.pk}/"))
        assert "Sykdom" in page
        assert "Vikar" in page

    def test_two_windows(self, client_of, secretary, lead, activity):
        address = f"{STATUS}t1/{activity.pk}/"
        client_of(lead).post(address, typed(text="Hennes"), **HTMX)
        response = client_of(secretary).post(address, typed(text="Min"), **HTMX)
        assert response.status_code == 409
        assert "Hennes" in text_of(response)
        assert "Min" in text_of(response)
        assert 'name="base_version" value="1"' in text_of(response)
        client_of(secretary).post(address, typed(text="Min", base_version=1), **HTMX)
        assert StatusReport.objects.get().text == "Min"

    def test_a_stale_form_merges_what_it_did_not_touch(self, client_of, secretary, activity):
        address = f"{STATUS}t1/{activity.pk}/"
        client = client_of(secretary)
        client.post(address, typed(), **HTMX)
        client.post(address, typed(text="Tekst", base_version=1), **HTMX)
        response = client.post(address, typed(status="done", base_version=1), **HTMX)
        assert response.status_code == 200
        report = StatusReport.objects.get()
        assert (report.status, report.text) == ("done", "Tekst")

    def test_who_reports(self, client_of, secretary, lead, bystander, reader, outsider, activity):
        address = f"{STATUS}t1/{activity.pk}/"
        actors = (secretary, lead, bystander, reader, outsider, None)
        codes = [client_of(actor).post(address, typed(base_version=1)).status_code for actor in actors]
        assert codes == [302, 302, 403, 403, 404, 401]
        assert StatusReport.objects.get().version == 1

    def test_a_draft_says_what_to_do(self, client_of, secretary, plan, activity):
        plans.take_back_plan(secretary, plan)
        response = client_of(secretary).get(f"{STATUS}t1/{activity.pk}/")
        assert response.status_code == 403
        assert "Foreslå eller vedta" in text_of(response)
