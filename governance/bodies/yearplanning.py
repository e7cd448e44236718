"""The meetings of a body in a year as they are proposed, or as someone has put the days: what each comes from, and what
to look at before they are stored. Reads only."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from governance.access import may
from governance.bodies import yearwheel
from governance.bodies.inforce import WITHOUT_RULES, call_by, in_force
from governance.bodies.workdays import BOKMAL, ENGLISH, holiday, is_workday, workdays_before
from governance.bodies.yearwheel import Rhythm
from governance.choices import MeetingState
from governance.models import GoverningBody, Meeting, ProcedureRules
from governance.wording import short_day

THURSDAY = 3
NUMBERS = {str(number): number for number in range(1, yearwheel.MOST + 1)}  # of the rounds, as the form writes them
USUAL_NUMBER = 4  # meetings in a year, where the rules of the body say nothing


@dataclass(frozen=True)
class Deadlines:
    """Until when cases are put forward, and when the call is to be sent."""

    cases: date
    call: date


@dataclass(frozen=True)
class Habit:
    """What a body does as a rule: its weekday, and the hour and place of its newest meeting; its rules; its meetings of
    the year that are there."""

    body: GoverningBody
    all_rules: tuple[ProcedureRules, ...]
    weekday: int
    newest: Meeting | None
    year: int
    held: tuple[date, ...]

    @property
    def rules(self) -> ProcedureRules:
        """Those that hold at the end of the year, or where none do then, at its beginning."""
        last = in_force(self.all_rules, date(self.year, 12, 31))
        return in_force(self.all_rules, date(self.year, 1, 1)) if last is WITHOUT_RULES else last

    @property
    def number(self) -> int:
        """How many meetings are left to plan of those a year wants."""
        return max((self.rules.meetings_per_year or USUAL_NUMBER) - len(self.held), 1)


@dataclass
class Proposed:
    """One meeting to be: its field in the form and what was written there (`text` where it is no day)."""

    habit: Habit
    name: str
    day: date | None
    text: str = ""
    deadlines: Deadlines | None = None
    warnings: list[str] = field(default_factory=list)
    problem: str = ""


@dataclass
class YearPlan:
    year: int
    rounds: list[list[Proposed]]
    warnings: list[str] = field(default_factory=list)

    @property
    def meetings(self) -> list[Proposed]:
        """Those that have a day."""
        return [each for row in self.rounds for each in row if each.day is not None]

    @property
    def is_wrong(self) -> bool:
        return any(each.problem for row in self.rounds for each in row)

    @property
    def seen(self) -> str:
        """A mark for each meeting of which something is told; whoever stores the days has been told all of it."""
        told = (f"{each.name}.{each.day}.{each.warnings}" for each in self.meetings if each.warnings)
        return " ".join(hashlib.sha256(each.encode()).hexdigest()[:16] for each in told)

    def is_told(self, seen: str) -> bool:
        """Whether nothing is told now that was not told on the page with the marks `seen`."""
        return set(self.seen.split()) <= set(seen.split())


def habits(actor, body: GoverningBody, year: int) -> list[Habit]:
    """Of the body, and after it of those that prepare its cases and whose meetings the actor plans. Three queries,
    whatever their number."""
    preparing = GoverningBody.objects.visible_to(actor).filter(prepares_for=body).on(actor.on)
    preparing = preparing.select_related("cooperation").order_by("position")
    bodies = [body, *(each for each in preparing if may(actor, "meeting.create", each))]
    meetings, rules = defaultdict(list), defaultdict(list)
    rows = Meeting.objects.visible_to(actor).filter(body__in=bodies, day__gte=date(year - 3, 1, 1))
    for each in rows.exclude(state=MeetingState.CANCELLED).order_by("-day"):
        meetings[each.body_id].append(each)
    for each in ProcedureRules.objects.visible_to(actor).filter(body__in=bodies):
        rules[each.body_id].append(each)
    return [_habit(each, year, meetings[each.pk], rules[each.pk]) for each in bodies]


def _habit(body, year: int, meetings: list, rules: list) -> Habit:
    before = [each for each in meetings if each.day.year <= year]
    weekday = yearwheel.usual_weekday([each.day for each in before if is_workday(each.day)])
    held = tuple(sorted(each.day for each in meetings if each.day.year == year))
    usual = THURSDAY if weekday is None else weekday
    return Habit(body, tuple(rules), usual, next(iter(before), None), year, held)


def propose(found: list[Habit], rhythm: Rhythm, days_before: Mapping[str, int]) -> YearPlan:
    """The meetings by the rules. `days_before`: slug of a body that prepares -> days before the meeting; one that is
    left out is not planned."""
    leading, *others = found
    plan = YearPlan(rhythm.year, [])
    for number, day in enumerate(yearwheel.days_of(rhythm), start=1):
        prepared = []
        for each in (one for one in others if one.body.slug in days_before):
            taken = {*each.held, *(made.day for made in plan.meetings if made.habit is each)}
            before = days_before[each.body.slug]
            first = yearwheel.prepared_on(day, before, each.weekday, rhythm.free_weeks, taken)
            prepared.append(_proposed(each, number, first))
        plan.rounds.append([*prepared, _proposed(leading, number, day)])
    return plan


def written(found: list[Habit], year: int, values: Mapping[str, str]) -> YearPlan:
    """The meetings as the form has them: the days someone has put, in the rounds they were proposed in."""
    leading, *others = found
    rounds: dict[int, list[Proposed]] = defaultdict(list)
    for habit in (*others, leading):
        for name, text in values.items():
            prefix, _dot, number = name.rpartition(".")
            if prefix == f"dag.{habit.body.slug}" and number in NUMBERS:
                rounds[NUMBERS[number]].append(_read(habit, name, text.strip(), year))
    return YearPlan(year, [rounds[number] for number in sorted(rounds)])


def _proposed(habit: Habit, number: int, day: date | None) -> Proposed:
    return Proposed(habit, f"dag.{habit.body.slug}.{number}", day, day.isoformat() if day else "")


def _read(habit: Habit, name: str, text: str, year: int) -> Proposed:
    try:
        day = date.fromisoformat(text) if text else None
    except ValueError:
        return Proposed(habit, name, None, text, problem=_("Skriv en dato, eller la feltet stå tomt."))
    wrong = day is not None and day.year != year
    told = _("Velg en dag i {year}.").format(year=year) if wrong else ""
    return Proposed(habit, name, None if wrong else day, text, problem=told)


def look_over(plan: YearPlan, on: date) -> YearPlan:
    """Adds the deadlines and what to look at. `on` is today."""
    days = defaultdict(list)
    for each in plan.meetings:
        days[each.habit.body.pk].append(each.day)
    for row in plan.rounds:
        for each in (one for one in row if one.day is not None):
            rules = in_force(each.habit.all_rules, each.day)
            each.deadlines = Deadlines(workdays_before(each.day, rules.case_days), call_by(each.day, rules))
            if each.day in each.habit.held or days[each.habit.body.pk].count(each.day) > 1:
                each.problem = _("{body} har alt et møte denne dagen.").format(body=each.habit.body)
            each.warnings = list(filter(None, (_day_off(each.day), _crowded(each), _too_late(each, on))))
        _warn_of_pairs(row)
    plan.warnings = list(filter(None, (_too_few(habit, days) for habit in _habits_of(plan))))
    return plan


def _habits_of(plan: YearPlan) -> list[Habit]:
    return list({each.habit.body.pk: each.habit for row in plan.rounds for each in row}.values())


def _day_off(day: date) -> str:
    if name := holiday(day, ENGLISH if get_language() == "en" else BOKMAL):
        return _("Dette er en helligdag: {name}.").format(name=name)
    return "" if is_workday(day) else _("Dette er en lørdag eller søndag.")


def _crowded(each: Proposed) -> str:
    near = [day for day in each.habit.held if 0 < abs((day - each.day).days) < yearwheel.APART]
    if not near:
        return ""
    return _("{body} har alt et møte {day}.").format(body=each.habit.body, day=short_day(near[0]))


def _too_late(each: Proposed, on: date) -> str:
    if each.day < on:
        return _("Dagen er allerede passert.")
    return _("Fristen for innkallingen er allerede passert.") if each.deadlines.call < on else ""


def _warn_of_pairs(row: list[Proposed]) -> None:
    """Of a body that prepares cases: fewer than seven days, or more than three weeks, before the meeting."""
    leading = row[-1]
    for each in row[:-1]:
        if each.day is None or leading.day is None:
            continue
        days = (leading.day - each.day).days
        if days < 0:
            each.warnings.append(_("Møtet er etter møtet i {body}.").format(body=leading.habit.body))
        elif not yearwheel.EARLIEST <= days <= yearwheel.LATEST:
            words = ngettext("{days} dag før møtet i {body}.", "{days} dager før møtet i {body}.", days)
            each.warnings.append(words.format(days=days, body=leading.habit.body))


def _too_few(habit: Habit, days: Mapping) -> str:
    wanted, number = habit.rules.meetings_per_year, len(days[habit.body.pk]) + len(habit.held)
    if wanted is None or number >= wanted:
        return ""
    words = ngettext(
        "{body} får {number} møte dette året. Reglene sier minst {wanted}.",
        "{body} får {number} møter dette året. Reglene sier minst {wanted}.",
        number,
    )
    return words.format(body=habit.body, number=number, wanted=wanted)
