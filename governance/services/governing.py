"""Writes about governing documents: statutes, strategies and agreements, their versions, and the cases about them."""

from governance import clock, history
from governance.filing import files, uploads
from governance.models import Case, CaseDocument, GoverningDocument, GoverningVersion
from governance.services.claims import claim, claim_back, claim_change, claim_new


def create_document(actor, *, cooperation, at=None, **values) -> GoverningDocument:
    """A new document in the register; its text comes with its first version."""
    document = GoverningDocument(cooperation=cooperation, **values)
    with history.recording(actor, "governing.create", document, at=at):
        claim_new(actor, "governing.create", document, below=cooperation)
        return history.create(document)


def change_document(
    actor, document: GoverningDocument, *, base_version=None, reason="", at=None, **values
) -> GoverningDocument:
    """Change what is told of it, merged with what others saved since `base_version`. Raises Clash."""
    with history.recording(actor, "governing.change", document, reason=reason, at=at):
        claim_change(actor, "governing.edit", document, values)
        return history.save(document, values, base_version=base_version)


def remove_document(actor, document: GoverningDocument, *, reason="", at=None) -> GoverningDocument:
    """Put a document in the bin, with its versions as they are."""
    with history.recording(actor, "governing.remove", document, reason=reason, at=at):
        claim(actor, "governing.edit", document)
        return history.remove(document)


def restore_document(actor, document: GoverningDocument, *, at=None) -> GoverningDocument:
    """Take a document out of the bin again."""
    with history.recording(actor, "governing.restore", document, at=at):
        claim_back(actor, "governing.edit", document)
        return history.restore(document)


def open_document(actor, document: GoverningDocument, *, at=None) -> GoverningDocument:
    """Let everyone read it, with all its versions."""
    with history.recording(actor, "governing.open", document, at=at):
        claim(actor, "governing.open", document)
        return history.save(document, {"published_at": at or clock.moment(document.alliance)})


def close_document(actor, document: GoverningDocument, *, reason="", at=None) -> GoverningDocument:
    """Take it back from the open pages."""
    with history.recording(actor, "governing.close", document, reason=reason, at=at):
        claim(actor, "governing.close", document)
        return history.save(document, {"published_at": None})


def add_version(actor, document: GoverningDocument, *, upload=None, at=None, **values) -> GoverningVersion:
    """A version of it, with its file where there is one. Raises ValidationError when the file is refused."""
    version = GoverningVersion(document=document, **values)
    with history.recording(actor, "governing.add_version", document, at=at):
        claim_new(actor, "governing.edit", version, below=document)
        for name, value in _stored(actor, upload).items():
            setattr(version, name, value)
        return history.create(version)


def change_version(
    actor, version: GoverningVersion, *, upload=None, base_version=None, reason="", at=None, **values
) -> GoverningVersion:
    """Change what is told of a version, or its file; without an upload the file stays. Raises Clash."""
    with history.recording(actor, "governing.change_version", version.document, reason=reason, at=at):
        claim_change(actor, "governing.edit", version, values)
        return history.save(version, values | _stored(actor, upload), base_version=base_version)


def remove_version(actor, version: GoverningVersion, *, reason="", at=None) -> GoverningVersion:
    """Put a version in the bin."""
    with history.recording(actor, "governing.remove_version", version.document, reason=reason, at=at):
        claim(actor, "governing.edit", version)
        return history.remove(version)


def restore_version(actor, version: GoverningVersion, *, at=None) -> GoverningVersion:
    """Take a version out of the bin again."""
    with history.recording(actor, "governing.restore_version", version.document, at=at):
        claim_back(actor, "governing.edit", version)
        return history.restore(version)


def tie_case(actor, case: Case, *, document: GoverningDocument, kind: str, at=None) -> CaseDocument:
    """Let a case adopt, amend or follow from a document. Raises ValidationError where it does so already."""
    tie = CaseDocument(case=case, document=document, kind=kind)
    with history.recording(actor, "governing.tie", case, at=at):
        claim_new(actor, "governing.tie", tie, below=case)
        return history.create(tie)


def untie_case(actor, tie: CaseDocument, *, reason="", at=None) -> CaseDocument:
    """Let a case be tied to the document no more."""
    with history.recording(actor, "governing.untie", tie.case, reason=reason, at=at):
        claim(actor, "governing.tie", tie.case)
        return history.remove(tie)


def _stored(actor, upload) -> dict:
    if not upload:
        return {}
    content_type = uploads.check(upload)
    stored = files.store_upload(actor.alliance, upload, content_type=content_type)
    return {"file": stored, "file_name": uploads.clean_name(upload.name)}
