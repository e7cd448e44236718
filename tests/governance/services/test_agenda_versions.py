"""The agenda of a called meeting as numbered versions: when one is made, what stands in it, and how it is reopened."""

from datetime import date
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance import history
from governance.access import may
from governance.agendacompare import compare
from governance.agendawords import difference, letter_lines
from governance.choices import ItemState, MeetingState
from governance.models import AgendaItem, AgendaVersion, Meeting
from governance.services import agenda, agendaversions, cases, files, meetings, papers, reopening, resolutions, standing
from governance.services.agendaversions import freeze, newest_version
from tests.governance.casefile import HELD, pdf, write_paper
from tests.governance.mail.test_notices import mails


def add(actor, meeting, title, **values):
    case = cases.create_case(actor, cooperation=meeting.body.cooperation, title=title, **values)
    return agenda.add_item(actor, case=case, body=meeting.body, meeting=stored(meeting))


def stored(row):
    return type(row).objects.select_related().get(pk=row.pk)


def numbers(meeting):
    return list(meeting.agenda_versions.order_by("number").values_list("number", flat=True))


def newest_two(meeting):
    return tuple(reversed(meeting.agenda_versions.order_by("-number")[:2]))


def words(meeting):
    """What the newest version tells of."""
    return [line.replace("\xa0", " ") for line in letter_lines(*newest_two(meeting))]


@pytest.fixture
def reopened(secretary, called, meeting):
    reopening.reopen_agenda(secretary, meeting, reason="En sak til")
    return stored(meeting)


# ---- When a version is made ----


def test_the_call_makes_the_first(secretary, attachment, called, meeting):
    version = meeting.agenda_versions.get()
    paper, file = papers.latest_sent(called), attachment.versions.get()
    assert version.number == 1
    assert version.sent_at == stored(meeting).called_at
    assert version.facts == {
        "day": "2018-03-15", "last_day": "", "starts_at": "10:00:00", "ends_at": "",
        "place": "Asker", "form": "physical", "video_link": "", "dial_in": "",
    }  # fmt: skip
    assert version.rows == [
        {
            "item": str(called.pk),
            "number": [2018, 1],
            "role": "decides",
            "late": False,
            "state": "numbered",
            "paper": [str(paper.pk), 1],
            "files": [[str(attachment.pk), str(file.pk), 1]],
        }
    ]


def test_a_version_from_before_a_fact_was_told_is_no_other_one(secretary, called, meeting):
    version = meeting.agenda_versions.get()
    AgendaVersion.objects.filter(pk=version.pk).update(facts={k: v for k, v in version.facts.items() if k != "dial_in"})
    meetings.change_meeting(secretary, stored(meeting), note="Ta med innesko")
    with history.recording(secretary, "test.freeze", meeting):
        assert freeze(stored(meeting)) is None
    assert meeting.agenda_versions.count() == 1


def test_a_planned_meeting_has_none(secretary, item, meeting):
    agenda.change_item(secretary, item, role="hears")
    meetings.change_meeting(secretary, meeting, place="Lier")
    assert numbers(meeting) == []


def test_no_title_is_stored(secretary, item, secret_item, meeting):
    meetings.call_meeting(secretary, meeting, reason="Haster")
    assert "Tormod" not in str(AgendaVersion.objects.values_list("rows", "facts", "why"))
    assert "Tormod" not in str(AgendaVersion.history.values_list("rows", "facts", "why"))


def late(actor, item, meeting):
    add(actor, meeting, "Sen")


def withdrawn(actor, item, meeting):
    agenda.withdraw_item(actor, item)


def postponed(actor, item, meeting):
    agenda.postpone_item(actor, item)


def case_withdrawn(actor, item, meeting):
    cases.withdraw_case(actor, item.case)


def other_task(actor, item, meeting):
    agenda.change_item(actor, item, role="hears")


def other_paper(actor, item, meeting):
    draft = papers.new_version(actor, item, change_note="Rettet")
    papers.send_paper(actor, draft)


def other_file(actor, item, meeting):
    papers.send_attachment(actor, files.add_attachment(actor, item, upload=pdf(), title="Tall"))


def moved_meeting(actor, item, meeting):
    meetings.change_meeting(actor, stored(meeting), place="Lier")


