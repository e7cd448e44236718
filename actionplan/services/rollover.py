"""The plan of the next year made from this year's: one change, a fixed number of statements for any number of rows.

What goes on continues the activity it comes from (`Activity.continues`). Statuses, accounts, forecasts, amendments and
the adoption stay where they are. Run again it adds what nothing continues yet (docs/plans.md).
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from actionplan.choices import CARRIED_LINKS, PlanState
from actionplan.models import (
    ActionPlan,
    Activity,
    ActivityFate,
    ActivityPartner,
    FundingLine,
    Measure,
    PlanLink,
    PlanSection,
    ReportingLine,
    SectionPartner,
    SectionPosition,
)
from actionplan.nextareas import NewArea
from actionplan.rolloverfacts import Choice, fates_of
from actionplan.services.activities import deadline_fields
from actionplan.services.bin import leads_into_bin
from actionplan.services.changing import keep_targets
from actionplan.services.links import link_like
from actionplan.services.plans import COPIED
from actionplan.services.rollovermoney import carry_money
from actionplan.services.sections import TEXTS
from governance import history
from governance.services.claims import claim

ALIKE = ("mode", "steered_by", "responsible_position", "responsible_organisation", "responsible_person")
MAY_GROW = (PlanState.DRAFT, PlanState.PROPOSED)


@dataclass(frozen=True)
class Wanted:
    """What is taken on: the sections by key with the area and focus area each goes to, and what comes with them."""

    places: Mapping[UUID, tuple]
    new_areas: tuple[NewArea, ...] = ()
    texts: bool = True
    notes: bool = True
    bare_measures: bool = False


@dataclass
class Carried:
    """What was written: the plan, how many of each, and the sources of money that were left."""

    plan: ActionPlan
    counts: Counter = field(default_factory=Counter)
    left: list[FundingLine] = field(default_factory=list)


def roll_over(actor, *, source: ActionPlan, wanted: Wanted, at=None, **values) -> Carried:
    """Take a plan on to the next year. `values` are the fields of the new plan; they are not used where there is one.

    Raises Refused when the plan of that year is adopted or closed, and ValidationError.
    """
    cooperation, year = source.cooperation, source.year + 1
    plan = _existing(cooperation, year) or ActionPlan(cooperation=cooperation, year=year, **values)
    with history.recording(actor, "plan.roll_over", plan, at=at):
        claim(actor, "plan.create", cooperation, weak=True)
        if plan._state.adding:
            keep_targets(None, values, "platform")
            history.create(plan)
        else:
            claim(actor, "plan.edit", plan)
        if plan.state not in MAY_GROW:
            message = _("«{plan}» er alt vedtatt. Legg nye aktiviteter inn i den planen.")
            raise history.Refused(message.format(plan=plan))
        return _Rollover(actor, source, plan, wanted).write()


def _existing(cooperation, year: int) -> ActionPlan | None:
    return ActionPlan.objects.of(cooperation.alliance).filter(cooperation=cooperation, year=year).first()


class _Rollover:
    """One run: the homes of sections and measures in the new plan, and the rows that go there."""

    def __init__(self, actor, source: ActionPlan, plan: ActionPlan, wanted: Wanted):
        self.actor, self.source, self.plan, self.wanted = actor, source, plan, wanted
        self.done = Carried(plan)
        self.fates = [each for each in fates_of(source, actor, plan) if each.section.pk in wanted.places]

    def write(self) -> Carried:
        self.homes, new = self._sections()
        self._resources(new)
        self._rows()
        self._remember()
        return self.done

    # ---- Sections ----

    def _sections(self) -> tuple[dict, dict]:
        """(old section -> its home in the new plan, those of them that are new)."""
        homes, new, last = self._standing(), {}, self._last_position()
        for each in self.fates:
            old = each.section
            if old.pk not in homes:
                last += 1
                homes[old.pk] = new[old.pk] = self._section(old, last)
        made = [*new.values(), *self._new_areas(last)]
        history.save_many(made)
        self.done.counts["sections"] = len(made)
        return homes, new

    def _standing(self) -> dict:
        """Sections that are in the new plan already: where what they held goes on, or else of the same title."""
        there = {row.pk: row for row in self.plan.sections.present()}
        rows = Activity.objects.of_plan(self.plan).filter(continues__section__plan=self.source)
        homes: dict = {}
        for old, new in rows.order_by("pk").values_list("continues__section_id", "section_id"):
            homes.setdefault(old, there[new])
        named = {row.title.casefold(): row for row in there.values()}
        for each in self.fates:
            title = each.section.title.casefold()
            if each.section.pk not in homes and title in named:
                homes[each.section.pk] = named[title]
        return homes

    def _last_position(self) -> int:
        return max(self.plan.sections.present().order_by().values_list("position", flat=True), default=0)

    def _section(self, old: PlanSection, position: int) -> PlanSection:
        area, focus_area = self.wanted.places[old.pk]
        values = {name: getattr(old, name) for name in COPIED if name != "position"}
        if old.deadline_label == str(self.source.year):
            values["deadline_label"] = str(self.plan.year)
        if self.wanted.texts:
            values |= {name: getattr(old, name) for name in sorted(TEXTS)}
        return PlanSection(plan=self.plan, area=area, focus_area=focus_area, position=position, **values)

    def _new_areas(self, last: int) -> list[PlanSection]:
        """An empty section for each area that is new, with the column heads of the others."""
        heads = self.fates[0].section.level_labels if self.fates else []
        there = {row.focus_area_id or row.area_id for row in self.plan.sections.present()}
        return [
            PlanSection(
                plan=self.plan,
                area=each.area,
                focus_area=each.focus_area,
                title=each.name,
                position=last + number,
                level_labels=heads,
                deadline_label=str(self.plan.year),
            )
            for number, each in enumerate(self.wanted.new_areas, 1)
            if (each.focus_area or each.area).pk not in there
        ]

    def _resources(self, new: dict) -> None:
        """Leading posts that still are, reporting lines, partners and money of sections that are new."""
        old = list(new)
        first = date(self.plan.year, 1, 1)
        posts = SectionPosition.objects.present().filter(section__in=old, is_lead=True).select_related("position")
        standing = [post for post in posts if not _is_over(post.position, first)]
        lines = ReportingLine.objects.present().filter(section__in=old).select_related("body", "organisation")
        partners = SectionPartner.objects.present().filter(section__in=old).select_related("organisation")
        for rows, names in (
            (standing, ("position", "percent", "is_lead", "order")),
            (lines, ("kind", "body", "organisation", "role", "position")),
            (partners, ("organisation",)),
        ):
            history.save_many((_copy(row, new[row.section_id], names) for row in rows), unasked=True)
        self.done.counts["money"], self.done.left = carry_money(new)

    # ---- Measures and activities ----

    def _rows(self) -> None:
        goes_on = [row for each in self.fates for row in each.open if row.choice.goes_on]
        self._find_measures(goes_on)
        self._measures_there()
        made = [pair for row in goes_on for pair in self._activities(row)]
        self.new_measures = [old for old, row in self.measures.items() if row._state.adding]
        new_measures = [self.measures[old] for old in self.new_measures]
        history.save_many(new_measures)
        history.save_many(new for _old, new in made)
        self._partners(made)
        self._links(made)
        self.done.counts["measures"] = len(new_measures)
        self.done.counts["activities"] = len(made)

    def _find_measures(self, goes_on: list) -> None:
        """The measures of the sections, which of them something goes on under, and which hold nothing."""
        rows = Measure.objects.present().filter(section__in=list(self.homes)).order_by("position", "pk")
        self.old = {row.pk: row for row in rows}
        self.needed = set()
        for row in goes_on:
            self._need(row.activity.measure_id)
        if self.wanted.bare_measures:
            under = {row.activity.measure_id for each in self.fates for row in each.rows}
            above = {row.parent_id for row in self.old.values()}
            for pk in self.old.keys() - under - above:
                self._need(pk)

    def _need(self, pk) -> None:
        while pk is not None and pk not in self.needed:
            self.needed.add(pk)
            pk = self.old[pk].parent_id

    def _measures_there(self) -> None:
        """Old measure -> its home, of the same title under the same measure where there is one."""
        self.measures: dict = {}
        there = {}
        self._places = Counter()
        for row in Measure.objects.of_plan(self.plan).order_by("position", "pk"):
            there.setdefault((row.section_id, row.parent_id, row.title.casefold()), []).append(row)
            self._places[row.section_id, row.parent_id] += 1
        for pk in self.old:
            if pk in self.needed:
                self._home(pk, there)
        taken = Activity.objects.of_plan(self.plan).order_by().values_list("section_id", "measure_id", "position")
        for section, measure, position in taken:
            self._places[section, measure, "rows"] = max(self._places[section, measure, "rows"], position)

    def _home(self, pk, there: dict) -> Measure:
        if pk in self.measures:
            return self.measures[pk]
        old = self.old[pk]
        section = self.homes[old.section_id]
        parent = self._home(old.parent_id, there) if old.parent_id else None
        above = getattr(parent, "pk", None)
        alike = there.get((section.pk, above, old.title.casefold()))
        if alike:
            home = alike.pop(0)  # each is the home of one
        else:
            self._places[section.pk, above] += 1
            place = self._places[section.pk, above]
            home = Measure(section=section, parent=parent, title=old.title, position=place)
        self.measures[pk] = home
        return home

    def _activities(self, row) -> Iterable[tuple[Activity, Activity]]:
        """(old, new) for each activity that continues the row."""
        old = row.activity
        section, measure = self.homes[old.section_id], self.measures.get(old.measure_id)
        for title in titles_of(old, row.choice):
            key = section.pk, getattr(measure, "pk", None), "rows"
            self._places[key] += 1
            yield old, self._activity(old, row.choice, title, section, measure, self._places[key])

    def _activity(self, old, choice: Choice, title: str, section, measure, position: int) -> Activity:
        values = {name: getattr(old, name) for name in ALIKE}
        if values["responsible_position"] and _is_over(values["responsible_position"], date(self.plan.year, 1, 1)):
            values["responsible_position"] = None
        return Activity(
            section=section,
            measure=measure,
            title=title,
            position=position,
            note=old.note if self.wanted.notes else "",
            continues=old,
            **values,
            **deadline_fields(choice.deadline_text, self.plan.year),
        )

    def _partners(self, made: list) -> None:
        with_them: dict = {}
        rows = ActivityPartner.objects.of_plan(self.source).select_related("organisation").order_by()
        for row in rows:
            with_them.setdefault(row.activity_id, []).append(row.organisation)
        history.save_many(
            (
                ActivityPartner(activity=new, organisation=each)
                for old, new in made
                for each in with_them.get(old.pk, ())
            ),
            unasked=True,
        )

    def _links(self, made: list) -> None:
        """What a row rests on and follows up goes on with it, and so does the case its question was brought up in;
        where it was written of stays with its year, and a resolution that was taken back is left."""
        new_rows = [(old, self.measures[old]) for old in self.new_measures] + [(old.pk, new) for old, new in made]
        rows = PlanLink.objects.of_plan(self.source).filter(kind__in=CARRIED_LINKS)
        led: dict = {}
        for row in rows.select_related("case", "resolution").order_by():
            if not leads_into_bin(row):
                led.setdefault(row.activity_id or row.measure_id, []).append(row)
        history.save_many((link_like(row, new) for old, new in new_rows for row in led.get(old, ())), unasked=True)

    def _remember(self) -> None:
        """What became of each row, and of which version of it: what nobody had chosen is kept as it was preset."""
        rows = [row for each in self.fates for row in each.open]
        names = ("fate", "title", "deadline_text", "grounds")
        presets = (
            ActivityFate(
                activity=row.activity,
                carried_version=row.activity.version,
                **{name: getattr(row.choice, name) for name in names},
            )
            for row in rows
            if row.choice.is_preset
        )
        history.save_many(presets, unasked=True)
        versions = {row.pk: row.activity.version for row in rows if not row.choice.is_preset}
        stored = ActivityFate.objects.present().filter(activity__in=list(versions))
        history.save_each([(row, {"carried_version": versions[row.activity_id]}) for row in stored])


def titles_of(activity: Activity, choice: Choice) -> list[str]:
    """The texts of the activities that continue it."""
    match choice.fate:
        case "changed":
            return [choice.title.strip()]
        case "split":
            return [" ".join(line.split()) for line in choice.title.splitlines() if line.strip()]
    return [activity.title]


def _is_over(position, day: date) -> bool:
    return position.valid_to is not None and position.valid_to < day


def _copy(row, section, names: tuple[str, ...]):
    return type(row)(section=section, **{name: getattr(row, name) for name in names})
