"""The pages of the workbook: fetch, send back, look over, store, take back; who may, and what a bad file is told."""

import io
import uuid
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplan.models import Activity
from actionplan.services import activities
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.workbooks import Sheet

pytestmark = pytest.mark.django_db
READ = "/vestregionen/handlingsplan/2016/excel/"
PAGE = "/vestregionen/handlingsplan/2016/rediger/excel/"
FILE, CHECK = f"{PAGE}fil/", f"{PAGE}se-over/"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


@pytest.fixture
def rows(section):
    return fill(section, 3)


@pytest.fixture
def client(client_of, secretary, rows):
    return client_of(secretary)


@pytest.fixture
def sheet(client):
    return Sheet(client.get(FILE).content)


def send(client, data: bytes, name: str = "plan.xlsx"):
    return client.post(PAGE, {"upload": SimpleUploadedFile(name, data)})


def ticket_of(client, data: bytes) -> str:
    response = send(client, data)
    assert response.status_code == 302, response.content.decode()
    return parse_qs(urlsplit(response.url).query)["fil"][0]


def look(client, data: bytes) -> tuple[str, dict]:
    """The page, and what its form sends."""
    ticket = ticket_of(client, data)
    page = client.get(CHECK, {"fil": ticket}).content.decode()
    seen = page.split('name="sett" value="')[1].split('"')[0]
    return page, {"fil": ticket, "sett": seen, "rekkefolge": "on"}


def test_fetch_change_look_store_undo(client, sheet, rows):
    assert "Hent planen som Excel" in client.get(PAGE).content.decode()
    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Fra Excel")
    page, sent = look(client, sheet.bytes())
    assert '<ins class="vr-prewrap">Fra Excel</ins>' in page
    assert "Aktivitet 2" not in page
    assert Activity.objects.get(pk=rows[0].pk).note == ""
    answer = client.post(CHECK, sent)
    assert answer.status_code == 302
    assert Activity.objects.get(pk=rows[0].pk).note == "Fra Excel"
    after = client.get(answer.url).content.decode()
    assert "Angre alt fra arbeidsboken" in after
    undo = after.split('action="')[1].split('"')[0] if "angre/" in after.split('action="')[1] else ""
    change = parse_qs(urlsplit(answer.url).query)["lagret"][0]
    assert undo in ("", f"{PAGE}angre/{change}/")
    assert client.post(f"{PAGE}angre/{change}/").status_code == 302
    assert Activity.objects.get(pk=rows[0].pk).note == ""


def test_nothing_changed(client, sheet):
    page, _sent = look(client, sheet.bytes())
    assert "har ingen endringer i «Handlingsplan 2016»" in page
    assert "Lagre endringene" not in page


def test_a_wrong_cell_stops_all_until_it_is_left_out(client, sheet, rows):
    sheet.put(sheet.activity("Aktivitet 1"), "Arbeidsform", "Dugnad")
    sheet.put(sheet.activity("Aktivitet 2"), "Merknad", "Riktig")
    page, sent = look(client, sheet.bytes())
    assert "«Dugnad» er ingen arbeidsform." in page
    assert ": 1 rad endres, 1 feil må rettes. Ingenting er lagret ennå." in page
    answer = client.post(CHECK, sent)
    assert answer.status_code == 422
    assert Activity.objects.get(pk=rows[1].pk).note == ""
    assert client.post(CHECK, sent | {"la_sta": "on"}).status_code == 302
    assert Activity.objects.get(pk=rows[1].pk).note == "Riktig"
    assert Activity.objects.get(pk=rows[0].pk).mode == "own"


def test_a_deadline_that_is_not_understood_is_stored_as_in_the_table_and_told_of(client, sheet, rows):
    sheet.put(sheet.activity("Aktivitet 1"), "Frist", "31.2.")
    page, sent = look(client, sheet.bytes())
    assert "Dette må rettes" not in page
    assert "Frister som ikke er forstått: 1." in page
    assert "Fristen er ikke forstått." in page
    assert client.post(CHECK, sent).status_code == 302
    stored = Activity.objects.get(pk=rows[0].pk)
    assert (stored.deadline_text, stored.deadline["kind"]) == ("31.2.", "unknown")


