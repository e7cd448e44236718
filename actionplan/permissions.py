"""Acts of the first floor: who may change a plan, its rows, its platform and the status of its work.

Editors (secretariat, administrator) of the plan's cooperation do everything; who holds the leading post of a section
edits and reports that section. An adopted plan is changed by editors alone, with a reason; a closed one by nobody.
Reading is `visible_to`.
"""

import rules
from django.utils.translation import gettext_lazy as _

from actionplan.choices import ANSWERED, LED_SECTION, UNSENT, ActivityMode, ApplicationState, FeeRunState, PlanState
from actionplan.models import ActionPlan, Gathering, GrantApplication, Network, PlanSection, Project, StrategicPlatform
from governance.access import allow, find_cooperation_by
from governance.models import Cooperation
from governance.permissions import is_administrator

ABOVE = ("platform", "area", "focus_area")
PARENTS = ("section", "activity", "line", "project", "network", "gathering", *ABOVE)
REGISTERED = (Gathering, GrantApplication, Network, Project)  # rows of the registers, each of a cooperation


def section_of(row) -> PlanSection | None:
    """The section a row stands in; the section itself for a section."""
    while row is not None and not isinstance(row, PlanSection):
        above = (getattr(row, name, None) for name in ("section", "activity", "measure", "line"))
        row = next((each for each in above if each is not None), None)
    return row


def plan_of(row) -> ActionPlan | None:
    """The plan a row stands in; None for a row of a platform or a cooperation."""
    if row is None or isinstance(row, ActionPlan):
        return row
    section = section_of(row)
    return section.plan if section is not None else None


def platform_of(row) -> StrategicPlatform | None:
    """The platform a point, an area, a focus area or a name hangs under; the platform itself for a platform."""
    while row is not None and not isinstance(row, StrategicPlatform):
        row = next((getattr(row, name) for name in ABOVE if getattr(row, name, None) is not None), None)
    return row


def cooperation_of(row) -> Cooperation | None:
    """The cooperation whose plan or platform the row belongs to."""
    if isinstance(row, Cooperation):
        return row
    if isinstance(row, REGISTERED):  # its own, whosever plan it is tied to
        return row.cooperation
    plan = plan_of(row)
    if plan is not None:
        return plan.cooperation
    while row is not None and not hasattr(row, "cooperation"):
        row = next((getattr(row, name) for name in PARENTS if getattr(row, name, None) is not None), None)
    return row.cooperation if row is not None else None


def led_sections(actor) -> frozenset:
    """Ids of the sections whose leading post the person holds on the actor's day; loaded with the actor."""
    return actor.held(LED_SECTION)


@rules.predicate
def edits_plan(actor, row):
    cooperation = cooperation_of(row)
    return actor.edits(cooperation.pk) if cooperation is not None else actor.edits_everything


@rules.predicate
def leads_section(actor, row):
    section = section_of(row)
    return section is not None and section.pk in led_sections(actor)


@rules.predicate
def leads_in_plan(actor, plan):
    sections = led_sections(actor)
    return bool(sections) and plan.sections.present().filter(pk__in=sections).exists()


def _in_state(*states):
    return lambda actor, row: plan_of(row).state in states


def _lead_may_still_edit(actor, row) -> bool:
    return plan_of(row).state != PlanState.ADOPTED or edits_plan(actor, row)


EDITOR = (edits_plan, _("Bare sekretariatet kan gjøre dette."))
EDITOR_OR_LEAD = (
    edits_plan | leads_section,
    _("Bare sekretariatet og den som er ansvarlig for delen, kan gjøre dette."),
)
IS_CLOSED = _("Planen er avsluttet og kan bare leses.")
OPEN = (_in_state(PlanState.DRAFT, PlanState.PROPOSED, PlanState.ADOPTED), IS_CLOSED)
LEAD_BEFORE_ADOPTION = (
    _lead_may_still_edit,
    _("Planen er vedtatt. Bare sekretariatet kan endre den, og med en begrunnelse."),
)
UNDECIDED = _in_state(PlanState.DRAFT, PlanState.PROPOSED)

find_cooperation_by("actionplan", cooperation_of)

allow("platform.edit", EDITOR)
allow("position.edit", EDITOR)

allow("plan.create", EDITOR)
allow("plan.import", EDITOR)
allow("plan.edit", EDITOR, OPEN)
allow(
    "plan.work",
    (edits_plan | leads_in_plan, _("Bare sekretariatet og de som er ansvarlige for en del, kan redigere planen.")),
    OPEN,
    LEAD_BEFORE_ADOPTION,
)
allow("plan.propose", EDITOR, (_in_state(PlanState.DRAFT), _("Bare et utkast kan foreslås.")))
allow("plan.take_back", EDITOR, (_in_state(PlanState.PROPOSED), _("Bare en foreslått plan kan tas tilbake.")))
allow("plan.adopt", EDITOR, (UNDECIDED, _("Planen er allerede vedtatt.")))
allow(
    "plan.undo_adoption",
    (is_administrator, _("Bare en administrator kan ta tilbake et vedtak.")),
    (_in_state(PlanState.ADOPTED), _("Planen er ikke vedtatt.")),
)
allow(
    "plan.close",
    EDITOR,
    (_in_state(PlanState.ADOPTED), _("Bare en vedtatt plan kan avsluttes.")),
    (
        lambda actor, plan: plan.year <= actor.on.year,
        _("Planen kan ikke avsluttes: året har ikke begynt. Ble den vedtatt ved en feil, tas vedtaket tilbake."),
    ),
)
allow(
    "plan.reopen",
    (is_administrator, _("Bare en administrator kan åpne en avsluttet plan igjen.")),
    (_in_state(PlanState.CLOSED), _("Planen er ikke avsluttet.")),
)
allow(
    "plan.publish",
    EDITOR,
    (
        _in_state(PlanState.PROPOSED, PlanState.ADOPTED, PlanState.CLOSED),
        _("Et utkast kan ikke publiseres. Foreslå eller vedta planen først."),
    ),
)
allow(
    "plan.unpublish",
    EDITOR,
    (lambda actor, plan: plan.published_at is not None, _("Planen er ikke publisert.")),
    outlives="What is out and should not be, must be closed to the public whenever that is found.",
)
allow("plan.remove", EDITOR, (_in_state(PlanState.DRAFT), _("Bare et utkast kan fjernes.")))
allow("plan.restore", EDITOR)

