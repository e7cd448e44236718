"""The ticket of a plan that was uploaded: which file, for the plan of which year. Sealed by the ground floor."""

from dataclasses import asdict, dataclass

from governance.importing import importticket

SALT = "actionplan.import"


@dataclass(frozen=True)
class Ticket:
    """Which kept upload (by its SHA-256), under which file name, for the plan of which year."""

    sha256: str
    file_name: str
    year: int


def seal(ticket: Ticket, actor, cooperation) -> str:
    """The ticket as text for an address or a form."""
    return importticket.seal(asdict(ticket), actor, cooperation, salt=SALT)


def unseal(text: str, actor, cooperation) -> Ticket:
    """The ticket back. Raises Refused with a plain sentence when it is too old, changed, or made for someone else."""
    return Ticket(**importticket.unseal(text, actor, cooperation, salt=SALT))