@pytest.mark.parametrize("head", ["Ansvarlig", "Samarbeidsparter"])
def test_a_name_that_nobody_has_leads_to_the_registers_and_speaks_of_no_list(client, sheet, head):
    sheet.put(sheet.activity("Aktivitet 1"), head, "NAV")
    page, _sent = look(client, sheet.bytes())
    assert "Vi finner ingen som heter «NAV». Rett navnet, eller legg det til i registeret først." in page
    assert "Velg i listen" not in page
    wrong = page.split('id="feil"')[1].split("</section>")[0]
    assert 'href="/vestregionen/medlemmer/"' in wrong
    sheet.put(sheet.activity("Aktivitet 1"), head, "")
    sheet.put(sheet.activity("Aktivitet 1"), "Frist", "Q5")
    assert "Legg til navnet" not in look(client, sheet.bytes())[0]


def test_a_stale_row_is_shown_with_both_texts(client, sheet, rows, secretary):
    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Min")
    activities.change_activity(secretary, rows[0], note="Din")
    page, _sent = look(client, sheet.bytes())
    assert "En annen har skrevet «Din» her siden du hentet arbeidsboken." in page
    assert '<ins class="vr-prewrap">Min</ins>' in page


def test_a_plan_that_changed_after_the_look_is_looked_over_again(client, sheet, rows, secretary):
    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Min")
    _page, sent = look(client, sheet.bytes())
    activities.change_activity(secretary, rows[1], note="Annet")
    answer = client.post(CHECK, sent)
    assert answer.status_code == 409
    assert "Planen er endret siden du så over." in answer.content.decode()
    assert Activity.objects.get(pk=rows[0].pk).note == ""


def test_a_missing_row_is_removed_when_it_is_ticked(client, sheet, rows):
    sheet.sheet.delete_rows(sheet.activity("Aktivitet 2"))
    page, sent = look(client, sheet.bytes())
    assert f'value="{rows[1].pk}"' in page
    assert client.post(CHECK, sent).status_code == 422
    assert client.post(CHECK, sent | {"fjern": str(rows[1].pk)}).status_code == 302
    assert Activity.objects.get(pk=rows[1].pk).removed_at is not None


def test_an_adopted_plan_asks_why(client, sheet, plan, rows):
    in_state(plan, "adopted")
    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Ny")
    page, sent = look(client, sheet.bytes())
    assert "Begrunnelse for endringene" in page
    assert client.post(CHECK, sent | {"reason": ""}).status_code == 422
    assert client.post(CHECK, sent | {"reason": "Vedtak 5"}).status_code == 302
    assert Activity.objects.get(pk=rows[0].pk).history.order_by("-version").first().reason == "Vedtak 5"