QUICK = {
    late: "02/2018 Sen: Ny sak, ettersendt.",
    withdrawn: "01/2018 Handlingsplan 2018: Trukket, behandles ikke.",
    postponed: "01/2018 Handlingsplan 2018: Utsatt til et senere møte.",
    case_withdrawn: "01/2018 Handlingsplan 2018: Trukket, behandles ikke.",
    other_task: "01/2018 Handlingsplan 2018: Organets oppgave er «Uttaler seg» (før: «Vedtar»).",
    other_paper: "01/2018 Handlingsplan 2018: Nytt saksframlegg, versjon 2.",
    other_file: "01/2018 Handlingsplan 2018: Nytt vedlegg: Tall.",
    moved_meeting: "Sted: Lier (før: Asker)",
}


@pytest.mark.parametrize("act", QUICK, ids=lambda act: act.__name__)
def test_each_act_that_gives_the_readers_something_else_makes_the_next(secretary, called, meeting, act):
    act(secretary, called, meeting)
    assert numbers(meeting) == [1, 2]
    assert words(meeting) == [QUICK[act]]


def unsent_draft(actor, item, meeting):
    papers.new_version(actor, item, change_note="Uferdig")


def unsent_file(actor, item, meeting):
    files.add_attachment(actor, item, upload=pdf(), title="Tall")


def resolution(actor, item, meeting):
    resolutions.register_resolution(actor, item, result="postponed")


def note_of_meeting(actor, item, meeting):
    meetings.change_meeting(actor, stored(meeting), note="Parker bak huset")


def same_place(actor, item, meeting):
    meetings.change_meeting(actor, stored(meeting), place="Asker")


@pytest.mark.parametrize("act", [unsent_draft, unsent_file, resolution, note_of_meeting, same_place])
def test_what_gives_them_nothing_makes_none(secretary, called, meeting, act):
    act(secretary, called, meeting)
    assert numbers(meeting) == [1]


def test_one_act_makes_one_version(secretary, called, meeting, steering_group):
    for title in "AB":
        case = cases.create_case(secretary, cooperation=steering_group.cooperation, title=title)
        standing.add_standing(secretary, body=steering_group, case=case)
    standing.list_standing(secretary, stored(meeting))
    assert numbers(meeting) == [1, 2]
    assert [line.partition(":")[0] for line in words(meeting)] == ["02/2018 A", "03/2018 B"]


def test_an_act_that_fails_makes_none(secretary, called, meeting):
    draft = papers.new_version(secretary, called, change_note="Tomt")
    papers.edit_paper(secretary, draft, exposition="", recommendation="")
    with pytest.raises(history.Refused, match="tomt"):
        papers.send_paper(secretary, draft)
    assert numbers(meeting) == [1]


def test_a_held_meeting_makes_no_more(secretary, called, meeting):
    meetings.hold_meeting(secretary, stored(meeting), at=HELD)
    other_paper(secretary, stored(called), meeting)
    assert numbers(meeting) == [1]


# ---- Reopened ----


def test_what_is_put_on_waits_for_its_number(secretary, mayor_asker, reopened):
    item = add(secretary, reopened, "Sen")
    assert (item.state, item.number, item.is_late) == (ItemState.LISTED, "", True)
    assert not AgendaItem.objects.visible_to(mayor_asker).filter(pk=item.pk).exists()
    assert numbers(reopened) == [1]
    version = reopening.send_agenda(secretary, reopened)
    assert (version.number, version.why) == (2, "En sak til")
    assert stored(item).number == "02/2018"
    assert words(reopened) == ["02/2018 Sen: Ny sak, ettersendt."]
    assert (stored(reopened).reopened_at, stored(reopened).reopened_why) == (None, "")
    assert AgendaItem.objects.visible_to(mayor_asker).filter(pk=item.pk).exists()


def test_what_is_taken_off_again_leaves_no_number_behind(secretary, reopened):
    first, second = add(secretary, reopened, "Første"), add(secretary, reopened, "Andre")
    reopening.take_off(secretary, stored(first), leaving="")
    assert (stored(first).state, stored(first).is_late, stored(first).meeting) == (ItemState.WAITING, False, None)
    reopening.send_agenda(secretary, reopened)
    assert stored(second).number == "02/2018"


