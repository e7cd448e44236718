"""A rule looks at the stored row, whatever the row in hand says."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance import clock, history
from governance.choices import ItemState, MeetingState
from governance.models import AgendaItem, Attachment, Case, CasePaper, Meeting
from governance.services import agenda, cases, claims, files, meetings, papers
from tests.governance.casefile import HELD, pdf, url


def copy(row):
    """The row as somebody else read it a moment ago."""
    return type(row).objects.get(pk=row.pk)


def test_a_paper_that_was_sent_meanwhile_is_not_changed(secretary, item, meeting):
    stale = CasePaper.objects.get(item=item)
    meetings.call_meeting(secretary, meeting)
    with pytest.raises(PermissionDenied, match="sendt ut"):
        papers.edit_paper(secretary, stale, exposition="<p>Endret etterpå</p>")
    assert "etterpå" not in CasePaper.objects.get(item=item).exposition


def test_an_item_onto_a_meeting_called_meanwhile_comes_late(secretary, cooperation, steering_group, item, meeting):
    stale = copy(meeting)
    meetings.call_meeting(secretary, meeting)
    late = cases.create_case(secretary, cooperation=cooperation, title="Sen")
    added = agenda.add_item(secretary, case=late, body=steering_group, meeting=stale)
    assert (added.state, added.number, added.is_late) == (ItemState.NUMBERED, "02/2018", True)
    meetings.hold_meeting(secretary, meeting, at=HELD)
    other = agenda.add_item(secretary, case=late, body=steering_group)
    with pytest.raises(ValidationError, match="avholdt"):
        agenda.list_item(secretary, other, meeting=stale)


def test_the_order_of_an_agenda_called_meanwhile_stands(secretary, item, meeting):
    stale = AgendaItem.objects.select_related("meeting").get(pk=item.pk)
    meetings.call_meeting(secretary, meeting)
    with pytest.raises(history.Refused, match="før møtet er innkalt"):
        agenda.place_item(secretary, stale, position=1)


def test_a_held_meeting_is_not_cancelled_with_its_cases(secretary, called, meeting):
    stale = copy(meeting)
    meetings.hold_meeting(secretary, meeting, at=HELD)
    with pytest.raises(PermissionDenied, match="allerede avholdt"):
        meetings.cancel_meeting(secretary, stale)
    assert copy(called).state == ItemState.NUMBERED


def test_a_case_closed_meanwhile_takes_no_new_treatment(secretary, case, steering_group):
    stale = Case.objects.get(pk=case.pk)
    cases.close_case(secretary, case)
    with pytest.raises(PermissionDenied, match="avsluttet"):
        agenda.add_item(secretary, case=stale, body=steering_group)
    with pytest.raises(PermissionDenied, match="avsluttet"):
        cases.change_case(secretary, stale, title="Ny")


def test_an_attachment_called_meanwhile_stays(secretary, item, attachment, meeting):
    stale = Attachment.objects.select_related("item").get(pk=attachment.pk)
    meetings.call_meeting(secretary, meeting)
    with pytest.raises(PermissionDenied, match="sendt ut"):
        files.remove_attachment(secretary, stale)


def test_what_was_deleted_meanwhile_is_not_changed(secretary, item):
    stale = copy(item)
    agenda.remove_item(secretary, item)
    with pytest.raises(history.Refused, match="slettet"):
        agenda.change_item(secretary, stale, role="hears")
    with pytest.raises(history.Refused, match="slettet"):
        files.add_attachment(secretary, stale, upload=pdf())


@pytest.mark.parametrize("state", ["treated", "waiting"])
def test_a_treatment_from_before_the_system_is_not_deleted(secretary, case, meeting, state):
    from governance.services import resolutions

    item = agenda.register_item(secretary, case=case, meeting=meeting)
    if state == "treated":
        resolutions.register_resolution(secretary, item, result="adopted", at=clock.oslo(meeting.day))
    with pytest.raises(PermissionDenied, match="Trekk saken"):
        agenda.remove_item(secretary, item)


def test_a_meeting_with_numbers_stays_in_its_year(client_of, secretary, called, meeting):
    with pytest.raises(ValidationError, match="nummer i 2018"):
        meetings.change_meeting(secretary, meeting, day=date(2019, 1, 10))
    assert copy(meeting).day == date(2018, 3, 15)
    sent = {"day": "2019-01-10", "kind": "ordinary", "form": "physical", "base_version": copy(meeting).version}
    response = client_of(secretary).post(url("meeting_edit", meeting.pk), sent)
    assert response.status_code == 422
    assert "nummer i 2018" in response.content.decode()
    meetings.change_meeting(secretary, copy(meeting), day=date(2018, 4, 10))


def test_a_planned_meeting_may_move_to_another_year(secretary, item, meeting):
    assert meetings.change_meeting(secretary, meeting, day=date(2019, 1, 10)).day == date(2019, 1, 10)


def test_a_cancelled_meeting_is_taken_off_the_net(client_of, secretary, called, meeting):
    meetings.publish_meeting(secretary, meeting)
    meetings.cancel_meeting(secretary, Meeting.objects.get(pk=meeting.pk))
    public, desk = client_of(None), client_of(secretary)
    address = url("meeting_detail", meeting.pk)
    assert public.get(address).status_code == 200
    assert url("meeting_unpublish", meeting.pk) in desk.get(address).content.decode()
    assert desk.post(url("meeting_unpublish", meeting.pk), {"reason": "Avlyst"}).status_code == 302
    assert public.get(address).status_code == 410
    assert copy(meeting).state == MeetingState.CANCELLED
    assert desk.post(url("meeting_unpublish", meeting.pk)).status_code == 403


def test_a_change_reads_its_row_and_what_it_points_to_once(secretary, case, cooperation):
    case = Case.objects.select_related("cooperation").get(pk=case.pk)
    with history.recording(secretary, "case.change", case), CaptureQueriesContext(connection) as taken:
        claims.claim_change(secretary, "case.edit", case, {"cooperation": cooperation})
    tables = [case._meta.db_table, cooperation._meta.db_table]
    read = [[f'FROM "{table}"' in query["sql"] for query in taken].count(True) for table in tables]
    assert read == [1, 1]
