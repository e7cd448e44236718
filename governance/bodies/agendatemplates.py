"""What bodies usually have on every agenda, by the kind of body, as the papers of regional councils show it.

A ready-made template is only a beginning: its lines become cases of the alliance, and are changed, moved and removed
like any others. Titles become data, so they are the same in every language.
"""

from typing import Any, NamedTuple

from governance.agendachoices import AgendaPlace
from governance.choices import BodyKind, CaseKind, ItemRole


class Line(NamedTuple):
    """A case that stands on every agenda: what it is, what the body does with it, where it comes, and whether it gets a
    number."""

    title: str
    kind: str = CaseKind.STANDING
    role: str = ItemRole.INFORMED
    place: str = AgendaPlace.BEFORE
    is_numbered: bool = True

    def values(self) -> dict[str, Any]:
        """What the row of the template says of it."""
        return {"role": self.role, "place": self.place, "is_numbered": self.is_numbered}


APPROVED = {"kind": CaseKind.APPROVAL, "role": ItemRole.DECIDES}
CALL = Line("Godkjenning av innkalling og saksliste", **APPROVED)
MINUTES = Line("Godkjenning av protokoll fra forrige møte", **APPROVED)
NOTES = Line("Godkjenning av referat fra forrige møte", **APPROVED)
SIGNERS = Line("Valg av møteleder og to til å underskrive protokollen", role=ItemRole.DECIDES)
NEWS = Line("Orienteringer", CaseKind.ORIENTATION)
ROUND = Line("Orientering fra kommunene", CaseKind.ORIENTATION)
REST = Line("Eventuelt", CaseKind.OTHER, place=AgendaPlace.AFTER, is_numbered=False)

POLITICAL = (CALL, MINUTES, NEWS, REST)
ADMINISTRATIVE = (CALL, NOTES, NEWS, REST)
BY_KIND = {
    BodyKind.ASSEMBLY: (CALL, SIGNERS),  # what is not on its agenda cannot be resolved, and nobody is there for more
    BodyKind.COUNCIL: POLITICAL,
    BodyKind.STEERING: POLITICAL,
    BodyKind.BOARD: POLITICAL,
}
PROFESSIONAL = (NOTES, ROUND, REST)


def lines_for(kind: str) -> tuple[Line, ...]:
    """The ready-made template of a kind of body."""
    if kind == BodyKind.EXECUTIVES:
        return ADMINISTRATIVE
    return BY_KIND.get(kind, PROFESSIONAL)
