"""Who may do what to cases, meetings, treatments, papers and attachments, in every state."""

from datetime import date, timedelta

import pytest

from governance.access import Actor, may
from governance.choices import CaseState, ItemState, MeetingState, PaperState, Role
from governance.models import AgendaItem, Alliance, Attachment, Case, CasePaper, Cooperation, GoverningBody, Meeting

TODAY = date(2018, 3, 8)
OURS = Alliance(slug="a", name="A")
OURS.pk = 1
THEIRS = Alliance(slug="b", name="B")
THEIRS.pk = 2
MAIN = Cooperation(alliance=OURS, slug="main", name="Main")
KHS = Cooperation(alliance=OURS, slug="khs", name="KHS")
ENDED = Cooperation(alliance=OURS, slug="old", name="Old", valid_to=TODAY - timedelta(days=1))
BODY = GoverningBody(alliance=OURS, cooperation=MAIN, slug="b", name="B")
OLD_BODY = GoverningBody(alliance=OURS, cooperation=ENDED, slug="o", name="O")


def actor(*roles, bodies=(), alliance=OURS):
    return Actor(alliance=alliance, on=TODAY, roles=frozenset(roles), bodies=frozenset(bodies), label="x")


ACTORS = {
    "administrator": actor((Role.ADMINISTRATOR, None)),
    "secretariat": actor((Role.SECRETARIAT, None)),
    "secretariat of this cooperation": actor((Role.SECRETARIAT, MAIN.pk)),
    "secretariat of another cooperation": actor((Role.SECRETARIAT, KHS.pk)),
    "coordinator": actor((Role.COORDINATOR, MAIN.pk)),
    "reader": actor((Role.READER, None)),
    "auditor": actor((Role.AUDITOR, None)),
    "receiver": actor((Role.RECEIVER, None)),
    "member": actor(bodies=[BODY.pk]),
    "stranger": actor(),
    "nobody": None,
}
EDITORS = {"administrator", "secretariat", "secretariat of this cooperation"}


def case(state=CaseState.OPEN, cooperation=MAIN):
    return Case(alliance=OURS, cooperation=cooperation, year=2018, sequence=1, title="t", state=state)


def meeting(state=MeetingState.PLANNED, body=BODY):
    return Meeting(alliance=OURS, body=body, day=TODAY, state=state)


def item(state=ItemState.WAITING, body=BODY, number=None):
    return AgendaItem(alliance=OURS, case=case(), body=body, state=state, number_sequence=number)


def paper(state=PaperState.DRAFT):
    return CasePaper(alliance=OURS, item=item(), state=state)


def attached(state):
    return Attachment(alliance=OURS, item=item(state), title="t")


MAKERS = {"case": case, "meeting": meeting, "item": item, "paper": paper, "attachment": attached}
UNDECIDED = {ItemState.WAITING, ItemState.LISTED, ItemState.NUMBERED}
# act -> the states of its object in which an editor may do it
OPEN_IN = {
    "case.edit": {CaseState.OPEN},
    "case.close": {CaseState.OPEN},
    "case.withdraw": {CaseState.OPEN},
    "case.reopen": {CaseState.CLOSED, CaseState.WITHDRAWN},
    "meeting.edit": set(MeetingState) - {MeetingState.CANCELLED},
    "meeting.call": {MeetingState.PLANNED},
    "meeting.hold": {MeetingState.PLANNED, MeetingState.CALLED},
    "meeting.cancel": {MeetingState.PLANNED, MeetingState.CALLED},
    "meeting.agenda": {MeetingState.PLANNED, MeetingState.CALLED},
    "meeting.publish": {MeetingState.CALLED, MeetingState.HELD},
    "item.edit": UNDECIDED,
    "item.withdraw": UNDECIDED,
    "item.postpone": {ItemState.NUMBERED},
    "item.send_on": {ItemState.NUMBERED, ItemState.TREATED},
    "item.remove": {ItemState.WAITING, ItemState.LISTED},
    "resolution.register": {ItemState.NUMBERED, ItemState.TREATED, ItemState.POSTPONED},
    "paper.create": UNDECIDED,
    "paper.edit": {PaperState.DRAFT},
    "attachment.edit": set(ItemState),
    "attachment.remove": set(ItemState),
    "attachment.restore": set(ItemState),
}
KIND_OF = {"resolution.register": "item", "paper.create": "item"}
STATES = {"case": CaseState, "meeting": MeetingState, "item": ItemState, "paper": PaperState, "attachment": ItemState}
TABLE = [
    (act, state, who) for act in OPEN_IN for state in STATES[KIND_OF.get(act, act.split(".")[0])] for who in ACTORS
]


@pytest.mark.parametrize(("act", "state", "who"), TABLE)
def test_act_by_state_and_role(act, state, who):
    obj = MAKERS[KIND_OF.get(act, act.split(".")[0])](state)
    answer = may(ACTORS[who], act, obj)
    assert bool(answer) == (who in EDITORS and state in OPEN_IN[act])
    assert answer or answer.reason


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize(("act", "parent"), [("case.create", MAIN), ("meeting.create", BODY), ("item.create", BODY)])
def test_who_may_create(act, parent, who):
    assert bool(may(ACTORS[who], act, parent)) == (who in EDITORS)


@pytest.mark.parametrize(("number", "allowed"), [(None, True), (3, False)])
def test_only_an_item_without_number_is_removed(number, allowed):
    assert bool(may(ACTORS["secretariat"], "item.remove", item(number=number))) == allowed


@pytest.mark.parametrize("state", ItemState)
def test_an_attachment_is_sent_by_itself_where_the_treatment_was_called_and_stands(state):
    called = Attachment(alliance=OURS, item=item(state, number=3), title="t")
    assert bool(may(ACTORS["secretariat"], "attachment.send", called)) == (state != ItemState.WITHDRAWN)
    assert not may(ACTORS["secretariat"], "attachment.send", attached(state))


@pytest.mark.parametrize(
    ("act", "obj"),
    [
        ("case.create", ENDED),
        ("meeting.create", OLD_BODY),
        ("item.create", OLD_BODY),
        ("case.edit", case(cooperation=ENDED)),
        ("meeting.edit", meeting(body=OLD_BODY)),
        ("meeting.agenda", meeting(body=OLD_BODY)),
    ],
)
def test_an_ended_cooperation_is_only_read(act, obj):
    answer = may(ACTORS["administrator"], act, obj)
    assert not answer
    assert "avsluttet" in answer.reason


@pytest.mark.parametrize("act", OPEN_IN)
def test_another_alliance_is_out_of_reach(act):
    kind = KIND_OF.get(act, act.split(".")[0])
    obj = MAKERS[kind](next(iter(OPEN_IN[act])))
    assert not may(actor((Role.ADMINISTRATOR, None), alliance=THEIRS), act, obj)
