"""The page of the search: who opens it, what it shows, and that what is typed into the address breaks nothing."""

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.models import Organisation
from governance.services import cases
from tests.cast import make

pytestmark = pytest.mark.django_db
URL = "/vestregionen/sok/"


@pytest.fixture
def case(secretary, cooperation):
    return cases.create_case(secretary, cooperation=cooperation, title="Nye kaianlegg", summary="Om <b>brygger</b>")


def test_it_shows_the_hit_with_its_words_marked(client_of, secretary, case):
    page = client_of(secretary).get(URL, {"q": "kaianlegget"}).content.decode()
    assert "Nye <mark>kaianlegg</mark>" in page
    assert f"/vestregionen/saker/{case.key}/" in page
    assert "Om &lt;b&gt;" in page


def test_a_number_that_finds_its_case_is_no_search_without_hits(client_of, secretary, case):
    page = client_of(secretary).get(URL, {"q": case.number}).content.decode()
    assert "Saken med dette nummeret" in page
    assert "0 treff" not in page
    assert "0 treff" in client_of(secretary).get(URL, {"q": "zzzz"}).content.decode()


def test_it_is_only_read(client_of, secretary):
    assert client_of(secretary).post(URL).status_code == 405


def test_a_stranger_gets_404_and_a_visitor_the_login_while_nothing_is_published(client_of, outsider, alliance, case):
    assert client_of(outsider).get(URL).status_code == 404
    answer = client_of(None).get(URL, {"q": "kai"})
    assert (answer.status_code, "/konto/login/" in answer["Location"]) == (302, True)


def test_search_engines_stay_out(client_of, secretary):
    assert client_of(secretary).get(URL)["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": ""},
        {"q": "x" * 5000},
        {"q": "kai", "slag": "ukjent", "organ": "ingen", "ar": "x"},
        {"q": "kai", "ar": "99999", "etter": "3-1"},
        {"q": "kai", "etter": "'; drop table"},
        {"q": '<script>alert(1)</script> " « & | ! ( : *'},
        {"q": "\x00"},
    ],
)
def test_whatever_stands_in_the_address_is_answered(client_of, secretary, case, asked):
    answer = client_of(secretary).get(URL, asked)
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_a_page_asks_as_much_for_one_hit_as_for_thirty(client_of, secretary, alliance):
    client = client_of(secretary)
    make(alliance, Organisation(name="Granitt 0", kind="other"))
    client.get(URL, {"q": "granitt"})
    counts = []
    for number in range(1, 31):
        make(alliance, Organisation(name=f"Granitt {number}", kind="other"))
        if number in (11, 30):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page = client.get(URL, {"q": "granitt"}).content.decode()
            counts.append(len(queries))
    assert counts[0] == counts[1]
    assert "Vis flere treff" in page


def test_unread_files_are_listed_for_the_secretariat_alone(client_of, secretary, reader, steering_group, case):
    from governance.search import reading
    from governance.services import agenda, files

    item = agenda.add_item(secretary, case=case, body=steering_group)
    attachment = files.add_attachment(secretary, item, upload=ContentFile(b"ord", name="a.txt"), title="Skannet brev")
    stored = attachment.versions.get().file
    page = client_of(secretary).get(f"{URL}filer/").content.decode()
    assert "Skannet brev" in page
    assert "Venter" in page
    reading.keep(stored, state="failed", note="Filen er skadet.")
    assert "Filen er skadet." in client_of(secretary).get(f"{URL}filer/").content.decode()
    assert client_of(reader).get(f"{URL}filer/").status_code == 404
    reading.keep(stored, state="done", text="ord")
    assert "Skannet brev" not in client_of(secretary).get(f"{URL}filer/").content.decode()
