"""No page asks the database more than a page may, whatever it shows of the demo.

An address that orders a document writes rows and answers with a redirect; it is no page.
"""

MOST = 25
MORE = {
    # What happened, and the bin, ask each table of rows and of history once, however much they show.
    **dict.fromkeys(("happenings", "change_detail", "change_undo", "bin", "story"), 70),
}


def most(name: str, url: str) -> int:
    """What a page may ask: shown as a visitor sees it, the visitor is read too."""
    return MORE.get(name.partition(":")[2], MOST + 3 * ("som=publikum" in url))


def test_no_page_of_the_crawl_asks_too_much(demo_data, crawls):
    asked = {(page.name, page.queries): page.url for page in crawls["admin"].pages if page.is_html}
    over = sorted(((count, name, url) for (name, count), url in asked.items() if count > most(name, url)), reverse=True)
    assert not over, "pages over the limit (queries, name, address):\n" + "\n".join(map(str, over))
