"""The stories of the ground floor: what happened to a case, a treatment, a meeting, a body, a member and a person."""

from django.db.models import Min, Q
from django.utils.translation import gettext as _

from governance import models
from governance.choices import Access, PaperState
from governance.exemption import reveal, since_opened
from governance.querysets import READABLE_ITEMS
from governance.story.stories import NEVER, Part, Story, register

PUBLIC_CASE = Q(access=Access.PUBLIC)
BOTH_PUBLIC = Q(case__access=Access.PUBLIC, other__access=Access.PUBLIC)
SENT = Q(sent_at__isnull=False)
UNNUMBERED = Q(is_numbered=False, meeting__isnull=False, state__in=READABLE_ITEMS)
CALLED = Q(number_sequence__isnull=False) | Q(registered=True) | UNNUMBERED
NOBODY = Q(pk__in=[])  # of those who do not edit


def _called_first(actor, case):
    """A case is told of from the moment it was first called; what was written before that was the secretariat's own.

    The history tells when that was written: a demo alliance calls its meetings on a day of its own.
    """
    return _first_call(models.AgendaItem.objects.visible_to(actor).filter(case=case))


def _called(actor, item):
    return _first_call(models.AgendaItem.objects.visible_to(actor).filter(pk=item.pk))


def _first_call(items):
    called = models.AgendaItem.history.filter(CALLED, id__in=items.values("pk"))
    return called.aggregate(first=Min("history_date"))["first"] or NEVER


def _case_name(actor, case) -> str:
    reveal(actor, [case])
    return f"{case.number} {case.shown_title}"


def _item_name(actor, item) -> str:
    reveal(actor, [item.case])
    return f"{item.number} {item.case.shown_title}, {item.body}".strip()


def _edits_through_body(actor, item) -> bool:
    return actor.edits(item.body.cooperation_id) or actor.edits(item.case.cooperation_id)


# Why something was done to an exempt case may tell what it is about: its item is silent in the meeting too.
# What is done to a reopened agenda is told when its new version is sent.
UNSENT = Q(act__in=("item.place", "item.take_off", "item.keep_on", "meeting.reopen_agenda", "meeting.close_agenda"))
OPEN_ITEM = CALLED & Q(case__access=Access.PUBLIC) & since_opened("case")
# The title of an exempt attachment is as secret as the file.
OPEN_ATTACHMENT = SENT & Q(access=Access.PUBLIC) & since_opened("item__case")
OPEN_FILE = SENT & since_opened("attachment__item__case")
TAG_OPEN = Q(case__access=Access.PUBLIC) & since_opened("case")
OPEN_RESOLUTION, OPEN_POINT = since_opened("item__case"), since_opened("resolution__item__case")


def _parts_of_item(path: str) -> tuple[Part, ...]:
    """What a treatment is made of; `path` leads from it to the story's own row, "" when it is that itself."""

    def through(way: str) -> tuple[str, ...]:
        return (f"{way}__{path}" if path else way,)

    return (
        Part(models.AgendaItem, (path,), ("body",), OPEN_ITEM, told=~UNSENT),
        # What stands below a case is told to its readers with the version of the agenda.
        Part(models.SubItem, through("item"), ("title",), NOBODY, ("position",)),
        Part(models.CasePaper, through("item"), ("number",), Q(state=PaperState.SENT)),
        # What readers say of a draft is for them and those who edit it.
        Part(models.PaperReview, through("paper__item"), ("person",), NOBODY, ("fingerprint", "judged_at")),
        Part(models.PaperComment, through("review__paper__item"), ("part", "text"), NOBODY),
        Part(models.Attachment, through("item"), ("title",), OPEN_ATTACHMENT),
        Part(models.AttachmentVersion, through("attachment__item"), ("file_name", "number"), OPEN_FILE, ("file",)),
        Part(models.Resolution, through("item"), ("result",), OPEN_RESOLUTION),
        Part(models.ResolutionPoint, through("resolution__item"), ("number", "text"), OPEN_POINT),
    )


