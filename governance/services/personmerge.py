"""Two persons are one human: everything moves to the one that stays; or they are two, and nobody is asked again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from governance import history
from governance.access import may
from governance.models import DifferentPersons, Person
from governance.people.personrefs import Reference, references
from governance.saying import sentence_of
from governance.services.claims import claim
from governance.services.leaving import HELD

FILLED = ("title", "organisation", "email", "phone")


def merge_persons(actor, kept: Person, gone: Person, *, reason="", at=None) -> Person:
    """Move all that points to `gone` over to `kept`, and put `gone` in the bin with a pointer to her. All or nothing.

    What `kept` lacks (title, workplace, address, number, login) she gets from the other. Where both held the same on
    the same days, one row with both periods remains. Refused when both have a login, or when a rule says no to a move.
    """
    if kept.pk == gone.pk:
        raise history.Refused(_("Velg to forskjellige personer."))
    with history.recording(actor, "person.merge", kept, reason=reason, at=at):
        for person in sorted((kept, gone), key=lambda each: str(each.pk)):
            claim(actor, "person.edit", person)
        _refuse_logins(actor, kept, gone)
        for reference in references():
            if not reference.stays:
                _move(actor, reference, kept, gone)
        _fill(kept, gone)
        history.save(gone, {"merged_into": kept})
        history.remove(gone)
        return kept


def tell_apart(actor, one: Person, other: Person, *, reason="", at=None) -> DifferentPersons:
    """Say that two who look alike are not the same person. Saying it again changes nothing."""
    first, second = sorted((one, other), key=lambda each: str(each.pk))
    said = DifferentPersons(first=first, second=second)
    with history.recording(actor, "person.tell_apart", one, reason=reason, at=at):
        for person in (first, second):
            claim(actor, "person.edit", person)
        known = DifferentPersons._base_manager.filter(first=first, second=second).first()
        if known is None:
            return history.create(said)
        return history.restore(known)


def _refuse_logins(actor, kept: Person, gone: Person) -> None:
    if kept.user_id is not None and gone.user_id is not None:
        raise history.Refused(_("Begge har innlogging. Fjern innloggingen fra den ene først."))
    held = kept.user_id is not None or gone.user_id is not None
    roles = any(person.roles.present().exists() for person in (kept, gone))
    if (held or roles) and not may(actor, "role.edit", kept):
        sentence = _("En av dem har innlogging eller en rolle. Bare en administrator kan slå dem sammen.")
        raise history.Refused(sentence)


def _move(actor, reference: Reference, kept: Person, gone: Person) -> None:
    for row in reference.rows(gone).order_by("pk"):
        twin = _twin(reference, row, kept)
        if twin is not None:
            first, last = _both(row, twin)
            history.remove(row)
            history.save(twin, {"valid_from": first, "valid_to": last})
            _check(twin)
            continue
        if reference.once is not None and _has_own(reference, row, kept):
            continue
        history.save(row, {reference.field: kept, **reference.moved})
        if row.removed_at is None:
            _check(row)


def _has_own(reference: Reference, row, kept: Person) -> bool:
    same = {name: getattr(row, name) for name in reference.once}
    return reference.rows(kept).filter(**same).exists()


def _twin(reference: Reference, row, kept: Person):
    """What `kept` holds of the same kind on some of the same days; None when nothing stands in the way."""
    if reference.same is None or row.removed_at is not None:
        return None
    same = {f"{name}_id" if hasattr(row, f"{name}_id") else name: None for name in reference.same}
    same = {name: getattr(row, name) for name in same}
    rows = reference.model.objects.present().filter(**{reference.field: kept}, **same)
    return rows.overlapping(row.valid_from, row.valid_to).first()


def _both(row, twin) -> tuple[date | None, date | None]:
    starts, ends = (row.valid_from, twin.valid_from), (row.valid_to, twin.valid_to)
    return None if None in starts else min(starts), None if None in ends else max(ends)


def _check(row) -> None:
    check = HELD.get(type(row))
    if check is None:
        return
    try:
        check(row)
    except ValidationError as error:
        advice = _("{what}: {reason} Rett det først, og slå dem sammen etterpå.")
        raise history.Refused(advice.format(what=row, reason=sentence_of(error))) from error


def _fill(kept: Person, gone: Person) -> None:
    wanted = {name: getattr(gone, name) for name in FILLED if not getattr(kept, name) and getattr(gone, name)}
    if kept.last_day is not None and (gone.last_day is None or gone.last_day > kept.last_day):
        wanted["last_day"] = gone.last_day
    if gone.user_id is not None:
        wanted["user"] = gone.user
        history.save(gone, {"user": None})
    history.save(kept, wanted)
