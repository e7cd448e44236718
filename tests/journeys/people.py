"""What the journeys share: logging in as people do, and judging a page by its rules of access and width."""

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser import SIZES, _note_console, _note_response, violations
from vestregion.demo import PASSWORD

SECRETARY = "sekretariat@vestregionen.example"
ADMINISTRATOR = "admin@vestregionen.example"
MAYOR_OF_ASKER = "ordforer.asker@vestregionen.example"
STRANGER = "sekretariat@vaernesregionen.example"
TABLET = (820, 1180)
TOO_WIDE = "document.documentElement.scrollWidth - window.innerWidth"


class Visits:
    """Browsers that are open on one server, and the problems they met."""

    def __init__(self, browser: Browser, address: str):
        self.browser, self.address = browser, address
        self.contexts, self.problems = [], []

    def log_in(self, login: str, size: tuple[int, int] = SIZES["desktop"]) -> Page:
        """A new browser of `size` (width, height in pixels) where `login` has logged in."""
        page = self.open(size)
        page.goto("/")
        page.get_by_role("link", name="Logg inn").first.click()
        fill_login(page, login)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Hei")
        page.wait_for_load_state()  # the heading stands there before the scripts that listen to keys
        return page

    def open(self, size: tuple[int, int]) -> Page:
        """A new browser where nobody has logged in."""
        width, height = size
        context = self.browser.new_context(
            base_url=self.address,
            locale="nb-NO",
            timezone_id="Europe/Oslo",
            reduced_motion="reduce",
            viewport={"width": width, "height": height},
        )
        self.contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.problems = self.problems
        page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        page.on("console", lambda message: _note_console(self.problems, message))
        page.on("response", lambda response: _note_response(self.problems, response))
        return page

    def leave(self) -> None:
        """Close the browsers and fail on what went wrong in them."""
        for context in self.contexts:
            context.close()
        assert not self.problems, f"the pages had problems: {self.problems}"


def fill_login(page: Page, login: str) -> None:
    """Fill in the login page that is open, and send it."""
    page.get_by_label("E-post").fill(login)
    page.get_by_label("Passord", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Logg inn", exact=True).click()


def menu(page: Page, entry: str) -> None:
    """Go where the main menu's `entry` leads."""
    page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name=entry).click()


def open_plan(page: Page, year: int = 2016) -> None:
    """Read the action plan of a year, found from the menu."""
    menu(page, "Handlingsplan")
    page.get_by_role("navigation", name="År").get_by_role("link", name=str(year)).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Handlingsplan {year}")


def open_plan_to_edit(page: Page) -> None:
    """Edit the action plan of 2016, found from the menu."""
    open_plan(page)
    page.get_by_role("link", name="Rediger", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Rediger Handlingsplan 2016")
    page.wait_for_load_state()  # a link pressed before its script listens leads to a page of its own


def rows_of(section: Locator, title: str) -> Locator:
    """All rows of the list in which the row with `title` stands."""
    return section.get_by_role("list").filter(has_text=title).last.get_by_role("listitem")


def row_of(section: Locator, title: str) -> Locator:
    """The row that holds the title."""
    return rows_of(section, title).filter(has_text=title)


def seen(page: Page, part: Locator | None = None) -> None:
    """Assert that what is on the screen fits and is accessible on a wide screen and on a phone.

    `part` limits the check of accessibility to what has just changed on a page that was checked before.
    """
    before = page.viewport_size
    page.wait_for_load_state()  # words stand there before their styles, and would be judged without them
    found = []
    for size in ("desktop", "phone"):
        width, height = SIZES[size]
        page.set_viewport_size({"width": width, "height": height})
        too_wide = page.evaluate(TOO_WIDE)
        found += [f"{size}: {too_wide} px too wide"] if too_wide > 0 else []
        element = part.element_handle() if part else None
        found += [f"{size}: {fault}" for fault in violations(page, element)]
    page.set_viewport_size(before)
    assert not found, f"{page.url}:\n" + "\n".join(found)
