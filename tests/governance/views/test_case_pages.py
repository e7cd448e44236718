"""Cases: list, page, forms and acts, for those who may, those who may not, and strangers."""

import pytest

from governance.choices import CaseState
from governance.models import Case, CaseLink, Cooperation
from governance.services import agenda, cases, meetings
from tests.cast import make_person, with_role
from tests.governance.casefile import case_args, url


@pytest.fixture
def desk(client_of, secretary):
    return client_of(secretary)


def test_the_list_shows_cases_newest_first(desk, secretary, cooperation, case):
    cases.create_case(secretary, cooperation=cooperation, title="Nyere sak")
    text = desk.get(url("case_list")).content.decode()
    assert text.index("Nyere sak") < text.index("Handlingsplan 2018")


def test_the_empty_list_offers_the_next_step(desk, cooperation):
    response = desk.get(url("case_list"))
    assert "Opprett den første saken" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=handlingsPLAN", True), ("q=blåbær", False), ("q=01/2018", True), ("q=Sak+1/18", True), ("q=2018/1", True),
        ("q=46/2015", False), ("ar=2018", True), ("organ=styringsgruppen", True), ("organ=radmannsgruppen", False),
        ("type=decision", True), ("type=election", False), ("tilstand=open", True), ("tilstand=closed", False),
        ("ar=hest&organ=finnes-ikke&side=1", True), ("ar=2018&q=plan&type=decision", True), ("q=%00", True),
    ],
)  # fmt: skip
def test_the_list_is_narrowed(desk, called, executives, query, found):
    response = desk.get(f"{url('case_list')}?{query}")
    assert response.status_code == 200
    assert ("Handlingsplan 2018" in response.content.decode()) == found


def test_search_folds_norwegian_letters(desk, secretary, cooperation):
    cases.create_case(secretary, cooperation=cooperation, title="ÅPNE ATELIERER på Ærfuglen")
    assert "ATELIERER" in desk.get(url("case_list") + "?q=ærfugl").content.decode()
    assert "ATELIERER" in desk.get(url("case_list") + "?q=åpne").content.decode()


def test_the_list_is_paged_by_fifty(desk, secretary, cooperation):
    for number in range(51):
        cases.create_case(secretary, cooperation=cooperation, title=f"Sak {number}")
    first, second = (desk.get(f"{url('case_list')}?side={n}").context["rows"] for n in (1, 2))
    assert (len(first), len(second)) == (50, 1)
    assert desk.get(url("case_list") + "?side=9").status_code == 404


def test_the_page_shows_the_journey(desk, secretary, case, called, executives):
    from datetime import date

    past = meetings.create_meeting(secretary, body=executives, day=date(2018, 2, 22))
    agenda.register_item(secretary, case=case, meeting=past, sequence=46, role="recommends")
    text = desk.get(url("case_detail", *case_args(case))).content.decode()
    assert text.index("Rådmannsgruppen 46/2018") < text.index("Styringsgruppen 01/2018")
    assert "Sendte saken til et organ" in text


def test_the_history_is_for_editors(client_of, case, called, mayor_asker):
    response = client_of(mayor_asker).get(url("case_detail", *case_args(case)))
    assert response.status_code == 200
    assert response.context["events"] == []


def test_create(desk, cooperation):
    data = {"cooperation": cooperation.pk, "title": "Ny sak", "kind": "decision", "access": "public"}
    response = desk.post(url("case_create"), data)
    made = Case.objects.get()
    assert response.status_code == 302
    assert response.url == url("case_detail", *case_args(made))
    assert (made.title, made.number) == ("Ny sak", "2018/1")


def test_a_form_sent_twice_makes_one_case(desk, cooperation):
    token = desk.get(url("case_create")).context["form"]["form_token"].value()
    data = {"cooperation": cooperation.pk, "title": "Ny sak", "kind": "decision", "access": "public"}
    data["form_token"] = token
    first, second = (desk.post(url("case_create"), data) for _time in range(2))
    assert first.url == second.url
    assert [case.number for case in Case.objects.all()] == ["2018/1"]
    desk.post(url("case_create"), data | {"title": "Noe annet"})  # back in the browser, and typed anew
    desk.post(url("case_create"), data | {"form_token": "back, and the page was loaded anew"})
    assert [case.number for case in Case.objects.order_by("sequence")] == ["2018/1", "2018/2"]


def test_a_form_refused_at_first_may_be_sent_again(desk, cooperation):
    data = {"cooperation": cooperation.pk, "title": "", "kind": "decision", "access": "public", "form_token": "a"}
    refused = desk.post(url("case_create"), data)
    assert refused.context["form"]["form_token"].value() == "a"
    assert desk.post(url("case_create"), data | {"title": "Ny sak"}).status_code == 302
    assert Case.objects.count() == 1


