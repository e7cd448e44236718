from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from governance import history
from governance.choices import ItemRole, ItemState, PaperState
from governance.services import agenda, cases, files, meetings, papers, resolutions
from tests.governance.casefile import HELD, pdf, write_paper


def titles(meeting):
    return [item.case.title for item in agenda.agenda_of(meeting)]


@pytest.fixture
def three(secretary, cooperation, steering_group, meeting):
    made = [cases.create_case(secretary, cooperation=cooperation, title=title) for title in "ABC"]
    return [agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting) for case in made]


def test_a_new_item_waits_with_an_empty_draft(secretary, case, steering_group):
    item = agenda.add_item(secretary, case=case, body=steering_group)
    assert (item.state, item.meeting, item.number) == (ItemState.WAITING, None, "")
    assert papers.latest_paper(item).state == PaperState.DRAFT


def test_listing_and_unlisting(secretary, case, steering_group, meeting):
    item = agenda.add_item(secretary, case=case, body=steering_group)
    agenda.list_item(secretary, item, meeting=meeting)
    assert (item.state, item.meeting) == (ItemState.LISTED, meeting)
    agenda.unlist_item(secretary, item)
    assert (item.state, item.meeting) == (ItemState.WAITING, None)


def test_an_item_goes_only_to_its_own_body(secretary, case, executives, meeting):
    with pytest.raises(history.Refused, match="Rådmannsgruppen"):
        agenda.add_item(secretary, case=case, body=executives, meeting=meeting)


@pytest.mark.parametrize(
    ("moved", "position", "order"),
    [(0, 2, "BAC"), (0, 3, "BCA"), (2, 1, "CAB"), (1, 1, "BAC"), (0, 99, "BCA"), (2, 0, "CAB"), (1, 2, "ABC")],
)
def test_items_are_placed(secretary, meeting, three, moved, position, order):
    agenda.place_item(secretary, three[moved], position=position)
    assert titles(meeting) == list(order)


def test_the_order_is_fixed_by_the_call(secretary, meeting, three):
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    three[0].refresh_from_db()
    with pytest.raises(history.Refused, match="før møtet er innkalt"):
        agenda.place_item(secretary, three[0], position=3)
    assert [item.number for item in agenda.agenda_of(meeting)] == ["01/2018", "02/2018", "03/2018"]


def test_a_late_item_is_numbered_at_once(secretary, cooperation, steering_group, meeting, called):
    late = cases.create_case(secretary, cooperation=cooperation, title="Sen")
    item = agenda.add_item(secretary, case=late, body=steering_group, meeting=meeting)
    assert (item.number, item.is_late, item.state) == ("02/2018", True, ItemState.NUMBERED)
    assert papers.latest_paper(item).state == PaperState.DRAFT


def test_a_held_meeting_takes_no_more(secretary, cooperation, steering_group, meeting, called):
    meetings.hold_meeting(secretary, meeting, at=HELD)
    case = cases.create_case(secretary, cooperation=cooperation, title="For sen")
    with pytest.raises(ValidationError, match=r"er lukket, for møtet er avholdt\. Ingen andre møter i Styringsgruppen"):
        agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)


def test_a_withdrawn_item_keeps_its_number(secretary, meeting, three):
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    second = agenda.agenda_of(meeting)[1]
    agenda.withdraw_item(secretary, second, reason="Ikke klar")
    assert (second.state, second.number) == (ItemState.WITHDRAWN, "02/2018")
    assert titles(meeting) == ["A", "B", "C"]


def test_an_item_withdrawn_before_the_call_leaves_the_agenda(secretary, meeting, three):
    agenda.withdraw_item(secretary, three[1])
    assert titles(meeting) == ["A", "C"]
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    assert [item.number for item in agenda.agenda_of(meeting)] == ["01/2018", "02/2018"]


def test_a_postponed_item_waits_anew(secretary, called):
    following = agenda.postpone_item(secretary, called)
    called.refresh_from_db()
    assert (called.state, called.number) == (ItemState.POSTPONED, "01/2018")
    assert (following.state, following.previous, following.turn, following.number) == (ItemState.WAITING, called, 2, "")
    assert papers.latest_paper(following).recommendation == "<p>Forslag</p>"


def write_second_version(actor, item):
    draft = papers.new_version(actor, item, change_note="Nye tall")
    return papers.edit_paper(actor, draft, recommendation="<p>Nye tall</p>")


def test_a_postponed_item_keeps_the_newest_text_when_nobody_treated_it(secretary, called, meeting):
    write_second_version(secretary, called)
    following = agenda.postpone_item(secretary, called)
    assert papers.latest_paper(following).recommendation == "<p>Nye tall</p>"


def test_an_item_of_a_cancelled_meeting_keeps_the_newest_text(secretary, called, meeting):
    write_second_version(secretary, called)
    meetings.cancel_meeting(secretary, meeting)
    assert papers.latest_paper(called.next_items.get()).recommendation == "<p>Nye tall</p>"


