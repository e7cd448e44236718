"""How far the mails about one page have come, for those who look after the alliance's mail."""

from dataclasses import dataclass

from django.db.models import Count

from governance.choices import MailState
from governance.models import OutgoingMail

ON_ITS_WAY = (MailState.QUEUED, MailState.SENDING)
DID_NOT_ARRIVE = (MailState.UNCERTAIN, MailState.BOUNCED, MailState.FAILED)
IN_A_DIGEST = (MailState.COLLECTED, MailState.GATHERED)


@dataclass(frozen=True)
class Progress:
    """Numbers of mails; what was taken back counts in none of them. `stuck`: of those that wait, how many wait for a
    server that failed."""

    sent: int
    waiting: int
    stuck: int
    held: int
    digest: int
    troubled: int

    @property
    def moves(self) -> bool:
        """Whether any is on its way now."""
        return self.waiting > self.stuck

    @property
    def total(self) -> int:
        return self.sent + self.waiting + self.held + self.digest + self.troubled


def progress_of(actor, path: str) -> Progress | None:
    """Of the mails that lead to the page at `path`. None where there are none, or the actor sees only her own. One
    question."""
    if not actor.edits_everything:
        return None
    rows = OutgoingMail.objects.visible_to(actor).filter(object_url=path)
    counts = list(rows.order_by().values_list("state", "server_failed").annotate(number=Count("pk")))

    def number(*states, failed=(False, True)) -> int:
        return sum(number for state, has_failed, number in counts if state in states and has_failed in failed)

    found = Progress(
        sent=number(MailState.SENT),
        waiting=number(*ON_ITS_WAY),
        stuck=number(*ON_ITS_WAY, failed=[True]),
        held=number(MailState.HELD),
        digest=number(*IN_A_DIGEST),
        troubled=number(*DID_NOT_ARRIVE),
    )
    return found if found.total else None