def test_register_with_the_old_number(desk, cooperation):
    data = {"cooperation": cooperation.pk, "title": "Gammel", "kind": "decision", "access": "public"}
    data |= {"year": 2015, "sequence": 31}
    assert desk.post(url("case_register"), data).status_code == 302
    response = desk.post(url("case_register"), data)
    assert response.status_code == 422
    assert "Nummer 31/2015 er allerede i bruk" in response.content.decode()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"title": ""}, "Fyll ut dette feltet"),
        ({"title": "x" * 300}, "255"),
        ({"kind": "hest"}, "Velg noe fra lista"),
        ({"access": "exempt"}, "hjemmel"),
        ({"cooperation": "00000000-0000-0000-0000-000000000000"}, "Velg noe fra lista"),
    ],
)
def test_bad_input_gives_the_text_back(desk, cooperation, change, reason):
    data = {"cooperation": cooperation.pk, "title": "Min tittel", "kind": "decision", "access": "public"}
    data |= {"summary": "Det jeg skrev"} | change
    response = desk.post(url("case_create"), data)
    text = response.content.decode()
    assert response.status_code == 422
    assert reason in text
    assert "Det jeg skrev" in text
    assert not Case.objects.exists()


def test_edit_merges_what_others_changed(desk, admin, case):
    start = case.version
    cases.change_case(admin, case, summary="Administratorens")
    data = {"title": "Sekretærens", "kind": "decision", "access": "public", "summary": "Den årlige planen"}
    assert desk.post(url("case_edit", *case_args(case)), data | {"base_version": start}).status_code == 302
    case.refresh_from_db()
    assert (case.title, case.summary) == ("Sekretærens", "Administratorens")


def test_a_clash_shows_both_texts(desk, admin, case):
    start = case.version
    cases.change_case(admin, case, title="Administratorens")
    data = {"title": "Sekretærens", "kind": "decision", "access": "public", "base_version": start}
    response = desk.post(url("case_edit", *case_args(case)), data)
    assert response.status_code == 409
    assert "Administratorens" in response.content.decode()
    assert "Sekretærens" in response.content.decode()


@pytest.mark.parametrize(("name", "state"), [("case_close", CaseState.CLOSED), ("case_withdraw", CaseState.WITHDRAWN)])
def test_acts_ask_first_and_can_be_undone(desk, case, name, state):
    assert desk.get(url(name, *case_args(case))).status_code == 200
    case.refresh_from_db()
    assert case.state == CaseState.OPEN
    assert desk.post(url(name, *case_args(case)), {"reason": "Derfor"}).status_code == 302
    case.refresh_from_db()
    assert case.state == state
    assert desk.post(url(name, *case_args(case))).status_code == 403
    desk.post(url("case_reopen", *case_args(case)))
    case.refresh_from_db()
    assert case.state == CaseState.OPEN


def test_an_act_that_is_refused_says_why(desk, case, item):
    response = desk.post(url("case_close", *case_args(case)))
    assert response.status_code == 422
    assert "til behandling i Styringsgruppen" in response.content.decode()


def test_cases_are_linked_by_number(desk, secretary, cooperation, case):
    other = cases.create_case(secretary, cooperation=cooperation, title="Annen sak")
    address = url("case_link_create", *case_args(case))
    assert desk.post(address, {"number": "99/2018", "kind": "related"}).status_code == 422
    assert desk.post(address, {"number": "2018/2", "kind": "follows"}).status_code == 302
    assert "Følges opp av" in desk.get(url("case_detail", *case_args(other))).content.decode()
    link = CaseLink.objects.get()
    assert desk.post(url("case_link_remove", *case_args(other), link.pk)).status_code == 404
    assert desk.post(url("case_link_remove", *case_args(case), link.pk)).status_code == 302
    link.refresh_from_db()
    assert link.removed_at


def test_a_link_is_brought_back_from_the_bin_of_its_case(desk, secretary, cooperation, case, client_of, reader):
    other = cases.create_case(secretary, cooperation=cooperation, title="Annen sak")
    link = cases.unlink_cases(secretary, cases.link_cases(secretary, case, other=other, kind="follows"))
    page, back = url("case_detail", *case_args(case)), url("case_link_restore", *case_args(case), link.pk)
    assert f"Følger opp {other.number}" in desk.get(page).text
    assert f'action="{back}"' in desk.get(page).text
    assert "Papirkurv" not in desk.get(url("case_detail", *case_args(other))).text
    assert desk.post(url("case_link_restore", *case_args(other), link.pk)).status_code == 404
    assert client_of(reader).post(back).status_code == 404
    assert desk.delete(back).status_code == 405
    assert desk.get(back).status_code == 200
    answer = desk.post(back, follow=True)
    assert "Sakene er knyttet sammen igjen." in answer.text
    assert "Papirkurv" not in answer.text
    assert "Hentet tilbake knytningen til en annen sak" in answer.text
    assert desk.post(back).status_code == 404


