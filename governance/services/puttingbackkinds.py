"""The acts that set back values on the ground floor. A resolution is none of them: what a body has resolved is
corrected on its own page, with its own rules."""

from governance import models, paperparts
from governance.services import (
    agenda,
    attendance,
    bin,
    bodies,
    cases,
    files,
    meetings,
    organisations,
    papers,
    people,
    programme,
    references,
    seats,
    standing,
    subitems,
    tags,
)
from governance.services.puttingback import Kind, register

PERIOD = ("valid_from", "valid_to")
EXEMPTION = tuple(field.name for field in models.ExemptRow._meta.fields if field.editable)


def _restore(actor, row, why):
    return bin.restore_row(actor, row)


def _removed_by(service):
    return lambda actor, row, why: service(actor, row, reason=why)


def _restored_by(service):
    return lambda actor, row, why: service(actor, row)


CASES = (
    Kind(
        "sak",
        models.Case,
        "case.edit",
        cases.change_case,
        ("title", "public_title", "kind", "summary", "responsible", *EXEMPTION),
        ("cooperation",),
    ),
    Kind(
        "sakslenke",
        models.CaseLink,
        "case.edit",
        None,
        (),
        remove=_removed_by(cases.unlink_cases),
        restore=_restored_by(cases.relink_cases),
    ),
    Kind(
        "henvisning",
        models.CaseReference,
        "reference.edit",
        references.change_reference,
        ("title", "kind", "issuer", "dated", "url", "archive_reference", "note"),
        ("case__cooperation",),
        remove=_removed_by(references.remove_reference),
        restore=_restored_by(references.restore_reference),
    ),
    Kind(
        "behandling",
        models.AgendaItem,
        "item.edit",
        agenda.change_item,
        ("role", "is_authoritative"),
        ("body__cooperation", "case__cooperation"),
        remove=_removed_by(agenda.remove_item),
        restore=_restored_by(agenda.restore_item),
    ),
    Kind(
        "underpunkt",
        models.SubItem,
        "subitem.edit",
        subitems.change_subitem,
        ("title", "on_behalf_of", "presenter", "presenter_name"),
        ("item__body__cooperation", "item__case"),
        remove=_removed_by(subitems.remove_subitem),
        restore=_restored_by(subitems.restore_subitem),
    ),
    Kind(
        "frammote",
        models.Attendance,
        "attendance.edit",
        attendance.change_stay,
        ("first_item", "until_item"),
        ("meeting__body__cooperation",),
        remove=_removed_by(attendance.remove_stay),
        restore=_restored_by(attendance.restore_stay),
    ),
    Kind(
        "saksframlegg",
        models.CasePaper,
        "paper.edit",
        papers.edit_paper,
        (*paperparts.NAMES, "change_note"),
        ("item__body__cooperation",),
    ),
    Kind(
        "vedlegg",
        models.Attachment,
        "attachment.edit",
        files.change_attachment,
        ("title", "in_pack", *EXEMPTION),
        ("item__body__cooperation",),
        remove=_removed_by(files.remove_attachment),
        restore=_restored_by(files.restore_attachment),
    ),
    Kind(
        "mote",
        models.Meeting,
        "meeting.edit",
        meetings.change_meeting,
        ("day", "last_day", "starts_at", "ends_at", "kind", "form", "title", "place", "video_link", "dial_in", "note"),
        ("body__cooperation",),
    ),
    Kind(
        "programpunkt",
        models.ProgrammeEntry,
        "programme.edit",
        programme.change_entry,
        ("on_day", "starts_at", "ends_at", "title", "place", "speaker", "item"),
        ("meeting__body__cooperation",),
        remove=_removed_by(programme.remove_entry),
        restore=_restored_by(programme.restore_entry),
    ),
)
REGISTER = (
    Kind(
        "emneord",
        models.Tag,
        "tag.edit",
        tags.change_tag,
        ("name", "description"),
        follows=("key",),
        remove=_removed_by(tags.remove_tag),
        restore=_restored_by(tags.restore_tag),
    ),
    Kind(
        "organ",
        models.GoverningBody,
        "body.edit",
        bodies.change_body,
        ("name", "aliases", "kind", "composition", "mandate", "number_format", "parent", "prepares_for", *PERIOD),
        ("cooperation",),
        remove=_removed_by(bodies.remove_body),
        restore=_restored_by(bodies.restore_body),
    ),
    Kind(
        "medlem",
        models.Organisation,
        "organisation.edit",
        organisations.change_organisation,
        ("name", "short_name", "kind", "org_number", "email", "website", "note", "municipality", "county"),
        remove=_removed_by(organisations.remove_organisation),
        restore=_restored_by(organisations.restore_organisation),
    ),
    Kind(
        "person",
        models.Person,
        "person.edit",
        people.change_person,
        ("given_name", "family_name", "title", "organisation", "email", "phone"),
        remove=_removed_by(people.remove_person),
        restore=_restored_by(people.restore_person),
    ),
)


def _below(word, model, permission, change, remove, fields, related) -> Kind:
    """A row of the register that hangs under another and comes back by the bin."""
    return Kind(word, model, permission, change, fields, related, remove=_removed_by(remove), restore=_restore)


BELOW = (
    _below(
        "plass",
        models.Seat,
        "seat.edit",
        seats.change_seat,
        seats.remove_seat,
        ("on_behalf_of", "area", "role", "title", "may_vote", *PERIOD),
        ("body__cooperation",),
    ),
    _below(
        "verv",
        models.Appointment,
        "seat.edit",
        seats.change_appointment,
        seats.remove_appointment,
        ("person", "kind", "substitute_order", *PERIOD),
        ("seat__body__cooperation",),
    ),
    _below(
        "lederperiode",
        models.ChairRotation,
        "body.edit",
        seats.change_chair_period,
        seats.remove_chair_period,
        ("organisation", *PERIOD),
        ("body__cooperation",),
    ),
    _below(
        "regler",
        models.ProcedureRules,
        "body.edit",
        bodies.change_rules,
        bodies.remove_rules,
        tuple(
            f.name
            for f in models.ProcedureRules._meta.concrete_fields
            if f.name not in ("id", "alliance", "version", "removed_at", "body")
        ),
        ("body__cooperation",),
    ),
    _below(
        "rett",
        models.AttendanceRight,
        "body.edit",
        bodies.change_right,
        bodies.remove_right,
        ("attending_body", "who", "may_attend", "may_speak", "may_propose", "may_vote", *PERIOD),
        ("body__cooperation",),
    ),
    _below(
        "fast-sak",
        models.StandingItem,
        "body.edit",
        standing.change_standing,
        standing.remove_standing,
        ("role", "is_numbered", *PERIOD),
        ("body__cooperation", "case"),
    ),
    _below(
        "rolle",
        models.AllianceRole,
        "role.edit",
        people.change_role,
        people.remove_role,
        ("role", "cooperation", *PERIOD),
        ("cooperation",),
    ),
    _below(
        "medlemskap",
        models.Membership,
        "membership.edit",
        organisations.change_membership,
        organisations.remove_membership,
        ("area", "reservation", "is_assumed", *PERIOD),
        ("cooperation",),
    ),
    _below(
        "kontakt",
        models.OrganisationContact,
        "organisation.edit",
        organisations.change_contact,
        organisations.remove_contact,
        ("person", *PERIOD),
        (),
    ),
)


def register_all() -> None:
    for kind in (*CASES, *REGISTER, *BELOW):
        register(kind)
