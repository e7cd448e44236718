"""Bodies as regional councils usually have them: kind, seats, numbers and procedure rules as data.

A template is only a beginning. Its values are those of docs/domain.md, written to the new body's own rows, where they
are changed like any others. Names and titles become data of the alliance, so they are the same in every language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from governance.choices import BodyKind, DecisionMethod, OrganisationKind, ProcedureAct
from governance.models import Organisation

SEVEN_DAYS = {"notice_days": 7, "paper_days": 7}
ELECTED = {"law": ProcedureAct.ACT_2018, **SEVEN_DAYS}
ADMINISTRATIVE = {"law": ProcedureAct.OWN, **SEVEN_DAYS, "decision_method": DecisionMethod.CONSENSUS}
LEADING = (BodyKind.COUNCIL, BodyKind.STEERING, BodyKind.BOARD)  # what others prepare cases for


@dataclass(frozen=True)
class Template:
    """One kind of body.

    `titles` are the seats that each member gets: of a municipality, and of a county council. `by_areas` gives one seat
    for each named area instead. `prepares` says that it prepares the leading body's cases and may attend, speak and
    propose there. `several` are bodies that come in numbers, named one on each line.
    """

    key: str
    name: str
    kind: str
    about: object
    titles: tuple = ()
    county_titles: tuple = ()
    by_areas: bool = False
    prepares: bool = False
    several: bool = False
    number_format: str = "{seq}/{year}"
    composition: str = ""
    rules: Mapping = field(default_factory=dict)

    def titles_of(self, organisation: Organisation) -> tuple:
        """What the seats of a member are called; empty where it has none."""
        if organisation.kind == OrganisationKind.COUNTY:
            return self.county_titles
        return self.titles if organisation.kind == OrganisationKind.MUNICIPALITY else ()

    def seats(self, members: list[Organisation], areas: list[str]) -> list[tuple[Organisation | None, str, str]]:
        """(on behalf of, area, title) of each seat the body begins with."""
        if self.by_areas:
            return [(None, area, "Styremedlem") for area in areas]
        return [(each, "", title) for each in members for title in self.titles_of(each)]


TEMPLATES = (
    Template(
        "assembly",
        "Generalforsamlingen",
        BodyKind.ASSEMBLY,
        _("Øverste organ: ett medlem fra hver kommune og fylkeskommune. Vedtar vedtekter og budsjett."),
        titles=("Ordfører",),
        county_titles=("Fylkesordfører",),
        composition="Ett medlem fra hver kommune og fylkeskommune.",
        rules={**ELECTED, "notice_days": 14, "paper_days": 14, "meetings_per_year": 1},
    ),
    Template(
        "council",
        "Regionrådet",
        BodyKind.COUNCIL,
        _("To fra hver kommune: ordføreren og én fra opposisjonen."),
        titles=("Ordfører", "Opposisjon"),
        county_titles=("Fylkesordfører", "Opposisjon"),
        composition="To fra hvert medlem: ordføreren og én fra opposisjonen.",
        rules=ELECTED,
    ),
    Template(
        "steering",
        "Styringsgruppen",
        BodyKind.STEERING,
        _("Ordførerne i medlemskommunene, og fylkesordførerne."),
        titles=("Ordfører",),
        county_titles=("Fylkesordfører",),
        composition="Ordførerne i medlemskommunene og fylkesordførerne.",
        rules=ELECTED,
    ),
    Template(
        "board",
        "Styret",
        BodyKind.BOARD,
        _("Ett styremedlem for hvert område i samarbeidet."),
        by_areas=True,
        composition="Ett medlem for hvert område.",
        rules=ELECTED,
    ),
    Template(
        "executives",
        "Kommunedirektørgruppen",
        BodyKind.EXECUTIVES,
        _("Kommunedirektørene. Forbereder sakene; kan møte, tale og foreslå i det politiske organet, men ikke stemme."),
        titles=("Kommunedirektør",),
        county_titles=("Fylkeskommunedirektør",),
        prepares=True,
        composition="Kommunedirektørene i medlemskommunene.",
        rules=ADMINISTRATIVE,
    ),
    Template(
        "secretariat",
        "Sekretariatet",
        BodyKind.SECRETARIAT,
        _("De som arbeider i samarbeidet. Ingen faste plasser eller regler."),
    ),
    Template(
        "networks",
        "Nettverk",
        BodyKind.NETWORK,
        _("Fagnettverk, ett på hver linje. Ingen faste plasser eller regler."),
        several=True,
    ),
    Template(
        "forums",
        "Forum",
        BodyKind.FORUM,
        _("Møteplasser, for eksempel formannskapene samlet, ett på hver linje. Ingen faste plasser eller regler."),
        several=True,
    ),
)
BY_KEY = {template.key: template for template in TEMPLATES}
