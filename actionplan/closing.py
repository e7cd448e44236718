"""What may be said when a plan is closed: its year is over, or there is a reason why it is closed before that."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionplan.models import ActionPlan, Activity
from actionplan.periods import Period
from governance import clock
from governance.wording import short_day

WHY_REOPENED = gettext_lazy("Skriv hvorfor planen åpnes igjen.")


def needs_reason_to_close(plan: ActionPlan, *, at=None) -> str:
    """That the year of the plan is not over, and that a reason is asked for; empty from its last day on."""
    if clock.day_of_act(plan.alliance, at) >= date(plan.year, 12, 31):
        return ""
    return _("{year} er ikke over. Skriv hvorfor planen avsluttes nå.").format(year=plan.year)


def not_reported(actor, plan: ActionPlan) -> str:
    """How many activities have no status for the whole year, in a sentence; empty where all have. One question."""
    rows = Activity.objects.visible_to(actor).filter(section__plan=plan)
    number = rows.exclude(status_reports__period=Period.AAR).count()
    words = ngettext(
        "{n} aktivitet er uten status per {day}. Ingen kan melde status når planen er avsluttet.",
        "{n} aktiviteter er uten status per {day}. Ingen kan melde status når planen er avsluttet.",
        number,
    )
    return words.format(n=number, day=short_day(date(plan.year, 12, 31))) if number else ""
