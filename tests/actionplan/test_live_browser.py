"""Two write in one plan at the same time, each in a browser of her own: nothing is lost, and each sees the other."""

import random
import time

import pytest
from playwright.sync_api import expect

from actionplan.models import Activity
from actionplan.services import activities, links, measures, plans, sections
from actionplan.services.bin import remove_row, restore_row
from governance.services.tags import create_tag
from tests.actionplan.plancast import fill, in_state
from tests.actionplan.test_live import stored
from tests.browser import AXE

pytestmark = pytest.mark.django_db(transaction=True)
EDIT = "/vestregionen/handlingsplan/2016/rediger/"
GRID = f"{EDIT}tabell/"


@pytest.fixture
def window(open_window):
    """`window(actor, address)`: a browser of her own, with the page ready."""

    def open_for(actor, address=GRID):
        return open_window(actor, address, "#grid[data-ready]" if address == GRID else "#plan-editor")

    return open_for


@pytest.fixture
def rows(section, plan):
    return fill(section, 4)


def cell(page, row, name="title"):
    return page.locator(f"#rad-{row.pk} [data-felt={name}]")


def words(page, row, name="title"):
    return cell(page, row, name).locator(".vr-cell")


def write(page, row, name, text):
    cell(page, row, name).focus()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def saved(page):
    expect(page.locator("#grid-state")).to_have_text("Alt er lagret.")


def told(page):
    return page.locator("#live-told")


