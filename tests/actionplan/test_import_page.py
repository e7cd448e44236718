"""The import page: upload, look, confirm; who may, and what a bad file or an old ticket is told."""

import io
import zipfile
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from actionplan.importticket import Ticket, seal
from actionplan.models import ActionPlan, Activity
from actionplan.services.plans import create_plan
from governance.models import StoredFile
from tests.actionplan.importing.make_files import fixture_text, word_file
from tests.actionplan.test_imports import FIXTURE

UPLOAD = "/vestregionen/handlingsplan/import/"
PREVIEW = UPLOAD + "se-over/"
pytestmark = pytest.mark.usefixtures("bodies")


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"


def send(client, data: bytes, name: str = "plan.tsv", year="2016", url=UPLOAD):
    return client.post(url, {"upload": SimpleUploadedFile(name, data), "year": year})


def uploaded(client, data: bytes = b"", name: str = "plan.tsv") -> str:
    """The ticket after a good upload."""
    response = send(client, data or FIXTURE.read_bytes(), name)
    assert response.status_code == 302, response.content.decode()
    return parse_qs(urlsplit(response.url).query)["fil"][0]


def test_upload_preview_confirm(client_of, secretary):
    client = client_of(secretary)
    assert "Hent plan fra fil" in client.get(UPLOAD).content.decode()
    ticket = uploaded(client)
    page = client.get(PREVIEW, {"fil": ticket}).content.decode()
    assert "Slik blir «Handlingsplan 2016» for Vestregionen" in page
    assert "Kolonnen har årstallet 2015, men planen gjelder 2016." in page
    assert "Norsk Helsenett" in page
    assert not ActionPlan.objects.exists()
    response = client.post(PREVIEW, {"fil": ticket})
    assert (response.status_code, response.url) == (302, "/vestregionen/handlingsplan/2016/")
    assert Activity.objects.filter(section__plan__year=2016).count() == 86


def test_every_warning_is_on_the_page_once_with_its_row(client_of, secretary):
    client = client_of(secretary)
    page = client.get(PREVIEW, {"fil": uploaded(client)}).content.decode()
    assert page.count("Raden ser ut til å holde to punkter") == 2
    assert page.count("Fant ingen sak 46/2015") == 1
    assert "Linje 168" in page


def test_a_word_file_goes_the_same_way(client_of, secretary):
    client = client_of(secretary)
    ticket = uploaded(client, word_file(fixture_text()), "Plan 2016.docx")
    assert client.post(PREVIEW, {"fil": ticket}).status_code == 302
    assert Activity.objects.count() == 86


def test_a_second_confirmation_is_refused_plainly(client_of, secretary):
    client = client_of(secretary)
    ticket = uploaded(client)
    client.post(PREVIEW, {"fil": ticket})
    response = client.post(PREVIEW, {"fil": ticket})
    assert response.status_code == 422
    assert "«Handlingsplan 2016» finnes allerede og er ikke et tomt utkast." in response.content.decode()
    assert ActionPlan.objects.count() == 1


def test_the_same_file_twice_is_stored_once(client_of, secretary):
    client = client_of(secretary)
    uploaded(client)
    uploaded(client)
    assert StoredFile.objects.count() == 1


@pytest.mark.parametrize("change", [lambda ticket: ticket[:-2] + "xx", lambda ticket: "", lambda ticket: "a:b:c"])
def test_a_changed_ticket_leads_back_with_the_reason(client_of, secretary, change):
    client = client_of(secretary)
    ticket = change(uploaded(client))
    for answer in (
        client.get(PREVIEW, {"fil": ticket}, follow=True),
        client.post(PREVIEW, {"fil": ticket}, follow=True),
    ):
        assert "Lenken til forhåndsvisningen er ødelagt. Last opp filen på nytt." in answer.content.decode()
    assert not ActionPlan.objects.exists()


def test_an_old_ticket_leads_back_with_the_reason(client_of, secretary, monkeypatch):
    from django.core import signing

    client = client_of(secretary)
    ticket = uploaded(client)
    now = signing.time.time()
    monkeypatch.setattr(signing, "time", SimpleNamespace(time=lambda: now + 2 * 3600 + 1))
    page = client.post(PREVIEW, {"fil": ticket}, follow=True).content.decode()
    assert "eldre enn 2 timer" in page
    assert not ActionPlan.objects.exists()


def test_a_ticket_is_for_the_one_who_made_it_and_for_one_cooperation(client_of, secretary, admin):
    ticket = uploaded(client_of(secretary))
    assert "laget av noen andre" in client_of(admin).post(PREVIEW, {"fil": ticket}, follow=True).content.decode()
    url = "/vestregionen/khs/handlingsplan/import/se-over/"
    assert "laget av noen andre" in client_of(secretary).post(url, {"fil": ticket}, follow=True).content.decode()