def test_an_item_that_the_body_put_off_starts_from_the_text_it_had(secretary, called):
    write_second_version(secretary, called)
    resolutions.register_resolution(secretary, called, result="postponed", at=HELD)
    assert papers.latest_paper(called.next_items.get()).recommendation == "<p>Forslag</p>"


def test_the_next_stop_starts_from_the_sent_text(secretary, attachment, called, executives):
    papers.new_version(secretary, called, change_note="Uferdig")
    papers.edit_paper(secretary, papers.latest_paper(called), recommendation="<p>Uferdig</p>")
    following = agenda.send_on(secretary, called, body=executives, role=ItemRole.HEARS, reason="Samme dag")
    draft = papers.latest_paper(following)
    assert (draft.number, draft.recommendation, draft.exposition) == (1, "<p>Forslag</p>", "<p>Utredning</p>")
    assert draft.based_on == papers.latest_sent(called)
    copied = following.attachments.get()
    assert copied.title == "Notat"
    assert copied.versions.get().file == attachment.versions.get().file


def test_the_next_stop_starts_from_what_was_adopted(secretary, called, executives):
    resolutions.register_resolution(secretary, called, result="changed", points=["Første <punkt>", "Andre"])
    following = agenda.send_on(secretary, called, body=executives)
    assert papers.latest_paper(following).recommendation == (
        "<ol><li><p>Første &lt;punkt&gt;</p></li><li><p>Andre</p></li></ol>"
    )


def test_an_exempt_attachment_stays_exempt_on_its_way(secretary, item, meeting, executives):
    files.add_attachment(secretary, item, upload=pdf(), access="exempt", legal_basis="offl. § 14")
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    item.refresh_from_db()
    copied = agenda.send_on(secretary, item, body=executives, reason="Samme dag").attachments.get()
    assert (copied.access, copied.legal_basis) == ("exempt", "offl. § 14")


def test_a_registered_item_has_its_own_number(secretary, case, executives):
    meeting = meetings.create_meeting(secretary, body=executives, day=date(2015, 11, 26))
    item = agenda.register_item(secretary, case=case, meeting=meeting, sequence=46)
    assert (item.number, item.registered, item.state) == ("46/2015", True, ItemState.NUMBERED)
    with pytest.raises(ValidationError, match="46/2015 er allerede i bruk"):
        agenda.register_item(secretary, case=case, meeting=meeting, sequence=46)
    write_paper(secretary, item)
    meetings.call_meeting(secretary, meeting, reason="Registrert i ettertid")
    assert papers.latest_sent(item).recommendation == "<p>Forslag</p>"
    assert item.number == "46/2015"


def test_an_old_treatment_may_lack_its_number(secretary, case, executives):
    meeting = meetings.create_meeting(secretary, body=executives, day=date(2014, 10, 9))
    item = agenda.register_item(secretary, case=case, meeting=meeting)
    assert (item.number, item.state) == ("", ItemState.NUMBERED)
    meetings.call_meeting(secretary, meeting, reason="Registrert i ettertid")
    item.refresh_from_db()
    assert item.number == ""


def test_the_number_belongs_to_the_year_of_the_meeting(secretary, case, steering_group):
    meeting = meetings.create_meeting(secretary, body=steering_group, day=date(2019, 1, 10))
    agenda.add_item(secretary, case=case, body=steering_group, meeting=meeting)
    meetings.call_meeting(secretary, meeting, reason="Uten forslag")
    assert agenda.agenda_of(meeting)[0].number == "01/2019"


def test_only_an_item_without_number_is_removed(secretary, called, case, executives):
    waiting = agenda.add_item(secretary, case=case, body=executives)
    agenda.remove_item(secretary, waiting)
    assert waiting.removed_at
    assert agenda.add_item(secretary, case=case, body=executives).turn == 2
    with pytest.raises(PermissionDenied, match="Trekk saken"):
        agenda.remove_item(secretary, called)


@pytest.mark.parametrize("who", ["reader", "mayor_asker", "coordinator", "outsider"])
def test_others_may_not(request, who, called, meeting, steering_group):
    actor = request.getfixturevalue(who)
    for act in (
        lambda: agenda.add_item(actor, case=called.case, body=steering_group),
        lambda: agenda.withdraw_item(actor, called),
        lambda: agenda.postpone_item(actor, called),
        lambda: agenda.send_on(actor, called, body=steering_group),
        lambda: agenda.place_item(actor, called, position=1),
        lambda: papers.new_version(actor, called, change_note="x"),
        lambda: files.add_attachment(actor, called, upload=pdf()),
        lambda: resolutions.register_resolution(actor, called, result="adopted"),
        lambda: meetings.hold_meeting(actor, meeting),
    ):
        with pytest.raises(PermissionDenied):
            act()
