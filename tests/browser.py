"""Real Chromium for tests: `page` (signed out, desktop size, on the live server), `sign_in`, `axe`, `resize`.

A test that uses one of these is marked `browser` by itself and so runs on SQLite alone. At its end it fails on
a script error, a refusal by the content security policy, or a static file that was not found.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Error, expect

SIZES = {"desktop": (1440, 900), "laptop": (1024, 768), "tablet": (768, 1024), "phone": (390, 844)}
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Path(__file__).parent / "assets" / "axe.min.js"
# What axe holds against a page or a part of it: first whether there is anything, then where. To name every element that
# is well takes as long as to judge it, and so does reading the style sheets, which none of these rules asks for.
FAULTS = """async ([within, tags]) => {
    const known = {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: {assets: ['media']}}
    const judged = named => axe.run(within || document, {...known, selectors: named})
    if (!(await judged(false)).violations.length) return []
    return (await judged(true)).violations
        .flatMap(v => v.nodes.map(n => `${v.id} (${v.help}): ${n.target} ${n.html.slice(0, 200)}`))}"""
# The menu below the address line, where nobody here types, is a page of its own and costs each window half a second. Of
# two such lists the last counts alone, so this one holds Playwright's as well.
LEFT_OUT = [
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *(
        "HttpsFirstBalancedModeAutoEnable",
        "LensOverlay",
        "MediaRouter",
        "PaintHolding",
        "ThirdPartyStoragePartitioning",
    ),
    *("AvoidCorsURLLoaderRestartOnRedirect", "TcpPortRandomizationWin", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch", "msForceBrowserSignIn"),
    "msEdgeUpdateLaunchServicesPreferredVersion",
]
expect.set_options(timeout=10_000)  # as long as a page is waited for: two cores may hold three browsers
CHROMIUM_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


@pytest.fixture(scope="session")
def browser_type_launch_args():
    """The system's Chromium; without its sandbox, which root may not use, and silent towards the network."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    assert path, "Chromium is missing: ./run test installs it or says how"
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    quiet = f"--disable-features={','.join(LEFT_OUT)}"
    return {"executable_path": path, "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", quiet]}


@pytest.fixture(scope="session")
def browser_context_args(live_server):
    """A Norwegian desktop reader on the live server; animations off, so nothing has to be waited for."""
    width, height = SIZES["desktop"]
    return {
        "base_url": live_server.url,
        "locale": "nb-NO",
        "timezone_id": "Europe/Oslo",
        "reduced_motion": "reduce",
        "viewport": {"width": width, "height": height},
    }


@pytest.fixture
def new_context(new_context):
    """Contexts that leave in silence: what a page says as it is closed ("she is here no more") would reach a server
    whose database is gone, and fail the next test."""
    made = []

    def make(**options):
        made.append(new_context(**options))
        return made[-1]

    yield make
    for context in made:
        with suppress(Error):  # closed by the test
            context.set_offline(True)


@pytest.fixture
def page(context):
    """A page whose own problems fail the test at its end; `page.problems` may be cleared by a test of errors."""
    page = context.new_page()
    page.set_default_timeout(10_000)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(f"script error: {error}"))
    page.on("console", lambda message: _note_console(page.problems, message))
    page.on("response", lambda response: _note_response(page.problems, response))
    yield page
    with suppress(Error):  # closed by the test, or on its way to another page
        page.evaluate("0")  # what the page said until now is noted before it is cut off
    problems = list(page.problems)
    context.set_offline(True)  # as in new_context
    page.close()
    assert not problems, f"the page had problems: {problems}"


def _note_console(problems, message):
    # The text of a refused request is judged by its address in _note_response.
    if message.type == "error" and not message.text.startswith("Failed to load resource"):
        problems.append(f"console: {message.text}")


def _note_response(problems, response):
    missing = response.status >= 400 and settings.STATIC_URL in response.url
    if missing or response.status >= 500:
        problems.append(f"{response.status} {response.url}")


@pytest.fixture
def resize(page):
    """`resize("phone")` gives the page one of SIZES."""

    def to(name: str) -> None:
        width, height = SIZES[name]
        page.set_viewport_size({"width": width, "height": height})

    return to


@pytest.fixture
def sign_in(client, context, live_server):
    """`sign_in(user)` opens a session for the user in the browser without passing the login page."""

    def as_user(user) -> None:
        client.force_login(user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])

    return as_user


def violations(page, within=None) -> list[str]:
    """Those of WCAG 2.2 A/AA and of axe's best practice, on the page as it stands or in a part: a selector or an
    element of it."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    return page.evaluate(FAULTS, [within, WCAG])


@pytest.fixture
def axe(page):
    """`axe()` asserts that the page as it stands has no violation of WCAG 2.2 A/AA or axe's best practice."""

    def check(within: str | None = None) -> None:
        page.wait_for_load_state()  # words stand there before their styles, and would be judged without them
        lines = violations(page, within)
        assert not lines, f"{page.url} has {len(lines)} accessibility violations:\n" + "\n".join(lines)

    return check


@pytest.fixture
def no_sideways_scroll(page):
    """`no_sideways_scroll()` asserts that the page is no wider than its window, and names what sticks out."""

    def check() -> None:
        wide = page.evaluate(
            """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
            [...document.body.querySelectorAll('*')]
              .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1)
              .slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
        )
        size = page.viewport_size
        overflow = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, f"{page.url} is {overflow} px too wide at {size['width']} px: {wide}"

    return check
