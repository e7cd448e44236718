"""The letters of a run of fees: each as a PDF of its own and all as one, for those who read the run."""

import json
import re

import pypdfium2
import pytest

from governance import jobs
from governance.documents import Rendered, existing_file, rendering
from governance.models import FrozenDocument, Job
from tests.vestregion.reporting.test_golden import fee_run  # noqa: F401  fixture
from tests.vestregion.reporting.test_paper import content, made, printed, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def quick(monkeypatch):
    made = Rendered(b"%PDF-1.7 quick", "application/pdf", 2)
    monkeypatch.setattr(rendering, "_renderers", {("feeclaims", "pdf"): lambda document: made})


def where(run, claim=None) -> str:
    below = f"krav/{claim.pk}" if claim else run.pk
    return f"/vestregionen/okonomi/2016/kontingent/{below}/pdf/"


@pytest.mark.parametrize("alone", [False, True])
def test_letters_are_ordered_once_and_fetched(client_of, secretary, fee_run, quick, alone):  # noqa: F811
    client, url = client_of(secretary), where(fee_run, fee_run.claims.order_by("name").first() if alone else None)
    assert client.get(url)["Location"] == f"{url}lag/"
    assert client.post(f"{url}lag/").status_code == 302
    document = FrozenDocument.objects.get(kind="feeclaims")
    jobs.run_job.call(str(Job.objects.get().pk))
    assert len(json.loads(document.content)["claims"]) == (1 if alone else 2)
    assert existing_file(document, "pdf") is not None
    assert b"".join(client.get(url).streaming_content).startswith(b"%PDF")


def test_strangers_and_unknown(client, client_of, outsider, secretary, fee_run):  # noqa: F811
    url = where(fee_run)
    assert client.get(url)["Location"].startswith("/konto/login/")
    assert client_of(outsider).get(url).status_code == 404
    assert client_of(secretary).get(url.replace("2016", "2015")).status_code == 404
    assert client_of(secretary).post(url).status_code == 405


def test_each_letter_stands_on_its_own_page():
    text = text_of(made("feeclaims").data)
    assert made("feeclaims").pages == len(content("feeclaims")["claims"])
    for claim in content("feeclaims")["claims"]:
        assert claim["number"] in text
    assert "122 562" in text


def test_each_letter_counts_its_own_pages():
    """A letter of one page has no number; a longer one says which of its own pages it is."""
    whole = content("feeclaims")
    long = {**whole["claims"][0], "rules": ["Slik er det regnet ut. " * 40] * 3}
    data = printed("feeclaims", {**whole, "claims": [long, *whole["claims"]]}).data
    document = pypdfium2.PdfDocument(data)
    pages = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    assert [re.findall(r"Side [0-9]+(?: av [0-9]+)?", page) for page in pages] == [[], ["Side 2"], [], []]
