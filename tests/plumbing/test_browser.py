"""The browser's own gates: accessibility, sideways scroll, script errors, and a server of its own."""

import re
from contextlib import suppress
from pathlib import Path

import pytest

from tests.browser import LEFT_OUT, WCAG, violations
from tests.journeys.people import seen

PAGE = """<!doctype html><html lang="nb"><head><title>Prøve</title></head>
<body><main><h1>Prøve</h1>{}</main></body></html>"""


def test_axe_passes_a_good_page(page, axe):
    page.set_content(PAGE.format("<p>Alt er i orden.</p>"))
    axe()


@pytest.mark.parametrize(
    ("markup", "rule"),
    [
        ('<img src="data:,">', "image-alt"),
        ("<input>", "label"),
        ('<p style="color: #aaa; background: #fff">Svakt</p>', "color-contrast"),
        ("<h3>Hopp</h3>", "heading-order"),
    ],
)
def test_axe_finds_a_violation(page, axe, markup, rule):
    page.set_content(PAGE.format(markup))
    with pytest.raises(AssertionError, match=rule):
        axe()


@pytest.mark.parametrize("judge", ["axe", "seen"])
def test_a_page_is_judged_with_its_styles(page, axe, judge):
    """The words of a page may be on the screen while a slow network still brings its style sheets."""
    network = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 700, "downloadThroughput": -1, "uploadThroughput": -1}
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", slow)
    page.goto("/konto/login/", wait_until="commit")
    page.get_by_role("button", name="Logg inn", exact=True).wait_for(state="attached")
    axe() if judge == "axe" else seen(page)
    assert page.evaluate("document.styleSheets.length") > 0


def test_sideways_scroll_is_found(page, resize, no_sideways_scroll):
    page.set_content(PAGE.format('<p style="width: 600px">Bred</p>'))
    resize("desktop")
    no_sideways_scroll()
    resize("phone")
    with pytest.raises(AssertionError, match="too wide at 390 px"):
        no_sideways_scroll()


def test_a_script_error_is_a_problem(page):
    page.set_content(PAGE.format("<script>undefinedName()</script>"))
    page.wait_for_function("() => document.title")
    assert re.search("undefinedName", page.problems.pop())
    assert page.problems == []


def test_the_live_server_answers_several_windows(page, context, live_server):
    """Each request has a database connection of its own, as in production."""
    other = context.new_page()
    assert page.goto("/konto/login/").status == 200
    assert other.goto("/konto/login/").status == 200
    other.close()


def test_axe_asks_every_rule_that_it_would_ask_by_itself(page):
    """What is left out to be quick, names and style sheets, leaves no rule out, and tells of the same elements."""
    page.set_content("<html lang=xx><title></title><img src=x><img src=y><p style='color: #eee'>x</p><input></html>")
    quick = violations(page)
    by_itself = page.evaluate(
        """async tags => (await axe.run(document, {runOnly: {type: 'tag', values: tags}})).violations
        .flatMap(v => v.nodes.map(n => `${v.id} (${v.help}): ${n.target} ${n.html.slice(0, 200)}`))""",
        WCAG,
    )
    assert len(quick) > 5
    assert quick == by_itself
    asked = """([tags, options]) => axe.run(document, {runOnly: {type: 'tag', values: tags}, ...options})
        .then(r => [...r.violations, ...r.passes, ...r.incomplete, ...r.inapplicable].map(one => one.id).sort())"""
    rules = page.evaluate(asked, [WCAG, {}])
    assert page.evaluate(asked, [WCAG, {"preload": {"assets": ["media"]}, "selectors": False}]) == rules
    assert "css-orientation-lock" not in rules  # the one rule that reads style sheets


def test_a_window_brings_no_page_of_the_browser_along(page, browser):
    targets = browser.new_browser_cdp_session().send("Target.getTargets", {"filter": [{}]})["targetInfos"]
    assert {target["type"] for target in targets} == {"page", "tab"}


def test_what_is_left_out_of_the_browser_holds_what_playwright_leaves_out(page):
    """Of two such lists the browser heeds the last."""
    ours, first = set(LEFT_OUT), None
    for place in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # ended meanwhile
            lists = re.findall("--disable-features=([^\0]+)", place.read_text())
            if len(lists) == 2 and set(lists[1].split(",")) == ours:
                first = set(lists[0].split(","))
    assert first
    assert first < ours
