"""Writes about cooperations: the sets of members that have bodies, plans and reports of their own."""

from governance import history
from governance.access import require
from governance.models import Cooperation
from governance.services.claims import claim


def create_cooperation(actor, *, at=None, **values) -> Cooperation:
    """Register a cooperation in the actor's alliance. Raises ValidationError for a taken or reserved slug."""
    require(actor, "cooperation.edit")
    cooperation = Cooperation(**values)
    with history.recording(actor, "cooperation.create", cooperation, at=at):
        return history.create(cooperation)


def change_cooperation(actor, cooperation: Cooperation, *, base_version=None, reason="", at=None, **values):
    """Change a cooperation. After its last day (`valid_to`) all that belongs to it is read-only (docs/domain.md);
    an administrator may still move that day."""
    with history.recording(actor, "cooperation.change", cooperation, reason=reason, at=at):
        claim(actor, "cooperation.edit", cooperation)
        return history.save(cooperation, values, base_version=base_version)
