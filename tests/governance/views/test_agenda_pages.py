"""The pages of an agenda as versions: opened again, sent, compared; and what each reader is told."""

import re

import pytest
from django.utils.html import escape

from governance.services import agenda, cases, files, meetings, papers, reopening
from tests.governance.casefile import item_url, pdf, url, write_paper
from tests.governance.services.test_agenda_versions import add, stored


@pytest.fixture
def reopened(secretary, called, meeting):
    reopening.reopen_agenda(secretary, meeting, reason="En sak til")
    return stored(meeting)


def page(client_of, actor, name, *args, query=""):
    return client_of(actor).get(url(name, *args) + query).text.replace("\xa0", " ")


def told(html):
    """The text of the page's main part."""
    main = re.search(r"<main.*</main>", html, re.DOTALL)[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_way_through_the_pages(client_of, secretary, mayor_asker, called, meeting):
    client = client_of(secretary)
    agenda_url = url("meeting_agenda", meeting.pk)
    assert "Åpne sakslisten igjen" in client.get(agenda_url).text
    refused = client.post(url("meeting_agenda_reopen", meeting.pk), {"reason": ""})
    assert (refused.status_code, "Skriv hvorfor" in refused.text) == (422, True)
    assert client.post(url("meeting_agenda_reopen", meeting.pk), {"reason": "En sak til"}).url == agenda_url
    item = add(secretary, meeting, "Sen")
    shown = told(client.get(agenda_url).text)
    assert "Ny sak, ettersendt" in shown
    assert "Send ny saksliste" in client.get(agenda_url).text
    assert "Sen" not in told(page(client_of, mayor_asker, "meeting_detail", meeting.pk))
    send = url("meeting_agenda_send", meeting.pk)
    mark = re.search(r'name="told" value="([^"]*)"', client.get(send).text)[1]
    add(secretary, meeting, "Enda en")
    late = client.post(send, {"told": mark})
    assert (late.status_code, "Noe er endret etter at du åpnet siden" in late.text) == (422, True)
    mark = re.search(r'name="told" value="([^"]*)"', late.text)[1]
    assert client.post(send, {"told": mark}).url == url("meeting_detail", meeting.pk)
    reader = page(client_of, mayor_asker, "meeting_detail", meeting.pk)
    assert "Saksliste versjon 2, sendt 15. mars 2018." in told(reader)
    assert f'href="{url("meeting_agenda_compare", meeting.pk)}"' in reader
    compared = told(page(client_of, mayor_asker, "meeting_agenda_compare", meeting.pk))
    assert "Endret fra versjon 1 til versjon 2" in compared
    assert "En sak til" in compared
    assert "02/2018 Sen Ny sak, ettersendt" in compared
    assert item.case.title in compared


def test_a_reader_has_the_old_order_until_the_new_one_is_sent(client_of, secretary, mayor_asker, item, meeting):
    for title in ("Bro", "Vei"):
        write_paper(secretary, add(secretary, meeting, title))
    meetings.call_meeting(secretary, meeting)
    reopening.reopen_agenda(secretary, meeting, reason="Rekkefølgen")
    agenda.place_item(secretary, agenda.agenda_of(meeting)[2], position=1)

    def order(actor):
        shown = told(page(client_of, actor, "meeting_detail", meeting.pk))
        return sorted(("Handlingsplan 2018", "Bro", "Vei"), key=shown.index)

    assert order(mayor_asker) == ["Handlingsplan 2018", "Bro", "Vei"]
    assert order(secretary) == ["Vei", "Handlingsplan 2018", "Bro"]
    reopening.send_agenda(secretary, meeting)
    assert order(mayor_asker) == ["Vei", "Handlingsplan 2018", "Bro"]


def test_a_numbered_case_is_taken_off_and_put_back(client_of, secretary, called, reopened):
    client = client_of(secretary)
    off = url("meeting_agenda_off", reopened.pk, called.pk)
    assert "Utsatt: den venter på et senere møte" in told(client.get(off).text)
    assert client.post(off, {"leaving": "sold"}).status_code == 422
    client.post(off, {"leaving": "withdrawn"})
    assert stored(called).leaving == "withdrawn"
    assert "Trukket, behandles ikke" in told(client.get(url("meeting_agenda", reopened.pk)).text)
    client.post(url("meeting_agenda_keep", reopened.pk), {"item": called.pk})
    assert stored(called).leaving == ""
    assert client.post(url("meeting_agenda_close", reopened.pk)).status_code == 302
    assert stored(reopened).reopened_at is None


def test_the_chosen_papers_go_out(client_of, secretary, called, reopened):
    papers.new_version(secretary, stored(called), change_note="Rettet")
    add(secretary, reopened, "Sen")
    client, send = client_of(secretary), url("meeting_agenda_send", reopened.pk)
    html = client.get(send).text
    assert "saksframlegg, versjon 2" in html
    mark = re.search(r'name="told" value="([^"]*)"', html)[1]
    client.post(send, {"told": mark, "papers": [str(called.pk), "not-a-key"]})
    assert papers.latest_sent(called).number == 2


@pytest.fixture
def secret_changes(secretary, mayor_asker, item, secret_item, meeting):
    """A published meeting in which an exempt case got a new paper, and an open one an exempt attachment."""
    meetings.call_meeting(secretary, meeting, reason="Haster")
    meetings.publish_meeting(secretary, stored(meeting))
    secret, opened = stored(secret_item), stored(item)
    papers.send_paper(secretary, papers.new_version(secretary, secret, change_note="Rettet"))
    file = files.add_attachment(
        secretary, opened, upload=pdf(), title="Lønn til Tormod", access="exempt", legal_basis="offl. § 13"
    )
    papers.send_attachment(secretary, file)
    papers.send_attachment(secretary, files.add_attachment(secretary, opened, upload=pdf("b.pdf"), title="Kart"))
    meetings.change_meeting(secretary, stored(meeting), video_link="https://video.example/hemmelig")
    agenda.withdraw_item(secretary, stored(secret_item), reason="x")
    return meeting


def test_nobody_is_told_of_what_she_may_not_read(client_of, secret_changes, secretary, mayor_asker, reader):
    def compared(actor):
        return told(page(client_of, actor, "meeting_agenda_compare", secret_changes.pk, query="?fra=1"))

    member = compared(mayor_asker)
    for words in ("Oppsigelse av Tormod", "Nytt saksframlegg, versjon 2", "Lønn til Tormod", "Kart", "video.example"):
        assert words in member, words
    assert "Trukket, behandles ikke" in member
    for actor in (reader, None):
        public = compared(actor)
        for words in ("Tormod", "Nytt saksframlegg"):
            assert words not in public, (actor, words)
        assert "Personalsak Trukket, behandles ikke" in public
        assert "Nytt vedlegg: Kart" in public
    assert "video.example" not in compared(None)


def test_a_changed_paper_leads_to_its_compare(client_of, secretary, mayor_asker, called, meeting):
    papers.send_paper(secretary, papers.new_version(secretary, called, change_note="Rettet"))
    html = page(client_of, mayor_asker, "meeting_agenda_compare", meeting.pk)
    link = escape(url("item_paper_compare", called.pk) + "?fra=1&til=2")
    assert link in html
    assert client_of(mayor_asker).get(link.replace("&amp;", "&")).status_code == 200


@pytest.mark.parametrize("query", ["?fra=9", "?til=x", "?fra=1&til=0"])
def test_a_version_that_is_not_there_is_not_found(client_of, secretary, called, meeting, query):
    add(secretary, meeting, "Sen")
    assert client_of(secretary).get(url("meeting_agenda_compare", meeting.pk) + query).status_code == 404


def test_one_version_has_nothing_to_be_compared_with(client_of, secretary, called, meeting):
    assert client_of(secretary).get(url("meeting_agenda_compare", meeting.pk)).status_code == 404
    assert "Saksliste versjon" not in page(client_of, secretary, "meeting_detail", meeting.pk)


def test_the_older_may_stand_last(client_of, secretary, called, meeting):
    add(secretary, meeting, "Sen")
    html = told(page(client_of, secretary, "meeting_agenda_compare", meeting.pk, query="?fra=2&til=1"))
    assert "Sen Tatt av sakslisten" in html


# ---- Clicks on a page that is old ----


def test_a_click_on_an_old_page_is_told_of_and_does_nothing_else(client_of, secretary, cooperation, item, meeting):
    client = client_of(secretary)
    case = cases.create_case(secretary, cooperation=cooperation, title="Ny")
    waiting = agenda.add_item(secretary, case=case, body=meeting.body)
    meetings.call_meeting(secretary, meeting)
    add_url = url("meeting_agenda_add", meeting.pk)
    answer = client.post(add_url, {"item": waiting.pk, "as": "planned"}, headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "Sakslisten ble sendt ut mens du hadde siden åpen" in answer.text
    assert stored(waiting).meeting is None
    made = client.post(
        url("meeting_agenda", meeting.pk), {"title": "X", "kind": "decision", "role": "decides", "as": "planned"}
    )
    assert (made.status_code, 'value="X"' in made.text) == (422, True)


def test_moving_what_another_has_taken_off_says_so(client_of, secretary, item, meeting):
    agenda.unlist_item(secretary, item)
    answer = client_of(secretary).post(
        url("meeting_agenda_place", meeting.pk),
        {"down": item.pk, "shown": str(item.pk)},
        headers={"HX-Request": "true"},
    )
    assert answer.status_code == 422
    assert "Noen har tatt den av i mellomtiden" in answer.text


def test_putting_on_what_another_has_put_on_says_so(client_of, secretary, item, meeting):
    answer = client_of(secretary).post(
        url("meeting_agenda_add", meeting.pk), {"item": item.pk}, headers={"HX-Request": "true"}
    )
    assert "står allerede på en saksliste" in answer.text


@pytest.mark.parametrize(
    ("posted", "order"), [({"up": 1}, "BAC"), ({"down": 0}, "BAC"), ({"up": 0}, "ABC"), ({"down": 2}, "ABC")]
)
def test_the_arrows(client_of, secretary, meeting, posted, order):
    made = [add(secretary, meeting, title) for title in "ABC"]
    shown = " ".join(str(each.pk) for each in made)
    values = {name: made[n].pk for name, n in posted.items()}
    client_of(secretary).post(url("meeting_agenda_place", meeting.pk), values | {"shown": shown, "as": "planned"})
    assert [each.case.title for each in agenda.agenda_of(meeting)] == list(order)


def test_a_case_that_came_while_she_read_is_not_called_unseen(client_of, secretary, item, meeting):
    client, call = client_of(secretary), url("meeting_call", meeting.pk)
    html = client.get(call).text
    values = {name: re.search(f'name="{name}" value="([^"]*)"', html)[1] for name in ("told", "items")}
    new = add(secretary, meeting, "Kom nå")
    write_paper(secretary, new)
    answer = client.post(call, values)
    assert (answer.status_code, "Noe er kommet til" in answer.text) == (422, True)
    assert stored(meeting).state == "planned"


def test_the_page_of_a_case_leads_through_the_agenda_as_it_went_out(client_of, secretary, mayor_asker, item, meeting):
    for title in ("Bro", "Vei"):
        write_paper(secretary, add(secretary, meeting, title))
    meetings.call_meeting(secretary, meeting)
    reopening.reopen_agenda(secretary, meeting, reason="Rekkefølgen")
    add(secretary, meeting, "Ny")
    first, bro, _vei, _new = agenda.agenda_of(meeting)
    agenda.place_item(secretary, bro, position=1)
    client = client_of(mayor_asker)
    assert re.search(r"\d av \d", told(client.get(item_url(first)).text))[0] == "1 av 3"
    assert re.search(r"\d av \d", told(client_of(secretary).get(item_url(first)).text))[0] == "2 av 4"
    assert client.get(item_url(first)).context["after"].pk == bro.pk
    assert client.get(item_url(bro)).context["before"].pk == first.pk


def test_a_file_that_is_replaced_while_the_page_is_open_is_seen_before_it_is_sent(
    client_of, secretary, called, reopened
):
    item = add(secretary, reopened, "Ny")
    write_paper(secretary, item)
    attachment = files.add_attachment(secretary, stored(called), upload=pdf(), title="Notat")
    send, client = url("meeting_agenda_send", reopened.pk), client_of(secretary)
    mark = re.search(r'name="told" value="([^"]*)"', client.get(send).text)[1]
    files.add_version(secretary, attachment, upload=pdf("nytt.pdf"))
    late = client.post(send, {"told": mark})
    assert (late.status_code, "Noe er endret etter at du åpnet siden" in late.text) == (422, True)


@pytest.mark.parametrize("way", ["listed", "created"])
def test_a_case_is_not_put_on_an_agenda_that_was_called_while_the_form_stood_open(
    client_of, secretary, case, steering_group, meeting, way
):
    """On a called agenda the case would be numbered and sent at once."""
    if way == "listed":
        address = url("item_list", agenda.add_item(secretary, case=case, body=steering_group).pk)
    else:
        address = url("item_create", case.year, case.sequence)
    client = client_of(secretary)

    def sent(page):
        values = re.findall(r'name="(base_version|stood|form_token)" value="([^"]*)"', page)
        return dict(values) | {"meeting": meeting.pk, "body": steering_group.pk, "role": "decides"}

    values = sent(client.get(address).text)
    assert f"{meeting.pk}:planned" in values["stood"]
    write_paper(secretary, add(secretary, meeting, "Første"))
    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")
    refused = client.post(address, values)
    assert (refused.status_code, "Sakslisten ble sendt ut mens du hadde siden åpen" in refused.text) == (422, True)
    assert meeting.items.count() == 1
    assert client.post(address, sent(refused.text)).status_code == 302
    assert [item.number for item in agenda.agenda_of(meeting)] == ["01/2018", "02/2018"]
