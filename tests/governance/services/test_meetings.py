from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from governance import clock, history
from governance.choices import ItemState, MeetingState, PaperState, ResolutionResult
from governance.models import Event
from governance.services import agenda, cases, meetings, papers, resolutions
from tests.governance.casefile import HELD, move_demo_day, url

LATE = clock.oslo(date(2018, 3, 12))


def test_the_call_numbers_and_sends(secretary, mayor_asker, item, meeting):
    assert meetings.call_meeting(secretary, meeting) is meeting
    item.refresh_from_db()
    assert (meeting.state, clock.day_of(meeting.called_at)) == (MeetingState.CALLED, date(2018, 3, 8))
    assert (item.number, item.state) == ("01/2018", ItemState.NUMBERED)
    assert papers.latest_paper(item).state == PaperState.SENT


def test_a_late_call_warns_and_asks_why(secretary, mayor_asker, item, meeting):
    with pytest.raises(history.Refused, match="begrunnelse"):
        meetings.call_meeting(secretary, meeting, at=LATE)
    item.refresh_from_db()
    assert item.number == ""
    meetings.call_meeting(secretary, meeting, reason="Hastesak", at=LATE)
    assert Event.objects.get(act="meeting.call").reason == "Hastesak"


def test_a_meeting_is_called_once(secretary, called, meeting):
    with pytest.raises(PermissionDenied, match="Bare et planlagt møte"):
        meetings.call_meeting(secretary, meeting)


def test_a_meeting_with_an_uncalled_agenda_is_not_held(secretary, item, meeting):
    with pytest.raises(history.Refused, match="ikke innkalt"):
        meetings.hold_meeting(secretary, meeting, at=HELD)


def test_a_meeting_is_not_held_before_its_day(secretary, called, meeting):
    move_demo_day(secretary, date(2018, 3, 8))
    with pytest.raises(history.Refused, match=r"Møtet er 15\.03\.2018"):
        meetings.hold_meeting(secretary, meeting)
    meetings.hold_meeting(secretary, meeting, at=clock.oslo(meeting.day))
    assert meeting.state == MeetingState.HELD


@pytest.mark.parametrize("result", ["adopted", "postponed"])
def test_a_meeting_with_a_resolution_is_not_cancelled(secretary, called, meeting, result):
    made = resolutions.register_resolution(secretary, called, result=result, points=["A"], is_meant=True)
    with pytest.raises(history.Refused, match="har vedtak"):
        meetings.cancel_meeting(secretary, meeting)
    resolutions.remove_resolution(secretary, made)
    meetings.cancel_meeting(secretary, meeting)
    called.refresh_from_db()
    assert called.state == ItemState.POSTPONED


def test_the_day_of_a_held_meeting_is_corrected_with_a_reason_and_takes_its_resolutions_with_it(
    secretary, called, secret_item, meeting
):
    own = resolutions.register_resolution(secretary, called, result="adopted")
    other = resolutions.register_resolution(secretary, secret_item, result="adopted")
    resolutions.remove_resolution(secretary, other)
    meetings.hold_meeting(secretary, meeting, at=HELD)
    with pytest.raises(ValidationError, match="hvorfor datoen rettes"):
        meetings.change_meeting(secretary, meeting, day=date(2018, 3, 7))
    with pytest.raises(ValidationError, match="før den dagen"):
        meetings.change_meeting(secretary, meeting, day=date(2018, 3, 20), reason="Feil")
    meetings.change_meeting(secretary, meeting, place="Lier")
    meetings.change_meeting(secretary, meeting, day=date(2018, 3, 7), reason="Feil dato i kalenderen")
    own.refresh_from_db()
    other.refresh_from_db()
    assert own.decided_on == other.decided_on == date(2018, 3, 7)
    resolutions.restore_resolution(secretary, other)
    latest = meeting.history.latest("history_date")
    assert (latest.reason, latest.change_id) == ("Feil dato i kalenderen", own.history.latest().change_id)


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"last_day": None}, {"last_day": "fra 16.03.2018"}),
        ({"day": date(2018, 3, 17), "last_day": date(2018, 3, 18)}, {"day": "fra 16.03.2018"}),
        ({"day": date(2018, 3, 12), "last_day": date(2018, 3, 15)}, {"last_day": "fra 16.03.2018"}),
        ({"day": date(2018, 3, 17)}, {"__all__": "før første dag"}),
        ({"day": date(2018, 3, 16)}, {}),
        ({"last_day": date(2018, 3, 18)}, {}),
    ],
)
def test_no_resolution_is_left_outside_the_days_of_its_meeting(secretary, called, meeting, days, says):
    meetings.change_meeting(secretary, meeting, last_day=date(2018, 3, 16))
    move_demo_day(secretary, date(2018, 3, 20))
    resolutions.register_resolution(secretary, called, result="adopted", decided_on=date(2018, 3, 16))
    if not says:
        meetings.change_meeting(secretary, meeting, **days)
    else:
        with pytest.raises(ValidationError) as refused:
            meetings.change_meeting(secretary, meeting, **days)
        (field, sentence), *_ = says.items()
        assert sentence in refused.value.message_dict[field][0]


