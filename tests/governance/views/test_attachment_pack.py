"""Which attachments are printed with a paper, and which are named there and read on screen."""

import io

import pytest
from django.core.files.base import ContentFile
from openpyxl import Workbook

from governance.services import agenda, files, meetings
from tests.governance.casefile import item_url, pdf, url
from vestregion.reporting.facts.casepaper import collect_paper
from vestregion.reporting.shelf import papers_of

pytestmark = pytest.mark.django_db
ON_SCREEN = "Leses bare på skjerm"


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def workbook() -> ContentFile:
    out = io.BytesIO()
    Workbook().save(out)
    return ContentFile(out.getvalue(), name="tall.xlsx")


@pytest.fixture
def table(secretary, item):
    return files.add_attachment(secretary, item, upload=workbook(), title="Tall")


def printed(actor, item) -> list[tuple[str, str]]:
    facts = collect_paper(papers_of(actor).get(item=item))
    return [(each.title, each.exempt) for each in facts.attachments]


def test_a_document_is_printed_and_a_workbook_is_read_on_screen(secretary, item, attachment, table):
    assert (attachment.in_pack, table.in_pack) == (True, False)
    assert printed(secretary, item) == [("Notat", ""), ("Tall (leses bare på skjerm)", "")]


def test_the_secretary_chooses(client_of, secretary, item, attachment, table):
    desk = client_of(secretary)
    for row, wanted in ((attachment, {}), (table, {"in_pack": "on"})):
        address = url("item_attachment_edit", row.pk)
        assert "Tas med i den trykte sakspakken" in desk.get(address).content.decode()
        told = {"title": row.title, "access": "public", "base_version": row.version}
        assert desk.post(address, told | wanted).status_code == 302
        row.refresh_from_db()
        assert row.in_pack is bool(wanted)
    assert printed(secretary, item) == [("Notat (leses bare på skjerm)", ""), ("Tall", "")]


def test_an_exempt_one_keeps_its_title_to_itself(secretary, item):
    basis = {"access": "exempt", "legal_basis": "offl. § 13"}
    row = files.add_attachment(secretary, item, upload=pdf(), title="Hemmelig", **basis)
    files.change_attachment(secretary, row, in_pack=False)
    [(title, exempt)] = printed(secretary, item)
    assert title == ""
    assert exempt.startswith("Unntatt offentlighet, offl. § 13")
    assert exempt.endswith(" (leses bare på skjerm)")


def test_the_page_tells_every_reader(client_of, secretary, mayor_asker, item, meeting, attachment, table):
    meetings.call_meeting(secretary, meeting)
    item.refresh_from_db()
    for actor in (secretary, mayor_asker):
        page = client_of(actor).get(item_url(item)).content.decode()
        assert page.count(ON_SCREEN) == 1
        assert page.index(ON_SCREEN) > page.index("Tall")


def test_the_choice_follows_the_case(secretary, item, meeting, executives, table):
    meetings.call_meeting(secretary, meeting)
    item.refresh_from_db()
    onward = agenda.send_on(secretary, item, body=executives, reason="Haster")
    assert [each.in_pack for each in onward.attachments.present()] == [False]
