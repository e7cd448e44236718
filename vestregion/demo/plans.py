"""Platforms and plans of Vestregionen: 2016 through the importer, 2017 and 2018 as far as the sources tell."""

from datetime import date
from decimal import Decimal

from actionplan.choices import PlatformPointKind
from actionplan.importing import read_plan
from actionplan.models import (
    ActionPlan,
    Activity,
    FocusArea,
    FundingLine,
    Measure,
    Position,
    PriorityArea,
    StrategicPlatform,
)
from actionplan.services import activities, imports, limits, measures, money, plans, platforms, sections, staff
from actionplan.services.links import add_link
from governance import history
from governance.models import Case, Resolution
from vestregion.demo.cases import CaseBook
from vestregion.demo.files import FOLDER, facts, moment
from vestregion.demo.registers import Registers
from vestregion.demo.tags import tag_plan
from vestregion.demo.tidying import tidy


class PlanBook:
    """Writes platforms, posts and plans; `plans` finds a plan by its year."""

    def __init__(self, registers: Registers, cases: CaseBook, tags=()):
        self.registers = registers
        self.actor = registers.actor
        self.cases = cases
        self.tags = tags
        self.plans: dict[int, ActionPlan] = {}
        self._platforms: dict[str, StrategicPlatform] = {}

    def write(self) -> None:
        for values in self.registers.facts["platform"]:
            self._write_platform(values)
        for values in self.registers.facts["post"]:
            cooperation = self.registers.cooperations[values.pop("cooperation")]
            staff.create_position(self.actor, cooperation=cooperation, at=moment(date(2015, 1, 5)), **values)
        self._import_2016()
        for values in facts("plans")["plan"]:
            self._write_plan(values)
        for values in facts("plans")["link"]:
            self._link(**values)

    # ---- Platforms ----

    def _write_platform(self, values: dict) -> None:
        at = moment(values["adopted_on"])
        fields = ("title", "vision", "main_goal", "valid_from", "valid_to", "adopted_on", "note")
        platform = platforms.create_platform(
            self.actor,
            cooperation=self.registers.cooperations[values["cooperation"]],
            supersedes=self._platforms.get(values.get("supersedes", "")),
            at=at,
            **{name: values[name] for name in fields if name in values},
        )
        self._platforms[values["key"]] = platform
        for title in values.get("pillars", ()):
            platforms.create_point(self.actor, platform=platform, kind=PlatformPointKind.PILLAR, title=title, at=at)
        for area in values.get("area", ()):
            self._write_area(platform, area, at)

    def _write_area(self, platform, values: dict, at) -> None:
        area = platforms.create_area(self.actor, platform=platform, name=values["name"], goal=values["goal"], at=at)
        for name in values.get("names", ()):
            platforms.add_area_name(self.actor, area=area, name=name, at=at)
        for focus in values.get("focus", ()):
            first = focus.get("valid_from")
            made = platforms.create_focus_area(self.actor, area=area, name=focus["name"], valid_from=first, at=at)
            for name in focus.get("names", ()):
                platforms.add_area_name(self.actor, focus_area=made, name=name, at=at)

    # ---- The plan of 2016 ----

    def _import_2016(self) -> None:
        path = FOLDER / "plan_2016.tsv"
        parsed = read_plan(path.read_bytes(), path.name, 2016, list(self.registers.organisations))
        at = moment(date(2015, 11, 26), days_before=10)
        plan = imports.import_plan(self.actor, parsed, cooperation=self.registers.main, year=2016, at=at)
        plans.change_plan(self.actor, plan, case=self.cases.cases["plan-2016"], at=at)
        with history.recording(self.actor, "plan.change", plan, at=at):  # before it was adopted, as all of it
            tidy(self.registers, plan)
            self._name_coordinator()
            self._share_fees(plan)
            self._set_limits(plan)
        self._adopt(plan, date(2015, 12, 3))

    def _name_coordinator(self) -> None:
        """The coordinator of KHS holds the post of 75 per cent, so that she may edit and report that section."""
        coordinator = self.registers.persons["koordinator.khs@vestregionen.example"]
        post = Position.objects.of(self.actor.alliance).get(percent=75)
        staff.change_position(self.actor, post, holder=coordinator)

    def _share_fees(self, plan: ActionPlan) -> None:
        """Fees per inhabitant: who pays, and the population that counts. The source states the rate only."""
        for line in FundingLine.objects.of_plan(plan).filter(rate__isnull=False).select_related("section__cooperation"):
            values = {"participants": line.section.cooperation, "population_on": date(2016, 1, 1)}
            money.change_funding_line(self.actor, line, **values)

    def _set_limits(self, plan: ActionPlan) -> None:
        """About half is fee, and the turnover is 9 to 10 million kroner a year, says the common case paper."""
        values = {"turnover_from": Decimal(9_000_000), "turnover_to": Decimal(10_000_000)}
        limits.set_limits(self.actor, plan, fee_share=50, fee_margin=10, **values)

    def _adopt(self, plan: ActionPlan, day: date) -> None:
        resolution = Resolution.objects.of(self.actor.alliance).filter(item__case=plan.case, decided_on=day).first()
        tag_plan(self.actor, self.tags, plan, moment(day, days_before=8))
        plans.propose_plan(self.actor, plan, at=moment(day, days_before=7))
        reason = "" if resolution else "Vedtatt på papir"
        adopted = plans.adopt_plan(
            self.actor, plan, adopted_on=day, resolution=resolution, reason=reason, at=moment(day)
        )
        self.plans[plan.year] = adopted

    # ---- The plans of 2017 and 2018 ----

    def _write_plan(self, values: dict) -> None:
        adopted_on = values.get("adopted_on", date(values["year"] - 1, 12, 8))
        at = moment(adopted_on, days_before=20)
        plan = plans.create_plan(
            self.actor,
            cooperation=self.registers.main,
            platform=self._platforms["2015"],
            year=values["year"],
            title=values["title"],
            introduction=values["introduction"],
            case=self.cases.cases.get(values.get("case", "")),
            at=at,
        )
        for section in values["section"]:
            self._write_section(plan, section, at)
        self._adopt(plan, adopted_on)

    def _write_section(self, plan: ActionPlan, values: dict, at) -> None:
        area = PriorityArea.objects.get(platform=plan.platform, name=values["area"])
        section = sections.create_section(
            self.actor,
            plan=plan,
            area=area,
            focus_area=FocusArea.objects.get(area=area, name=values["focus"]),
            cooperation=self.registers.cooperations.get(values.get("cooperation", "")),
            title=values["title"],
            introduction=values.get("introduction", ""),
            level_labels=["Tiltak", "Aktiviteter"],
            deadline_label=str(plan.year),
            at=at,
        )
        if lead := values.get("lead"):
            post = Position.objects.of(self.actor.alliance).get(title=lead)
            staff.assign_position(self.actor, section=section, position=post, is_lead=True, at=at)
        for measure in values["measure"]:
            made = measures.create_measure(self.actor, section=section, title=measure["title"], at=at)
            for title, deadline in measure["activities"]:
                more = {"title": title, "deadline_text": deadline, "continues": self._before(plan, section, title)}
                activities.create_activity(self.actor, section=section, measure=made, at=at, **more)

    def _link(self, year: int, row: str, case: str, kind: str) -> None:
        """What the sources say that a row rests on or follows up."""
        plan, mine = self.plans[year], {"title": row}
        found = [each for model in (Measure, Activity) for each in model.objects.of_plan(plan).filter(**mine)]
        target = Case.objects.of(self.actor.alliance).get(title=case)
        add_link(self.actor, found[0], kind=kind, case=target, at=moment(plan.adopted_on))

    def _before(self, plan: ActionPlan, section, title: str) -> Activity | None:
        """What an activity continues: the one that stands in the same words in the same part of the plan before. The
        sources say so of these and of no others."""
        before = self.plans.get(plan.year - 1)
        if before is None:
            return None
        rows = Activity.objects.of_plan(before).filter(title=title, section__title=section.title)
        return rows.select_related("section__plan").first()
