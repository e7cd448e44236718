"""Take the proposed turns to lead as they stand."""

from django.utils.translation import gettext as _

from governance import history
from governance.bodies.rotation import proposal
from governance.models import ChairRotation, GoverningBody
from governance.services.claims import claim
from governance.services.seats import add_chair_period


def take_proposal(actor, body: GoverningBody, *, seen: str, count: int = 1, reason="", at=None) -> list[ChairRotation]:
    """Make the `count` next turns of the proposal (`Proposal.seen`) that the person looked at, in one change.

    Refused when somebody changed the turns or the table meanwhile.
    """
    with history.recording(actor, "chair.propose", body, reason=reason, at=at):
        claim(actor, "body.edit", body)
        found = proposal(actor, body, count=count)
        if found is None or not found.turns:
            raise history.Refused(_("Det er ingen lederperiode å foreslå nå."))
        if found.seen != seen:
            raise history.Refused(
                _("Noen har endret lederperiodene eller plassene i mellomtiden. Se på forslaget igjen.")
            )
        return [
            add_chair_period(
                actor, body=body, organisation=t.organisation, valid_from=t.valid_from, valid_to=t.valid_to, at=at
            )
            for t in found.turns
        ]