class TestTable:
    def test_what_one_saves_the_other_sees_within_two_seconds(self, window, rows, secretary, admin):
        ours, theirs = window(secretary), window(admin)
        took = []
        for number in range(8):
            row = rows[number % 4]
            write(theirs, row, "note", f"Merknad {number}")
            saved(theirs)
            began = time.monotonic()
            expect(words(ours, row, "note")).to_have_text(f"Merknad {number}")
            took.append(time.monotonic() - began)
        print(f"seconds until it is seen: median {sorted(took)[4]:.2f}, at most {max(took):.2f}")
        assert max(took) < 2
        expect(cell(ours, rows[3], "note")).to_have_attribute("data-by", f"Endret av {admin.name} nå")
        expect(told(ours)).to_have_text(f"{admin.name} endret 1 rad.")
        expect(told(theirs)).to_have_text("")

    def test_what_is_being_typed_stays_and_clashes_when_it_is_sent(self, window, rows, secretary, admin):
        page = window(secretary)
        cell(page, rows[0]).focus()
        page.keyboard.type("Mine ord")
        activities.change_activity(admin, stored(rows[0]), title="Hennes ord", note="Hennes merknad")
        expect(words(page, rows[0], "note")).to_have_text("Hennes merknad")
        field = page.locator(".vr-cell-editor")
        expect(field).to_be_focused()
        expect(field).to_have_value("Mine ord")
        page.keyboard.press("Enter")
        expect(cell(page, rows[0])).to_contain_text("En annen skrev: «Hennes ord»")
        expect(cell(page, rows[0])).to_contain_text("Du skrev: «Mine ord»")

    def test_what_others_wrote_meanwhile_stands_there_when_she_lets_her_own_go(self, window, rows, secretary, admin):
        page = window(secretary)
        cell(page, rows[0]).focus()
        page.keyboard.type("Mine ord")
        activities.change_activity(admin, stored(rows[0]), title="Hennes ord", note="1")
        expect(words(page, rows[0], "note")).to_have_text("1")
        page.keyboard.press("Escape")
        expect(words(page, rows[0])).to_have_text("Hennes ord")
        page.keyboard.type("Mine ord igjen")
        activities.change_activity(admin, stored(rows[0]), title="Hennes nye ord", note="2")
        expect(words(page, rows[0], "note")).to_have_text("2")
        page.keyboard.press("Enter")
        expect(cell(page, rows[0])).to_contain_text("Du skrev: «Mine ord igjen»")
        activities.change_activity(admin, stored(rows[0]), title="Hennes siste ord", note="3")
        expect(words(page, rows[0], "note")).to_have_text("3")
        page.get_by_role("button", name="Behold den andres").click()
        expect(words(page, rows[0])).to_have_text("Hennes siste ord")

    def test_what_a_row_is_about_and_leads_to_is_seen_at_once(self, window, rows, measure, case, secretary, admin):
        ours = window(secretary)
        more = cell(ours, rows[0]).locator(".vr-cell-more")
        ours.locator(f"#rad-{rows[0].pk} [data-menu]").click()
        with ours.expect_navigation():
            ours.get_by_role("dialog").get_by_role("link", name="Saker og vedtak").click()
        ours.get_by_role("link", name="Avbryt").click()
        ours.locator("#grid[data-ready]").wait_for()
        activities.change_activity(admin, stored(rows[0]), tags=[create_tag(admin, name="Transport")])
        link = links.add_link(admin, stored(rows[0]), kind="follows", case=case)
        links.add_link(admin, measure, kind="basis", case=case)
        expect(more.get_by_role("link", name=f"sak {case.number}")).to_be_visible()
        expect(more).to_contain_text("Transport")
        expect(cell(ours, measure).locator(".vr-cell-more a")).to_have_count(1)
        write(ours, rows[0], "title", "Hun skriver")
        saved(ours)
        expect(more).to_contain_text("Transport")  # what is stored of one cell says nothing of these
        links.remove_link(admin, link)
        expect(more.get_by_role("link")).to_have_count(0)

    def test_rows_come_and_go_and_move_without_taking_the_keyboard(
        self, window, rows, section, measure, secretary, admin
    ):
        page = window(secretary)
        cell(page, rows[2], "deadline_text").focus()
        page.keyboard.type("Q4")
        field = page.locator(".vr-cell-editor")
        made = activities.create_activity(admin, section=section, measure=stored(rows[2]).measure, title="Helt ny")
        expect(cell(page, made)).to_have_attribute("data-by", f"Lagt til av {admin.name} nå")
        activities.move_activity(admin, stored(rows[2]), measure=stored(rows[2]).measure, before=stored(rows[0]))
        expect(page.locator(f"#rad-{rows[2].pk} + #rad-{rows[0].pk}")).to_be_visible()
        remove_row(admin, stored(rows[3]))
        expect(page.locator(f"#rad-{rows[3].pk}")).to_have_count(0)
        expect(field).to_be_focused()
        expect(field).to_have_value("Q4")
        page.keyboard.press("Enter")
        saved(page)
        assert stored(rows[2]).deadline_text == "Q4"

    def test_a_row_that_is_removed_beneath_her_says_so_and_keeps_her_words(self, window, rows, secretary, admin):
        page = window(secretary)
        cell(page, rows[0], "note").focus()
        page.keyboard.type("Viktige ord")
        remove_row(admin, stored(rows[0]))
        row = page.locator(f"#rad-{rows[0].pk}")
        expect(row).to_contain_text(f"Raden er fjernet av {admin.name}.")
        expect(page.locator(".vr-cell-editor")).to_have_value("Viktige ord")
        expect(page.locator(f"#rad-{rows[0].pk} + #rad-{rows[1].pk}")).to_be_visible()
        page.keyboard.press("Enter")
        expect(row).to_contain_text("er fjernet av en annen")
        expect(words(page, rows[0], "note")).to_have_text("Viktige ord")
        restore_row(admin, stored(rows[0]))
        expect(row.locator(".vr-row-gone")).to_have_count(0)
        expect(words(page, rows[0], "note")).to_have_text("Viktige ord")

    def test_a_new_section_is_there_and_can_be_written_in(self, window, rows, plan, area, secretary, admin):
        page = window(secretary)
        made = sections.create_section(admin, plan=plan, area=area, title="Helt ny del")
        measures.create_measure(admin, section=made, title="Tiltak der")
        body = page.locator(f"#del-{made.pk}")
        expect(body).to_contain_text("Tiltak der")
        body.locator("tr[data-new] [data-felt=title]").first.focus()
        page.keyboard.type("Skrevet der")
        page.keyboard.press("Enter")
        saved(page)
        assert Activity.objects.filter(section=made, title="Skrevet der").count() == 1

    def test_adoption_asks_for_a_reason_and_closing_ends_the_writing(self, window, rows, plan, secretary, admin):
        page = window(secretary)
        in_state(plan, "adopted")
        expect(page.locator("#plan-reason")).to_be_visible()
        expect(page.locator("#plan-state")).to_contain_text("Vedtatt")
        expect(told(page)).to_contain_text("hver endring trenger en begrunnelse")
        page.locator("#plan-reason").fill("Fordi")
        write(page, rows[0], "note", "Etter vedtaket")
        saved(page)
        plans.close_plan(admin, stored(plan))
        expect(page.locator("#live-closed")).to_contain_text("Planen er avsluttet og kan bare leses.")
        cell(page, rows[1], "note").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".vr-cell-editor")).to_have_count(0)

    def test_it_asks_nothing_while_it_is_hidden_and_at_once_when_it_is_seen(self, window, rows, secretary, admin):
        page = window(secretary)
        asked = []
        page.on("request", lambda request: "nytt/" in request.url and asked.append(request.url))
        hide = "state => { Object.defineProperty(document, 'visibilityState', {value: state, configurable: true}); }"
        page.evaluate(hide, "hidden")
        page.wait_for_timeout(1500)
        asked.clear()
        page.wait_for_timeout(2500)
        assert asked == []
        activities.change_activity(admin, stored(rows[0]), note="Mens hun var borte")
        page.evaluate(hide, "visible")
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        expect(words(page, rows[0], "note")).to_have_text("Mens hun var borte", timeout=1000)


