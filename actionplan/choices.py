"""Fixed vocabularies of the first floor. A leaf: imports nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class PlanState(TextChoices):
    DRAFT = "draft", _("Utkast")
    PROPOSED = "proposed", _("Foreslått")
    ADOPTED = "adopted", _("Vedtatt")
    CLOSED = "closed", _("Avsluttet")


# What an actor holds by her post or her cooperation (actionplan/grants.py).
LED_SECTION, LED_PLAN, OWN_PLAN = "led_section", "led_plan", "own_plan"
READABLE_PLANS = (PlanState.PROPOSED, PlanState.ADOPTED, PlanState.CLOSED)


class PlatformPointKind(TextChoices):
    GOAL = "goal", _("Hovedmål")
    PILLAR = "pillar", _("Bærebjelke")
    VALUE = "value", _("Verdi")


class FundingSource(TextChoices):
    ALLOCATION = "allocation", _("Avsatt i budsjettet")
    FEE_SHARE = "fee_share", _("Andel av medlemskontingenten")
    FEE_PER_INHABITANT = "fee_per_inhabitant", _("Kontingent per innbygger")
    HOST = "host", _("Vertskommunebidrag")
    EQUITY = "equity", _("Egenkapital")
    GRANT = "grant", _("Tilskudd")
    FULL_EXTERNAL = "full_external", _("Fullt finansiert av andre")


class FundingBasis(TextChoices):
    FIXED = "fixed", _("Fast beløp")
    PER_INHABITANT = "per_inhabitant", _("Kroner per innbygger")
    OPEN = "open", _("Beløpet er ikke fastsatt")


class Certainty(TextChoices):
    SET_ASIDE = "set_aside", _("Avsatt")
    FIXED = "fixed", _("Fastsatt")
    PROPOSED = "proposed", _("Foreslått")
    ABOUT = "about", _("Omtrentlig")
    SOUGHT = "sought", _("Søkt om")
    GRANTED = "granted", _("Innvilget")


# A source one has asked for is not money one has: it stands in no sum.
NOT_YET_MONEY = (Certainty.SOUGHT,)
FEE_SOURCES = (FundingSource.FEE_SHARE, FundingSource.FEE_PER_INHABITANT)


class CostKind(TextChoices):
    """What money goes to."""

    PERSONNEL = "personnel", _("Lønn")
    HIRED = "hired", _("Innleid hjelp og honorar")
    TRAVEL = "travel", _("Reiser og møter")
    ROOMS = "rooms", _("Lokaler")
    TRANSPORT = "transport", _("Transport")
    MATERIAL = "material", _("Utstyr og materiell")
    OTHER = "other", _("Andre kostnader")


class FeeRunState(TextChoices):
    DRAFT = "draft", _("Utkast")
    SENT = "sent", _("Sendt")


class ApplicationState(TextChoices):
    IDEA = "idea", _("Idé")
    WORKING = "working", _("Under arbeid")
    SENT = "sent", _("Sendt")
    GRANTED = "granted", _("Innvilget")
    REFUSED = "refused", _("Avslått")
    WITHDRAWN = "withdrawn", _("Trukket")


UNSENT = (ApplicationState.IDEA, ApplicationState.WORKING)
ANSWERED = (ApplicationState.GRANTED, ApplicationState.REFUSED)


class ProjectPhase(TextChoices):
    """The phases of a project by the Norwegian project guide (PLP), and after them."""

    PROPOSAL = "proposal", _("Forslag")
    PRESTUDY = "prestudy", _("Forstudie")
    PREPROJECT = "preproject", _("Forprosjekt")
    MAIN = "main", _("Hovedprosjekt")
    OPERATION = "operation", _("Drift")
    ENDED = "ended", _("Avsluttet")


class NetworkRole(TextChoices):
    LEADER = "leader", _("Leder")
    COORDINATING = "coordinating", _("Koordineringsgruppe")
    MEMBER = "member", _("Medlem")


class GatheringKind(TextChoices):
    SEMINAR = "seminar", _("Seminar")
    CONFERENCE = "conference", _("Konferanse")
    COURSE = "course", _("Kurs")
    THEME_DAY = "theme_day", _("Temadag")
    BREAKFAST = "breakfast", _("Frokostmøte")
    NETWORK = "network", _("Nettverksmøte")
    WORKSHOP = "workshop", _("Verksted")
    TRIP = "trip", _("Studietur")
    DIALOGUE = "dialogue", _("Dialogmøte")
    OTHER = "other", _("Annet")


class GatheringState(TextChoices):
    DRAFT = "draft", _("Utkast")
    OPEN = "open", _("Åpent for påmelding")
    CLOSED = "closed", _("Påmeldingen er stengt")
    HELD = "held", _("Avholdt")
    CANCELLED = "cancelled", _("Avlyst")


COMING = (GatheringState.DRAFT, GatheringState.OPEN, GatheringState.CLOSED)


class Audience(TextChoices):
    """Who may sign up for a gathering by themselves."""

    INVITED = "invited", _("Bare de som blir invitert")
    NETWORK = "network", _("Medlemmene av nettverket")
    INSIDE = "inside", _("Alle i alliansen")
    PUBLIC = "public", _("Alle som får lenken")


class SignUpState(TextChoices):
    INVITED = "invited", _("Invitert")
    PLACED = "placed", _("Påmeldt")
    WAITING = "waiting", _("På venteliste")
    WITHDRAWN = "withdrawn", _("Meldt av")
    WALKED_IN = "walked_in", _("Kom uten påmelding")


ON_THE_LIST = (SignUpState.PLACED, SignUpState.WAITING)


class EntryKind(TextChoices):
    PLANNED = "planned", _("Budsjett")
    REVISED = "revised", _("Revidert budsjett")
    ACTUAL = "actual", _("Regnskap")
    FORECAST = "forecast", _("Prognose")


class EntryOrigin(TextChoices):
    DECISION = "decision", _("Vedtak")
    IMPORT = "import", _("Import")
    ESTIMATE = "estimate", _("Anslag")


class ReportKind(TextChoices):
    TERTIAL = "tertial", _("Tertialrapport")
    ANNUAL = "annual", _("Årsrapport")


class LineRole(TextChoices):
    PREPARES = "prepares", _("Forbereder")
    TREATS = "treats", _("Behandler")
    ADOPTS = "adopts", _("Vedtar")
    RECEIVES = "receives", _("Får tilsendt")


class ActivityMode(TextChoices):
    OWN = "own", _("Egen aktivitet")
    COORDINATED = "coordinated", _("Samordnet opptreden")
    PROJECT = "project", _("Prosjekt med andre")
    INPUT = "input", _("Innspill til myndigheter")
    QUESTION = "question", _("Spørsmål til organet")


class LinkKind(TextChoices):
    """How a row of a plan hangs together with the case or resolution it leads to; as CaseLinkKind where they agree."""

    BASIS = "basis", _("Grunnlag")
    FOLLOWS = "follows", _("Følger opp")
    MENTIONED = "mentioned", _("Omtalt i")
    ASKED = "asked", _("Lagt fram i")


CHOSEN_LINKS = (LinkKind.FOLLOWS, LinkKind.BASIS, LinkKind.MENTIONED)  # a question is brought before a body by an act
# What goes on into the next year's plan with its row; where it was written of stays with its year.
CARRIED_LINKS = (LinkKind.BASIS, LinkKind.FOLLOWS, LinkKind.ASKED)


class Status(TextChoices):
    """Status of an activity on a status date. Symbol, word and colour always stand together (WCAG 1.4.1)."""

    NOT_STARTED = "not_started", _("Ikke startet")
    ON_TRACK = "on_track", _("I rute")
    DONE = "done", _("Ferdig")
    DELAYED = "delayed", _("Forsinket")
    STOPPED = "stopped", _("Stoppet")


DEVIATIONS = (Status.DELAYED, Status.STOPPED)
STATUS_SYMBOLS = {
    Status.NOT_STARTED: "○",
    Status.ON_TRACK: "◐",
    Status.DONE: "●",
    Status.DELAYED: "▲",
    Status.STOPPED: "■",
}


class Fate(TextChoices):
    """What becomes of an activity when the plan of the next year is made."""

    DONE = "done", _("Ferdig")
    CONTINUES = "continues", _("Fortsetter")
    CHANGED = "changed", _("Endres")
    SPLIT = "split", _("Deles i flere")
    DROPPED = "dropped", _("Droppes")


CARRIED_ON = (Fate.CONTINUES, Fate.CHANGED, Fate.SPLIT)


class Gap(TextChoices):
    """What a plan lacks before it is whole (GAPS), or has that should be looked at once more."""

    NO_LEAD = "no_lead", _("Del uten ansvarlig")
    NO_RESPONSIBLE = "no_responsible", _("Uten ansvarlig")
    NO_DEADLINE = "no_deadline", _("Uten frist")
    UNREAD_DEADLINE = "unread_deadline", _("Frist som ikke er forstått")
    NOTHING_BELOW = "nothing_below", _("Uten aktiviteter")
    NO_RECEIVER = "no_receiver", _("Rapporterer ikke til noen")
    UNASKED = "unasked", _("Spørsmål som ikke er lagt fram")
    BEFORE_YEAR = "before_year", _("Frist fra før planens år")
    LATE = "late", _("Forbi fristen")
    SAME_TEXT = "same_text", _("Samme tekst som sist")


LOOK_AGAIN = (Gap.UNASKED, Gap.BEFORE_YEAR, Gap.LATE, Gap.SAME_TEXT)
