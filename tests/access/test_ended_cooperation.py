"""After its last day a cooperation is only read. Every act of every app, before and after that day."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from django.utils import timezone

from actionplan.choices import PlanState
from actionplan.models import (
    ActionPlan,
    Activity,
    FeeRun,
    Gathering,
    GrantApplication,
    Network,
    PlanSection,
    Position,
    Project,
    StrategicPlatform,
)
from governance.access import Actor, declared_acts, may
from governance.choices import CaseState, ItemState, JobState, MailState, MeetingState, PaperState, Role
from governance.models import (
    AgendaItem,
    Alliance,
    AllianceRole,
    Attachment,
    Attendance,
    Case,
    CasePaper,
    CaseReference,
    Cooperation,
    FrozenDocument,
    GoverningBody,
    GoverningDocument,
    Job,
    Meeting,
    MeetingAnswer,
    Membership,
    Organisation,
    OutgoingMail,
    PaperComment,
    PaperReview,
    Person,
    ProgrammeEntry,
    SavedView,
    Seat,
    SubItem,
)

LAST_DAY = date(2018, 3, 8)
OURS = Alliance(pk=1, slug="a", name="A", is_demo=True)
OPENED = Alliance(pk=1, slug="a", name="A", is_open=True)
COOPERATION = Cooperation(alliance=OURS, slug="a", name="A", valid_to=LAST_DAY)
BODY = GoverningBody(alliance=OURS, cooperation=COOPERATION, slug="b", name="B")
OUT = timezone.make_aware(datetime(2018, 1, 1))
SHE = Person(alliance=OURS)
SENTENCE = "Samarbeidet er avsluttet og kan bare leses."


def case(state=CaseState.OPEN):
    return Case(alliance=OURS, cooperation=COOPERATION, year=2018, sequence=1, title="t", state=state)


def meeting(state=MeetingState.CALLED, **values):
    return Meeting(alliance=OURS, body=BODY, day=LAST_DAY, state=state, published_at=OUT, **values)


def item(state=ItemState.NUMBERED):
    return AgendaItem(alliance=OURS, case=case(), body=BODY, state=state)


def numbered():
    one = item()
    one.number_year, one.number_sequence = 2018, 1
    return one


def attachment(of=None):
    return Attachment(alliance=OURS, item=of or item(ItemState.WAITING), title="t")


def review():
    paper = CasePaper(alliance=OURS, item=item(), state=PaperState.DRAFT)
    return PaperReview(alliance=OURS, paper=paper, person=SHE)


def governing_document(published_at=None):
    return GoverningDocument(alliance=OURS, cooperation=COOPERATION, title="t", published_at=published_at)


REPORT = FrozenDocument(alliance=OURS, cooperation=COOPERATION, state="final", published_at=OUT)


def plan(state=PlanState.DRAFT):
    return ActionPlan(alliance=OURS, cooperation=COOPERATION, year=2018, state=state, published_at=OUT)


def section():
    return PlanSection(alliance=OURS, plan=plan(), title="S")


def application(state="idea"):
    return GrantApplication(alliance=OURS, cooperation=COOPERATION, year=2018, title="S", state=state)


APPLICATION_ACTS = {
    **dict.fromkeys(("edit", "start", "send", "withdraw", "remove"), "idea"),
    **dict.fromkeys(("grant", "refuse", "resume"), "sent"),
    "await": "granted",
}


def gathering(state):
    return Gathering(alliance=OURS, cooperation=COOPERATION, title="G", day=LAST_DAY, state=state)


GATHERING_ACTS = {
    **dict.fromkeys(("edit", "open", "remove"), "draft"),
    **dict.fromkeys(("close", "hold", "cancel", "sign_up", "withdraw", "enrol", "correct", "tick"), "open"),
    "reopen": "held",
}

NETWORK_ACTS = ("edit", "remove", "join", "leave")

# act -> an object to which an administrator may do it while the cooperation lives
SUBJECTS = {
    "alliance.edit": None,
    "history.read": None,
    "change.undo": None,
    "bin.read": None,
    "alliance.demo_day": None,
    "alliance.open": OURS,
    "alliance.close": OPENED,
    "calendar.link": None,
    "cooperation.edit": COOPERATION,
    "person.edit": Person(alliance=OURS),
    "role.edit": AllianceRole(alliance=OURS, cooperation=COOPERATION),
    "organisation.edit": Organisation(alliance=OURS),
    "tag.edit": None,
    "membership.edit": Membership(alliance=OURS, cooperation=COOPERATION),
    "body.edit": BODY,
    "seat.edit": Seat(alliance=OURS, body=BODY),
    "meeting.create": BODY,
    "meeting.edit": meeting(),
    "meeting.call": meeting(MeetingState.PLANNED),
    "meeting.hold": meeting(),
    "meeting.cancel": meeting(),
    "meeting.answer": MeetingAnswer(
        alliance=OURS, meeting=meeting(), seat=Seat(alliance=OURS, body=BODY), person=Person(alliance=OURS)
    ),
    "meeting.attendance": meeting(),
    "attendance.edit": Attendance(alliance=OURS, meeting=meeting()),
    "meeting.summon": meeting(),
    "meeting.remind": meeting(),
    "meeting.agenda": meeting(),
    "meeting.reopen_agenda": meeting(),
    "meeting.send_agenda": meeting(reopened_at=OUT),
    "meeting.close_agenda": meeting(reopened_at=OUT),
    "meeting.publish": meeting(MeetingState.HELD),
    "meeting.unpublish": meeting(MeetingState.HELD),
    "case.create": COOPERATION,
    "case.edit": case(),
    "case.tag": case(),
    "governing.tie": case(),
    "reference.edit": CaseReference(alliance=OURS, case=case()),
    "governing.create": COOPERATION,
    "governing.edit": governing_document(),
    "governing.open": governing_document(),
    "governing.close": governing_document(OUT),
    "view.save": None,
    "view.share": None,
    "view.change": SavedView(alliance=OURS, person=SHE, is_shared=True),
    "exemption.edit": case(CaseState.CLOSED),
    "case.close": case(),
    "case.withdraw": case(),
    "case.reopen": case(CaseState.CLOSED),
    "case.follow": case(),
    "case.unfollow": case(),
    "item.create": BODY,
    "item.edit": item(),
    "programme.edit": ProgrammeEntry(alliance=OURS, meeting=meeting()),
    "subitem.edit": SubItem(alliance=OURS, item=item()),
    "item.withdraw": item(),
    "item.postpone": item(),
    "item.send_on": item(ItemState.TREATED),
    "item.remove": item(ItemState.WAITING),
    "item.restore": item(ItemState.WAITING),
    "resolution.register": item(),
    "resolution.remove": item(ItemState.TREATED),
    "resolution.restore": item(),
    "paper.create": item(),
    "paper.edit": CasePaper(alliance=OURS, item=item(), state=PaperState.DRAFT),
    "review.ask": CasePaper(alliance=OURS, item=item(), state=PaperState.DRAFT),
    **dict.fromkeys(("review.withdraw", "review.comment", "review.judge"), review()),
    **dict.fromkeys(("comment.edit", "comment.answer", "comment.settle"), PaperComment(alliance=OURS, review=review())),
    "attachment.edit": attachment(),
    "attachment.remove": attachment(),
    "attachment.restore": attachment(),
    "attachment.send": attachment(numbered()),
    "platform.edit": StrategicPlatform(alliance=OURS, cooperation=COOPERATION),
    "position.edit": Position(alliance=OURS, cooperation=COOPERATION),
    "plan.go_through": plan(),
    "plan.create": COOPERATION,
    "plan.import": COOPERATION,
    "plan.edit": plan(),
    "plan.work": plan(),
    "plan.propose": plan(),
    "plan.take_back": plan(PlanState.PROPOSED),
    "plan.adopt": plan(),
    "plan.undo_adoption": plan(PlanState.ADOPTED),
    "plan.close": plan(PlanState.ADOPTED),
    "plan.reopen": plan(PlanState.CLOSED),
    "plan.publish": plan(PlanState.ADOPTED),
    "plan.unpublish": plan(PlanState.ADOPTED),
    "plan.remove": plan(),
    "plan.restore": plan(),
    "section.create": plan(),
    "section.edit": section(),
    "section.arrange": section(),
    "section.remove": section(),
    "activity.choose_fate": Activity(alliance=OURS, section=section()),
    "row.edit": Activity(alliance=OURS, section=section()),
    "question.ask": Activity(alliance=OURS, section=section(), mode="question"),
    "feerun.make": COOPERATION,
    "feerun.send": FeeRun(alliance=OURS, cooperation=COOPERATION, year=2018, title="t"),
    "feerun.remove": FeeRun(alliance=OURS, cooperation=COOPERATION, year=2018, title="t"),
    "application.make": COOPERATION,
    **{f"application.{act}": application(state) for act, state in APPLICATION_ACTS.items()},
    "project.make": COOPERATION,
    "project.edit": Project(alliance=OURS, cooperation=COOPERATION, name="P"),
    "project.remove": Project(alliance=OURS, cooperation=COOPERATION, name="P"),
    "network.make": COOPERATION,
    "gathering.make": COOPERATION,
    **{f"gathering.{act}": gathering(state) for act, state in GATHERING_ACTS.items()},
    **{f"network.{act}": Network(alliance=OURS, cooperation=COOPERATION, name="N") for act in NETWORK_ACTS},
    "status.report": Activity(
        alliance=OURS, section=PlanSection(alliance=OURS, plan=plan(PlanState.ADOPTED), title="S")
    ),
    "report.make": plan(PlanState.ADOPTED),
    "report.freeze": plan(PlanState.ADOPTED),
    "report.publish": REPORT,
    "report.unpublish": REPORT,
    "job.retry": Job(alliance=OURS, state=JobState.FAILED),
    "person.invite": Person(alliance=OURS),
    "chores.run": None,
    "notice.choose": None,
    "mail.manage": None,
    "mail.settings": None,
    "mail.again": OutgoingMail(alliance=OURS, state=MailState.FAILED),
    "mail.take_back": OutgoingMail(alliance=OURS, state=MailState.QUEUED),
    "mail.bounce": OutgoingMail(alliance=OURS, state=MailState.SENT),
    "document.print": FrozenDocument(alliance=OURS, cooperation=COOPERATION),
}
OF_THE_ALLIANCE = {
    *("alliance.edit", "alliance.demo_day", "person.edit", "organisation.edit", "job.retry"),
    *("person.invite", "chores.run", "notice.choose"),
    *("mail.manage", "mail.settings", "mail.again", "mail.take_back", "mail.bounce"),
    *("alliance.edit", "alliance.demo_day", "alliance.open", "alliance.close", "calendar.link"),
    *("person.edit", "organisation.edit", "job.retry"),
    *("history.read", "change.undo", "bin.read", "tag.edit", "view.save", "view.share", "view.change"),
}


def administrator(on):
    return Actor(alliance=OURS, on=on, person=SHE, roles=frozenset({(Role.ADMINISTRATOR, None)}))


def outliving() -> set[str]:
    """The acts that docs/domain.md says remain."""
    page = (Path(__file__).parents[2] / "docs" / "domain.md").read_text(encoding="utf-8")
    chapter = page.split("## After the last day")[1].split("\n## ")[0]
    acts = (re.findall(r"`([a-z]+\.[a-z_]+)`", line.split("|")[1]) for line in chapter.splitlines() if "|" in line)
    return {act for found in acts for act in found}


def test_every_act_has_its_line():
    assert set(SUBJECTS) == declared_acts()
    assert outliving() <= declared_acts() - OF_THE_ALLIANCE


@pytest.mark.parametrize("act", SUBJECTS)
def test_while_the_cooperation_lives(act):
    assert may(administrator(LAST_DAY), act, SUBJECTS[act]), act


@pytest.mark.parametrize("act", SUBJECTS)
def test_after_its_last_day(act):
    answer = may(administrator(date(2018, 3, 9)), act, SUBJECTS[act])
    assert bool(answer) is (act in outliving() | OF_THE_ALLIANCE), act
    assert answer or answer.reason == SENTENCE
