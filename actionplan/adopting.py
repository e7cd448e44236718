"""What may be said of the day and the resolution by which a plan is adopted. Small alliances adopt on paper, so that
what looks odd asks for a reason; only a day that cannot be right is refused."""

from datetime import date

from django.utils.translation import gettext as _

from governance import clock
from governance.choices import ItemRole
from governance.models import AgendaItem
from governance.templatetags.norwegian import norwegian_date
from governance.wording import short_day

YEARS_BEFORE = 2  # a plan is adopted no earlier than so many years before its own


def wrong_day(actor, plan, day: date, resolution=None, *, at=None) -> str:
    """Why a plan cannot be adopted on the day; empty where it can. `at` is when the act is done, where it is dated."""
    if day > clock.day_of_act(actor.alliance, at):
        return _("Planen kan ikke være vedtatt på en dag som ikke har vært. Skriv dagen den ble vedtatt.")
    if resolution is not None and day < resolution.decided_on:
        words = _("Vedtaket er fra {day}, så planen kan ikke være vedtatt før det.")
        return words.format(day=short_day(resolution.decided_on))
    return _too_early(plan, day)


def _too_early(plan, day: date) -> str:
    """That nobody adopts a plan so long before its year, or before there was a cooperation."""
    first, began = date(plan.year - YEARS_BEFORE, 1, 1), plan.cooperation.valid_from
    if day < first:
        words = _("En plan for {year} kan ikke være vedtatt før {day}. Se om datoen er riktig.")
        return words.format(year=plan.year, day=norwegian_date(first))
    if began is not None and day < began:
        words = _("{cooperation} begynte {day}, så planen kan ikke være vedtatt før det.")
        return words.format(cooperation=plan.cooperation, day=short_day(began))
    return ""


def needs_reason(actor, plan, day: date, resolution=None) -> str:
    """The rules that an adoption goes beside, each a sentence, and that a reason is asked for; empty where it goes
    beside none."""
    found = [case_waits(actor, plan), before_it_was_made(plan, day), _long_before(plan, day)]
    if resolution is None:
        found.insert(0, _("En plan vedtas av et organ, og du har ikke valgt noe vedtak."))
    found = [words for words in found if words]
    return " ".join([*found, _("Skriv hvorfor planen vedtas likevel.")]) if found else ""


def _long_before(plan, day: date) -> str:
    """That the day lies more than a year before the year of the plan."""
    words = _("{day} er mer enn et år før {year}, som planen er for.")
    return words.format(day=short_day(day), year=plan.year) if day < date(plan.year - 1, 1, 1) else ""


def case_waits(actor, plan) -> str:
    """That bodies have still not said what they are asked in the plan's case, named as far as the actor may read it;
    empty where none is waited for. One question."""
    if plan.case_id is None:
        return ""
    items = AgendaItem.objects.visible_to(actor).filter(case=plan.case_id).undecided()
    names = items.exclude(role=ItemRole.INFORMED).order_by("turn", "pk").values_list("body__name", flat=True)
    bodies = ", ".join(dict.fromkeys(names))
    words = _("Saken til planen, {number}, er ikke ferdig behandlet: den venter på {bodies}.")
    return words.format(number=plan.case.number, bodies=bodies) if bodies else ""


def before_it_was_made(plan, day: date) -> str:
    """That a plan of a year to come was made here after the day. Plans of earlier years are entered from paper. One
    question for a plan of a year to come."""
    if plan.year <= clock.today(plan.alliance).year:
        return ""
    made = made_on(plan)
    words = _("Planen ble laget her {day}, etter dagen du har skrevet.")
    return words.format(day=short_day(made)) if made is not None and day < made else ""


def made_on(plan) -> date | None:
    """The day the plan was made here. One question."""
    made_at = plan.history.order_by("version").values_list("history_date", flat=True).first()
    return min(clock.day_of(made_at), clock.today(plan.alliance)) if made_at else None
