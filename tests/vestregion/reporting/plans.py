"""A small plan with all that a report must show: money of every kind, every status, deadlines of every kind, a section
without an annual line, and texts that try to break the page."""

from datetime import date
from decimal import Decimal

from actionplan.deadlines import parse_deadline, to_json
from actionplan.grounds import Grounds
from actionplan.models import (
    ActionPlan,
    Activity,
    FundingEntry,
    FundingLine,
    Measure,
    PlanSection,
    Position,
    PriorityArea,
    ReportingLine,
    SectionPosition,
    StatusReport,
    StrategicPlatform,
)
from actionplan.services import plans
from actionplan.services.activities import change_activity, create_activity
from actionplan.services.bin import remove_row, restore_row
from actionplan.services.sections import change_section
from governance import clock, history
from governance.access import system_actor
from governance.models import AgendaItem, Case, Meeting, Organisation, Resolution
from tests.cast import make

YEAR = 2016
# Rich text that asks for what it may not have, in letters of many kinds.
CLAIMS = (
    'Se <img src="file:///etc/passwd"><img src="http://127.0.0.1/x.png"><img src="data:image/png;base64,AAAA">'
    '<a href="file:///etc/passwd" rel="attachment">filen</a><script>alert(1)</script><style>@import "http://x.example"'
    "</style> 😀 مرحبا Kárášjohka, Čáhcesuolu, Ŋ"
)


class PlanBuilder:
    """Builds a plan row by row; every method gives the row it stored."""

    def __init__(self, cooperation, year=YEAR, state="adopted"):
        self.alliance = cooperation.alliance
        self.platform = make(
            self.alliance,
            StrategicPlatform(
                cooperation=cooperation,
                title=f"Plattform {year - 1}–{year + 2}",
                vision="En region som henger sammen.",
                main_goal="Kommunene løser mer sammen.",
                valid_from=date(year - 1, 1, 1),
                valid_to=date(year + 2, 12, 31),
            ),
        )
        plan = ActionPlan(cooperation=cooperation, platform=self.platform, year=year, title=f"Handlingsplan {year}")
        plan.__dict__["state"] = state
        plan.introduction = "<p>Planen samler <strong>det vi har lovet</strong> hverandre.</p>"
        self.plan = make(self.alliance, plan)
        self.sections = 0

    def area(self, name, goal=""):
        return make(self.alliance, PriorityArea(platform=self.platform, name=name, goal=goal))

    def section(self, area, title, **values):
        self.sections += 1
        row = PlanSection(plan=self.plan, area=area, title=title, position=self.sections * 10, **values)
        return make(self.alliance, row)

    def measure(self, section, title, parent=None, position=0):
        return make(self.alliance, Measure(section=section, title=title, parent=parent, position=position))

    def activity(self, section, title, deadline="", measure=None, position=0, **values):
        return make(self.alliance, self.activity_row(section, title, deadline, measure, position, **values))

    def activity_row(self, section, title, deadline="", measure=None, position=0, **values):
        read = parse_deadline(deadline, self.plan.year)
        return Activity(
            section=section,
            title=title,
            measure=measure,
            position=position,
            deadline_text=deadline,
            deadline=to_json(read),
            deadline_end=read.end,
            **values,
        )

    def many(self, rows):
        with history.recording(system_actor(self.alliance, "Test"), "test.create", self.plan):
            return history.save_many(rows)

    def status(self, activity, status, period="aar", **values):
        return make(self.alliance, StatusReport(activity=activity, period=period, status=status, **values))

    def money(self, section, title="Avsatt", *, source="allocation", line=None, **amounts):
        """A funding line with amounts: planned=350000, actual=(320000, date) ..."""
        line = make(self.alliance, FundingLine(section=section, title=title, source=source, **(line or {})))
        for kind, value in amounts.items():
            amount, on = value if isinstance(value, tuple) else (value, None)
            make(self.alliance, FundingEntry(line=line, kind=kind, amount=Decimal(amount), status_date=on))
        return line

    def reports_to(self, section, receiver, kind="annual", role="treats", position=0):
        where = "body" if hasattr(receiver, "number_format") else "organisation"
        return make(
            self.alliance,
            ReportingLine(section=section, kind=kind, role=role, position=position, **{where: receiver}),
        )

    def post(self, section, title, percent=None, **values):
        position = make(
            self.alliance,
            Position(cooperation=self.plan.cooperation, title=title, percent=percent, is_hourly=percent is None),
        )
        return make(self.alliance, SectionPosition(section=section, position=position, **values))


