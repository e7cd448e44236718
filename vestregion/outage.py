"""What is nobody's mistake and passes: the database is away, or the disk is full. Told plainly, with 503."""

from dataclasses import dataclass

from django.db import InterfaceError, OperationalError
from django.utils.translation import gettext as _

from governance.operation.fulldisk import is_full

RETRY_AFTER = 30  # seconds


@dataclass(frozen=True)
class Outage:
    """What a reader is told, and what one who sent something is told."""

    heading: str
    sentence: str
    sentence_for_sender: str


def of(error: BaseException | None) -> Outage | None:
    """The outage an error comes from; None when it is something else."""
    if is_full(error):
        sentence = _("Det er ikke plass til mer på tjeneren. Si fra til den som drifter systemet.")
        return Outage(_("Tjeneren er full"), sentence, f"{sentence} {_('Det du sendte, er ikke lagret.')}")
    if isinstance(error, OperationalError | InterfaceError):
        sentence = _("Vi får ikke kontakt med databasen akkurat nå. Prøv igjen om et minutt.")
        look = _("Det du sendte, er trolig ikke lagret; se etter før du sender det på nytt.")
        return Outage(_("Databasen svarer ikke"), sentence, f"{sentence} {look}")
    return None
