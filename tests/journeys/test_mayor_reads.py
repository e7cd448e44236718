"""The mayor of Asker reads the papers of her next meeting on a tablet, one after the other."""

from playwright.sync_api import expect

from tests.journeys.people import MAYOR_OF_ASKER, TABLET, seen

# Characters on each full line of the paragraphs: lines are told apart by the height at which their letters stand.
LINES = """article => [...article.querySelectorAll('.vr-text p')].flatMap(paragraph => {
    const node = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT).nextNode();
    const lines = new Map(), range = document.createRange();
    for (let i = 0; node && i < node.length; i++) {
        range.setStart(node, i); range.setEnd(node, i + 1);
        const top = Math.round(range.getBoundingClientRect().top);
        lines.set(top, (lines.get(top) || 0) + 1);
    }
    return [...lines.values()].slice(0, -1);
})"""
WRITES = ("Skriv", "Send ut", "Ny versjon", "Last opp", "Registrer vedtak", "Rediger", "Innkall", "Publiser", "Mer")


def test_the_papers_are_read_from_the_first_to_the_last(visit):
    page = visit(MAYOR_OF_ASKER, TABLET)
    seen(page)
    page.get_by_role("link", name="Les papirene til møtet i Styringsgruppen 15. mars 2018").click()
    expect(page.get_by_role("main")).to_contain_text("15. mars 2018")
    agenda = page.get_by_role("table", name="Saksliste").get_by_role("rowheader")
    expect(agenda).to_have_count(3)
    titles = [title.split("\n")[0] for title in agenda.all_inner_texts()]
    assert_reads_only(page)
    seen(page)
    agenda.first.get_by_role("link").click()
    lengths = []
    for place, title in enumerate(titles, start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(title)
        expect(page.get_by_text(f"{place} av 3", exact=True)).to_be_visible()
        expect(page.get_by_role("region", name="Vedlegg")).to_be_visible()
        assert_reads_only(page)
        lengths += page.get_by_role("article").evaluate(LINES)
        seen(page)
        if place < 3:
            page.get_by_role("link", name="Neste sak").click()
    expect(page.get_by_role("link", name="Neste sak")).to_have_count(0)
    median = sorted(lengths)[len(lengths) // 2]
    assert len(lengths) >= 5
    assert 60 <= median <= 75, lengths


def assert_reads_only(page) -> None:
    main = page.get_by_role("main")
    found = [w for w in WRITES for role in ("link", "button") if main.get_by_role(role, name=w, exact=True).count()]
    assert found == [], f"{page.url} offers {found}"
