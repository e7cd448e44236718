"""No page asks the database more than a page may, whatever it shows of the demo.

An address that orders a document writes rows and answers with a redirect; it is no page.
"""

MOST = 25


def test_no_page_of_the_crawl_asks_too_much(demo_data, crawls):
    asked = {(page.name, page.queries): page.url for page in crawls["admin"].pages if page.is_html}
    over = sorted(((count, name, url) for (name, count), url in asked.items() if count > MOST), reverse=True)
    assert not over, "pages over the limit (queries, name, address):\n" + "\n".join(map(str, over))
