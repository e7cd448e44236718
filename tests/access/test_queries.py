"""No page asks the database more than a page may, whatever it shows of the demo.

An address that orders a document writes rows and answers with a redirect; it is no page.
"""

from governance.models import GoverningBody
from tests.access.crawl import fetch

MOST = 13
MORE = {  # what each asks of the demo, and one to spare
    # What happened, and the bin, ask each table of rows and of history once, however much they show.
    "happenings": 71,
    "change_detail": 85,
    "change_undo": 84,
    "bin": 81,  # a question for each kind of row, and for who removed those it shows
    "story": 27,
    # Pages that gather what hangs under many kinds of rows.
    # A plan that was amended reads what was adopted too; one that was not asks 23 (below).
    "plan_detail": 33,
    # How a plan stood: each kind of its rows, and of what they point to, once; two such points where it is compared.
    "plan_compare": 44,
    "plan_adopted": 34,
    "plan_amendment": 37,
    # A year's money and that of the year before it is held against.
    "economy_detail": 30,
    "fee_page": 14,
    "ledger_import": 15,
    "fee_run": 16,
    "economy_amounts": 35,
    "body_detail": 26,
    "my_page": 27,
    "report_detail": 23,
    "member_list": 19,
    "meeting_detail": 24,  # with what it lacks before it can be called: its agenda, papers and seats by the rules
    # What was adopted stands beside a plan that was amended: four questions more.
    "plan_edit": 27,
    "plan_grid": 25,
    "plan_timeline": 16,
    "activity_line": 14,
    # Its rows, statuses and choices, and the areas of the platform.
    **dict.fromkeys(("plan_next", "plan_next_section"), 19),
    # Its rows, resources and what was reported, and the plan before it.
    "plan_gaps": 22,
    "platform_detail": 18,
    "item_detail": 19,
    "body_list": 17,
    "person_list": 17,
    "plan_bin": 21,
    # With the plans it treats, the rows of plans that lead to it, and of its line the papers and who wrote them.
    "case_detail": 23,
    # What goes on from a stop, where it can go, and what is to be said of both.
    "item_send_on": 19,
    "case_list": 20,  # with the choices of its filters, and the views that are kept
    **dict.fromkeys(("member_detail", "person_detail"), 16),
    "row_add": 22,
    "row_edit": 25,  # with what was adopted of the row, where the plan was amended
    "report_list": 16,
    **dict.fromkeys(("meeting_list", "seat_holder_edit"), 15),
    **dict.fromkeys(("seat_appoint", "seat_holder_end", "seat_holder_remove"), 14),
    "meeting_call": 20,
    # What is changed in an agenda that is reopened, its programme too, and what lies ready.
    **dict.fromkeys(("meeting_agenda", "meeting_agenda_send"), 20),
    "meeting_programme": 15,  # with the agenda, as its cases are named and may be chosen
    "meeting_publish": 14,
    # What a person answers for, table by table.
    "person_deactivate": 17,
    # Each choice of the form is asked for once.
    **dict.fromkeys(("project_create", "project_edit", "network_create", "network_edit", "application_edit"), 16),
    **dict.fromkeys(("gathering_create", "gathering_edit", "project_detail", "application_create"), 15),
}


def most(name: str, url: str) -> int:
    """What a page may ask: shown as a visitor sees it, the visitor is read too."""
    return MORE.get(name.partition(":")[2], MOST) + 3 * ("som=publikum" in url)


def test_no_page_of_the_crawl_asks_too_much(demo_data, crawls):
    asked = {(page.name, page.queries): page.url for page in crawls["admin"].pages if page.is_html}
    over = sorted(((count, name, url) for (name, count), url in asked.items() if count > most(name, url)), reverse=True)
    assert not over, "pages over the limit (queries, name, address):\n" + "\n".join(map(str, over))


def test_a_plan_without_amendments_asks_less(demo_data, crawls):
    pages = [page for page in crawls["admin"].pages if page.url == "/vestregionen/handlingsplan/2018/"]
    assert [page.queries <= 24 for page in pages] == [True], pages


def test_every_body_of_the_demo_keeps_to_the_limit(demo_data, crawls):
    """The crawl takes a few of them, and which is up to the order of links; one body has more of everything."""
    bodies = GoverningBody.objects.filter(alliance__slug="vestregionen", removed_at=None).order_by("slug")
    pages = [fetch(crawls["admin"].client, f"/vestregionen/organer/{body.slug}/") for body in bodies]
    assert len(pages) > 10
    assert [(page.url, page.queries) for page in pages if page.queries > most(page.name, page.url)] == []
