"""Governing documents: what is in force, who reads them, and what is done to them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from governance.governing import held_on, read
from governance.models import CaseDocument, GoverningDocument, GoverningVersion
from governance.services import cases, governing, meetings
from tests.governance.casefile import PDF, case_args, fetch, pdf, url

pytestmark = pytest.mark.django_db
TODAY = date(2018, 3, 8)


@pytest.fixture
def document(secretary, cooperation):
    return governing.create_document(secretary, cooperation=cooperation, kind="1_statutes", title="Vedtekter")


@pytest.fixture
def version(secretary, document):
    return governing.add_version(
        secretary, document, label="2010", valid_from=date(2010, 1, 1), adopted_by="Generalforsamlingen", upload=pdf()
    )


def dated(first, last=None, adopted=None) -> GoverningVersion:
    def day(text):
        return date.fromisoformat(text) if text else None

    return GoverningVersion(label=f"{first}", valid_from=day(first), valid_to=day(last), adopted_on=day(adopted))


@pytest.mark.parametrize(
    ("versions", "held"),
    [
        ([], None),
        ([dated("2010-01-01")], 0),
        ([dated("2010-01-01"), dated("2015-01-01")], 1),
        ([dated("2015-01-01"), dated("2010-01-01")], 0),
        ([dated("2010-01-01"), dated("2018-03-09")], 0),
        ([dated("2010-01-01"), dated("2018-03-08")], 1),
        ([dated("2015-01-01", "2018-03-07")], None),
        ([dated("2015-01-01", "2018-03-08")], 0),
        ([dated(None, adopted="2007-11-01"), dated(None, adopted="2015-06-01")], 1),
    ],
)
def test_what_is_in_force(versions, held):
    assert held_on(versions, TODAY) == (None if held is None else versions[held])


def test_a_document_that_is_superseded_holds_no_more(secretary, cooperation, document, version):
    new = governing.create_document(
        secretary, cooperation=cooperation, kind="2_agreement", title="Avtale", supersedes=document
    )
    assert read(secretary, [document, new])[0].title == "Vedtekter"  # the new one has no version yet
    governing.add_version(secretary, new, label="2018", valid_from=date(2018, 1, 1))
    first, second = read(secretary, GoverningDocument.objects.visible_to(secretary))
    assert (first.title, second.title, second.current, second.successor) == ("Avtale", "Vedtekter", None, new)


def test_no_document_supersedes_itself(secretary, document):
    with pytest.raises(ValidationError, match="erstatte seg selv"):
        governing.change_document(secretary, document, supersedes=document)


READS = [
    ("secretary", True, True),
    ("admin", True, True),
    ("mayor_asker", True, True),
    ("reader", True, True),
    ("contact_lier", True, True),
    (None, False, True),
    ("outsider", False, True),
]


@pytest.mark.parametrize("opened", [False, True])
@pytest.mark.parametrize(("who", "closed_to", "open_to"), READS)
def test_who_reads_a_document(request, client_of, secretary, document, version, opened, who, closed_to, open_to):
    if opened:
        governing.open_document(secretary, document)
    client = client_of(request.getfixturevalue(who) if who else None)
    page = client.get(url("governing_detail", document.pk))
    reads = open_to if opened else closed_to
    assert ("Generalforsamlingen" in page.content.decode()) == reads
    file = url("governing_file", document.pk, version.pk)
    if reads:
        answer, content = fetch(client, file)
        assert content == PDF
        assert ("no-store" in answer["Cache-Control"]) == (not opened)
    else:
        assert client.get(file).status_code in (302, 404)


def test_what_was_closed_again_is_gone_for_everyone_else(client_of, secretary, document, version):
    governing.open_document(secretary, document)
    governing.close_document(secretary, document)
    assert client_of(None).get(url("governing_detail", document.pk)).status_code == 410


def test_a_secretary_keeps_the_register(client_of, secretary, cooperation):
    desk = client_of(secretary)
    told = {"cooperation": cooperation.pk, "kind": "4_strategy", "title": "Balansert utvikling"}
    page = desk.post(url("governing_create"), told)["Location"]
    document = GoverningDocument.objects.get()
    assert page == url("governing_detail", document.pk)
    assert "Dokumentet har ingen versjon ennå" in desk.get(page).content.decode()
    desk.post(url("governing_version_create", document.pk), {"label": "2007", "upload": pdf("strategi.pdf")})
    version = GoverningVersion.objects.get()
    assert version.file_name == "strategi.pdf"
    told = {"label": "Vedtatt 2007", "base_version": version.version}
    assert desk.post(url("governing_version_edit", document.pk, version.pk), told).status_code == 302
    version.refresh_from_db()
    assert (version.label, version.file_name) == ("Vedtatt 2007", "strategi.pdf")  # without an upload the file stays
    desk.post(url("governing_version_remove", document.pk, version.pk))
    assert url("governing_version_restore", document.pk, version.pk) in desk.get(page).content.decode()
    desk.post(url("governing_version_restore", document.pk, version.pk))
    desk.post(url("governing_remove", document.pk))
    assert url("governing_restore", document.pk) in desk.get(url("governing_list")).content.decode()
    desk.post(url("governing_restore", document.pk))
    assert "Balansert utvikling" in desk.get(url("governing_list")).content.decode()


@pytest.mark.parametrize(
    ("who", "told"),
    [("secretary", True), ("mayor_asker", True), ("reader", False), ("contact_lier", False), (None, False)],
)
def test_an_exempt_case_is_not_told_by_the_document(
    request, client_of, secretary, mayor_asker, called, meeting, document, version, who, told
):
    governing.open_document(secretary, document)
    governing.tie_case(secretary, called.case, document=document, kind="amends")
    governing.change_version(secretary, version, case=called.case)
    meetings.publish_meeting(secretary, meeting)
    cases.change_case(secretary, called.case, access="exempt", ground="13", public_title="Nøytral tittel")
    actor = request.getfixturevalue(who) if who else None
    text = client_of(actor).get(url("governing_detail", document.pk)).content.decode()
    assert ("Handlingsplan 2018" in text) == told
    assert ("Nøytral tittel" in text) == (not told)
    page = client_of(actor).get(url("case_detail", *case_args(called.case))).content.decode()
    assert (url("governing_detail", document.pk) in page) == told


def test_a_case_is_tied_and_untied(client_of, secretary, case, document):
    desk = client_of(secretary)
    desk.post(url("case_document_create", *case_args(case)), {"document": document.pk, "kind": "adopts"})
    tie = CaseDocument.objects.get()
    assert "Vedtar" in desk.get(url("case_detail", *case_args(case))).content.decode()
    again = desk.post(url("case_document_create", *case_args(case)), {"document": document.pk, "kind": "adopts"})
    assert "alt knyttet" in again.content.decode()
    desk.post(url("case_document_remove", *case_args(case), tie.pk))
    assert not CaseDocument.objects.visible_to(secretary).exists()


def test_the_search_finds_it_for_those_who_may_read(client_of, secretary, reader, document, version):
    assert "Vedtekter" in client_of(reader).get(url("search"), {"q": "generalforsamlingen"}).content.decode()


def test_a_closed_case_is_tied_to_what_it_adopted(client_of, secretary, case, document):
    cases.close_case(secretary, case)
    desk = client_of(secretary)
    desk.post(url("case_document_create", *case_args(case)), {"document": document.pk, "kind": "adopts"})
    assert CaseDocument.objects.visible_to(secretary).get().case == case