def rich_plan(cooperation, steering_group, state="adopted") -> ActionPlan:
    """The plan of the module's docstring."""
    build = PlanBuilder(cooperation, state=state)
    region, health = build.area("Regional utvikling", "Kortere vei til jobb og skole."), build.area("Helse")
    transport = build.section(region, "Areal og transport", level_labels=["Tiltak", "Aktivitet"])
    texts = {
        "introduction": f"<p>{CLAIMS}</p>",
        "organisation": "<p>Et <em>styre</em>.</p>",
        "resources": "<p>Midler.</p>",
    }
    khs = build.section(health, "Kommunehelsesamarbeidet", **texts)
    hub, air = (
        build.measure(transport, "Knutepunkt i vest", position=1),
        build.measure(transport, "Ren luft", position=2),
    )
    lead = build.post(transport, "Daglig leder", Decimal(100), is_lead=True).position
    build.post(khs, "Koordinator", Decimal("75.5"))
    rows = [
        (transport, "Felles innspill til NTP", "Q1", hub, "done", {"text": f"Sendt 15. mars.\n\nTakk, {CLAIMS}"}),
        (transport, "Samle kommunene om bussveien", "Q1 + Q3", hub, "on_track", {"delivered": 1}),
        (transport, "Måle trafikken", "Kvartalsvis", air, "delayed", {"cause": "Utstyret kom sent."}),
        (khs, "Felles opplæring", "Løpende", None, "on_track", {"text": "x" * 700 + " slutt"}),
        (khs, "Evaluere avtalen", "Q2", None, "stopped", {"cause": "Avtalen falt bort.", "new_deadline_text": "Q2-17"}),
        (khs, "Nytt nettsted <b>&</b> «nyhetsbrev»", "Q3", None, None, {}),
        (khs, "Uten frist", "", None, "not_started", {}),
    ]
    for number, (section, title, deadline, measure, status, values) in enumerate(rows):
        row = build.activity(section, title, deadline, measure, number, responsible_position=lead)
        if status:
            build.status(row, status, **values)
    build.money(transport, planned=350_000, revised=(400_000, date(2016, 6, 1)), actual=(320_000, date(2016, 12, 31)))
    build.money(khs, "Kontingent", source="fee_per_inhabitant", planned=600_000, actual=(624_000, date(2016, 12, 31)))
    for section in (transport, khs):
        build.reports_to(section, steering_group, "tertial")
    build.reports_to(transport, steering_group, "annual", "adopts")
    return build.plan


def resolved(body, *, access="public", day=date(2016, 3, 3)) -> Resolution:
    """What the body resolved in a published meeting: item 7/2016."""
    values = {"title": "Ny frist for NTP", "access": access}
    values |= {"legal_basis": "offl. § 13", "public_title": "Sak"} if access == "exempt" else {}
    case = make(body.alliance, Case(cooperation=body.cooperation, year=2016, sequence=4, **values))
    meeting = make(body.alliance, Meeting(body=body, day=day, published_at=clock.now()))
    item = AgendaItem(case=case, body=body, meeting=meeting, number_year=2016, number_sequence=7)
    item.__dict__["state"] = "numbered"
    return make(body.alliance, Resolution(item=make(body.alliance, item), decided_on=day))


def amended_plan(cooperation, steering_group, actor) -> ActionPlan:
    """The same plan, adopted by its own act and then amended by the actor: 1 for a resolution, 2 a new and a removed
    row, 3 a text, and a row that went and came back."""
    plan = rich_plan(cooperation, steering_group, state="draft")
    plans.adopt_plan(actor, plan, adopted_on=date(2015, 12, 10), reason="Vedtatt på papir")
    rows = {row.title[:12]: row for row in Activity.objects.of_plan(plan)}
    first, gone, back = rows["Felles innsp"], rows["Måle trafikk"], rows["Uten frist"]
    grounds = Grounds("Fristen ble flyttet", resolved(steering_group))
    lier = Organisation.objects.get(alliance=plan.alliance, short_name="Lier")
    values = {"title": f"Innspill <b>&</b> 😀 {'og mer ' * 20}", "deadline_text": "Q2", "responsible_position": None}
    change_activity(actor, first, **values, responsible_organisation=lier, reason=grounds)
    create_activity(actor, section=first.section, title="Kom til i juni", steered_by="Staten", reason="Nytt behov")
    remove_row(actor, gone, reason="Nytt behov")
    remove_row(actor, back, reason="Feil rad")
    restore_row(actor, back, reason="Feil rad")
    change_section(actor, back.section, introduction="<p>Ny tekst</p>", reason="Feil rad")
    return plan