@pytest.mark.parametrize(
    ("leaving", "said"), [("withdrawn", "Trukket, behandles ikke"), ("postponed", "Utsatt til et senere møte")]
)
def test_a_numbered_case_stands_until_the_new_agenda_is_sent(secretary, called, reopened, leaving, said):
    reopening.take_off(secretary, stored(called), leaving=leaving)
    assert stored(called).state == ItemState.NUMBERED
    reopening.send_agenda(secretary, reopened)
    assert (stored(called).state, stored(called).number, stored(called).leaving) == (leaving, "01/2018", "")
    assert words(reopened) == [f"01/2018 Handlingsplan 2018: {said}."]
    assert called.next_items.count() == (leaving == "postponed")


def test_what_a_called_case_asks_of_the_body_waits_for_the_new_agenda(secretary, called, reopened):
    """Members read the task at once, and it cannot be held back from them: it is changed when the new one is sent."""
    added = add(secretary, reopened, "Ny")
    assert agenda.change_item(secretary, stored(added), role="hears").role == "hears"
    with pytest.raises(history.Refused, match="Oppgaven kan endres når du har sendt den nye"):
        agenda.change_item(secretary, stored(called), role="hears")
    assert stored(called).role == "decides"
    reopening.send_agenda(secretary, reopened)
    agenda.change_item(secretary, stored(called), role="hears")
    assert words(reopened) == ["01/2018 Handlingsplan 2018: Organets oppgave er «Uttaler seg» (før: «Vedtar»)."]


@pytest.mark.parametrize(("act", "said"), [(agenda.postpone_item, "utsatt"), (agenda.withdraw_item, "trukket")])
def test_what_is_off_already_is_told_how(secretary, called, meeting, act, said):
    act(secretary, stored(called))
    reopening.reopen_agenda(secretary, stored(meeting), reason="Prøve")
    with pytest.raises(history.Refused, match=f"Saken er {said} allerede"):
        reopening.take_off(secretary, stored(called), leaving="withdrawn")


def test_who_changes_her_mind_lets_it_stand(secretary, called, reopened):
    reopening.take_off(secretary, stored(called), leaving="withdrawn")
    reopening.keep_on(secretary, stored(called))
    with pytest.raises(history.Refused, match="Ingenting er endret"):
        reopening.send_agenda(secretary, reopened)
    reopening.close_agenda(secretary, reopened)
    assert numbers(reopened) == [1]


def test_the_mark_of_a_case_that_was_to_leave_goes_with_the_meeting_that_is_called_off(secretary, called, reopened):
    reopening.take_off(secretary, stored(called), leaving="withdrawn")
    meetings.cancel_meeting(secretary, stored(reopened))
    assert (stored(called).state, stored(called).leaving) == ("postponed", "")


def test_no_resolution_is_written_on_a_case_that_is_to_leave(secretary, called, reopened):
    reopening.take_off(secretary, stored(called), leaving="withdrawn")
    with pytest.raises(history.Refused, match="Saken skal tas av når du sender ny saksliste"):
        resolutions.register_resolution(secretary, stored(called), result="adopted", at=HELD)
    reopening.keep_on(secretary, stored(called))
    resolutions.register_resolution(secretary, stored(called), result="adopted", at=HELD)
    assert stored(called).state == "treated"


def test_no_mark_is_left_behind_when_the_agenda_is_closed(secretary, called, reopened):
    resolutions.register_resolution(secretary, stored(called), result="adopted", at=HELD)
    AgendaItem.objects.filter(pk=called.pk).update(leaving="withdrawn")  # as it was stored before it was refused
    reopening.close_agenda(secretary, stored(reopened))
    assert (stored(called).state, stored(called).leaving) == ("treated", "")


def test_a_called_meeting_without_a_version_gets_its_first_when_it_is_reopened(secretary, called, meeting):
    with history.recording(secretary, "test.forget", meeting):
        AgendaVersion.objects.filter(meeting=meeting).delete()
    reopening.reopen_agenda(secretary, stored(meeting), reason="Prøve")
    first = meeting.agenda_versions.get()
    assert (first.number, first.sent_at) == (1, stored(meeting).called_at)
    assert [row["item"] for row in first.rows] == [str(called.pk)]
    add(secretary, meeting, "Ny")
    assert reopening.send_agenda(secretary, stored(meeting)).number == 2


