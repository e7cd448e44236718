"""Writes about what a case refers to: documents that lie elsewhere."""

from django.db.models import Max

from governance import history
from governance.models import Case, CaseReference
from governance.services.claims import claim


def add_reference(actor, case: Case, *, title: str, at=None, **values) -> CaseReference:
    """Let a case refer to a document that lies elsewhere, last in order."""
    with history.recording(actor, "reference.add", case, at=at):
        claim(actor, "case.edit", case)
        return history.create(CaseReference(case=case, title=title, position=_last(case) + 1, **values))


def change_reference(
    actor, reference: CaseReference, *, base_version=None, reason="", at=None, **values
) -> CaseReference:
    """Change what is told of the document, merged with what others saved since `base_version`. Raises Clash."""
    with history.recording(actor, "reference.change", reference.case, reason=reason, at=at):
        claim(actor, "reference.edit", reference)
        return history.save(reference, values, base_version=base_version)


def place_reference(actor, reference: CaseReference, *, position: int, at=None) -> CaseReference:
    """Move a reference to a place in the list, counted from 1; beyond the end means last."""
    with history.recording(actor, "reference.place", reference.case, at=at):
        history.take(reference.case)
        claim(actor, "reference.edit", reference)
        others = [each for each in reference.case.references.present() if each.pk != reference.pk]
        others.insert(max(0, position - 1), reference)
        for place, each in enumerate(others, start=1):
            history.save(each, {"position": place})
        return reference


def remove_reference(actor, reference: CaseReference, *, reason="", at=None) -> CaseReference:
    """Put a reference in the bin."""
    with history.recording(actor, "reference.remove", reference.case, reason=reason, at=at):
        history.take(reference.case)
        claim(actor, "reference.edit", reference)
        return history.remove(reference)


def restore_reference(actor, reference: CaseReference, *, at=None) -> CaseReference:
    """Take a reference out of the bin again, last in order."""
    with history.recording(actor, "reference.restore", reference.case, at=at):
        history.take(reference.case)
        claim(actor, "reference.edit", reference, in_bin=True)
        return history.save(reference, {"removed_at": None, "position": _last(reference.case) + 1})


def _last(case: Case) -> int:
    return case.references.present().aggregate(last=Max("position"))["last"] or 0
