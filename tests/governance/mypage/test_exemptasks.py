"""Whom the end of an exemption asks, and that nothing opens by itself."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile

from governance import clock
from governance.models import Attachment, Case, Cooperation
from governance.mypage.exemptasks import to_reassess
from governance.services import agenda, cases, files
from tests.governance.casefile import PDF, case_args, pdf, url

pytestmark = pytest.mark.django_db
BEFORE = clock.oslo(date(2017, 12, 1))  # when the day of the exemption was yet to come
OVER = {"access": "exempt", "ground": "14"}


@pytest.fixture
def lapsed(secretary, case, item):
    yesterday = secretary.on - timedelta(days=1)
    cases.change_case(secretary, case, exempt_until=yesterday, at=BEFORE, **OVER)
    return files.add_attachment(
        secretary, item, upload=pdf(), title="Tilbud", exempt_until=yesterday, at=BEFORE, **OVER
    )


@pytest.mark.parametrize(("days", "asks"), [(-1, True), (0, False), (1, False), (None, False)])
def test_the_day_after_the_last_it_is_asked(secretary, case, days, asks):
    until = None if days is None else secretary.on + timedelta(days=days)
    cases.change_case(secretary, case, exempt_until=until, at=BEFORE, **OVER)
    assert [each.sentence for each in to_reassess(secretary)] == (
        ["Unntaket er over: åpne eller forleng «Handlingsplan 2018»"] if asks else []
    )


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("secretary", 2),
        ("admin", 2),
        ("coordinator", 0),
        ("mayor_asker", 0),
        ("reader", 0),
        ("contact_lier", 0),
        ("outsider", 0),
    ],
)
def test_those_who_edit_are_asked(request, lapsed, who, asked):
    assert len(list(to_reassess(request.getfixturevalue(who)))) == asked


def test_an_open_row_is_not_asked_about(secretary, lapsed, case):
    cases.change_case(secretary, case, access="public")
    files.change_attachment(secretary, lapsed, access="public")
    assert list(to_reassess(secretary)) == []


def test_the_responsible_is_named_to_the_others(secretary, admin, case):
    cases.change_case(secretary, case, responsible=secretary.person, exempt_until=date(2018, 1, 1), at=BEFORE, **OVER)
    assert [each.note for each in to_reassess(secretary)] == [""]
    assert [each.note for each in to_reassess(admin)] == [f"Saksansvarlig: {secretary.person.name}"]


def test_nothing_opens_by_itself(reader, lapsed, case):
    assert not Case.objects.readable_by(reader).filter(pk=case.pk).exists()
    assert not Attachment.objects.visible_to(reader).filter(pk=lapsed.pk).exists()


def close(state, secretary, cooperation, case):
    """Bring what the exemption is of into a state in which nothing else of it is changed."""
    if state == "ended":
        Cooperation.objects.filter(pk=cooperation.pk).update(valid_to=secretary.on - timedelta(days=1))
    elif state == "closed":
        Case.objects.filter(pk=case.pk).update(state="closed")
    elif state == "withdrawn":
        cases.withdraw_case(secretary, case)


@pytest.mark.parametrize("state", ["open", "closed", "withdrawn", "ended"])
@pytest.mark.parametrize("answer", [{"access": "public"}, {"exempt_until": "2019-01-01"}])
def test_each_ask_leads_to_where_it_is_done_and_then_goes_away(
    client_of, secretary, cooperation, lapsed, case, state, answer
):
    close(state, secretary, cooperation, case)
    desk, asks = client_of(secretary), to_reassess(secretary)
    assert len(asks) == 2
    for each in asks:
        form = desk.get(each.url).context["form"]
        assert {"title", "responsible", "kind"}.isdisjoint(form.fields)
        typed = {name: form[name].value() or "" for name in form.fields} | {"exempt_until": ""} | answer
        assert desk.post(each.url, typed).status_code == 302
    assert to_reassess(secretary) == []
    case.refresh_from_db()
    assert case.access == answer.get("access", "exempt")


@pytest.fixture
def copied(secretary, called, executives):
    """An exempt attachment whose last day is past, and its copy at the next stop."""
    yesterday = secretary.on - timedelta(days=1)
    first = files.add_attachment(
        secretary, called, upload=pdf(), title="Tilbud", exempt_until=yesterday, at=BEFORE, **OVER
    )
    copy = agenda.send_on(secretary, called, body=executives, reason="Haster").attachments.get()
    return first, copy


def test_a_file_is_asked_about_once_and_decided_for_all_its_copies(secretary, copied):
    assert len(to_reassess(secretary)) == 1
    answer = {"disclosure": "kept", "disclosure_note": "Pågår.", "exempt_until": date(2018, 12, 31)}
    files.change_exemption(secretary, copied[1], **answer)
    first = Attachment.objects.get(pk=copied[0].pk)
    assert {name: getattr(first, name) for name in answer} == answer
    assert first.disclosure_by == secretary.person
    assert to_reassess(secretary) == []


def test_another_file_is_asked_about_by_itself(secretary, copied):
    files.add_version(secretary, copied[1], upload=ContentFile(PDF + b"%", name="sladdet.pdf"))
    assert len(to_reassess(secretary)) == 2
    files.change_exemption(secretary, copied[1], access="public")
    assert Attachment.objects.get(pk=copied[0].pk).access == "exempt"


def test_the_page_says_that_a_copy_follows(client_of, secretary, copied):
    page = client_of(secretary).get(to_reassess(secretary)[0].url).content.decode()
    assert "unntatt også i 1 annen behandling" in page


@pytest.mark.parametrize("who", ["coordinator", "mayor_asker", "reader"])
def test_others_decide_no_exemption(request, lapsed, case, who):
    actor = request.getfixturevalue(who)
    for change, row in ((cases.change_exemption, case), (files.change_exemption, lapsed)):
        with pytest.raises(PermissionDenied):
            change(actor, row, access="public")


def test_an_exemption_carries_no_other_change(secretary, case):
    with pytest.raises(ValueError, match="title"):
        cases.change_exemption(secretary, case, title="Annet")


def test_a_closed_case_shows_the_way(client_of, secretary, lapsed, case):
    way = url("case_exemption", *case_args(case))
    assert way not in client_of(secretary).get(url("case_detail", *case_args(case))).content.decode()
    Case.objects.filter(pk=case.pk).update(state="closed")
    assert way in client_of(secretary).get(url("case_detail", *case_args(case))).content.decode()


@pytest.mark.parametrize(
    ("who", "state", "button"),
    [
        ("secretary", "open", "Velg «Rediger» for å svare."),
        ("secretary", "closed", "Velg «Åpne eller forleng unntaket» for å svare."),
        ("admin", "closed", "Velg «Åpne eller forleng unntaket» for å svare."),
    ],
)
def test_who_owes_an_answer_on_access_is_sent_to_a_button_that_is_there(request, client_of, case, who, state, button):
    actor = request.getfixturevalue(who)
    cases.change_case(actor, case, access="exempt", ground="14")
    Case.objects.filter(pk=case.pk).update(state=state)
    page = client_of(actor).get(url("case_detail", *case_args(case))).content.decode()
    assert f"Merinnsyn er ikke vurdert ennå. {button}" in page
    assert page.count(button.split("«")[1].split("»")[0]) == 2  # told of, and to be pressed
