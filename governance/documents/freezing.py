"""Freezing: what was known becomes a document that never changes. A change is a new version beside it.

This is machinery, like governance/history.py: whoever freezes has asked `require` for the act it serves.
"""

import json
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from governance import clock, history
from governance.choices import DocumentState
from governance.documents.canonical import canonical_json, digest
from governance.models import FrozenDocument


class Tampered(history.Refused):
    """The stored content no longer has the checksum it was frozen with."""

    def __init__(self, document):
        super().__init__(
            _(
                "Innholdet i «{title}» er endret etter at det ble fryst, og skrives ikke ut. "
                "Meld fra til den som drifter systemet."
            ).format(title=document)
        )


def freeze(
    actor,
    *,
    kind,
    subject,
    cooperation,
    title,
    content,
    state,
    schema_version,
    year=None,
    period="",
    reason="",
    at=None,
) -> FrozenDocument:
    """Freeze `content` (plain values, see canonical_json) as a version of the document `kind` + `subject` + `period`.

    The same content again is the same version; a draft asked for when the newest version is final and nothing has
    changed is that final version. `content` gets a part "document" with version, state and date. Refused when a final
    version exists, the content has changed, and no reason is given. Two who freeze at once make one version.
    """
    series = {"kind": kind, "subject": subject, "period": period}
    document = FrozenDocument(
        **series,
        cooperation=cooperation,
        year=year,
        title=title,
        state=state,
        schema_version=schema_version,
        frozen_at=at or clock.now(),
        version_reason=reason,
    )
    with history.recording(actor, f"document.freeze.{state}", document, reason=reason, at=at):
        history.lock(cooperation or actor.alliance)
        newest = FrozenDocument.objects.of(actor.alliance).filter(**series).newest().first()
        if newest is not None and _is_the_same(newest, content, state, schema_version, title):
            return newest
        if state == DocumentState.FINAL and not reason:
            _refuse_second_final(actor.alliance, series)
        document.number = newest.number + 1 if newest else 1
        made_on = timezone.localtime(at, clock.OSLO).date() if at else clock.today(actor.alliance)
        document.content = canonical_json(_stamped(content, document.number, state, made_on))
        document.sha256 = digest(document.content)
        return history.create(document)


def frozen_as(alliance, *, kind, subject, title, content, state, schema_version, period="", **_more):
    """The version that `freeze` would answer with unchanged, or None where it would make a new one. Writes nothing."""
    series = {"kind": kind, "subject": subject, "period": period}
    newest = FrozenDocument.objects.of(alliance).filter(**series).newest().first()
    same = newest is not None and _is_the_same(newest, content, state, schema_version, title)
    return newest if same else None


def content_of(document: FrozenDocument) -> dict:
    """The content of a document. Raises Tampered when it does not match the checksum."""
    if digest(document.content) != document.sha256:
        raise Tampered(document)
    return json.loads(document.content)


def _stamped(content: dict, number: int, state: str, made_on: date | str) -> dict:
    return {**content, "document": {"version": number, "state": str(state), "made_on": made_on}}


def _is_the_same(newest, content, state, schema_version, title) -> bool:
    settled = newest.state == state or newest.state == DocumentState.FINAL
    if not settled or (newest.schema_version, newest.title) != (schema_version, title):
        return False
    made_on = content_of(newest)["document"]["made_on"]
    return newest.content == canonical_json(_stamped(content, newest.number, newest.state, made_on))


def _refuse_second_final(alliance, series) -> None:
    if FrozenDocument.objects.of(alliance).filter(**series, state=DocumentState.FINAL).exists():
        raise history.Refused(
            _("Det finnes allerede en endelig versjon. Skriv hvorfor det lages en ny; den gamle beholdes.")
        )