def test_the_links_of_a_cooperations_own_cases_are_its_secretarys(alliance, khs, cooperation, secretary, case):
    own = cases.create_case(secretary, cooperation=khs, title="KHS-sak")
    second = cases.create_case(secretary, cooperation=khs, title="KHS-sak nummer to")
    mine, hidden, foreign = (
        cases.unlink_cases(secretary, cases.link_cases(secretary, one, other=other))
        for one, other in ((own, second), (own, case), (case, own))
    )
    actor = with_role(make_person(alliance, "khs@test.example", "Knut", "Khs"), "secretariat", khs)
    assert list(CaseLink.objects.in_bin(actor)) == [mine]
    assert set(CaseLink.objects.in_bin(secretary)) == {mine, hidden, foreign}
    assert not CaseLink.objects.in_bin(None).exists()


EDITS = ["case_edit", "case_close", "case_withdraw", "case_link_create", "item_create"]


@pytest.mark.parametrize("name", EDITS)
def test_a_known_reader_is_told_why_not(client_of, called, mayor_asker, name):
    response = client_of(mayor_asker).get(url(name, *case_args(called.case)))
    assert response.status_code == 403
    assert "Bare sekretariatet" in response.content.decode()


@pytest.mark.parametrize("who", ["outsider", "mayor_asker", "reader"])
@pytest.mark.parametrize("name", ["case_detail", *EDITS])
def test_a_case_that_was_not_called_is_hidden(request, client_of, case, who, name):
    assert client_of(request.getfixturevalue(who)).get(url(name, *case_args(case))).status_code == 404


@pytest.mark.parametrize("who", ["outsider", "mayor_asker"])
def test_nobody_else_writes(request, client_of, called, who):
    client = client_of(request.getfixturevalue(who))
    for name in EDITS:
        assert client.post(url(name, *case_args(called.case)), {"title": "x"}).status_code in (403, 404)
    called.case.refresh_from_db()
    assert called.case.title == "Handlingsplan 2018"


@pytest.mark.parametrize("address", ["saker/2018-99/", "saker/2018-99999999999999999999/", "saker/0-0/"])
def test_an_unknown_case_is_not_found(desk, cooperation, address):
    assert desk.get(f"/vestregionen/{address}").status_code == 404


@pytest.mark.parametrize("name", ["case_list", "meeting_list"])
def test_a_list_is_closed_until_something_is_published(client_of, outsider, called, meeting, secretary, name):
    assert client_of(outsider).get(url(name)).status_code == 404
    assert client_of(None).get(url(name)).status_code == 302
    meetings.publish_meeting(secretary, meeting)
    assert client_of(outsider).get(url(name)).status_code == 200
    assert client_of(None).get(url(name)).status_code == 200


def test_lists_answer_only_reading(desk, case):
    assert desk.post(url("case_list")).status_code == 405
    assert desk.delete(url("case_detail", *case_args(case))).status_code == 405


def test_the_list_asks_as_often_for_thirty_as_for_one(
    desk, secretary, cooperation, steering_group, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def fill(number):
        for _ in range(number):
            case = cases.create_case(secretary, cooperation=cooperation, title="Sak")
            agenda.add_item(secretary, case=case, body=steering_group)

    fill(1)
    with CaptureQueriesContext(
        connection,
    ) as one:
        desk.get(url("case_list"))
    fill(29)
    with django_assert_num_queries(len(one)):
        desk.get(url("case_list"))


def test_the_page_of_a_case_asks_as_often_for_many_stops(
    desk, secretary, case, steering_group, executives, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    agenda.add_item(secretary, case=case, body=steering_group)
    with CaptureQueriesContext(connection) as one:
        desk.get(url("case_detail", *case_args(case)))
    for _ in range(15):
        agenda.add_item(secretary, case=case, body=steering_group)
        agenda.add_item(secretary, case=case, body=executives)
    with django_assert_num_queries(len(one)):
        desk.get(url("case_detail", *case_args(case)))


def test_a_case_takes_no_row_of_another_alliance(desk, secretary, case, outsider, other_alliance, cooperation):
    """Ids of the neighbour's rows in a POST are refused like ids that do not exist."""
    theirs = Cooperation.objects.get(alliance=other_alliance)
    data = {"cooperation": theirs.pk, "title": "x", "kind": "decision", "access": "public"}
    assert desk.post(url("case_create"), data).status_code == 422
    data = {"title": "x", "kind": "decision", "access": "public", "responsible": outsider.person.pk}
    assert desk.post(url("case_edit", *case_args(case)), data).status_code == 422
    their_case = cases.create_case(outsider, cooperation=theirs, title="Deres")
    response = desk.post(url("case_link_create", *case_args(case)), {"number": their_case.number, "kind": "related"})
    assert response.status_code in (302, 422)
    assert not CaseLink.objects.filter(other=their_case).exists()