CASE = Story(
    "sak",
    models.Case,
    (
        Part(models.Case, ("",), ("title",), PUBLIC_CASE),
        Part(models.CaseTag, ("case",), ("tag",), TAG_OPEN),
        Part(models.CaseDocument, ("case",), ("document",), TAG_OPEN),
        Part(models.CaseReference, ("case",), ("title",), TAG_OPEN),
        Part(models.CaseLink, ("case", "other"), ("kind", "other"), BOTH_PUBLIC),
        *_parts_of_item("case"),
    ),
    page=lambda case: ("governance:case_detail", [case.year, case.sequence]),
    edits=lambda actor, case: actor.edits(case.cooperation_id),
    since=_called_first,
    related=("cooperation",),
    name=_case_name,
)
ITEM = Story(
    "behandling",
    models.AgendaItem,
    _parts_of_item(""),
    page=lambda item: (
        "governance:item_detail",
        [item.case.year, item.case.sequence, item.body.slug, *([item.turn] if item.turn > 1 else [])],
    ),
    edits=_edits_through_body,
    since=_called,
    related=("case__cooperation", "body__cooperation", "meeting"),
    name=_item_name,
)
MEETING = Story(
    "mote",
    models.Meeting,
    (
        Part(models.Meeting, ("",), ("day",), hidden=("reopened_at", "reopened_why"), told=~UNSENT),
        # One that follows from what was done to a case is told of where that case is: with its reason.
        Part(
            models.AgendaVersion,
            ("meeting",),
            ("number",),
            hidden=("sent_at", "facts", "rows"),
            told=Q(act__startswith="meeting."),
            follows=True,
        ),
        # Who stays away and why is for those who edit the meeting.
        Part(models.MeetingAnswer, ("meeting",), ("person",), NOBODY, ("answered_at",)),
        # What the others are to read of who was there stands in the minutes.
        Part(models.Attendance, ("meeting",), ("seat", "person", "name"), NOBODY),
        Part(models.AgendaItem, ("meeting",), ("case",), OPEN_ITEM, told=~UNSENT),
        # Readers are told of another programme with the version of the agenda.
        Part(models.ProgrammeEntry, ("meeting",), ("title",), NOBODY),
        Part(models.SubItem, ("item__meeting",), ("item", "title"), NOBODY, ("position",)),
        Part(models.Resolution, ("item__meeting",), ("item", "result"), OPEN_RESOLUTION),
        Part(models.ResolutionPoint, ("resolution__item__meeting",), ("number", "text"), OPEN_POINT),
    ),
    page=lambda meeting: ("governance:meeting_detail", [meeting.pk]),
    edits=lambda actor, meeting: actor.edits(meeting.body.cooperation_id),
    related=("body__cooperation",),
)
BODY = Story(
    "organ",
    models.GoverningBody,
    (
        Part(models.GoverningBody, ("",), ("name",)),
        Part(models.Seat, ("body",), ("title", "role", "on_behalf_of")),
        Part(models.Appointment, ("seat__body",), ("person",)),
        Part(models.ProcedureRules, ("body",), ("law",)),
        Part(models.AttendanceRight, ("body",), ("who", "attending_body")),
        # A case may be known to few until it is called.
        Part(models.StandingItem, ("body",), ("case",), NOBODY),
        Part(models.ChairRotation, ("body",), ("organisation",)),
    ),
    page=lambda body: ("governance:body_detail", [body.slug]),
    edits=lambda actor, body: actor.edits(body.cooperation_id),
    related=("cooperation",),
)
MEMBER = Story(
    "medlem",
    models.Organisation,
    (
        Part(models.Organisation, ("",), ("name",)),
        Part(models.Membership, ("organisation",), ("cooperation",)),
        Part(models.OrganisationContact, ("organisation",), ("person",)),
    ),
    page=lambda row: ("governance:member_detail", [row.pk]),
    edits=lambda actor, row: actor.edits_everything,
)
PERSON = Story(
    "person",
    models.Person,
    (
        Part(models.Person, ("",), ("given_name", "family_name"), joiner=" "),
        Part(models.AllianceRole, ("person",), ("role", "cooperation")),
        Part(models.Appointment, ("person",), ("seat",)),
        Part(models.OrganisationContact, ("person",), ("organisation",)),
    ),
    page=lambda row: ("governance:person_detail", [row.pk]),
    edits=lambda actor, row: actor.edits_everything,
    editors_only=True,  # what a person's telephone number was, is nobody else's business
)
COOPERATION = Story(
    "samarbeid",
    models.Cooperation,
    (Part(models.Cooperation, ("",), ("name",)), Part(models.Membership, ("cooperation",), ("organisation",))),
    page=lambda row: ("governance:cooperation_edit", [row.slug]),
    edits=lambda actor, row: actor.edits(row.pk),
    editors_only=True,
)

TAG = Story(
    "emneord",
    models.Tag,
    (Part(models.Tag, ("",), ("name",), hidden=("key",)),),
    page=lambda row: ("governance:tag_detail", [row.pk]),
    edits=lambda actor, row: actor.edits_everything,
    editors_only=True,
)

GOVERNING = Story(
    "styringsdokument",
    models.GoverningDocument,
    (
        Part(models.GoverningDocument, ("",), ("title",)),
        Part(models.GoverningVersion, ("document",), ("label",), hidden=("case", "file")),
    ),
    page=lambda row: ("governance:governing_detail", [row.pk]),
    edits=lambda actor, row: actor.edits(row.cooperation_id),
    related=("cooperation",),
    editors_only=True,
)


def register_all() -> None:
    for each in (CASE, ITEM, MEETING, BODY, MEMBER, PERSON, COOPERATION, TAG, GOVERNING):
        register(each)


def silence_of(actor, row) -> str:
    """Why a reader is told nothing of a row she may know of; empty when she is told."""
    case = row if isinstance(row, models.Case) else getattr(row, "case", None)
    if not isinstance(case, models.Case):
        return ""
    reveal(actor, [case])
    masked = _("Saken er unntatt offentlighet. Du ser at den finnes, men ikke hva som er endret.")
    return masked if case.is_masked else ""