def test_a_case_that_was_called_since_it_was_read_makes_a_version(secretary, case, steering_group, meeting):
    read = agenda.add_item(secretary, case=case, body=steering_group)
    agenda.list_item(secretary, stored(read), meeting=stored(meeting))
    meetings.call_meeting(secretary, stored(meeting), reason="Prøve")
    agenda.withdraw_item(secretary, read)
    assert numbers(meeting) == [1, 2]
    assert [row["state"] for row in newest_version(meeting).rows] == ["withdrawn"]


@pytest.mark.parametrize("act", [agenda.withdraw_item, agenda.postpone_item, agenda.change_item])
def test_a_case_that_moves_while_its_agenda_is_waited_for_is_refused(monkeypatch, secretary, called, meeting, act):
    monkeypatch.setattr(agendaversions, "hold_agenda", lambda item: None)
    with pytest.raises(history.Refused, match="Saken ble satt på eller tatt av en saksliste i mellomtiden"):
        act(secretary, stored(called))
    assert stored(called).state == "numbered"


def test_cases_are_moved_and_keep_their_numbers(secretary, item, meeting):
    for title in "BC":
        write_paper(secretary, add(secretary, meeting, title))
    meetings.call_meeting(secretary, meeting)
    reopening.reopen_agenda(secretary, meeting, reason="Rekkefølgen")
    agenda.place_item(secretary, agenda.agenda_of(meeting)[2], position=1)
    assert [each.number for each in agenda.agenda_of(meeting)] == ["03/2018", "01/2018", "02/2018"]
    reopening.send_agenda(secretary, meeting)
    assert words(meeting) == ["03/2018 C: Flyttet, står nå først."]


def test_the_place_is_counted_in_what_she_saw(secretary, item, meeting):
    made = {title: add(secretary, meeting, title) for title in "BCD"} | {"A": item}
    seen = [str(made[title].pk) for title in "ABCD"]
    agenda.place_item(secretary, stored(made["D"]), position=1)  # another moves D first
    agenda.unlist_item(secretary, stored(made["B"]))  # and takes B off
    agenda.place_item(secretary, stored(made["A"]), position=3, shown=seen)  # she drops A below B and C
    assert [each.case.title for each in agenda.agenda_of(meeting)] == ["D", "C", "Handlingsplan 2018"]


def test_papers_wait_and_those_that_are_chosen_go_out(secretary, called, reopened):
    other = add(secretary, reopened, "Sen")
    write_paper(secretary, other)
    draft = papers.new_version(secretary, stored(called), change_note="Rettet")
    file = files.add_attachment(secretary, stored(called), upload=pdf(), title="Tall")
    with pytest.raises(history.Refused, match="når du sender ny saksliste"):
        papers.send_paper(secretary, draft)
    with pytest.raises(history.Refused, match="når du sender ny saksliste"):
        papers.send_attachment(secretary, file)
    waiting = {each.item.pk: (each.paper, each.files, each.goes) for each in reopening.waiting_of(reopened)}
    assert waiting == {called.pk: (draft, (file,), False), other.pk: (papers.latest_paper(other), (), True)}
    reopening.send_agenda(secretary, reopened, papers_of=[called.pk])
    assert words(reopened) == [
        "01/2018 Handlingsplan 2018: Nytt saksframlegg, versjon 2. Nytt vedlegg: Tall.",
        "02/2018 Sen: Ny sak, ettersendt.",
    ]
    assert papers.latest_sent(other) is not None


def test_a_paper_that_is_not_chosen_stays_a_draft(secretary, called, reopened):
    papers.new_version(secretary, stored(called), change_note="Uferdig")
    add(secretary, reopened, "Sen")
    reopening.send_agenda(secretary, reopened)
    assert papers.latest_sent(called).number == 1
    assert len(words(reopened)) == 1


def test_a_file_alone_goes_out(secretary, called, reopened):
    files.add_attachment(secretary, stored(called), upload=pdf(), title="Tall")
    reopening.send_agenda(secretary, reopened, papers_of=[called.pk])
    assert words(reopened) == ["01/2018 Handlingsplan 2018: Nytt vedlegg: Tall."]


def test_time_and_place_are_told_at_once(secretary, called, reopened):
    meetings.change_meeting(secretary, reopened, place="Lier")
    assert numbers(reopened) == [1]
    reopening.close_agenda(secretary, stored(reopened))
    assert numbers(reopened) == [1, 2]
    assert words(reopened) == ["Sted: Lier (før: Asker)"]


