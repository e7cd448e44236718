"""Persons and seats from a table: looked at first, then stored as one change or not at all."""

from collections.abc import Mapping
from datetime import timedelta

from django.utils.translation import gettext as _

from governance import history
from governance.access import require
from governance.filing import files
from governance.importing.people import ParsedPeople, read_people
from governance.importing.tables import read_table
from governance.models import Organisation, Person, Seat, StoredFile
from governance.people.landing import Landed, Landing, land
from governance.services.claims import keep
from governance.services.leaving import reactivate
from governance.services.organisations import create_organisation
from governance.services.people import change_person, create_person, give_login, give_role
from governance.services.seats import add_seat, appoint, end_appointment

FIELDS = ("given_name", "family_name", "title", "organisation", "email", "phone")


def keep_upload(actor, data: bytes, *, content_type: str, at=None) -> StoredFile:
    """Keep what was uploaded or pasted, so that it can be looked at and confirmed without being sent again."""
    require(actor, "person.edit", None)
    with history.recording(actor, "person.upload", actor.alliance, at=at):
        return files.store(actor.alliance, data, content_type=content_type)


def find_upload(actor, sha256: str) -> StoredFile:
    """What was kept. Raises Refused when it is gone."""
    require(actor, "person.edit", None)
    stored = StoredFile.objects.of(actor.alliance).filter(sha256=sha256).first()
    if stored is None:
        raise files.FileGone
    return stored


def read_upload(stored: StoredFile, file_name: str) -> ParsedPeople:
    """Read it. Raises Refused when its bytes are gone, UnreadableFile when it is no list."""
    return read_people(*read_table(files.path_of(stored).read_bytes(), file_name))


def import_people(
    actor,
    parsed: ParsedPeople,
    *,
    answers: Mapping[str, str],
    seen: str,
    upload: StoredFile | None = None,
    reason: str = "",
    at=None,
) -> Landing:
    """Store what the preview showed (`Landing.seen`), each row by the service for its act, all in one change.

    Refused when something stored was changed meanwhile, or while a question is open. The `upload` it was read from is
    held, so that a form sent twice at once waits for itself.
    """
    with history.recording(actor, "person.import", actor.alliance, reason=reason, at=at):
        require(actor, "person.edit", None)
        if upload is not None:
            history.lock(upload)
        _hold(land(actor, parsed, answers))
        landing = land(actor, parsed, answers)
        if landing.refusal:
            raise history.Refused(landing.refusal)
        if landing.seen != seen:
            raise history.Refused(_("Noen har endret registeret i mellomtiden. Se over forslaget igjen."))
        _store(actor, landing, at)
        return landing


def _hold(landing: Landing) -> None:
    """In the one order of rows (claims.ORDER), so that two imports, or one and an election, wait for each other."""
    stored = [row.person for row in landing.rows if row.person is not None and not row.person._state.adding]
    persons = {person.pk: person for person in stored}
    seats = {row.seat.pk: row.seat for row in landing.rows if row.seat is not None and not row.new_seat}
    bodies = {row.seat.body_id: row.seat.body for row in landing.rows if row.seat is not None}
    owners = [person.organisation for person in stored if person.organisation is not None]
    organisations = {each.pk: each for each in owners}
    for group in (bodies, organisations, persons, seats):
        for row in sorted(group.values(), key=lambda each: str(each.pk)):
            keep(row, weak=True)


def _store(actor, landing: Landing, at) -> None:
    made: dict = {}
    for organisation in landing.organisations:
        values = {name: getattr(organisation, name) for name in ("name", "short_name", "kind", "municipality")}
        made[organisation.pk] = create_organisation(actor, at=at, **values)
    for row in landing.rows:
        person = _person(actor, row, made, at)
        if row.login:
            give_login(actor, person, email=row.line.email, at=at)
        if row.role:
            dates = {"valid_from": row.line.valid_from, "valid_to": row.line.valid_to}
            give_role(actor, person=person, role=row.role, at=at, **dates)
        if row.appoints:
            _seat(actor, row, person, made, at)


def _stored(row, made: dict):
    return made.get(row.pk, row) if row is not None else None


def _person(actor, row: Landed, made: dict, at) -> Person:
    if row.person.pk in made:
        return made[row.person.pk]
    if row.person._state.adding:
        values = {name: getattr(row.person, name) for name in FIELDS}
        values["organisation"] = _stored(values["organisation"], made)
        made[row.person.pk] = create_person(actor, at=at, **values)
        return made[row.person.pk]
    if row.returns:
        reactivate(actor, row.person, brings_back=False, at=at)
    if row.changes:
        values = {name: _stored(v, made) if isinstance(v, Organisation) else v for name, v in row.changes.items()}
        change_person(actor, row.person, at=at, **values)
    return row.person


def _seat(actor, row: Landed, person: Person, made: dict, at) -> None:
    seat: Seat = row.seat
    if row.new_seat and seat.pk not in made:
        owner = _stored(seat.on_behalf_of, made)
        made[seat.pk] = add_seat(actor, body=seat.body, on_behalf_of=owner, valid_from=row.line.valid_from, at=at)
    first = row.line.valid_from or actor.on
    if row.ending is not None:
        end_appointment(actor, row.ending, last_day=first - timedelta(days=1), at=at)
    values = {"kind": row.kind, "valid_from": first, "valid_to": row.line.valid_to}
    appoint(actor, seat=_stored(seat, made), person=person, substitute_order=row.order, at=at, **values)