def test_the_workbook_of_another_plan(client, client_of, secretary, sheet, plan, cooperation, platform):
    from actionplan.services.plans import create_plan

    create_plan(secretary, cooperation=cooperation, year=2017, title="Plan 2017", platform=platform)
    answer = client.post(PAGE.replace("2016", "2017"), {"upload": SimpleUploadedFile("plan.xlsx", sheet.bytes())})
    assert "hentet fra en annen plan enn «Plan 2017»" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [(b"", "plan.xlsx", "Filen er tom."), (b"a;b", "plan.csv", "kan ikke leses"), (b"%PDF-1", "plan.xlsx", "en PDF")],
)
def test_another_file_is_refused_at_the_field(client, data, name, sentence):
    answer = send(client, data, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize("ticket", ["", "a:b:c"])
def test_a_broken_ticket_leads_back(client, ticket):
    page = client.get(CHECK, {"fil": ticket}, follow=True).content.decode()
    assert "Lenken til forhåndsvisningen er ødelagt." in page


def test_a_ticket_is_for_the_one_who_made_it(client, client_of, admin, sheet):
    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Ny")
    ticket = ticket_of(client, sheet.bytes())
    assert "laget av noen andre" in client_of(admin).get(CHECK, {"fil": ticket}, follow=True).content.decode()


def test_only_those_who_work_with_the_plan(client_of, reader, outsider, plan, rows):
    for address in (PAGE, FILE, CHECK):
        assert client_of(reader).get(address).status_code in (403, 404)
        assert client_of(outsider).get(address).status_code == 404
    assert client_of(reader).post(f"{PAGE}angre/{uuid.uuid4()}/").status_code in (403, 404)


def test_the_undo_of_another_is_not_found(client, client_of, admin, sheet):
    sheet.put(sheet.activity("Aktivitet 1"), "Merknad", "Ny")
    _page, sent = look(client, sheet.bytes())
    change = parse_qs(urlsplit(client.post(CHECK, sent).url).query)["lagret"][0]
    assert client_of(admin).post(f"{PAGE}angre/{change}/").status_code == 404


class TestReaders:
    def test_a_reader_gets_the_plan_without_keys(self, client_of, secretary, reader, plan, rows):
        in_state(plan, "proposed")
        answer = client_of(reader).get(READ)
        assert 'filename="handlingsplan-2016.xlsx"' in answer["Content-Disposition"]
        sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["Plan"]
        heads = [cell.value for cell in sheet[1]]
        assert heads[:5] == ["Innsatsområde", "Del", "Tiltak", "Aktivitet", "Frist"]
        assert heads[-1] == "Status"
        assert [row[3].value for row in sheet.iter_rows(min_row=2)] == ["Aktivitet 1", "Aktivitet 2", "Aktivitet 3"]
        assert str(rows[0].pk) not in str([cell.value for row in sheet.iter_rows() for cell in row])

    def test_a_visitor_is_asked_to_log_in(self, client_of, plan):
        from django.test import Client

        assert Client().get(READ).status_code == 302

    def test_more_rows_ask_no_more(self, client_of, secretary, section, django_assert_max_num_queries):
        fill(section, 30)
        reader = client_of(secretary)
        with django_assert_max_num_queries(16):
            reader.get(READ)


class TestSentTwice:
    """A workbook that is sent again after its new rows were stored."""

    @pytest.fixture
    def sent_once(self, client, sheet):
        """A new activity, and a new measure with one under it, stored."""
        sheet.insert(sheet.activity("Aktivitet 1"), Aktivitet="Ny rad", Frist="Q2")
        row = sheet.insert(sheet.sheet.max_row, Tiltak="Nytt tiltak")
        sheet.insert(row, Tiltak="Nytt tiltak", Aktivitet="Under nytt tiltak")
        _page, sent = look(client, sheet.bytes())
        assert client.post(CHECK, sent).status_code == 302
        return sheet

    def count(self, title: str) -> int:
        return Activity.objects.present().filter(title=title).count()

    def test_its_rows_are_said_to_have_been_added(self, client, sent_once, secretary):
        page, sent = look(client, sent_once.bytes())
        assert f"Arbeidsboken er lest før: {secretary.name} la til 3 av radene" in page
        assert page.count("Lagt til før") == 3
        assert "ingen nye endringer. Ingenting er lagret ennå." in page
        assert client.post(CHECK, sent).status_code == 422
        assert (self.count("Ny rad"), self.count("Under nytt tiltak")) == (1, 1)

    def test_they_are_added_where_they_are_meant(self, client, sent_once):
        _page, sent = look(client, sent_once.bytes())
        assert client.post(CHECK, sent | {"pa_nytt": "on"}).status_code == 302
        assert (self.count("Ny rad"), self.count("Under nytt tiltak")) == (2, 2)

    def test_what_is_new_since_is_added_under_the_measure_that_is_there(self, client, sent_once):
        row = sent_once.sheet.max_row
        sent_once.insert(row, Aktivitet="Enda en")
        page, sent = look(client, sent_once.bytes())
        assert ": 1 ny rad. Ingenting er lagret ennå." in page
        assert client.post(CHECK, sent).status_code == 302
        assert (self.count("Ny rad"), self.count("Enda en")) == (1, 1)
        assert Activity.objects.get(title="Enda en").measure == Activity.objects.get(title="Under nytt tiltak").measure

    def test_a_workbook_that_was_taken_back_may_be_sent_again(self, client, sheet):
        sheet.insert(sheet.activity("Aktivitet 1"), Aktivitet="Ny rad")
        _page, sent = look(client, sheet.bytes())
        change = parse_qs(urlsplit(client.post(CHECK, sent).url).query)["lagret"][0]
        client.post(f"{PAGE}angre/{change}/")
        page, sent = look(client, sheet.bytes())
        assert "er lest før" not in page
        assert client.post(CHECK, sent).status_code == 302
        assert self.count("Ny rad") == 1

    def test_a_workbook_that_was_fetched_afterwards_adds_what_it_says(self, client, sent_once):
        sheet = Sheet(client.get(FILE).content)
        sheet.insert(sheet.activity("Ny rad"), Aktivitet="Ny rad")
        page, sent = look(client, sheet.bytes())
        assert "er lest før" not in page
        assert client.post(CHECK, sent).status_code == 302
        assert self.count("Ny rad") == 2
