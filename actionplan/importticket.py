"""The ticket that follows an upload from its preview to its confirmation, so that nothing is sent twice.

Signed, and good for two hours, for the login that made it and the cooperation it was made for.
"""

from dataclasses import asdict, dataclass

from django.core import signing
from django.utils.translation import gettext as _

from governance.history import Refused

SALT = "actionplan.import"
HOURS = 2


@dataclass(frozen=True)
class Ticket:
    """Which kept upload (by its SHA-256), under which file name, for the plan of which year."""

    sha256: str
    file_name: str
    year: int


def seal(ticket: Ticket, actor, cooperation) -> str:
    """The ticket as text for an address or a form."""
    return signing.dumps(asdict(ticket) | _bound_to(actor, cooperation), salt=SALT, compress=True)


def unseal(text: str, actor, cooperation) -> Ticket:
    """The ticket back. Raises Refused with a plain sentence when it is too old, changed, or made for someone else."""
    try:
        values = signing.loads(text, salt=SALT, max_age=HOURS * 3600)
    except signing.SignatureExpired as error:
        message = _("Forhåndsvisningen er eldre enn {hours} timer. Last opp filen på nytt.").format(hours=HOURS)
        raise Refused(message) from error
    except signing.BadSignature as error:
        raise Refused(_("Lenken til forhåndsvisningen er ødelagt. Last opp filen på nytt.")) from error
    bound = _bound_to(actor, cooperation)
    if {name: values.pop(name, None) for name in bound} != bound:
        raise Refused(
            _("Forhåndsvisningen er laget av noen andre eller for et annet samarbeid. Last opp filen på nytt.")
        )
    return Ticket(**values)


def _bound_to(actor, cooperation) -> dict[str, str]:
    return {"user": str(actor.user_id), "cooperation": str(cooperation.pk)}
