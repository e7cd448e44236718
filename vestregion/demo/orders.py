"""PDFs of the demo. Acts of the past order none (governance/announcements.py), so what people open first is ordered
when everything is there: the papers and convocations of the meetings that are called, and the plans. The worker of
`./run demo` makes them in its first minute; the plans lie ready for the moment the secretary publishes one."""

from governance import history
from governance.choices import MeetingState
from governance.mail import meetingmails
from governance.services import papers
from vestregion.demo.cases import CaseBook
from vestregion.demo.plans import PlanBook
from vestregion.reporting import ordering


def order_documents(cases: CaseBook, plans: PlanBook) -> None:
    called = [meeting for meeting in cases.meetings.values() if meeting.state == MeetingState.CALLED]
    with history.recording(cases.actor, "demo.order", cases.actor.alliance):
        items = (item for meeting in called for item in meeting.items.present().in_order())
        for paper in filter(None, map(papers.latest_sent, items)):  # a case may be called before it has a paper
            ordering.order_paper(paper)
        for meeting in called:
            ordering.order_convocation(meeting)
            meetingmails.tell_called(meeting)
        for plan in plans.plans.values():
            ordering.order_plan(plan)
