"""What of the first floor points to a person, how it follows when two turn out to be the same, and what is stored."""

from django.utils.translation import gettext_lazy as _

from actionplan import personalnotes
from actionplan.choices import COMING
from actionplan.models import Activity, Gathering, Network, NetworkMember, Position, Project, SignUp
from governance.people import personrefs


def register_all() -> None:
    """Called from ready()."""
    personalnotes.describe_all()
    everyone = {"is_open": lambda rows: rows}
    personrefs.register(Position, "holder", word=_("Stilling"), **everyone)
    personrefs.register(Activity, "responsible_person", word=_("Ansvarlig for"), **everyone)
    personrefs.register(Project, "leader", word=_("Leder prosjektet"), **everyone)
    personrefs.register(Network, "responsible", word=_("Nettansvarlig for"), **everyone)
    personrefs.register(NetworkMember, "person", word=_("Med i nettverket"), same=("network",))
    personrefs.register(Gathering, "contact", word=_("Kontaktperson for"), is_open=_not_over)
    personrefs.register(SignUp, "person", word=_("Påmeldt"), once=("gathering",))


def _not_over(rows):
    return rows.filter(state__in=COMING)
