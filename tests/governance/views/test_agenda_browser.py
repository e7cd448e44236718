"""The agenda in a real browser: reopened, sent and read as new; and two secretaries in one agenda at once."""

import time

import pytest
from playwright.sync_api import expect

from governance.services import agenda, meetings, reopening, subitems
from tests.governance.casefile import url, write_paper
from tests.governance.services.test_agenda_versions import add, stored

pytestmark = pytest.mark.django_db(transaction=True)


# ---- From reopening to reading ----


def test_from_reopening_to_what_a_member_reads(
    page, sign_in, secretary, mayor_asker, called, meeting, axe, resize, no_sideways_scroll
):
    sign_in(secretary.user)
    resize("phone")
    page.goto(url("meeting_agenda", meeting.pk))
    page.get_by_role("link", name="Åpne sakslisten igjen").click()
    page.get_by_label("Begrunnelse").fill("Fylkesmannen har bedt om en uttalelse")
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Åpne sakslisten igjen").click()
    page.get_by_text("Sakslisten er åpnet igjen. Send den nye når du er ferdig.").wait_for()
    page.get_by_label("Tittel").fill("Uttalelse om jernbanen")
    page.get_by_role("button", name="Opprett sak og sett den på sakslisten").click()
    page.get_by_text("Saken er opprettet og står på sakslisten.").wait_for()
    expect(page.get_by_role("region", name="Endret siden sakslisten ble sendt")).to_contain_text("Ny sak, ettersendt")
    axe()
    no_sideways_scroll()
    page.get_by_role("link", name="Send ny saksliste").click()
    expect(page.get_by_text("Dette blir versjon 2.")).to_be_visible()
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Send ny saksliste").click()
    page.get_by_text("Saksliste versjon 2 er sendt til dem som er innkalt.").wait_for()

    sign_in(mayor_asker.user)
    page.goto(url("meeting_detail", meeting.pk))
    expect(page.get_by_text("Saksliste versjon 2, sendt")).to_be_visible()
    page.get_by_role("link", name="Se hva som er nytt").click()
    news = page.get_by_role("region", name="Endret fra versjon 1 til versjon 2")
    expect(news).to_contain_text("Fylkesmannen har bedt om en uttalelse")
    expect(news.get_by_role("listitem")).to_contain_text("02/2018")
    expect(news.get_by_role("listitem")).to_contain_text("Ny sak, ettersendt")
    axe()
    no_sideways_scroll()
    news.get_by_role("link", name="Uttalelse om jernbanen").click()
    page.get_by_role("heading", name="Uttalelse om jernbanen").wait_for()


def test_a_numbered_case_is_taken_off_and_let_stand(page, sign_in, secretary, called, meeting, axe):
    reopening.reopen_agenda(secretary, stored(meeting), reason="Prøve")
    sign_in(secretary.user)
    page.goto(url("meeting_agenda", meeting.pk))
    page.get_by_role("link", name="Ta av sakslisten: Handlingsplan 2018").click()
    page.get_by_label("Trukket: organet behandler den ikke").check()
    axe()
    page.get_by_role("button", name="Ta saken av sakslisten").click()
    page.get_by_text("Saken tas av når du sender ny saksliste.").wait_for()
    page.locator("#agenda-page[data-ready]").wait_for()
    expect(page.locator("#agenda")).to_contain_text("Tas av")
    page.get_by_role("button", name="La stå Handlingsplan 2018").click()
    expect(page.locator("#agenda")).to_contain_text("Saken blir stående på sakslisten.")
    assert stored(called).leaving == ""


# ---- Two windows ----


@pytest.fixture
def window(open_window, meeting):
    """`window(actor)`: a browser of her own with the agenda of the meeting."""
    return lambda actor: open_window(actor, url("meeting_agenda", meeting.pk), "#agenda-page[data-ready]")


@pytest.fixture
def four(secretary, meeting):
    made = [add(secretary, meeting, title) for title in ("Areal", "Bru", "Campus", "Dyrevern")]
    for item in made:
        write_paper(secretary, item)
    return dict(zip("ABCD", made, strict=True))


def shown(page):
    """The first letters of the titles, in order."""
    return "".join(text[0] for text in page.locator("#agenda .vr-agenda__title a").all_inner_texts())


def order(meeting):
    return "".join(item.case.title[0] for item in agenda.agenda_of(meeting))


def eventually(page, letters):
    titles = {"A": "Areal", "B": "Bru", "C": "Campus", "D": "Dyrevern"}
    expect(page.locator("#agenda .vr-agenda__title a")).to_have_text([titles[each] for each in letters])


def click(page, name):
    page.locator("#agenda, #agenda-rest").get_by_role("button", name=name).click()


def told(page):
    return page.locator("#live-told")


def held_back(page):
    """No news comes to the window until `page.let_go()`: it shows what stood there."""
    news = "**/saksliste/nytt/**"
    page.route(news, lambda route: route.fulfill(status=204) if route.request.method == "GET" else route.continue_())
    page.let_go = lambda: page.unroute(news)
    return page


