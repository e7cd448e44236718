"""What the demo shows to everyone, as a real alliance would: its front page, the meetings that were held in its own
bodies, and the plans that were adopted. The next meeting waits for whoever tries to publish it."""

from datetime import timedelta

from actionplan.choices import PlanState
from actionplan.services.plans import publish_plan
from governance.choices import MeetingState
from governance.services.alliances import open_pages
from governance.services.meetings import publish_meeting
from vestregion.demo.cases import CaseBook
from vestregion.demo.files import moment
from vestregion.demo.plans import PlanBook

OPENED = {"generalforsamlingen", "styringsgruppen", "radmannsgruppen"}
MINUTES = timedelta(days=7)  # from a meeting until its minutes stand on the web


def publish(cases: CaseBook, plans: PlanBook) -> None:
    """Each at the time it would have been done, so that nobody is written to about the past."""
    held = [
        meeting
        for meeting in cases.meetings.values()
        if meeting.state == MeetingState.HELD and meeting.body.slug in OPENED
    ]
    adopted = [plan for plan in plans.plans.values() if plan.state in (PlanState.ADOPTED, PlanState.CLOSED)]
    first = min(meeting.day for meeting in held)
    open_pages(cases.actor, at=moment(first))
    for meeting in sorted(held, key=lambda each: (each.day, each.pk)):
        publish_meeting(cases.actor, meeting, at=moment(meeting.day) + MINUTES)
    for plan in adopted:
        publish_plan(plans.actor, plan, at=moment(plan.adopted_on) + MINUTES)