# What becomes of an activity next year is no change of this year's plan, whatever its state.
allow("activity.choose_fate", EDITOR_OR_LEAD)
allow(
    "plan.go_through",
    (edits_plan | leads_in_plan, _("Bare sekretariatet og de som er ansvarlige for en del, går gjennom planen.")),
)

allow("section.create", EDITOR, OPEN)
allow("section.edit", EDITOR_OR_LEAD, OPEN, LEAD_BEFORE_ADOPTION)
# Its title, area, columns, place in the plan, and who leads it; a lead writes the texts and rows of her section.
allow("section.arrange", EDITOR, OPEN)
allow("section.remove", EDITOR, OPEN)
allow("row.edit", EDITOR_OR_LEAD, OPEN, LEAD_BEFORE_ADOPTION)
allow(
    "question.ask",
    EDITOR,
    OPEN,
    (lambda actor, row: row.mode == ActivityMode.QUESTION, _("Aktiviteten er ikke et spørsmål til organet.")),
)
allow(
    "status.report",
    EDITOR_OR_LEAD,
    OPEN,
    (
        _in_state(PlanState.PROPOSED, PlanState.ADOPTED),
        _("Planen er et utkast. Foreslå eller vedta den før du rapporterer."),
    ),
    outlives="How it stood on the last day is known after that day, and the last annual report is made of it.",
)

IS_DRAFT = (
    lambda actor, run: run.state == FeeRunState.DRAFT,
    _("Kravet er sendt og kan ikke endres. Lag en rettelse."),
)
allow("feerun.make", EDITOR)
allow("feerun.send", EDITOR, IS_DRAFT)
allow("feerun.remove", EDITOR, IS_DRAFT)


def stands(*states):
    return lambda actor, row: row.state in states


allow("application.make", EDITOR)
allow("application.edit", EDITOR_OR_LEAD)
allow("application.start", EDITOR_OR_LEAD, (stands(ApplicationState.IDEA), _("Arbeidet er alt i gang.")))
allow("application.send", EDITOR_OR_LEAD, (stands(*UNSENT), _("Bare en søknad som ikke er sendt, kan sendes.")))
SENT = (stands(ApplicationState.SENT), _("Bare en søknad som er sendt, kan få svar."))
allow("application.grant", EDITOR_OR_LEAD, SENT)
allow("application.refuse", EDITOR_OR_LEAD, SENT)
allow(
    "application.withdraw",
    EDITOR_OR_LEAD,
    (stands(*UNSENT, ApplicationState.SENT), _("Bare en søknad uten svar kan trekkes.")),
)
allow(
    "application.resume",
    EDITOR_OR_LEAD,
    (
        stands(ApplicationState.SENT, ApplicationState.WITHDRAWN),
        _("Bare en søknad som er sendt eller trukket, kan tas opp igjen."),
    ),
)
allow(
    "application.await",
    EDITOR_OR_LEAD,
    (stands(*ANSWERED), _("Søknaden har ikke fått svar.")),
)
allow("application.remove", EDITOR)

allow("project.make", EDITOR)
allow("project.edit", EDITOR_OR_LEAD)
allow("project.remove", EDITOR)


@rules.predicate
def answers_for_network(actor, network):
    return actor.person is not None and network.responsible_id == actor.person.pk


allow("network.make", EDITOR)
allow(
    "network.edit",
    (edits_plan | answers_for_network, _("Bare sekretariatet og den nettansvarlige kan gjøre dette.")),
)
allow("network.remove", EDITOR)
allow(
    "network.join",
    (lambda actor, network: actor.person is not None, _("Du må være registrert som person i alliansen.")),
    (lambda actor, network: network.is_open, _("Nettverket er ikke åpent. Spør den som er nettansvarlig.")),
    (lambda actor, network: network.holds_on(actor.on), _("Nettverket er ikke i gang nå.")),
)
allow("network.leave", (lambda actor, network: actor.person is not None, _("Du er ikke med i nettverket.")))


def edit_act(row) -> str:
    """The act that guards a change of the row, whatever kind it is."""
    if isinstance(row, PlanSection):
        return "section.arrange"
    if isinstance(row, ActionPlan):
        return "plan.edit"
    return "row.edit" if section_of(row) is not None else "platform.edit"


def add_act(parent) -> str:
    """The act that guards a new row under `parent`."""
    return "row.edit" if section_of(parent) is not None else edit_act(parent)
