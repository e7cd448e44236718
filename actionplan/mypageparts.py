"""What plans put on my page and in the help: their asks, the plans one comes back to, and their topics."""

from actionplan import asks as planasks
from actionplan import freshasks, gatheringasks, helptexts, places, registerasks
from governance.guidance import help
from governance.mypage import asks, visits


def register_all() -> None:
    for source in (
        *(planasks.to_report, planasks.to_deliver, registerasks.late_applications),
        *(gatheringasks.to_answer, gatheringasks.to_conclude),
    ):
        asks.register(asks.WAITING, source)
    for source in (
        *(planasks.deadlines_soon, planasks.reports_soon, registerasks.applications_soon),
        gatheringasks.gatherings_soon,
    ):
        asks.register(asks.SOON, source)
    asks.register(asks.FRESH, freshasks.adopted_plans)
    visits.register("plan", "actionplan.actionplan", places.plans)
    help.register(helptexts.TOPICS, helptexts.SHORTCUTS)
