"""The facts of claims of fees: one letter, or all letters of a run after each other."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import ClassVar

from django.utils import translation

from actionplan.choices import FeeRunState
from actionplan.feereckoning import sentence_of
from actionplan.models import FeeClaim, FeeRun
from vestregion.reporting.facts.failure import collecting
from vestregion.reporting.facts.sender import Sender, sender_of

SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class LineFact:
    """One line of a letter. Rate and amount are text of kroner as decimal numbers; inhabitants and rate may be None."""

    title: str
    inhabitants: int | None
    rate: str | None
    amount: str


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """One letter. `number` is empty until the run is sent; `rules` say what its lines are reckoned from."""

    number: str
    member: str
    org_number: str
    contact: str
    email: str
    lines: tuple[LineFact, ...]
    rules: tuple[str, ...]
    amount: str


@dataclass(frozen=True, slots=True)
class FeeClaimsFacts:
    """The letters of a run, or one of them. `corrects` names the run that this one puts right. Days are ISO text."""

    schema_version: ClassVar[int] = SCHEMA_VERSION
    kind: str
    lang: str
    title: str
    sender: Sender
    year: int
    is_sent: bool
    sent_on: str
    due_on: str
    account: str
    text: str
    corrects: str
    claims: tuple[ClaimFact, ...]

    def content(self) -> dict:
        """Plain values, ready to be frozen."""
        return asdict(self)


def collect_claims(run: FeeRun, claims: Iterable[FeeClaim]) -> FeeClaimsFacts:
    """The letters as they were frozen with the run. Raises FactsFailed."""
    with translation.override("nb"), collecting(run.title):
        return FeeClaimsFacts(
            kind="feeclaims",
            lang="nb",
            title=run.title,
            sender=sender_of(run.alliance, run.cooperation),
            year=run.year,
            is_sent=run.state == FeeRunState.SENT,
            sent_on=run.sent_on.isoformat() if run.sent_on else "",
            due_on=run.due_on.isoformat(),
            account=run.account,
            text=run.text,
            corrects=run.corrects.title if run.corrects else "",
            claims=tuple(_claim(run, claim) for claim in claims),
        )


def _claim(run: FeeRun, claim: FeeClaim) -> ClaimFact:
    titles = {line["title"] for line in claim.lines}
    return ClaimFact(
        number=claim.number,
        member=claim.name,
        org_number=claim.org_number,
        contact=claim.contact,
        email=claim.email,
        lines=tuple(LineFact(**line) for line in claim.lines),
        rules=tuple(sentence_of(basis) for basis in run.basis if basis["title"] in titles),
        amount=f"{claim.amount:f}",
    )
