"""What the ground floor puts on my page and in the help: its asks, the places one comes back to, and its topics."""

from governance.guidance import help, helptexts
from governance.mypage import (
    answerasks,
    asks,
    exemptasks,
    freshasks,
    meetingasks,
    officeasks,
    places,
    reviewasks,
    visits,
)


def register_all() -> None:
    answering = (answerasks.to_answer, answerasks.to_summon)
    reviewing = (reviewasks.to_review, reviewasks.to_mend)
    waiting = (*answering, *reviewing, meetingasks.to_read, meetingasks.to_prepare, meetingasks.to_conclude)
    office = (exemptasks.to_reassess, officeasks.to_follow_up, officeasks.to_fill, officeasks.to_try_again)
    for source in (*waiting, *office):
        asks.register(asks.WAITING, source)
    for source in (meetingasks.soon, officeasks.terms_soon):
        asks.register(asks.SOON, source)
    asks.register(asks.FRESH, freshasks.published_meetings)
    visits.register("case", "governance.case", places.cases)
    visits.register("meeting", "governance.meeting", places.meetings)
    help.register(helptexts.TOPICS, helptexts.SHORTCUTS)