def test_each_sees_the_other_within_two_seconds(window, four, meeting, secretary, admin):
    ours, theirs = window(secretary), window(admin)
    expect(ours.locator("#live-who")).to_have_text(f"Her nå: {admin.name}")
    took = []
    for name, letters in (("Flytt ned: Areal", "BACD"), ("Flytt opp: Dyrevern", "BADC"), ("Flytt ned: Bru", "ABDC")):
        click(theirs, name)
        eventually(theirs, letters)
        began = time.monotonic()
        eventually(ours, letters)
        took.append(time.monotonic() - began)
    print(f"seconds until it is seen: {', '.join(f'{each:.2f}' for each in took)}")
    assert max(took) < 2
    expect(told(ours)).to_have_text(f"{admin.name} flyttet saken på sakslisten: «Bru».")
    expect(told(theirs)).to_have_text("")


def test_where_the_other_stands_is_marked(window, four, secretary, admin):
    ours, theirs = window(secretary), window(admin)
    theirs.get_by_role("button", name="Flytt ned: Campus").focus()
    row = ours.locator(f"[data-item='{four['C'].pk}']")
    expect(row.get_by_role("img", name=f"{admin.name} er her")).to_be_visible()


def test_both_move_at_once_and_both_moves_hold(window, four, meeting, secretary, admin):
    ours, theirs = held_back(window(secretary)), held_back(window(admin))
    click(theirs, "Flytt opp: Dyrevern")  # A B D C
    eventually(theirs, "ABDC")
    click(ours, "Flytt ned: Areal")  # seen: B A C D
    eventually(ours, "BADC")
    for page in (ours, theirs):
        page.let_go()
        eventually(page, order(meeting))
    assert order(meeting) == "BADC"


def test_one_moves_what_the_other_has_taken_off(window, four, meeting, secretary, admin):
    ours, theirs = held_back(window(secretary)), window(admin)
    click(theirs, "Ta av sakslisten: Bru")
    eventually(theirs, "ACD")
    click(ours, "Flytt ned: Bru")
    expect(ours.locator("#agenda").get_by_role("alert")).to_contain_text("«Bru» står ikke lenger på denne sakslisten.")
    eventually(ours, "ACD")
    assert order(meeting) == "ACD"
    ours.let_go()
    expect(ours.get_by_role("region", name="Venter på møte")).to_contain_text("Bru")


def test_one_calls_the_meeting_while_the_other_adds(window, four, meeting, secretary, admin):
    """She puts a case on an agenda that is being prepared; after the call it would go out at once."""
    agenda.unlist_item(secretary, stored(four["D"]))
    ours = held_back(window(secretary))
    meetings.call_meeting(admin, stored(meeting), reason="Prøve")
    click(ours, "Sett på Dyrevern")
    alert = ours.locator("#agenda").get_by_role("alert")
    expect(alert).to_contain_text("Sakslisten ble sendt ut mens du hadde siden åpen. Ingenting er gjort.")
    assert stored(four["D"]).meeting is None
    ours.let_go()
    expect(ours.locator(".vr-head")).to_contain_text("Møtet er innkalt")
    click(ours, "Sett på Dyrevern")  # now she knows
    expect(ours.locator("#agenda")).to_contain_text("Saken står på sakslisten.")
    assert stored(four["D"]).number == "04/2018"


def test_a_new_case_that_is_being_written_is_kept(window, four, meeting, secretary, admin):
    ours = window(secretary)
    ours.get_by_label("Tittel").fill("Skrives nå")
    meetings.call_meeting(admin, stored(meeting), reason="Prøve")
    expect(ours.locator(".vr-head")).to_contain_text("Møtet er innkalt")
    expect(ours.get_by_label("Tittel")).to_have_value("Skrives nå")
    ours.get_by_role("button", name="Opprett sak og sett den på sakslisten").click()
    ours.get_by_text("Sakslisten ble sendt ut mens du hadde siden åpen").wait_for()
    expect(ours.get_by_label("Tittel")).to_have_value("Skrives nå")
    assert order(meeting) == "ABCD"
    ours.get_by_role("button", name="Opprett sak og sett den på sakslisten").click()
    ours.get_by_text("Saken er opprettet og står på sakslisten.").wait_for()
    assert order(meeting) == "ABCDS"


def test_a_button_that_has_just_come_under_her_hand_does_nothing(window, four, meeting, secretary, admin):
    """The list is drawn anew as she is about to click: what stands there now is not what she aimed at."""
    ours = window(secretary)
    where = ours.get_by_role("button", name="Ta av sakslisten: Bru").bounding_box()
    ours.evaluate(
        """([x, y]) => new MutationObserver((all, me) => {
            me.disconnect();
            setTimeout(() => window.suddenly(x, y), 0);
        }).observe(document.getElementById("agenda-page"), { childList: true })""",
        [where["x"] + where["width"] / 2, where["y"] + where["height"] / 2],
    )
    ours.evaluate(
        """() => { window.suddenly = (x, y) => document.elementFromPoint(x, y).closest("button").dispatchEvent(
            new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1, clientX: x, clientY: y })) }"""
    )
    agenda.place_item(admin, stored(four["A"]), position=2)
    expect(told(ours)).to_contain_text("Listen ble endret akkurat da du klikket")
    assert order(meeting) == "BACD"