def test_a_resolution_does_not_come_back_outside_the_days_of_its_meeting(secretary, called, meeting):
    meetings.change_meeting(secretary, meeting, last_day=date(2018, 3, 16))
    move_demo_day(secretary, date(2018, 3, 20))
    made = resolutions.register_resolution(secretary, called, result="adopted", decided_on=date(2018, 3, 16))
    resolutions.remove_resolution(secretary, made)
    meetings.change_meeting(secretary, meeting, last_day=None)
    with pytest.raises(ValidationError, match=r"Velg møtets egen dato: 15\.03\.2018"):
        resolutions.restore_resolution(secretary, made)
    meetings.change_meeting(secretary, meeting, day=date(2018, 3, 16))
    resolutions.restore_resolution(secretary, type(made).objects.get(pk=made.pk))


def test_a_meeting_with_a_resolution_is_not_moved_to_a_day_to_come(secretary, called, meeting):
    resolutions.register_resolution(secretary, called, result="adopted")
    with pytest.raises(ValidationError, match="ikke kommet ennå"):
        meetings.change_meeting(secretary, meeting, day=date(2018, 3, 22))


def test_the_page_of_a_held_meeting_asks_why_its_day_is_wrong(client_of, secretary, called, meeting):
    desk, address = client_of(secretary), url("meeting_edit", meeting.pk)
    assert 'name="reason"' not in desk.get(address).content.decode()
    meetings.hold_meeting(secretary, meeting, at=HELD)
    assert 'name="reason"' in desk.get(address).content.decode()
    sent = {"day": "2018-03-07", "kind": "ordinary", "form": "physical", "base_version": meeting.version}
    refused = desk.post(address, sent)
    assert refused.status_code == 422
    assert "hvorfor datoen rettes" in refused.content.decode()
    assert desk.post(address, sent | {"reason": "Skrivefeil"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.day == date(2018, 3, 7)


def test_cancelling_a_planned_meeting_frees_its_cases(secretary, item, meeting):
    meetings.cancel_meeting(secretary, meeting)
    item.refresh_from_db()
    assert (item.state, item.meeting) == (ItemState.WAITING, None)


def test_cancelling_a_called_meeting_postpones_its_cases(secretary, called, meeting):
    meetings.cancel_meeting(secretary, meeting, reason="Snøstorm")
    called.refresh_from_db()
    assert (called.state, called.number) == (ItemState.POSTPONED, "01/2018")
    assert called.next_items.get().state == ItemState.WAITING


def test_numbers_are_never_given_twice(secretary, cooperation, steering_group, called, meeting):
    meetings.cancel_meeting(secretary, meeting)
    again = meetings.create_meeting(secretary, body=steering_group, day=date(2018, 4, 12))
    agenda.list_item(secretary, called.next_items.get(), meeting=again)
    meetings.call_meeting(secretary, again)
    assert [item.number for item in agenda.agenda_of(again)] == ["02/2018"]


def test_only_a_called_meeting_is_published(secretary, item, meeting):
    with pytest.raises(PermissionDenied, match="Innkall møtet først"):
        meetings.publish_meeting(secretary, meeting)
    meetings.call_meeting(secretary, meeting)
    meetings.publish_meeting(secretary, meeting)
    assert meeting.published_at
    meetings.unpublish_meeting(secretary, meeting)
    assert meeting.published_at is None


# ---- Papers ----


def test_a_sent_paper_is_never_changed(secretary, called):
    sent = papers.latest_paper(called)
    with pytest.raises(PermissionDenied, match="ny versjon"):
        papers.edit_paper(secretary, sent, recommendation="<p>Annet</p>")


def test_a_new_version_starts_from_the_sent_one(secretary, called):
    draft = papers.new_version(secretary, called, change_note="Nye tall")
    assert (draft.number, draft.recommendation, draft.change_note) == (2, "<p>Forslag</p>", "Nye tall")
    papers.edit_paper(secretary, draft, recommendation="<p>Nytt</p>")
    assert papers.latest_sent(called).recommendation == "<p>Forslag</p>"
    papers.send_paper(secretary, draft)
    assert papers.latest_sent(called).recommendation == "<p>Nytt</p>"


def test_a_new_version_says_what_is_new(secretary, called):
    with pytest.raises(ValidationError, match="hva som er nytt"):
        papers.new_version(secretary, called, change_note="  ")


def test_there_is_one_draft_at_a_time(secretary, called):
    papers.new_version(secretary, called, change_note="Nye tall")
    with pytest.raises(history.Refused, match="allerede et utkast"):
        papers.new_version(secretary, called, change_note="Flere tall")


def test_a_draft_is_not_sent_before_the_call(secretary, item):
    with pytest.raises(history.Refused, match="når møtet innkalles"):
        papers.send_paper(secretary, papers.latest_paper(item))


def test_rich_text_is_cleaned_when_it_is_stored(secretary, item):
    paper = papers.edit_paper(secretary, papers.latest_paper(item), exposition="<p onclick=x>A<script>x</script></p>")
    paper.refresh_from_db()
    assert paper.exposition == "<p>A</p>"


# ---- Resolutions ----


def test_a_resolution_closes_the_treatment(secretary, called):
    resolution = resolutions.register_resolution(
        secretary, called, result="adopted", points=["Første", " ", "Andre "], is_meant=True
    )
    called.refresh_from_db()
    assert called.state == ItemState.TREATED
    assert resolution.decided_on == date(2018, 3, 15)
    assert list(resolution.points.values_list("number", "text")) == [(1, "Første"), (2, "Andre")]


def test_a_treatment_has_one_resolution(secretary, called):
    resolutions.register_resolution(secretary, called, result="adopted")
    with pytest.raises(ValidationError, match="allerede et vedtak"):
        resolutions.register_resolution(secretary, called, result="rejected")


def test_points_are_corrected_in_place(secretary, called):
    resolution = resolutions.register_resolution(
        secretary, called, result="adopted", points=["A", "B", "C"], is_meant=True
    )
    resolutions.change_resolution(secretary, resolution, points=["A", "Ny"], result="changed")
    assert list(resolution.points.present().values_list("number", "text")) == [(1, "A"), (2, "Ny")]
    resolutions.change_resolution(secretary, resolution, points=["A", "Ny", "D"])
    assert list(resolution.points.present().order_by("number").values_list("text", flat=True)) == ["A", "Ny", "D"]
    resolutions.change_resolution(secretary, resolution, remark="Enstemmig")
    assert resolution.points.present().count() == 3


def test_postponing_by_resolution_lets_the_case_wait(secretary, called):
    resolutions.register_resolution(secretary, called, result=ResolutionResult.POSTPONED)
    called.refresh_from_db()
    assert called.state == ItemState.POSTPONED
    assert called.next_items.get().state == ItemState.WAITING


def test_nothing_is_resolved_before_the_call(secretary, item):
    with pytest.raises(PermissionDenied, match="innkalt saksliste"):
        resolutions.register_resolution(secretary, item, result="adopted")


def test_a_case_is_closed_after_its_resolution(secretary, called):
    resolutions.register_resolution(secretary, called, result="adopted")
    assert cases.close_case(secretary, called.case).state == "closed"


@pytest.mark.parametrize(
    ("language", "name"), [("nb", "Styringsgruppen 15.03.2018"), ("en", "Styringsgruppen 15 Mar 2018")]
)
def test_a_meeting_is_named_in_the_language_of_the_page(meeting, language, name):
    with translation.override(language):
        assert str(meeting).replace("\u00a0", " ") == name
