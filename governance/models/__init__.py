from governance.models.agenda import AgendaItem, StandingItem
from governance.models.agendaversion import AgendaVersion
from governance.models.alliance import Alliance, Cooperation
from governance.models.answer import MeetingAnswer
from governance.models.attendance import Attendance
from governance.models.base import DatedRow, HistoryRow, Period, TenantRow
from governance.models.body import (
    Appointment,
    AttendanceRight,
    ChairRotation,
    GoverningBody,
    ProcedureRules,
    Seat,
)
from governance.models.calendar import CalendarLink
from governance.models.case import Case, CaseLink, NumberSeries
from governance.models.casereference import CaseReference
from governance.models.chore import ChoreRun
from governance.models.document import DocumentFile, FrozenDocument
from governance.models.event import Event
from governance.models.exempt import ExemptRow
from governance.models.follow import CaseFollow
from governance.models.governing import CaseDocument, GoverningDocument, GoverningVersion
from governance.models.job import Job
from governance.models.link import SignedLink
from governance.models.mail import DigestChoice, MailSettings, MailTemplate, NoticeChoice, OutgoingMail
from governance.models.meeting import Meeting
from governance.models.opening import Opening
from governance.models.organisation import Membership, Organisation
from governance.models.paper import Attachment, AttachmentVersion, CasePaper, StoredFile
from governance.models.people import AllianceRole, DifferentPersons, OrganisationContact, Person
from governance.models.presence import Presence
from governance.models.programme import ProgrammeEntry
from governance.models.pulse import Pulse
from governance.models.reference import County, Municipality, Population
from governance.models.resolution import Resolution, ResolutionPoint
from governance.models.review import PaperComment, PaperReview
from governance.models.savedview import SavedView
from governance.models.search import FileText, SearchEntry, SearchWord
from governance.models.subitem import SubItem
from governance.models.tag import CaseTag, Tag
from governance.models.user import User

__all__ = [
    "AgendaItem",
    "AgendaVersion",
    "Alliance",
    "AllianceRole",
    "Appointment",
    "Attachment",
    "AttachmentVersion",
    "Attendance",
    "AttendanceRight",
    "CalendarLink",
    "Case",
    "CaseDocument",
    "CaseFollow",
    "CaseLink",
    "CasePaper",
    "CaseReference",
    "CaseTag",
    "ChairRotation",
    "ChoreRun",
    "Cooperation",
    "County",
    "DatedRow",
    "DifferentPersons",
    "DigestChoice",
    "DocumentFile",
    "Event",
    "ExemptRow",
    "FileText",
    "FrozenDocument",
    "GoverningBody",
    "GoverningDocument",
    "GoverningVersion",
    "HistoryRow",
    "Job",
    "MailSettings",
    "MailTemplate",
    "Meeting",
    "MeetingAnswer",
    "Membership",
    "Municipality",
    "NoticeChoice",
    "NumberSeries",
    "Opening",
    "Organisation",
    "OrganisationContact",
    "OutgoingMail",
    "PaperComment",
    "PaperReview",
    "Period",
    "Person",
    "Population",
    "Presence",
    "ProcedureRules",
    "ProgrammeEntry",
    "Pulse",
    "Resolution",
    "ResolutionPoint",
    "SavedView",
    "SearchEntry",
    "SearchWord",
    "Seat",
    "SignedLink",
    "StandingItem",
    "StoredFile",
    "SubItem",
    "Tag",
    "TenantRow",
    "User",
]
