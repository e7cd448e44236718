"""Numbers typed in the box: "2016-12" is a file number, "46/2015" and "SR-sak 32/14" the numbers of bodies."""

from governance.models import AgendaItem, Case
from governance.search.sources import Shown, source_of


def cases_numbered(actor, number) -> list[Shown]:
    """The cases with this number that the actor may see; the bodies' numbers count where she sees the treatment."""
    if number is None:
        return []
    seen = Case.objects.visible_to(actor)
    pks = set(seen.filter(year=number.year, sequence=number.sequence).values_list("pk", flat=True))
    stops = AgendaItem.objects.visible_to(actor).filter(number_year=number.year, number_sequence=number.sequence)
    pks |= set(seen.filter(pk__in=stops.values("case")).values_list("pk", flat=True))
    shown = source_of("case").show(actor, list(pks)) if pks else {}
    return sorted(shown.values(), key=lambda each: each.url)