def test_a_changed_agenda_is_not_closed_unchanged(secretary, reopened):
    add(secretary, reopened, "Sen")
    with pytest.raises(history.Refused, match="er endret"):
        reopening.close_agenda(secretary, reopened)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 301])
def test_a_reason_is_needed(secretary, called, meeting, reason):
    with pytest.raises(ValidationError):
        reopening.reopen_agenda(secretary, meeting, reason=reason)


def test_while_reopened_nothing_goes_past_it(secretary, called, reopened):
    for act in (agenda.withdraw_item, agenda.postpone_item):
        with pytest.raises(history.Refused, match="åpnet igjen"):
            act(secretary, stored(called))
    with pytest.raises(history.Refused, match="åpnet igjen"):
        meetings.hold_meeting(secretary, reopened, at=HELD)


def test_a_cancelled_meeting_lets_all_go(secretary, reopened):
    item = add(secretary, reopened, "Sen")
    meetings.cancel_meeting(secretary, reopened)
    assert (stored(item).state, stored(item).number, stored(item).is_late) == (ItemState.WAITING, "", False)
    assert stored(reopened).reopened_at is None
    assert numbers(reopened) == [1]


def test_who_saw_it_otherwise_does_nothing_else_than_she_meant(secretary, cooperation, called, meeting, steering_group):
    """She clicked «Sett på» on an agenda that was not called; on a called one the case would go out."""
    case = cases.create_case(secretary, cooperation=cooperation, title="Ny")
    waiting = agenda.add_item(secretary, case=case, body=steering_group)
    for act in (
        lambda: agenda.list_item(secretary, waiting, meeting=stored(meeting), seen="planned"),
        lambda: cases.open_case_on(
            secretary, stored(meeting), title="X", kind="decision", role="decides", seen="planned"
        ),
        lambda: standing.list_standing(secretary, stored(meeting), seen="called-open"),
    ):
        with pytest.raises(history.Refused, match="Sakslisten ble sendt ut mens du hadde siden åpen"):
            act()
    agenda.list_item(secretary, waiting, meeting=stored(meeting), seen="called")
    assert stored(waiting).number == "02/2018"


# ---- Who is told ----


def test_all_who_are_called_get_one_mail_with_what_is_changed(
    secretary, called, mayor_asker, mayor_drammen, reader, secret_item, meeting
):
    agenda.withdraw_item(secretary, stored(secret_item))  # it waited, and is called with the new agenda
    reopening.reopen_agenda(secretary, stored(meeting), reason="En personalsak haster")
    case = secret_item.case
    item = agenda.add_item(secretary, case=stored(case), body=meeting.body, meeting=stored(meeting))
    write_paper(secretary, item)
    files.add_attachment(secretary, item, upload=pdf("hemmelig.pdf"), title="Hemmelig vedlegg")
    reopening.send_agenda(secretary, stored(meeting))
    told = mails("meeting.agenda")
    assert {mail.person for mail in told} == {mayor_asker.person, mayor_drammen.person}
    body = told.get(person=mayor_asker.person).body.replace("\xa0", " ")
    assert "En personalsak haster" in body
    assert f"/moter/{meeting.pk}/saksliste/sammenlign/?fra=" in body
    assert "Personalsak: Ny sak, ettersendt." in body
    assert "Tormod" not in body
    assert not mails("paper.added").exists()


# ---- Who may ----

ACTS = {
    "meeting.reopen_agenda": {(MeetingState.CALLED, False)},
    "meeting.send_agenda": {(MeetingState.CALLED, True)},
    "meeting.close_agenda": {(MeetingState.CALLED, True)},
}
EDITORS = {"admin", "secretary"}
WHO = ("admin", "secretary", "coordinator", "mayor_asker", "chief_executive", "contact_lier", "reader", "outsider")


@pytest.mark.parametrize("act", ACTS)
def test_who_may_in_which_state(request, steering_group, act):
    actors = {who: request.getfixturevalue(who) for who in WHO}
    for state in MeetingState:
        for is_open in (False, True):
            meeting = Meeting(body=steering_group, alliance=steering_group.alliance, state=state)
            meeting.reopened_at = HELD if is_open else None
            allowed = {who for who, actor in actors.items() if may(actor, act, meeting)}
            assert allowed == (EDITORS if (state, is_open) in ACTS[act] else set()), (state, is_open)
            refused = may(actors["secretary"], act, meeting)
            assert refused or len(str(refused.reason)) > 20


