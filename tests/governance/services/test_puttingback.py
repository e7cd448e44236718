"""An earlier value comes back by the act that writes it; a whole change where every row stands as it left it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from governance.history import Refused
from governance.models import Attachment, Case, CasePaper, Event, Seat
from governance.services import agenda, cases, meetings, papers, puttingback, seats
from governance.services.puttingback import kind_of, put_back, undo_change
from tests.governance.casefile import write_paper


def last(act) -> Event:
    return Event.objects.filter(act=act).latest("at")


def back(actor, word, row, version, name, **more):
    row.refresh_from_db()
    return put_back(actor, kind_of(word), row, version=version, name=name, **more)


def test_an_earlier_title_comes_back_with_its_reason(secretary, case):
    cases.change_case(secretary, case, title="Feil tittel")
    back(secretary, "sak", case, 1, "title", reason="skrivefeil")
    assert Case.objects.get(pk=case.pk).title == "Handlingsplan 2018"
    event = last("case.change")
    assert event.reason.startswith("Satt tilbake fra ")
    assert event.reason.endswith(": skrivefeil")


def test_a_row_that_was_pointed_to_comes_back(secretary, case):
    cases.change_case(secretary, case, responsible=secretary.person)
    cases.change_case(secretary, case, responsible=None)
    back(secretary, "sak", case, 2, "responsible")
    assert Case.objects.get(pk=case.pk).responsible == secretary.person


def test_what_others_wrote_meanwhile_stays(secretary, case):
    cases.change_case(secretary, case, title="Ny tittel")
    cases.change_case(secretary, case, summary="Nytt sammendrag")
    back(secretary, "sak", case, 1, "title")
    stored = Case.objects.get(pk=case.pk)
    assert (stored.title, stored.summary) == ("Handlingsplan 2018", "Nytt sammendrag")


def test_a_stranger_finds_nothing_to_set_back(secretary, case, outsider):
    cases.change_case(secretary, case, title="Ny tittel")
    with pytest.raises(Refused):
        back(outsider, "sak", case, 1, "title")


@pytest.mark.parametrize("role", ["reader", "mayor_asker", "coordinator"])
def test_only_who_may_edit_may_set_back(request, secretary, case, role):
    cases.change_case(secretary, case, title="Ny tittel")
    with pytest.raises(PermissionDenied):
        back(request.getfixturevalue(role), "sak", case, 1, "title")


def test_a_sent_paper_is_never_set_back(secretary, item, meeting):
    write_paper(secretary, item, "<p>Sist</p>")
    meetings.call_meeting(secretary, meeting)
    paper = papers.latest_sent(item)
    with pytest.raises(PermissionDenied, match="sendt ut"):
        back(secretary, "saksframlegg", paper, 2, "exposition")


@pytest.mark.parametrize("name", ["state", "year", "sequence", "alliance", "tull"])
def test_what_no_form_writes_is_not_set_back(secretary, case, name):
    cases.change_case(secretary, case, title="Ny tittel")
    with pytest.raises(Refused):
        back(secretary, "sak", case, 1, name)


def test_a_version_that_never_was_is_refused(secretary, case):
    with pytest.raises(Refused):
        back(secretary, "sak", case, 99, "title")


# ---- A whole change ----


def test_a_change_of_many_fields_is_taken_back_at_once(secretary, meeting):
    meetings.change_meeting(secretary, meeting, place="Drammen", form="remote", day=date(2018, 3, 16))
    undo_change(secretary, last("meeting.change"))
    meeting.refresh_from_db()
    assert (meeting.place, meeting.form, meeting.day) == ("Asker", "physical", date(2018, 3, 15))
    assert last("change.undo").reason.startswith("Angret endringen fra ")


def test_what_was_changed_after_stands_in_the_way(secretary, case):
    cases.change_case(secretary, case, title="To")
    event = last("case.change")
    cases.change_case(secretary, case, title="Tre")
    with pytest.raises(Refused, match="endret etterpå"):
        undo_change(secretary, event)
    assert Case.objects.get(pk=case.pk).title == "Tre"


def test_an_added_attachment_goes_and_a_removed_seat_comes_back(secretary, attachment, steering_group, asker):
    undo_change(secretary, last("attachment.add"))
    assert Attachment.objects.get(pk=attachment.pk).removed_at is not None
    seat = seats.add_seat(secretary, body=steering_group, on_behalf_of=asker)
    seats.remove_seat(secretary, seat)
    undo_change(secretary, last("seat.remove"))
    assert Seat.objects.get(pk=seat.pk).removed_at is None


def test_an_undo_can_itself_be_undone(secretary, case):
    cases.change_case(secretary, case, title="To")
    undo_change(secretary, last("case.change"))
    undo_change(secretary, last("change.undo"))
    assert Case.objects.get(pk=case.pk).title == "To"


@pytest.mark.parametrize("act", ["meeting.call", "case.create", "item.list"])
def test_what_is_numbered_sent_or_on_an_agenda_is_only_withdrawn(secretary, case, steering_group, meeting, act):
    item = agenda.add_item(secretary, case=case, body=steering_group)
    write_paper(secretary, item)
    agenda.list_item(secretary, item, meeting=meeting)
    meetings.call_meeting(secretary, meeting)
    with pytest.raises(Refused):
        undo_change(secretary, last(act))
    assert CasePaper.objects.get(item=item).sent_at is not None


@pytest.mark.parametrize("role", ["reader", "mayor_asker", "coordinator"])
def test_only_editors_of_the_alliance_undo(request, secretary, case, role):
    cases.change_case(secretary, case, title="To")
    with pytest.raises(PermissionDenied):
        undo_change(request.getfixturevalue(role), last("case.change"))


def test_the_offer_is_the_answer_of_the_act(secretary, reader, case):
    from governance.story import happened, stories

    cases.change_case(secretary, case, title="To")
    parts = stories.story("sak").parts
    (entry,) = happened.entries(secretary, [last("case.change").pk], parts, edits=True)
    row = entry.rows[0]
    assert puttingback.Offers(secretary, entry.rows).allows(row, row.fields[0])
    offers = puttingback.Offers(reader, entry.rows)
    assert not (offers.word(row) and offers.allows(row, row.fields[0]))
    cases.close_case(secretary, case)
    assert not puttingback.Offers(secretary, entry.rows).allows(entry.rows[0], entry.rows[0].fields[0])
