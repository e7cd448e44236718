"""Plans for tests: a small one with every kind of row, and one with as many activities as asked for."""

from datetime import date
from decimal import Decimal

import pytest

from actionplan.models import (
    ActionPlan,
    Position,
    PriorityArea,
    SectionPosition,
    StrategicPlatform,
)
from actionplan.services import activities, measures, money, plans, reporting, sections
from governance import history
from governance.access import system_actor
from governance.choices import BodyKind
from governance.models import Cooperation, GoverningBody
from tests.cast import act_as, make, make_person

NOT_BEEN = "Denne dagen har ikke vært. Skriv i dag eller en tidligere dag."


@pytest.fixture
def platform(alliance, cooperation):
    row = StrategicPlatform(
        cooperation=cooperation,
        title="Plattform 2015–2018",
        vision="Attraktiv og dynamisk",
        main_goal="En region som virker",
        valid_from=date(2015, 1, 1),
        valid_to=date(2018, 12, 31),
    )
    return make(alliance, row)


@pytest.fixture
def area(alliance, platform):
    return make(alliance, PriorityArea(platform=platform, name="Regional utvikling", position=1))


@pytest.fixture
def plan(alliance, cooperation, platform):
    return plans.create_plan(
        system_actor(alliance), cooperation=cooperation, year=2016, title="Handlingsplan 2016", platform=platform
    )


@pytest.fixture
def section(alliance, plan, area):
    return sections.create_section(
        system_actor(alliance),
        plan=plan,
        area=area,
        title="Arealbruk og transport",
        level_labels=["Tiltak", "Aktiviteter"],
        deadline_label="2016",
    )


@pytest.fixture
def measure(alliance, section):
    return measures.create_measure(system_actor(alliance), section=section, title="Delta i planprosesser")


@pytest.fixture
def activity(alliance, section, measure):
    return activities.create_activity(
        system_actor(alliance), section=section, measure=measure, title="Samordne innspill", deadline_text="Q1 + Q3"
    )


@pytest.fixture
def funding(alliance, section):
    actor = system_actor(alliance)
    line = money.create_funding_line(actor, section=section, title="Av kontingenten", source="allocation")
    money.add_entry(actor, line=line, kind="planned", amount=Decimal(350000))
    return line


@pytest.fixture
def reporting_line(alliance, section, steering_group):
    return reporting.create_reporting_line(system_actor(alliance), section=section, kind="tertial", body=steering_group)


@pytest.fixture
def lead(alliance, section, coordinator):
    """The coordinator, holding the leading post of the section."""
    post = make(alliance, Position(cooperation=section.plan.cooperation, title="Leder", holder=coordinator.person))
    make(alliance, SectionPosition(section=section, position=post, is_lead=True))
    return act_as(coordinator.person)


@pytest.fixture
def bystander(alliance, cooperation):
    """Staff without a post in the plan: reads drafts, edits nothing."""
    from governance.choices import Role
    from tests.cast import with_role

    person = make_person(alliance, "annen@test.example", "Are", "Annen")
    return with_role(person, Role.COORDINATOR)


def in_state(plan: ActionPlan, state: str) -> ActionPlan:
    """The plan brought to a state by its own acts."""
    actor = system_actor(plan.alliance)
    if state == "proposed":
        plans.propose_plan(actor, plan)
    if state in ("adopted", "closed"):
        plans.adopt_plan(actor, plan, adopted_on=date(plan.year - 1, 12, 10), reason="Vedtatt på papir")
    if state == "closed":
        plans.close_plan(actor, plan)
    return plan


def fill(section, number: int) -> list:
    """`number` activities, ten under each measure, with deadlines of every common spelling."""
    actor = system_actor(section.alliance)
    spellings = ["Q1", "Løpende", "Q1 – Q4", "Q1 + Q3", "Kvartalsvis", "", "sommeren 2019", "Q1-15 - Q4-17"]
    made = []
    with history.recording(actor, "test.fill", section):
        for index in range(number):
            if index % 10 == 0:
                above = measures.create_measure(actor, section=section, title=f"Tiltak {index // 10 + 1}")
            values = {"title": f"Aktivitet {index + 1}", "deadline_text": spellings[index % len(spellings)]}
            made.append(activities.create_activity(actor, section=section, measure=above, **values))
    return made


@pytest.fixture
def bodies(alliance, cooperation, khs, steering_group, executives):
    """The bodies that the plan's reports go to, and the cooperation for personal assistance."""
    rows = {
        "assembly": GoverningBody(
            cooperation=cooperation, slug="gf", name="Generalforsamlingen", kind=BodyKind.ASSEMBLY
        ),
        "board": GoverningBody(
            cooperation=khs, slug="khs-styret", name="Styret i KHS", aliases=["Samhandlingsstyret"], kind=BodyKind.BOARD
        ),
    }
    name = "Kompetansenettverk for brukerstyrt personlig assistanse"
    make(alliance, Cooperation(slug="bpa", name=name, short_name="BPA"))
    return {key: make(alliance, row) for key, row in rows.items()}