def test_a_button_that_is_down_is_pressed_although_news_comes(window, four, meeting, secretary, admin):
    """Drawn anew between the pressing and the letting go, the list would swallow the click."""
    ours = window(secretary)
    box = ours.get_by_role("button", name="Flytt ned: Areal").bounding_box()
    ours.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    with ours.expect_response(lambda answer: answer.url.endswith("/saksliste/")):
        ours.mouse.down()
        agenda.place_item(admin, stored(four["D"]), position=1)
    ours.wait_for_timeout(300)
    assert shown(ours) == "ABCD"
    ours.mouse.up()
    eventually(ours, "DBAC")
    assert order(meeting) == "DBAC"


def test_the_news_of_her_own_move_redraws_nothing(window, four, meeting, secretary):
    ours = held_back(window(secretary))
    click(ours, "Flytt ned: Areal")
    eventually(ours, "BACD")
    ours.locator("#agenda").evaluate("each => (each.isTheOld = true)")
    with ours.expect_response(lambda answer: answer.url.endswith("/saksliste/")):
        ours.let_go()
    with ours.expect_response(lambda answer: "/saksliste/nytt/" in answer.url):
        pass
    assert ours.locator("#agenda").evaluate("each => each.isTheOld")


def test_who_may_no_longer_work_in_it_is_told_why(window, four, meeting, secretary, admin):
    ours = window(secretary)
    meetings.cancel_meeting(admin, stored(meeting))
    expect(ours.locator("#live-closed")).to_contain_text("Møtet er avholdt eller avlyst.")


def test_without_script_the_buttons_are_plain_forms(new_context, live_server, client, four, meeting, secretary):
    client.force_login(secretary.user)
    context = new_context(java_script_enabled=False)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": live_server.url}])
    page = context.new_page()
    page.goto(url("meeting_agenda", meeting.pk))
    page.get_by_role("button", name="Flytt ned: Areal").click()
    eventually(page, "BACD")
    page.get_by_role("button", name="Ta av sakslisten: Campus").click()
    expect(page.get_by_text("Saken er tatt av sakslisten.")).to_be_visible()
    assert order(meeting) == "BAD"


# ---- Sub-items ----


def test_sub_items_are_written_and_ordered_on_a_telephone_and_read_by_a_member(
    page, sign_in, secretary, mayor_asker, item, meeting, asker, lier, axe, resize, no_sideways_scroll
):
    for title, whose in (("Ny skole på Risenga", asker), ("Bomringen og næringslivet i Lierdalen", lier)):
        subitems.add_subitem(secretary, item, title=title, on_behalf_of=whose, presenter_name="Ola Gjest")
    sign_in(secretary.user)
    resize("phone")
    held_back(page).goto(url("meeting_agenda", meeting.pk))  # news redraws the list, and a click meanwhile hits nothing
    page.get_by_role("link", name="Underpunkt Handlingsplan 2018").click()
    page.get_by_label("Hva det gjelder").fill("Kollektivtrafikken")
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Legg til").click()
    page.locator("#agenda-page[data-ready]").wait_for()
    lines = page.locator(".vr-points > li")
    expect(lines).to_contain_text(["a) Asker: Ny skole", "b) Lier: Bomringen", "c) Kollektivtrafikken"])
    axe()
    no_sideways_scroll()
    page.get_by_role("button", name="Flytt opp: Kollektivtrafikken").click()
    expect(lines).to_contain_text(["a) Asker: Ny skole", "b) Kollektivtrafikken", "c) Lier: Bomringen"])
    expect(page.get_by_role("button", name="Flytt opp: Kollektivtrafikken")).to_be_focused()
    page.get_by_role("button", name="Flytt opp: Kollektivtrafikken").click()
    expect(lines).to_contain_text(["a) Kollektivtrafikken", "b) Asker: Ny skole", "c) Lier: Bomringen"])
    expect(page.get_by_role("button", name="Flytt ned: Kollektivtrafikken")).to_be_focused()
    page.get_by_role("link", name="Fjern: Asker: Ny skole").click()
    axe()
    page.get_by_role("button", name="Fjern underpunktet").click()
    page.get_by_text("Underpunktet er fjernet.").wait_for()

    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")
    sign_in(mayor_asker.user)
    page.goto(url("meeting_detail", meeting.pk))
    expect(lines).to_contain_text(["a) Kollektivtrafikken", "b) Lier: Bomringen"])
    axe()
    no_sideways_scroll()