class TestPresence:
    def test_the_others_are_named_and_marked_where_they_stand(self, window, rows, secretary, admin, measure):
        ours, theirs = window(secretary), window(admin)
        cell(theirs, rows[2], "note").focus()
        expect(ours.locator("#live-who")).to_have_text(f"Her nå: {admin.name}")
        badge = ours.locator(f"#rad-{rows[2].pk} .vr-here")
        expect(badge).to_have_text("AA")
        expect(badge).to_have_attribute("aria-label", f"{admin.name} er her")
        # It touches neither the words of the row nor its box.
        mark, box = badge.bounding_box(), ours.locator(f"#rad-{rows[2].pk} input").bounding_box()
        assert box["x"] + box["width"] <= mark["x"]
        assert mark["x"] + mark["width"] <= cell(ours, rows[2]).bounding_box()["x"] + 1
        ours.evaluate(AXE.read_text(encoding="utf-8"))
        assert ours.evaluate("axe.run(document.querySelector('#main, main')).then(found => found.violations)") == []
        theirs.goto(EDIT)
        theirs.get_by_role("link", name=f"Endre {rows[1].title}", exact=True).focus()
        expect(ours.locator(f"#rad-{rows[1].pk} .vr-here")).to_have_text("AA")
        cell(ours, rows[0], "note").focus()
        expect(theirs.locator(f"#t-{rows[0].pk} .vr-here")).to_have_text("SS")
        theirs.goto("about:blank")
        expect(ours.locator("#live-who")).to_have_text("", timeout=4000)
        expect(ours.locator(".vr-here")).to_have_count(0)


class TestRowByRow:
    def test_a_section_is_drawn_anew_where_no_form_is_open(self, window, rows, secretary, admin):
        page = window(secretary, EDIT)
        edit = page.get_by_role("link", name=f"Endre {rows[1].title}", exact=True)
        edit.focus()
        activities.change_activity(admin, stored(rows[0]), note="Hennes merknad")
        expect(page.locator(f"#aktivitet-{rows[0].pk}")).to_contain_text("Hennes merknad")
        expect(edit).to_be_focused()

    def test_an_open_form_keeps_its_words_when_the_changes_are_shown(self, window, rows, secretary, admin):
        page = window(secretary, EDIT)
        page.get_by_role("link", name=f"Endre {rows[1].title}", exact=True).click()
        form = page.locator("#plan-editor form")
        expect(form.get_by_label("Aktivitet")).to_be_focused()  # which the form takes once, and no keys sooner
        form.get_by_label("Merknad").fill("Mine ord")
        activities.change_activity(admin, stored(rows[0]), note="Hennes merknad")
        activities.change_activity(admin, stored(rows[1]), deadline_text="Q4")
        line = page.locator("[data-live-note]")
        expect(line).to_contain_text("Noen har endret denne delen.")
        expect(page.locator(f"#aktivitet-{rows[0].pk}")).not_to_contain_text("Hennes merknad")
        line.get_by_role("button", name="Vis endringene").click()
        expect(page.locator(f"#aktivitet-{rows[0].pk}")).to_contain_text("Hennes merknad")
        expect(line).to_have_count(0)
        expect(form.get_by_label("Merknad")).to_have_value("Mine ord")
        form.get_by_role("button", name="Lagre", exact=True).click()
        expect(form).to_have_count(0)
        assert (stored(rows[1]).note, stored(rows[1]).deadline_text) == ("Mine ord", "Q4")