@pytest.mark.parametrize("state", [state for state in MeetingState if state != MeetingState.CALLED])
def test_the_service_asks_the_same(secretary, mayor_asker, steering_group, meeting, state):
    if state == MeetingState.HELD:
        meetings.hold_meeting(secretary, meeting, at=HELD)
    elif state == MeetingState.CANCELLED:
        meetings.cancel_meeting(secretary, meeting)
    for act in (
        lambda: reopening.reopen_agenda(secretary, meeting, reason="x"),
        lambda: reopening.send_agenda(secretary, meeting),
        lambda: reopening.close_agenda(secretary, meeting),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_member_reads_and_does_nothing(mayor_asker, reopened):
    with pytest.raises(PermissionDenied):
        reopening.send_agenda(mayor_asker, reopened)
    assert AgendaVersion.objects.visible_to(mayor_asker).filter(meeting=reopened).count() == 1


def test_versions_are_read_where_the_meeting_is(secretary, mayor_asker, reader, outsider, called, meeting):
    def seen():
        return [AgendaVersion.objects.visible_to(who).count() for who in (secretary, mayor_asker, reader, outsider)]

    assert seen() == [1, 1, 0, 0]
    meetings.publish_meeting(secretary, stored(meeting))
    assert seen() == [1, 1, 1, 0]


# ---- Whatever is done ----

DOINGS = st.lists(
    st.tuples(st.sampled_from(["add", "move", "off", "keep", "reopen", "send", "close", "paper"]), st.integers(0, 9)),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(doings=DOINGS)
def test_numbers_stay_gap_free_and_each_version_tells_the_whole_difference(
    secretary, steering_group, cooperation, doings
):
    taken = _taken(steering_group)
    meeting = meetings.create_meeting(secretary, body=steering_group, day=date(2018, 5, 4))
    add(secretary, meeting, "Første")
    meetings.call_meeting(secretary, meeting, reason="Prøve")
    for doing, n in doings:
        try:
            _do(secretary, stored(meeting), doing, n)
        except (history.Refused, PermissionDenied, ValidationError):
            continue
    assert sorted(_taken(steering_group)) == list(range(1, len(_taken(steering_group)) + 1))
    assert set(taken) <= set(_taken(steering_group))
    versions = list(meeting.agenda_versions.order_by("number"))
    assert [each.number for each in versions] == list(range(1, len(versions) + 1))
    for before, after in pairwise(versions):
        kept = {row["item"]: row["number"] for row in after.rows}
        assert all(kept[row["item"]] == row["number"] for row in before.rows)  # none goes, and none is renumbered
        assert difference(before, after)
        assert letter_lines(before, after)
    if stored(meeting).reopened_at is None:
        newest = newest_version(meeting)
        assert [row["item"] for row in newest.rows] == [str(each.pk) for each in agenda.agenda_of(meeting)]


def _taken(body):
    return list(
        AgendaItem.objects.filter(body=body, number_sequence__isnull=False).values_list("number_sequence", flat=True)
    )


def _do(actor, meeting, doing, n):
    items = agenda.agenda_of(meeting)
    item = stored(items[n % len(items)])
    if doing == "add":
        add(actor, meeting, f"Sak {n}")
    elif doing == "move":
        agenda.place_item(actor, item, position=n)
    elif doing == "off":
        reopening.take_off(actor, item, leaving="withdrawn" if n % 2 else "postponed")
    elif doing == "keep":
        reopening.keep_on(actor, item)
    elif doing == "reopen":
        reopening.reopen_agenda(actor, meeting, reason="Prøve")
    elif doing == "send":
        reopening.send_agenda(actor, meeting, papers_of=[each.pk for each in items])
    elif doing == "close":
        reopening.close_agenda(actor, meeting)
    else:
        draft = papers.latest_draft(item) or papers.new_version(actor, item, change_note="Ny")
        write_paper(actor, item, exposition=f"<p>{n}</p>")
        papers.send_paper(actor, stored(draft))


def test_nothing_differs_from_itself(secretary, called, meeting):
    version = newest_version(meeting)
    assert not compare(version.rows, version.rows, version.facts, version.facts)