def test_a_ticket_to_a_file_that_is_gone(client_of, secretary, cooperation):
    ticket = seal(Ticket("0" * 64, "plan.tsv", 2016), secretary, cooperation)
    page = client_of(secretary).get(PREVIEW, {"fil": ticket}, follow=True).content.decode()
    assert "Filen finnes ikke lenger" in page


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return stream.getvalue()


BAD = {
    "empty": (b"", "plan.docx", "tom"),
    "renamed zip": (zipped(plan_xml=b"<a/>"), "plan.docx", "ikke"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "plan.xlsx", "er et bilde"),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "plan.docx", "gamle Office-formatet"),
    "bomb": (zipped(word__document_xml=b" " * 40_000_000), "plan.docx", "leses"),
    "program": (b"MZ" + bytes(100), "plan.exe", "Filtypen"),
    "no plan": (b"Kjaere alle\n\nTakk for sist.\n", "brev.txt", "Fant ingen tabell"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_refused_at_the_field(client_of, secretary, case):
    data, name, words = BAD[case]
    response = send(client_of(secretary), data, name)
    assert response.status_code == 422
    errors = response.context["form"].errors["upload"]
    assert any(words in error for error in errors), errors
    assert not StoredFile.objects.exists()


def test_a_file_over_the_limit_is_refused(client_of, secretary, settings):
    settings.UPLOAD_LIMIT_MB = 1
    response = send(client_of(secretary), b"a" * (1024 * 1024 + 10), "plan.txt")
    assert response.status_code == 422
    assert response.context["form"].errors["upload"] == ["Filen er for stor. Grensen er 1 MB."]


@pytest.mark.parametrize(
    ("year", "words"),
    [("16", "fra 1990 til 2028"), ("2029", "fra 1990 til 2028"), ("", "Fyll ut dette feltet"), ("to", "helt tall")],
)
def test_a_wrong_year_is_refused_at_the_field(client_of, secretary, year, words):
    response = send(client_of(secretary), FIXTURE.read_bytes(), year=year)
    assert response.status_code == 422
    assert words in str(response.context["form"].errors["year"])


def test_a_year_that_has_a_plan_is_refused_at_the_field(client_of, secretary, plan, section):
    response = send(client_of(secretary), FIXTURE.read_bytes())
    assert response.status_code == 422
    assert "finnes allerede" in str(response.context["form"].errors["year"])


def test_hostile_text_is_shown_and_stored_as_text(client_of, secretary):
    text = fixture_text().replace("Delta i arbeidsgrupper i Osloregionen", "<script>alert(1)</script> <img src=x>")
    text = text.replace("Strategien Balansert", "<script>alert(2)</script> Strategien Balansert")
    client = client_of(secretary)
    ticket = uploaded(client, text.encode())
    page = client.get(PREVIEW, {"fil": ticket}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;script&gt;alert(2)" in page


def test_who_may(client_of, secretary, admin, coordinator, outsider, client):
    for actor in (secretary, admin):
        assert client_of(actor).get(UPLOAD).status_code == 200
    refused = client_of(coordinator).get(UPLOAD)
    assert refused.status_code == 403
    assert "Bare sekretariatet kan gjøre dette." in refused.content.decode()
    assert client_of(coordinator).post(PREVIEW, {"fil": "x"}).status_code == 403
    assert client_of(outsider).get(UPLOAD).status_code == 404
    assert client_of(outsider).post(PREVIEW, {"fil": "x"}).status_code == 404
    assert client.get(UPLOAD).status_code in (302, 404)


def test_the_draft_that_stands_empty_is_filled(client_of, secretary, cooperation, platform):
    draft = create_plan(secretary, cooperation=cooperation, year=2016, title="Plan for 2016", platform=platform)
    client = client_of(secretary)
    client.post(PREVIEW, {"fil": uploaded(client)})
    draft.refresh_from_db()
    assert draft.sections.count() == 9
    assert draft.title == "Plan for 2016"


def test_the_preview_asks_as_many_questions_for_one_section_as_for_nine(client_of, secretary):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = client_of(secretary)
    counts = []
    text = fixture_text()
    short = text[: text.index("Fremtidig behov for arbeidskraft og kompetanse")]
    for content in (short, text):
        ticket = uploaded(client, content.encode())
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PREVIEW, {"fil": ticket}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_note_about_an_area_stands_by_its_first_section(client_of, secretary):
    client = client_of(secretary)
    response = client.get(PREVIEW, {"fil": uploaded(client)})
    at = {problem.code: part.here.section.title for part in response.context["sections"] for problem in part.problems}
    assert at["area_text_moved"] == "Kommunehelsesamarbeidet"
    shown = sum(part.count for part in response.context["sections"]) + len(response.context["general"])
    assert shown == len(response.context["landing"].problems)


def test_a_table_without_deadlines_has_no_empty_columns(client_of, secretary):
    client = client_of(secretary)
    parts = client.get(PREVIEW, {"fil": uploaded(client)}).context["sections"]
    assert [part.here.section.title for part in parts if part.rows and not part.has_deadlines] == [
        "Kommunehelsesamarbeidet"
    ]
