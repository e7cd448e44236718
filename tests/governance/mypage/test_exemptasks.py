"""Whom the end of an exemption asks, and that nothing opens by itself."""

from datetime import date, timedelta

import pytest

from governance.models import Attachment, Case
from governance.mypage.exemptasks import to_reassess
from governance.services import cases, files
from tests.governance.casefile import pdf

pytestmark = pytest.mark.django_db
OVER = {"access": "exempt", "ground": "14"}


@pytest.fixture
def lapsed(secretary, case, item):
    yesterday = secretary.on - timedelta(days=1)
    cases.change_case(secretary, case, exempt_until=yesterday, **OVER)
    return files.add_attachment(secretary, item, upload=pdf(), title="Tilbud", exempt_until=yesterday, **OVER)


@pytest.mark.parametrize(("days", "asks"), [(-1, True), (0, False), (1, False), (None, False)])
def test_the_day_after_the_last_it_is_asked(secretary, case, days, asks):
    until = None if days is None else secretary.on + timedelta(days=days)
    cases.change_case(secretary, case, exempt_until=until, **OVER)
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
    cases.change_case(secretary, case, responsible=secretary.person, exempt_until=date(2018, 1, 1), **OVER)
    assert [each.note for each in to_reassess(secretary)] == [""]
    assert [each.note for each in to_reassess(admin)] == [f"Saksansvarlig: {secretary.person.name}"]


def test_nothing_opens_by_itself(reader, lapsed, case):
    assert not Case.objects.readable_by(reader).filter(pk=case.pk).exists()
    assert not Attachment.objects.visible_to(reader).filter(pk=lapsed.pk).exists()
