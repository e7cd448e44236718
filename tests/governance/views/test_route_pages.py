"""The line of a case on its page, the wording from stop to stop, and the form that sends a case on."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import clock
from governance.models import AgendaItem, Event, Opening
from governance.services import agenda, cases, files, meetings, papers, resolutions
from governance.services.papers import latest_paper
from tests.governance.casefile import case_args, item_url, move_demo_day, pdf, url, write_paper

pytestmark = pytest.mark.django_db
NEW = "<ol><li><p>Forslag</p></li><li><p>Fristen er 1. mai.</p></li></ol>"


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


@pytest.fixture
def prepared(secretary, cooperation, executives):
    """Treated with changes by the chief executives, on the demo day."""
    meeting = meetings.create_meeting(secretary, body=executives, day=date(2018, 3, 8))
    case = cases.create_case(secretary, cooperation=cooperation, title="Felles innkjøp")
    item = agenda.add_item(secretary, case=case, body=executives, role="prepares", meeting=meeting)
    write_paper(secretary, item)
    files.add_attachment(secretary, item, upload=pdf(), title="Notat")
    meetings.call_meeting(secretary, meeting, reason="Haster")
    resolutions.register_resolution(secretary, fresh(item), result="changed", points=["Forslag", "Fristen er 1. mai."])
    return fresh(item)


@pytest.fixture
def following(secretary, prepared, steering_group):
    """Sent on to the steering group, where the secretary changed the wording."""
    item = agenda.send_on(secretary, prepared, body=steering_group, is_authoritative=True)
    papers.edit_paper(secretary, latest_paper(item), recommendation=NEW.replace("mai", "juni"))
    return item


def page_of(client, case):
    """What stands on the page of the case, without the help in its head."""
    text = client.get(url("case_detail", *case_args(case))).text
    return " ".join(text.partition("<main")[2].partition("</main>")[0].split())


def call(secretary, item, steering_group, day=date(2018, 3, 15)):
    meeting = meetings.create_meeting(secretary, body=steering_group, day=day)
    agenda.list_item(secretary, fresh(item), meeting=meeting)
    meetings.call_meeting(secretary, meeting, reason="Haster")
    return fresh(meeting)


# ---- The line ----


def test_the_line_tells_where_the_wording_changed_and_by_whom(client_of, secretary, prepared, following):
    page = page_of(client_of(secretary), prepared.case)
    assert "Rådmannsgruppen endret ordlyden i vedtaket." in page
    assert "Ordlyden er endret i saksframlegget etter Rådmannsgruppen." in page
    assert f"Skrevet av {secretary.name}" in page
    assert "Avgjøres her" in page
    assert page.count('<ol class="vr-route">') == 1
    assert f'href="{url("item_route", following.pk)}"' in page
    assert f'href="{url("item_route", prepared.pk)}#vedtak"' in page


def test_the_same_wording_is_said_to_be_the_same(client_of, secretary, prepared, steering_group):
    agenda.send_on(secretary, prepared, body=steering_group)
    page = page_of(client_of(secretary), prepared.case)
    assert "Samme ordlyd som Rådmannsgruppen endte med." in page
    assert "Ordlyden er endret" not in page


def test_a_resolution_corrected_after_the_case_went_on_is_told(client_of, secretary, prepared, steering_group):
    agenda.send_on(secretary, prepared, body=steering_group)
    resolution = prepared.resolutions.get()
    resolutions.change_resolution(secretary, resolution, points=["Noe helt annet"], reason="Ført feil")
    page = page_of(client_of(secretary), prepared.case)
    assert "Dette er ikke teksten som Rådmannsgruppen endte med." in page
    assert f"Sendt videre av {secretary.name}" in page


@pytest.mark.parametrize("who", ["secretary", "admin"])
def test_the_next_stop_is_proposed_to_those_who_may_send_the_case(request, client_of, who, prepared, steering_group):
    client = client_of(request.getfixturevalue(who))
    page = page_of(client, prepared.case)
    assert "Rådmannsgruppen forbereder saker for Styringsgruppen. Saken er ikke sendt dit ennå." in page
    assert f'href="{url("item_send_on", prepared.pk)}"' in page


def test_no_next_stop_once_it_is_sent_or_the_case_is_closed(client_of, secretary, prepared, steering_group):
    sent = agenda.send_on(secretary, prepared, body=steering_group)
    assert "Neste stopp" not in page_of(client_of(secretary), prepared.case)
    agenda.withdraw_item(secretary, sent)
    assert "Neste stopp" in page_of(client_of(secretary), prepared.case)
    cases.close_case(secretary, fresh(prepared.case))
    assert "Neste stopp" not in page_of(client_of(secretary), prepared.case)


@pytest.mark.parametrize("who", ["chief_executive", "mayor_asker"])
def test_a_member_is_told_of_no_draft(request, client_of, who, prepared, following):
    """The chief executive reads both bodies' papers; the second stop is not called, and its draft is nobody's yet."""
    page = page_of(client_of(request.getfixturevalue(who)), prepared.case)
    if who == "chief_executive":
        assert "Rådmannsgruppen endret ordlyden i vedtaket." in page
    assert "Ordlyden er endret i saksframlegget" not in page
    assert "Neste stopp" not in page
    assert url("item_route", following.pk) not in page


def test_a_mayor_is_told_nothing_of_the_stop_she_may_not_see(
    client_of, secretary, mayor_asker, chief_executive, prepared, following, steering_group
):
    call(secretary, following, steering_group)
    page = page_of(client_of(mayor_asker), prepared.case)
    assert "Styringsgruppen 01/2018" in page
    assert "Rådmannsgruppen" not in page
    assert "Ordlyden" not in page
    both = page_of(client_of(chief_executive), prepared.case)
    assert "Ordlyden er endret i saksframlegget etter Rådmannsgruppen." in both


def test_a_visitor_is_told_the_day_and_no_name(client_of, secretary, prepared, following, steering_group):
    meetings.publish_meeting(secretary, call(secretary, following, steering_group))
    assert "Ordlyden" not in page_of(client_of(None), prepared.case)
    meetings.publish_meeting(secretary, fresh(prepared.meeting))
    page = page_of(client_of(None), prepared.case)
    assert "Ordlyden er endret i saksframlegget etter Rådmannsgruppen." in page
    assert secretary.name not in page
    assert "versjon 1." in page


def test_of_an_exempt_case_the_line_tells_stops_alone(client_of, secretary, prepared, following, steering_group):
    meeting = call(secretary, following, steering_group)
    for each in (meeting, fresh(prepared.meeting)):
        meetings.publish_meeting(secretary, each)
    exempt = {"access": "exempt", "legal_basis": "offl. § 13", "public_title": "Personalsak"}
    cases.change_case(secretary, fresh(prepared.case), **exempt)
    page = page_of(client_of(None), prepared.case)
    assert "Styringsgruppen 01/2018" in page
    for word in ("Ordlyd", "ordlyd", "Forslaget", "Skrevet"):
        assert word not in page
    assert client_of(None).get(url("item_route", following.pk)).status_code == 302


def test_the_page_asks_as_often_for_many_stops(
    client_of, secretary, prepared, following, steering_group, executives, django_assert_num_queries
):
    desk, address = client_of(secretary), url("case_detail", *case_args(prepared.case))
    with CaptureQueriesContext(connection) as few:
        assert desk.get(address).status_code == 200
    item = following
    move_demo_day(secretary, date(2018, 3, 15))
    for body in (executives, steering_group) * 4:
        call(secretary, item, item.body)
        resolutions.register_resolution(secretary, fresh(item), result="changed", points=["Nytt"], is_meant=True)
        item = agenda.send_on(secretary, fresh(item), body=body)
    with django_assert_num_queries(len(few)):
        assert desk.get(address).text.count('class="vr-route__stop"') >= 10
    route = url("item_route", item.pk)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(route).status_code == 200
    assert len(asked) <= 13


# ---- Put off ----


@pytest.fixture
def put_off(secretary, cooperation, executives):
    """Called to a meeting that was cancelled, and then put on an earlier one of the same body."""
    case = cases.create_case(secretary, cooperation=cooperation, title="Felles innkjøp")
    cancelled = meetings.create_meeting(secretary, body=executives, day=date(2018, 3, 9))
    item = agenda.add_item(secretary, case=case, body=executives, role="prepares", meeting=cancelled)
    write_paper(secretary, item)
    meetings.call_meeting(secretary, cancelled, reason="Haster")
    meetings.cancel_meeting(secretary, fresh(cancelled), reason="Forfall")
    waiting = fresh(item).next_items.get()
    there = call(secretary, waiting, executives, date(2018, 3, 8))
    return fresh(item), fresh(waiting), there


def test_a_stop_whose_meeting_was_cancelled_ended_with_nothing(client_of, secretary, put_off):
    item, waiting, _meeting = put_off
    desk = client_of(secretary)
    page = page_of(desk, item.case)
    line = page.partition('<ol class="vr-route">')[2].partition("</ol>")[0]
    assert "endte med" not in line
    cancelled, following = (line.index(f"Rådmannsgruppen {each.number}") for each in (item, waiting))
    assert cancelled < line.index("Utsatt: møtet 9. mars 2018 ble avlyst.") < following
    assert line.index("Forslaget begynner her.") < cancelled
    assert "Neste stopp" in line
    papers_page = desk.get(item_url(waiting)).text
    assert "Bygger på behandlingen" not in papers_page
    assert f"Fortsetter fra Rådmannsgruppen {item.number}, som ble utsatt" in papers_page
    assert route(desk, waiting).status_code == 200
    assert "ingen tidligere tekst" in route(desk, waiting).text


def test_a_stop_that_was_put_off_is_passed_over_when_the_wording_is_held_against_the_one_before(
    client_of, secretary, prepared, steering_group
):
    item = agenda.send_on(secretary, prepared, body=steering_group)
    first = call(secretary, item, steering_group)
    meetings.cancel_meeting(secretary, first, reason="Forfall")
    waiting = fresh(item).next_items.get()
    desk = client_of(secretary)
    assert "Samme ordlyd som Styringsgruppen" not in page_of(desk, prepared.case)
    assert page_of(desk, prepared.case).count("Samme ordlyd som Rådmannsgruppen endte med.") == 2
    assert "Vedtaket i Rådmannsgruppen 1/2018" in route(desk, waiting).text


def test_a_case_that_was_postponed_without_a_resolution_says_so(client_of, secretary, called):
    agenda.postpone_item(secretary, called, reason="Tiden gikk")
    assert "Utsatt uten å være behandlet." in page_of(client_of(secretary), called.case)


# ---- The wording from stop to stop ----


def route(client, item, query=""):
    return client.get(url("item_route", item.pk) + query)


def test_the_text_is_compared_word_by_word(client_of, secretary, prepared, following):
    desk = client_of(secretary)
    page = route(desk, following).text
    assert "Vedtaket i Rådmannsgruppen 1/2018" in page
    assert "Saksframlegg til Styringsgruppen, versjon 1 (utkast)" in page
    assert "mai<span" in page.partition("fjernet:")[2][:60]
    assert "juni<span" in page.partition("lagt til:")[2][:60]
    assert "Det er ikke ført noe vedtak ennå." in page
    own = route(desk, prepared).text
    assert "ingen tidligere tekst" in own
    assert "Fristen er 1. mai.<span" in own.partition("lagt til:")[2][:60]


def test_an_earlier_stop_is_chosen(client_of, secretary, prepared, following, steering_group, executives):
    call(secretary, following, steering_group)
    move_demo_day(secretary, date(2018, 3, 15))
    resolutions.register_resolution(secretary, fresh(following), result="changed", points=["Kort"])
    third = agenda.send_on(secretary, fresh(following), body=executives)
    desk = client_of(secretary)
    page = route(desk, third).text
    assert "Vedtaket i Styringsgruppen 01/2018" in page
    assert "Ordene er de samme." in page
    assert "Vedtaket i Rådmannsgruppen 1/2018" in route(desk, third, f"?fra={prepared.pk}").text
    for query in (f"?fra={third.pk}", "?fra=x", f"?fra={prepared.case.pk}"):
        assert route(desk, third, query).status_code == 404
    assert route(desk, third, "?fra=").status_code == 200


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("secretary", 200),
        ("admin", 200),
        ("chief_executive", 200),
        ("mayor_asker", 200),
        ("reader", 404),
        ("contact_lier", 404),
        ("outsider", 404),
    ],
)
def test_who_reads_the_wording(request, client_of, secretary, prepared, following, steering_group, who, status):
    client = client_of(request.getfixturevalue(who))
    assert route(client, following).status_code == (200 if who in ("secretary", "admin") else 404)
    call(secretary, following, steering_group)
    response = route(client, following)
    assert response.status_code == status
    if who == "mayor_asker":
        assert "Rådmannsgruppen" not in response.text
        assert "ingen tidligere tekst du kan lese" in response.text
        assert "1. mai" not in response.text
        assert url("item_route", following.pk) not in client.get(item_url(following)).text
    if who == "chief_executive":
        assert url("item_route", following.pk) in client.get(item_url(following)).text


def test_reading_an_exempt_wording_is_noted(client_of, secretary, chief_executive, prepared, following, steering_group):
    exempt = {"access": "exempt", "legal_basis": "offl. § 13", "public_title": "Personalsak"}
    cases.change_case(secretary, fresh(prepared.case), **exempt)
    call(secretary, following, steering_group)
    assert route(client_of(chief_executive), following).status_code == 200
    assert Opening.objects.filter(user=chief_executive.user).count() == 2


def test_the_wording_is_only_read(client_of, secretary, prepared):
    assert client_of(secretary).post(url("item_route", prepared.pk)).status_code == 405


# ---- Sending on ----


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


def send(desk, item, body, **values):
    return desk.post(url("item_send_on", item.pk), {"body": body.pk, "role": "decides"} | values)


def test_a_case_that_is_ready_goes_on(desk, prepared, steering_group):
    page = desk.get(url("item_send_on", prepared.pk)).text
    assert "Saken er klar. Teksten Rådmannsgruppen endte med, går videre." in page
    assert "Hvorfor sendes saken videre likevel?" not in page
    assert "Notat (versjon 1)" in page
    assert "Versjon av saksframlegget som går videre" not in page
    assert send(desk, prepared, steering_group, is_authoritative="on").status_code == 302
    made = prepared.next_items.get()
    assert made.is_authoritative
    assert not made.attachments.exists()  # the tick was taken off


def test_an_attachment_that_came_since_the_page_was_shown_follows(desk, secretary, called, attachment, executives):
    """Only what the page named can be left out."""
    page = desk.get(url("item_send_on", called.pk)).text
    files.add_attachment(secretary, called, upload=pdf("sen.pdf"), title="Sent tillegg")
    kept = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("offered", "told")}
    assert send(desk, called, executives, reason="Haster", **kept).status_code == 302
    assert [each.title for each in called.next_items.get().attachments.all()] == ["Sent tillegg"]


def test_a_closed_case_is_refused_before_its_form_is_filled_in(desk, secretary, prepared):
    cases.close_case(secretary, prepared.case)
    refused = desk.get(url("item_send_on", prepared.pk))
    assert refused.status_code == 403
    assert "Åpne den igjen" in refused.text


def test_what_needs_a_reason_is_said_first_and_passed_with_one(desk, called, executives):
    page = desk.get(url("item_send_on", called.pk)).text
    assert "Styringsgruppen har ikke behandlet saken ennå." in page
    assert "Hvorfor sendes saken videre likevel?</label>" in page  # and nothing of "optional"
    told = page.partition('name="told" value="')[2].partition('"')[0]
    assert told
    unread = send(desk, called, executives, reason="Samme dag")
    assert unread.status_code == 422
    assert "Det er noe du bør vite om det du valgte." in unread.text
    assert "Samme dag" in unread.text
    silent = send(desk, called, executives, told=told)
    assert silent.status_code == 422
    assert "Skriv hvorfor saken sendes videre likevel." in silent.text
    assert not called.next_items.exists()
    assert send(desk, called, executives, told=told, reason="Samme dag").status_code == 302
    assert Event.objects.get(act="item.send_on").reason == "Samme dag"


def test_a_body_that_has_the_case_is_named_among_the_choices(desk, secretary, prepared, steering_group):
    agenda.send_on(secretary, prepared, body=steering_group)
    page = desk.get(url("item_send_on", prepared.pk)).text
    assert "Styringsgruppen – saken ligger der alt" in page
    assert "Saken ligger alt hos Styringsgruppen (venter på møte)." in page
    assert send(desk, prepared, steering_group).status_code == 422
    assert "Styringsgruppen – saken ligger der alt" in desk.get(url("item_create", *case_args(prepared.case))).text
    assert prepared.next_items.count() == 1


def test_only_agendas_that_can_take_the_case_are_offered(desk, secretary, prepared, steering_group):
    days = {name: date(2018, 4, n) for n, name in enumerate(("open", "called", "held", "cancelled"), start=3)}
    made = {name: meetings.create_meeting(secretary, body=steering_group, day=day) for name, day in days.items()}
    for name in ("called", "held"):
        meetings.call_meeting(secretary, made[name], reason="Tom saksliste")
    meetings.hold_meeting(secretary, made["held"], at=clock.oslo(days["held"], time(12)))
    meetings.cancel_meeting(secretary, made["cancelled"])
    page = desk.get(url("item_send_on", prepared.pk)).text
    assert f'<option value="{made["open"].pk}">Styringsgruppen 03.04.2018</option>' in page
    assert "Styringsgruppen 04.04.2018 – er innkalt, saken blir ettersendt" in page
    assert str(made["held"].pk) not in page
    assert str(made["cancelled"].pk) not in page
    refused = send(desk, prepared, steering_group, meeting=made["held"].pk)
    assert refused.status_code == 422
    assert "Sakslisten til Styringsgruppen 05.04.2018 er lukket, for møtet er avholdt." in refused.text
    assert "Disse møtene kan ta saken: 03.04.2018, 04.04.2018." in refused.text
    assert f'<option value="{made["held"].pk}" selected>Styringsgruppen 05.04.2018 – avholdt</option>' in refused.text
    assert not prepared.next_items.exists()
    assert send(desk, prepared, steering_group, meeting=made["called"].pk).status_code == 302
    assert prepared.next_items.get().is_late


def test_a_waiting_case_is_told_of_an_agenda_that_closed(desk, secretary, prepared, steering_group):
    waiting = agenda.send_on(secretary, prepared, body=steering_group)
    meeting = meetings.create_meeting(secretary, body=steering_group, day=date(2018, 4, 3))
    assert "Styringsgruppen 03.04.2018" in desk.get(url("item_list", waiting.pk)).text
    meetings.cancel_meeting(secretary, meeting)
    assert "Styringsgruppen 03.04.2018" not in desk.get(url("item_list", waiting.pk)).text
    data = {"meeting": meeting.pk, "base_version": waiting.version}
    refused = desk.post(url("item_list", waiting.pk), data)
    assert refused.status_code == 422
    assert "er lukket, for møtet er avlyst. Ingen andre møter i Styringsgruppen kan ta saken." in refused.text


@pytest.mark.parametrize("value", ["x", "00000000-0000-4000-8000-000000000000"])
def test_an_unknown_meeting_version_or_attachment_is_refused(desk, secretary, prepared, steering_group, value):
    papers_before = AgendaItem.objects.count()
    assert send(desk, prepared, steering_group, meeting=value).status_code == 422
    assert send(desk, prepared, steering_group, attachments=[value]).status_code == 422
    assert AgendaItem.objects.count() == papers_before


def test_a_version_is_chosen_where_there_are_several(desk, secretary, called, executives):
    draft = papers.new_version(secretary, called, change_note="Ny")
    papers.edit_paper(secretary, draft, recommendation="<p>Nytt</p>")
    move_demo_day(secretary, called.meeting.day)
    resolutions.register_resolution(secretary, fresh(called), result="adopted", points=["Forslag"])
    page = desk.get(url("item_send_on", called.pk)).text
    assert "Versjon 2 er et utkast som ikke er sendt ut. Det er versjon 1 som går videre." in page
    assert "Versjon 1, den Styringsgruppen fikk (sendt " in page
    assert "Versjon 2, et utkast som ikke er sendt ut" in page
    assert send(desk, called, executives, version=called.papers.get(number=1).pk).status_code == 302
    assert latest_paper(called.next_items.get()).recommendation == "<p>Forslag</p>"
    chosen = {"version": draft.pk, "reason": "Bestilt av møtet"}
    agenda.withdraw_item(secretary, called.next_items.get())
    asked = send(desk, called, executives, **chosen)
    assert "Versjon 2 er et utkast som Styringsgruppen ikke har fått." in asked.text
    told = asked.text.partition('name="told" value="')[2].partition('"')[0]
    assert send(desk, called, executives, told=told, **chosen).status_code == 302
    assert latest_paper(called.next_items.latest("turn")).recommendation == "<p>Nytt</p>"


def test_the_form_asks_the_same_for_many_meetings_and_attachments(
    desk, secretary, attachment, called, steering_group, django_assert_num_queries
):
    meetings.create_meeting(secretary, body=steering_group, day=date(2018, 4, 3))
    address = url("item_send_on", called.pk)
    with CaptureQueriesContext(connection) as few:
        assert desk.get(address).status_code == 200
    for n in range(5):
        meetings.create_meeting(secretary, body=steering_group, day=date(2018, 5, 1 + n))
        files.add_attachment(secretary, called, upload=pdf(f"{n}.pdf"))
    with django_assert_num_queries(len(few)):
        assert desk.get(address).status_code == 200
