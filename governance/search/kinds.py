"""What the ground floor lets be found: cases, papers, attachments, resolutions, meetings, bodies, people and
organisations.

Each kind says who reads it through the `visible_to` of its rows; of an exempt case those who may not read it find only
the neutral title (governance/exemption.py).
"""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.choices import Access
from governance.exemption import reveal
from governance.models import (
    AgendaItem,
    Attachment,
    AttachmentVersion,
    Case,
    CasePaper,
    FileText,
    GoverningBody,
    Meeting,
    Membership,
    Organisation,
    Person,
    Resolution,
    ResolutionPoint,
)
from governance.paperparts import texts_of
from governance.richtext import plain_text
from governance.search.casekinds import CASE, ITEM_OPENS, MEETING_OPENS, NEUTRAL, end_of
from governance.search.governingkinds import GOVERNING
from governance.search.sources import Follow, Shown, Source, Text, register

ITEM_SAYS = frozenset({"meeting", "body", "case"})
CASE_SAYS, CASE_OPENS = frozenset({"title", "year"}), frozenset({"access", "removed_at"})
MEETING_SAYS = frozenset({"day", "body"})
BODY_OPENS = frozenset({"published_at", "removed_at"})  # its first published meeting opens its page to everyone


# ---- What hangs under a treatment ----


def _present(rows, item="item"):
    """Rows whose treatment and case do not lie in the bin."""
    return rows.filter(**{f"{item}__removed_at__isnull": True, f"{item}__case__removed_at__isnull": True})


def newest_papers(actor):
    """The newest version that the actor may read of each treatment's paper."""
    rows = CasePaper.objects.visible_to(actor)
    newer = rows.filter(item=OuterRef("item"), number__gt=OuterRef("number"))
    return _present(rows).filter(~Exists(newer))


def newest_files(actor):
    """The newest version that the actor may read of each attachment."""
    rows = AttachmentVersion.objects.visible_to(actor)
    newer = rows.filter(attachment=OuterRef("attachment"), number__gt=OuterRef("number"))
    seen = Attachment.objects.visible_to(actor).filter(pk=OuterRef("attachment"))
    return _present(rows, "attachment__item").filter(Exists(seen), ~Exists(newer))


def resolutions_of(actor):
    return _present(Resolution.objects.visible_to(actor))


def _day_of(item: AgendaItem) -> date:
    return item.meeting.day if item.meeting else end_of(item.case.year)


def _below(row, item: AgendaItem, title: str, text: str) -> Text:
    day = _day_of(item)
    return Text(row.pk, row.alliance_id, title, text, day, day.year, item.body_id)


def _paper_texts(rows):
    for paper in rows.select_related("item__case", "item__meeting"):
        text = "\n".join(filter(None, map(plain_text, texts_of(paper).values())))
        yield _below(paper, paper.item, paper.item.case.title, text)


def _file_texts(rows):
    rows = rows.select_related("attachment__item__case", "attachment__item__meeting")
    read = dict(FileText.objects.filter(file__in=[row.file_id for row in rows]).values_list("file", "text"))
    for version in rows:
        attachment = version.attachment
        if attachment.removed_at is None:
            text = f"{version.file_name}\n{read.get(version.file_id, '')}"
            yield _below(version, attachment.item, attachment.title, text)


def _resolution_texts(rows):
    points = Prefetch("points", queryset=ResolutionPoint.objects.present().order_by("number"), to_attr="shown_points")
    for resolution in rows.select_related("item__case", "item__meeting").prefetch_related(points):
        text = "\n".join([*(point.text for point in resolution.shown_points), resolution.remark])
        found = _below(resolution, resolution.item, resolution.item.case.title, text)
        yield Text(**found.__dict__ | {"day": resolution.decided_on, "year": resolution.decided_on.year})


