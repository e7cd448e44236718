"""An activity is found, changed and saved with the keyboard alone, and the keyboard stays where the work is."""

from playwright.sync_api import expect

from tests.journeys.people import SECRETARY, open_plan_to_edit, row_of

SECTION = "Arealbruk, transport og knutepunktutvikling"
TITLE = "Delta i arbeidsgrupper i Osloregionen"
FOCUS = """() => {
    const e = document.activeElement, box = e.getBoundingClientRect();
    const marked = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    const drawn = [e, e.closest('.ds-field')].some(each => each && marked(getComputedStyle(each)));
    const y = Math.min(Math.max(box.top + box.height / 2, box.top + 4), box.bottom - 4);
    const top = document.elementFromPoint(box.left + Math.min(12, box.width / 2), y);
    return {drawn, shown: box.bottom > 0 && box.top < innerHeight && (e.contains(top) || !!top?.contains(e))};
}"""


def test_an_activity_is_changed_with_tab_and_enter(visit):
    page = visit(SECRETARY)
    open_plan_to_edit(page)
    section = page.get_by_role("region", name=SECTION, exact=True)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innholdet")).to_be_focused()
    page.keyboard.press("Enter")
    change = section.get_by_role("link", name=f"Endre {TITLE}")
    tab_to(page, change)
    page.keyboard.press("Enter")
    form = section.get_by_role("form")
    expect(form.get_by_label("Aktivitet")).to_be_focused()
    tab_to(page, form.get_by_label("Frist"))
    page.keyboard.press("Control+A")
    page.keyboard.type("Q1 + Q3")
    tab_to(page, form.get_by_label("Begrunnelse"))
    page.keyboard.type("Bare tastatur")
    tab_to(page, form.get_by_role("button", name="Lagre", exact=True))
    page.keyboard.press("Enter")
    expect(row_of(section, TITLE)).to_contain_text("Q1 + Q3 1. og 3. kvartal 2016")
    expect(change).to_be_focused()
    assert_visible_focus(page)


def tab_to(page, target) -> None:
    """Press Tab until the target has the keyboard; each stop on the way must be seen."""
    wanted = target.element_handle()
    for _stop in range(120):
        page.keyboard.press("Tab")
        assert_visible_focus(page)
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"120 presses of Tab did not reach {target}")


def assert_visible_focus(page) -> None:
    focus = page.evaluate(FOCUS)
    what = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert focus["drawn"], f"no mark of focus on {what}"
    assert focus["shown"], f"focus is out of sight or covered: {what}"
