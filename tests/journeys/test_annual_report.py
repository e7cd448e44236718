"""The administrator makes the annual report of 2016 with one click, and it is read as its receiver gets it."""

import io

import pypdfium2
import pytest
from playwright.sync_api import expect

from tests.journeys.people import ADMINISTRATOR, STRANGER, menu, seen

AREAS = ("Regional utvikling", "Helse", "Kultur", "Kommunereformen")
ACTIVITIES = {"1.1": 6, "1.2": 7, "2.1": 14, "2.2": 13, "2.3": 13, "2.4": 6, "3.1": 23, "3.2": 4}  # by section
WITHOUT_LINE = ("Kommunehelsesamarbeidet", "Forvaltningsreformen")


@pytest.mark.usefixtures("demo_worker")
def test_one_click_makes_a_report_that_can_be_read(visit, verapdf):
    page = visit(ADMINISTRATOR)
    menu(page, "Rapporter")
    seen(page)
    page.get_by_role("link", name="Ikke laget Årsrapport 2016").click()
    for name in WITHOUT_LINE:
        expect(page.get_by_text("Ingen rapporteringslinje for denne rapporten")).to_contain_text(name)
    seen(page)
    page.get_by_role("button", name="Lag PDF").click()
    expect(page.get_by_text("Du kan gå fra siden; arbeidet fortsetter.")).to_be_visible()
    seen(page)
    ready = page.get_by_role("link", name="Åpne dokumentet")
    expect(ready).to_be_visible(timeout=60_000)
    answer = page.request.get(ready.get_attribute("href"))
    assert answer.headers["content-type"] == "application/pdf"
    read_as_receiver(answer.body())
    assert verapdf(answer.body()) == []
    menu(page, "Rapporter")
    expect(page.get_by_role("link", name="PDF Årsrapport 2016")).to_be_visible()
    assert visit(STRANGER).request.get(answer.url).status == 404


def read_as_receiver(data: bytes) -> None:
    """Every area, every activity, the money, what is missing, and a number on each page after the cover."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(data))]
    text = " ".join("\n".join(pages).split())  # an amount is held together by a space that never breaks
    numbers = [f"{section}.{n}" for section, count in ACTIVITIES.items() for n in range(1, count + 1)]
    assert len(numbers) == 86
    wanted = [*AREAS, *numbers, "aktiviteter i planen", "350 000", "Ingen rapporteringslinje for årsrapport"]
    assert [each for each in wanted if each not in text] == []
    for name in WITHOUT_LINE:
        assert name in next(page for page in pages if "Dette mangler" in page)
    unnumbered = [n for n, page in enumerate(pages[1:], start=2) if f"Side {n} av {len(pages)}" not in page]
    assert unnumbered == []