def item_address(actor, item: AgendaItem) -> str:
    turn = [item.turn] if item.turn > 1 else []
    place = [actor.alliance.slug, item.case.year, item.case.sequence, item.body.slug, *turn]
    return reverse("governance:item_detail", args=place)


def _place(item: AgendaItem) -> str:
    number = _("sak {number}").format(number=item.number) if item.number else ""
    return ", ".join(filter(None, [str(item.body), number]))


def _shown_below(actor, item: AgendaItem, *, title="", where="", end="", exempt=False, day=None) -> Shown:
    case = item.case
    return Shown(
        title or case.shown_title,
        f"{item_address(actor, item)}{end}",
        where=where or _place(item),
        day=day or (item.meeting.day if item.meeting else None),
        is_exempt=exempt or case.access == Access.EXEMPT,
        case_id=case.pk,
        place=_place(item),
    )


ITEM_PATHS = ("case", "body", "meeting")
ITEM_FIELDS = (
    "turn",
    "number_year",
    "number_sequence",
    "body__name",
    "body__slug",
    "body__number_format",
    "meeting__day",
)
CASE_FIELDS = ("year", "sequence", "title", "public_title", "access", "cooperation")


def _with_item(rows, *own: str, item="item"):
    """Rows with of their treatment, its case, body and meeting no more than a hit shows: a page of hits would else be
    made mostly of reading columns. `own` are the fields of the rows themselves."""
    shown = [*ITEM_FIELDS, *(f"case__{name}" for name in CASE_FIELDS)]
    return rows.select_related(*(f"{item}__{path}" for path in ITEM_PATHS)).only(
        *own, *(f"{item}__{name}" for name in shown)
    )


def _show_papers(actor, pks) -> dict:
    rows = list(_with_item(newest_papers(actor).filter(pk__in=pks), "number"))
    reveal(actor, [paper.item.case for paper in rows])
    return {paper.pk: _shown_below(actor, paper.item, end=f"?versjon={paper.number}") for paper in rows}


def _show_files(actor, pks) -> dict:
    rows = newest_files(actor).filter(pk__in=pks)
    rows = list(_with_item(rows, "attachment__title", "attachment__access", item="attachment__item"))
    reveal(actor, [row.attachment.item.case for row in rows])
    shown = {}
    for version in rows:
        attachment = version.attachment
        shown[version.pk] = _shown_below(
            actor,
            attachment.item,
            title=attachment.title,
            where=f"{_place(attachment.item)}: {attachment.item.case.shown_title}",
            end=f"#vedlegg-{attachment.pk}",
            exempt=attachment.access == Access.EXEMPT,
        )
    return shown


def _show_resolutions(actor, pks) -> dict:
    rows = list(_with_item(resolutions_of(actor).filter(pk__in=pks), "decided_on"))
    reveal(actor, [row.item.case for row in rows])
    return {row.pk: _shown_below(actor, row.item, end="#vedtak", day=row.decided_on) for row in rows}


# ---- Meetings and the register ----


def _meeting_texts(rows):
    for meeting in rows.select_related("body"):
        title = f"{meeting.body.name} {meeting.day:%d.%m.%Y} {meeting.title}".strip()
        text = "\n".join(filter(None, [meeting.place, meeting.note]))
        yield Text(meeting.pk, meeting.alliance_id, title, text, meeting.day, meeting.day.year, meeting.body_id)


def _show_meetings(actor, pks) -> dict:
    rows = Meeting.objects.visible_to(actor).filter(pk__in=pks).select_related("body")
    return {
        row.pk: Shown(
            row.title or str(row.body),
            reverse("governance:meeting_detail", args=[actor.alliance.slug, row.pk]),
            where=row.place,
            day=row.day,
        )
        for row in rows
    }


def _body_texts(rows):
    for body in rows:
        yield Text(body.pk, body.alliance_id, body.name, "", body_id=body.pk)