class Writer:
    """One of two who write at once: what she typed, and what her window shows of it."""

    def __init__(self, page, name):
        self.page, self.name, self.typed, self.cells = page, name, [], set()

    def cell(self, key, felt):
        return self.page.locator(f"#rad-{key}:not([data-gone]) [data-felt={felt}]")

    def write(self, key, felt, word):
        # What is on its way, or is a clash, is her own to settle first; a row may have gone meanwhile.
        if (key, felt) in self.cells or not self.stands_in(key, felt):
            return
        self.page.keyboard.type(word)
        self.page.keyboard.press("Enter")
        self.typed.append(word)
        self.cells |= {(key, felt)} if self.is_off else set()

    def stands_in(self, key, felt):
        """Go to the cell, if it is there and rests; looked at and gone to in one, since the row may go at any time."""
        go = "([cell]) => { if (!cell || cell.dataset.state) return false; cell.focus(); return true }"
        return self.cell(key, felt).evaluate_all(go)

    is_off = False

    def off(self, is_off):
        self.is_off, self.cells = is_off, set()
        self.page.context.set_offline(is_off)

    def add(self, word):
        self.page.locator("tr[data-new]:not([data-draft]) [data-felt=title]").first.focus()
        self.page.keyboard.type(word)
        self.page.keyboard.press("Enter")
        self.typed.append(word)

    def press(self, key, keys):
        if not self.is_off and self.stands_in(key, "note"):
            self.page.keyboard.press(keys)

    def settled(self):
        expect(self.page.locator("[data-state=saving], [data-state=waiting]")).to_have_count(0, timeout=30_000)

    def shown(self):
        return self.page.locator("#grid").inner_text()

    def give_way(self):
        for button in self.page.get_by_role("button", name="Behold den andres").all()[::-1]:
            button.click()

    def rows(self):
        return self.page.evaluate(
            """() => [...document.querySelectorAll('#grid tr[id]:not([data-gone])')].map(row =>
                [row.id, ...[...row.querySelectorAll('.vr-cell')].map(each => each.textContent)])"""
        )


@pytest.mark.parametrize("seed", [2016, 2018])
def test_two_write_in_the_same_section_in_any_order_and_lose_nothing(window, rows, secretary, admin, seed):
    """Forty acts of two in the same rows; one loses the network for a while. In the end both windows and what is stored
    say the same, and each word that was typed was stored or stands as one of two texts."""
    dice = random.Random(seed)
    writers = [Writer(window(secretary), "sekretar"), Writer(window(admin), "admin")]
    keys = [row.pk for row in rows]
    for number in range(40):
        who = dice.choice(writers)
        key, felt = dice.choice(keys), dice.choice(["note", "title", "steered_by"])
        what = dice.choices(["write", "add", "up", "down", "remove"], [14, 2, 2, 2, 1])[0]
        if number in (12, 24):
            writers[1].off(number == 12)
        word = f"{who.name}{number}"
        if what == "write":
            who.write(key, felt, word)
        elif what == "add":
            who.add(word)
        elif what == "remove":
            remove_row(admin, stored(dice.choice(rows[2:]))) if number % 2 else None
        else:
            who.press(key, {"up": "Alt+ArrowUp", "down": "Alt+ArrowDown"}[what])
        who.page.wait_for_timeout(dice.choice([0, 50, 400]))
    for who in writers:
        who.settled()
    written = [value for each in Activity.history.values_list("note", "title", "steered_by") for value in each]
    shown = [who.shown() for who in writers]
    lost = [
        word
        for who, text in zip(writers, shown, strict=True)
        for word in who.typed
        if word not in written and word not in text
    ]
    assert len(writers[0].typed) + len(writers[1].typed) > 20
    assert lost == []
    for who in writers:
        who.give_way()
        who.settled()
        who.page.wait_for_timeout(2500)
    fresh = Writer(window(secretary), "leser").rows()
    assert writers[0].rows() == fresh
    assert writers[1].rows() == fresh
