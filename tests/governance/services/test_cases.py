from datetime import UTC, datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance import history
from governance.choices import CaseState, ItemState
from governance.models import Case, Event
from governance.services import agenda, cases


def test_a_case_gets_the_next_number_of_the_demo_year(secretary, cooperation):
    numbers = [cases.create_case(secretary, cooperation=cooperation, title="Sak").number for _ in range(2)]
    assert numbers == ["2018/1", "2018/2"]


def test_the_year_follows_the_moment_in_oslo(secretary, cooperation):
    at = datetime(2015, 12, 31, 23, 30, tzinfo=UTC)  # half past midnight in Oslo
    assert cases.create_case(secretary, cooperation=cooperation, title="Sak", at=at).year == 2016


def test_a_refused_case_leaves_no_gap(secretary, cooperation):
    with pytest.raises(ValidationError):
        cases.create_case(secretary, cooperation=cooperation, title="")
    assert cases.create_case(secretary, cooperation=cooperation, title="Sak").sequence == 1


def test_an_exempt_case_needs_its_legal_basis(secretary, cooperation):
    with pytest.raises(ValidationError, match="hjemmel"):
        cases.create_case(secretary, cooperation=cooperation, title="Sak", access="exempt")


def test_every_act_is_one_event(secretary, case):
    cases.change_case(secretary, case, title="Ny tittel")
    cases.close_case(secretary, case, reason="Ferdig")
    cases.reopen_case(secretary, case)
    acts = Event.objects.filter(object_id=str(case.pk)).order_by("at").values_list("act", "reason")
    assert list(acts) == [
        ("case.create", ""), ("case.change", ""), ("case.close", "Ferdig"), ("case.reopen", "")
    ]  # fmt: skip


def test_a_stale_change_clashes(secretary, admin, case):
    start = case.version
    cases.change_case(admin, Case.objects.get(pk=case.pk), title="Administratorens", base_version=start)
    with pytest.raises(history.Clash):
        cases.change_case(secretary, case, title="Sekretærens", base_version=start)
    cases.change_case(secretary, case, summary="Flettes", base_version=start)
    assert (case.title, case.summary) == ("Administratorens", "Flettes")


def test_a_case_before_a_body_is_not_closed(secretary, case, item):
    with pytest.raises(history.Refused, match="Styringsgruppen"):
        cases.close_case(secretary, case)


def test_withdrawing_takes_the_treatments_along(secretary, case, called, executives):
    waiting = agenda.add_item(secretary, case=case, body=executives)
    cases.withdraw_case(secretary, case)
    called.refresh_from_db()
    waiting.refresh_from_db()
    assert (case.state, called.state, waiting.state) == (CaseState.WITHDRAWN, *[ItemState.WITHDRAWN] * 2)
    assert called.number == "01/2018"
    assert called.meeting_id is not None


def test_cases_are_linked_once_and_again_after_removal(secretary, cooperation, case):
    other = cases.create_case(secretary, cooperation=cooperation, title="Annen")
    link = cases.link_cases(secretary, case, other=other)
    with pytest.raises(ValidationError, match="allerede"):
        cases.link_cases(secretary, case, other=other)
    with pytest.raises(ValidationError, match="seg selv"):
        cases.link_cases(secretary, case, other=case)
    cases.unlink_cases(secretary, link)
    assert cases.link_cases(secretary, case, other=other).pk
    with pytest.raises(ValidationError, match="allerede knyttet sammen"):
        cases.relink_cases(secretary, link)


def test_a_link_comes_back_to_an_open_case(secretary, reader, cooperation, case):
    other = cases.create_case(secretary, cooperation=cooperation, title="Annen")
    link = cases.unlink_cases(secretary, cases.link_cases(secretary, case, other=other))
    with pytest.raises(PermissionDenied):
        cases.relink_cases(reader, link)
    cases.close_case(secretary, case)
    with pytest.raises(PermissionDenied, match="Åpne den igjen"):
        cases.relink_cases(secretary, link)
    cases.reopen_case(secretary, case)
    assert cases.relink_cases(secretary, link).removed_at is None


def test_a_case_points_to_no_other_alliance(secretary, case, outsider, other_alliance):
    theirs = cases.create_case(outsider, cooperation=other_alliance_main(other_alliance), title="Deres")
    with pytest.raises(history.Refused, match="annen allianse"):
        cases.link_cases(secretary, case, other=theirs)


def other_alliance_main(alliance):
    from governance.models import Cooperation

    return Cooperation.objects.get(alliance=alliance, is_main=True)


@pytest.mark.parametrize("who", ["reader", "mayor_asker", "coordinator", "outsider", "contact_lier"])
def test_others_may_not(request, who, case, cooperation):
    actor = request.getfixturevalue(who)
    for act in (
        lambda: cases.create_case(actor, cooperation=cooperation, title="x"),
        lambda: cases.change_case(actor, case, title="x"),
        lambda: cases.close_case(actor, case),
        lambda: cases.withdraw_case(actor, case),
    ):
        with pytest.raises(PermissionDenied):
            act()
