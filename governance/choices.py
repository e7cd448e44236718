"""Fixed vocabularies of the ground floor. A leaf: imports nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """What pages and mails can speak, each by its own name (settings.LANGUAGES)."""

    BOKMAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"
    ENGLISH = "en", "English"


class LegalForm(TextChoices):
    """Cooperation forms, kommuneloven 1992 § 27 and 2018 ch. 17-20; see docs/domain.md."""

    SECTION_27 = "s27", _("§ 27-samarbeid (kommuneloven 1992)")
    POLITICAL_COUNCIL = "ipr", _("Interkommunalt politisk råd")
    TASK_COMMUNITY = "ko", _("Kommunalt oppgavefellesskap")
    HOST = "host", _("Vertskommunesamarbeid")
    COMPANY = "iks", _("Interkommunalt selskap")
    AGREEMENT = "agreement", _("Avtalebasert samarbeid")
    INFORMAL = "informal", _("Uformelt samarbeid")


class OrganisationKind(TextChoices):
    MUNICIPALITY = "municipality", _("Kommune")
    COUNTY = "county", _("Fylkeskommune")
    STATE = "state", _("Statlig virksomhet")
    HEALTH = "health", _("Helseforetak")
    EDUCATION = "education", _("Utdanning og forskning")
    BUSINESS = "business", _("Næringsliv")
    VOLUNTARY = "voluntary", _("Frivillig organisasjon")
    CULTURE = "culture", _("Kulturaktør")
    NETWORK = "network", _("Nettverk eller allianse")
    OTHER = "other", _("Annen")


class Role(TextChoices):
    """Roles given in the alliance; seats, positions and contacts give further rights of their own."""

    ADMINISTRATOR = "administrator", _("Administrator")
    SECRETARIAT = "secretariat", _("Sekretariat")
    COORDINATOR = "coordinator", _("Koordinator")
    READER = "reader", _("Leser")
    AUDITOR = "auditor", _("Revisor")
    RECEIVER = "receiver", _("Ekstern mottaker")


EDITOR_ROLES = frozenset({Role.ADMINISTRATOR, Role.SECRETARIAT})
STAFF_ROLES = EDITOR_ROLES | {Role.COORDINATOR}
ADDRESSED_ROLES = frozenset({Role.AUDITOR, Role.RECEIVER})  # read what is published or addressed to them


class BodyKind(TextChoices):
    ASSEMBLY = "assembly", _("Generalforsamling")
    STEERING = "steering", _("Styringsgruppe")
    EXECUTIVES = "executives", _("Rådmannsgruppe")
    BOARD = "board", _("Styre")
    COUNCIL = "council", _("Regionråd")
    COMMITTEE = "committee", _("Utvalg")
    NETWORK = "network", _("Nettverk")
    WORKING_GROUP = "working_group", _("Arbeidsgruppe")
    SECRETARIAT = "secretariat", _("Sekretariat")
    FORUM = "forum", _("Forum")


class ProcedureAct(TextChoices):
    ACT_1992 = "1992", _("Kommuneloven 1992")
    ACT_2018 = "2018", _("Kommuneloven 2018")
    OWN = "own", _("Eget reglement")


class DecisionMethod(TextChoices):
    MAJORITY = "majority", _("Flertall")
    CONSENSUS = "consensus", _("Enighet")


class SeatRole(TextChoices):
    LEADER = "leader", _("Leder")
    DEPUTY = "deputy", _("Nestleder")
    MEMBER = "member", _("Medlem")
    OBSERVER = "observer", _("Observatør")
    SECRETARY = "secretary", _("Sekretær")


class AppointmentKind(TextChoices):
    MEMBER = "member", _("Fast medlem")
    SUBSTITUTE = "substitute", _("Varamedlem")


class MeetingKind(TextChoices):
    ORDINARY = "ordinary", _("Ordinært møte")
    EXTRAORDINARY = "extraordinary", _("Ekstraordinært møte")
    SEMINAR = "seminar", _("Seminar")
    JOINT = "joint", _("Fellesmøte")


class MeetingForm(TextChoices):
    PHYSICAL = "physical", _("Fysisk møte")
    REMOTE = "remote", _("Fjernmøte")
    HYBRID = "hybrid", _("Hybridmøte")
    TELEPHONE = "telephone", _("Telefonmøte")


class Capacity(TextChoices):
    """In what capacity somebody takes part in a meeting."""

    MEMBER = "member", _("Medlem")
    SUBSTITUTE = "substitute", _("Vara")
    BY_RIGHT = "by_right", _("Har rett til å være med")
    SECRETARIAT = "secretariat", _("Fra sekretariatet")
    GUEST = "guest", _("Gjest")


SEATED = (Capacity.MEMBER, Capacity.SUBSTITUTE)


class MeetingState(TextChoices):
    PLANNED = "planned", _("Planlagt")
    CALLED = "called", _("Innkalt")
    HELD = "held", _("Avholdt")
    CANCELLED = "cancelled", _("Avlyst")


class Answer(TextChoices):
    """What somebody says to a convocation. Nothing yet is no answer."""

    COMING = "coming", _("Kommer")
    ABSENT = "absent", _("Kommer ikke")


class Verdict(TextChoices):
    """What a reviewer says of a draft. Nothing yet is no answer."""

    APPROVED = "approved", _("Godkjent")
    CHANGES = "changes", _("Må endres")


OPEN_MEETINGS = (MeetingState.PLANNED, MeetingState.CALLED)
SENT_MEETINGS = (MeetingState.CALLED, MeetingState.HELD)


class CaseKind(TextChoices):
    DECISION = "decision", _("Vedtakssak")
    ORIENTATION = "orientation", _("Orienteringssak")
    DISCUSSION = "discussion", _("Drøftingssak")
    REPORT = "report", _("Referatsak")
    HEARING = "hearing", _("Høringssak")
    INTEREST = "interest", _("Interessepolitisk sak")
    ELECTION = "election", _("Valg")
    STANDING = "standing", _("Fast sak")
    APPROVAL = "approval", _("Godkjenning")
    OTHER = "other", _("Eventuelt")


class CaseState(TextChoices):
    OPEN = "open", _("Under behandling")
    CLOSED = "closed", _("Avsluttet")
    WITHDRAWN = "withdrawn", _("Trukket")


class CaseLinkKind(TextChoices):
    RELATED = "related", _("Har sammenheng med")
    FOLLOWS = "follows", _("Følger opp")
    SUPERSEDES = "supersedes", _("Erstatter")


class ReferenceKind(TextChoices):
    """What a document is that lies elsewhere."""

    ACT = "act", _("Lov eller forskrift")
    WHITE_PAPER = "white_paper", _("Melding eller utredning")
    PLAN = "plan", _("Plan eller strategi")
    REPORT = "report", _("Rapport")
    DECISION = "decision", _("Vedtak i et annet organ")
    AGREEMENT = "agreement", _("Avtale")
    LETTER = "letter", _("Brev eller uttalelse")
    OTHER = "other", _("Annet")


class GoverningKind(TextChoices):
    """What binds a cooperation, in the order in which it weighs."""

    STATUTES = "1_statutes", _("Vedtekter")
    AGREEMENT = "2_agreement", _("Samarbeidsavtale")
    PLATFORM = "3_platform", _("Samarbeidsplattform")
    STRATEGY = "4_strategy", _("Strategi eller program")
    ACTION_PLAN = "5_action_plan", _("Handlingsplan")
    SERVICE = "6_service", _("Tjenesteavtale")
    MANDATE = "7_mandate", _("Mandat")
    RULES = "8_rules", _("Reglement")
    OTHER = "9_other", _("Annet")


class CaseDocumentKind(TextChoices):
    """What a case does with a governing document."""

    FOLLOWS = "follows", _("Følger av")
    ADOPTS = "adopts", _("Vedtar")
    AMENDS = "amends", _("Endrer")


class Access(TextChoices):
    PUBLIC = "public", _("Offentlig")
    EXEMPT = "exempt", _("Unntatt offentlighet")


class Extent(TextChoices):
    """How much of an exempt row the exemption covers."""

    WHOLE = "whole", _("Hele dokumentet")
    PART = "part", _("Deler av det")


class Disclosure(TextChoices):
    """The answer to the public-access question (merinnsyn, offentleglova § 11); empty: not asked yet. What can be given
    in full is opened."""

    KEPT = "kept", _("Vurdert: holdes unntatt")
    PARTLY = "partly", _("Vurdert: deler kan gis ut")


class OpenedKind(TextChoices):
    PAPER = "paper", _("Saksframlegg")
    ATTACHMENT = "attachment", _("Vedlegg")


class ItemRole(TextChoices):
    """What a body does with a case at one stop of its journey (OParl Consultation.role)."""

    PREPARES = "prepares", _("Forbereder")
    RECOMMENDS = "recommends", _("Innstiller")
    HEARS = "hears", _("Uttaler seg")
    DECIDES = "decides", _("Vedtar")
    INFORMED = "informed", _("Orienteres")


class ItemState(TextChoices):
    WAITING = "waiting", _("Venter på møte")
    LISTED = "listed", _("På sakslisten")
    NUMBERED = "numbered", _("Innkalt")
    TREATED = "treated", _("Behandlet")
    POSTPONED = "postponed", _("Utsatt")
    WITHDRAWN = "withdrawn", _("Trukket")


class PaperState(TextChoices):
    DRAFT = "draft", _("Utkast")
    SENT = "sent", _("Sendt ut")


class ResolutionKind(TextChoices):
    OWN = "own", _("Eget vedtak")
    PROPOSAL = "proposal", _("Innstilling til et annet organ")
    RECOMMENDATION = "recommendation", _("Anbefaling til medlemmene")


class ResolutionResult(TextChoices):
    ADOPTED = "adopted", _("Vedtatt som foreslått")
    CHANGED = "changed", _("Vedtatt med endringer")
    REJECTED = "rejected", _("Ikke vedtatt")
    POSTPONED = "postponed", _("Utsatt")
    SENT_BACK = "sent_back", _("Sendt tilbake")
    NOTED = "noted", _("Tatt til orientering")
    UNKNOWN = "unknown", _("Utfallet er ikke kjent")


class FileTextState(TextChoices):
    """How far the search has come with what a file says."""

    WAITING = "waiting", _("Venter på å bli lest")
    DONE = "done", _("Lest")
    EMPTY = "empty", _("Har ingen tekst")
    FAILED = "failed", _("Kunne ikke leses")


class JobState(TextChoices):
    QUEUED = "queued", _("Venter")
    RUNNING = "running", _("Arbeider")
    DONE = "done", _("Ferdig")
    FAILED = "failed", _("Stoppet")


class DocumentState(TextChoices):
    DRAFT = "draft", _("Utkast")
    FINAL = "final", _("Endelig")


class MailState(TextChoices):
    """Where a mail stands in the outbox. Nothing but QUEUED is ever sent by itself."""

    QUEUED = "queued", _("I kø")
    HELD = "held", _("Holdt tilbake")
    COLLECTED = "collected", _("Venter på samlebrev")
    GATHERED = "gathered", _("Tatt med i samlebrev")
    SENDING = "sending", _("Sendes")
    SENT = "sent", _("Sendt")
    UNCERTAIN = "uncertain", _("Usikkert om det kom fram")
    BOUNCED = "bounced", _("Kom i retur")
    FAILED = "failed", _("Ikke sendt")
    WITHDRAWN = "withdrawn", _("Trukket tilbake")


WAITING_MAILS = (MailState.QUEUED, MailState.HELD, MailState.COLLECTED)
STRANDED_MAILS = (MailState.UNCERTAIN, MailState.BOUNCED, MailState.FAILED, MailState.WITHDRAWN, MailState.HELD)


class MailTransport(TextChoices):
    INSTALLATION = "installation", _("E-posttjeneren til systemet")
    SMTP = "smtp", _("Egen e-posttjener (SMTP)")
    API = "api", _("E-posttjeneste med nøkkel")


class MailSecurity(TextChoices):
    STARTTLS = "starttls", _("STARTTLS (vanligvis port 587)")
    TLS = "tls", _("TLS (vanligvis port 465)")
    NONE = "none", _("Ingen kryptering")


class MailProvider(TextChoices):
    BREVO = "brevo", "Brevo"
    MAILGUN = "mailgun", "Mailgun"
    MAILJET = "mailjet", "Mailjet"
    POSTMARK = "postmark", "Postmark"
    SENDGRID = "sendgrid", "SendGrid"


class Notice(TextChoices):
    """How a person wants to hear of an event."""

    NOW = "now", _("Med en gang")
    DIGEST = "digest", _("I samlebrevet")
    NEVER = "never", _("Aldri")


class DigestRhythm(TextChoices):
    DAILY = "daily", _("Hver dag")
    WEEKLY = "weekly", _("Hver mandag")


class LinkPurpose(TextChoices):
    INVITATION = "invitation", _("Invitasjon")
    ANSWER = "answer", _("Svar på innkalling")