def _show_bodies(actor, pks) -> dict:
    rows = GoverningBody.objects.visible_to(actor).filter(pk__in=pks)
    slug = actor.alliance.slug
    return {row.pk: Shown(str(row), reverse("governance:body_detail", args=[slug, row.slug])) for row in rows}


def _organisation_texts(rows):
    for row in rows:
        text = "\n".join(filter(None, [row.short_name, row.org_number, row.note]))
        yield Text(row.pk, row.alliance_id, row.name, text)


def _show_organisations(actor, pks) -> dict:
    rows = Organisation.objects.visible_to(actor).filter(pk__in=pks)
    slug = actor.alliance.slug
    return {
        row.pk: Shown(row.name, reverse("governance:member_detail", args=[slug, row.pk]), where=row.get_kind_display())
        for row in rows
    }


def _person_texts(rows):
    for row in rows:
        yield Text(row.pk, row.alliance_id, row.name, row.title)


def _show_people(actor, pks) -> dict:
    rows = Person.objects.visible_to(actor).filter(pk__in=pks).select_related("organisation")
    slug = actor.alliance.slug
    return {
        row.pk: Shown(
            row.name,
            reverse("governance:person_detail", args=[slug, row.pk]),
            where=", ".join(filter(None, [row.title, str(row.organisation or "")])),
        )
        for row in rows
    }


def register_kinds() -> None:
    """Called from ready(): the order is that of the filter."""
    register(CASE, NEUTRAL, PAPER, FILE, RESOLUTION, MEETING, GOVERNING, BODY, PERSON, ORGANISATION)


def _through(item: str) -> dict:
    return {
        AgendaItem: Follow(item, ITEM_SAYS, ITEM_OPENS),
        Case: Follow(f"{item}__case", CASE_SAYS, CASE_OPENS),
        Meeting: Follow(f"{item}__meeting", MEETING_SAYS, MEETING_OPENS),
    }


PAPER = Source(
    "paper",
    "saksframlegg",
    gettext_lazy("Saksframlegg"),
    CasePaper,
    newest_papers,
    _paper_texts,
    _show_papers,
    _through("item"),
)
FILE = Source(
    "file",
    "vedlegg",
    gettext_lazy("Vedlegg"),
    AttachmentVersion,
    newest_files,
    _file_texts,
    _show_files,
    _through("attachment__item")
    | {Attachment: Follow("attachment", frozenset({"title", "removed_at", "item"}), frozenset({"access", "sent_at"}))},
)
RESOLUTION = Source(
    "resolution",
    "vedtak",
    gettext_lazy("Vedtak"),
    Resolution,
    resolutions_of,
    _resolution_texts,
    _show_resolutions,
    _through("item") | {ResolutionPoint: Follow("points", is_part=True)},
)
MEETING = Source(
    "meeting",
    "mote",
    gettext_lazy("Møter"),
    Meeting,
    Meeting.objects.visible_to,
    _meeting_texts,
    _show_meetings,
    {GoverningBody: Follow("body", frozenset({"name"}))},
    one=gettext_lazy("Møte"),
)
BODY = Source(
    "body",
    "organ",
    gettext_lazy("Organer"),
    GoverningBody,
    GoverningBody.objects.visible_to,
    _body_texts,
    _show_bodies,
    {Meeting: Follow("meetings", opens=BODY_OPENS)},
    one=gettext_lazy("Organ"),
)
PERSON = Source(
    "person",
    "person",
    gettext_lazy("Personer"),
    Person,
    Person.objects.visible_to,
    _person_texts,
    _show_people,
    one=gettext_lazy("Person"),
)
ORGANISATION = Source(
    "organisation",
    "organisasjon",
    gettext_lazy("Organisasjoner"),
    Organisation,
    Organisation.objects.visible_to,
    _organisation_texts,
    _show_organisations,
    {Membership: Follow("memberships", frozenset({"organisation", "removed_at"}), is_part=True)},
    one=gettext_lazy("Organisasjon"),
)
