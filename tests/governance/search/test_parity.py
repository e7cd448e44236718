"""Two hundred Norwegian questions over the demo give the same first page, in the same order, on SQLite and PostgreSQL:
each is held to a search written here in Python alone, which knows no full-text index.
"""

import pytest

from governance.access import system_actor
from governance.models import Alliance, SearchEntry
from governance.search import finding
from governance.search.finding import FEW, PAGE, find
from governance.search.question import read_question
from governance.search.sources import sources
from governance.search.vocabulary import widened

pytestmark = pytest.mark.django_db
SINGLE = """
vedtak vedtaket vedtakene kommune kommunen kommunene kommunane kommuner fylkeskommune fylkeskommunen samarbeid
samarbeidet samarbeidsavtale avtale avtalen plan planen planer handlingsplan handlingsplanen strategi strategisk
plattform plattformen møte møtet møter møteplan styringsgruppen rådmannsgruppen generalforsamling ordfører
ordførere rådmann rådmenn sekretariat sekretariatet koordinator leder nestleder medlem medlemmer valg regnskap
budsjett kontingent økonomi midler tilskudd søknad prosjekt prosjektet rapport rapportering årsrapport
tertialrapport melding orientering referat protokoll innkalling sak saken saker saksframlegg vedlegg høring
høringsuttalelse uttalelse areal arealplan transport samferdsel kollektiv kollektivtransport jernbane jernbanen
vei veg vegen buss sykkel klima miljø energi næring næringsliv kompetanse utdanning skole skule barn ungdom
ungdomssymfonikerne kultur kunst kunstner utstilling festival teater musikk helse helsetjeneste
kommunehelsesamarbeidet helsesamarbeid kommnehelsesamarbeidet omsorg rehabilitering psykisk sykehus pasient
velferdsteknologi ambulanse beredskap brann vann avløp avfall digitalisering teknologi innovasjon forskning
universitet høgskole asker bærum drammen lier hole ringerike modum røyken hurum akershus buskerud oslo viken
vestregionen framtid fremtidig skisse framdriftsplan oppløsning avslutning evaluering revidert rullering
innsatsområde fokusområde tiltak aktivitet frist ansvarlig kommunestyre fylkesmann stortinget region regionen
regionråd interkommunal friluftsliv sekretær bolig turvei boligbygging næringsutvikling klimagassutslipp
folkehelse legevakt samhandling fengsel bibliotek skoler barnehage fylke forvaltningsreform kommunereform
statsbudsjett ungdomsråd eldreråd
"""
PHRASES = [
    "samarbeid om helse",
    '"strategisk plattform"',
    "«Kunst rett vest»",
    "handlingsplan 2018",
    "plan for 2016",
    "areal og transport",
    "e-post",
    "Vestregionens framtid",
    "KOMMUNENE VEST I VIKEN",
    "ordfører Asker",
    "møte i styringsgruppen",
    '"økonomi og budsjett"',
    "24/2017",
    "2016-12",
    "arealog transportplann",
    "kolektivtransport",
    "rehabillitering",
    "æøå",
    "helse-",
    "-plan",
    "NOT plan OR helse*",
]
QUESTIONS = list(dict.fromkeys([*SINGLE.split(), *PHRASES]))


class Reference:
    """The search as docs/search.md tells it, by reading every text."""

    def __init__(self, actor):
        self.actor = actor
        seen = {(source.kind, pk) for source in sources() for pk in source.visible(actor).values_list("pk", flat=True)}
        entries = SearchEntry.objects.filter(alliance=actor.alliance).order_by("-pk")
        self.entries = [
            (entry, f" {entry.title_terms} ", f" {entry.terms} ")
            for entry in entries
            if (entry.kind, entry.object_id) in seen
        ]

    def first_page(self, typed: str) -> list[int]:
        """Keys of the first hits: words in the title, words in the text, longer and nearly spelled words."""
        question = read_question(typed)
        exact = self._matching(question) if question else []
        in_title = [each for each in exact if all(_says(group, each[1]) for group in question.groups)]
        ranked = [*in_title, *(each for each in exact if each not in in_title)]
        if question and len(ranked) < FEW:
            ranked += [each for each in self._matching(widened(self.actor.alliance, question)) if each not in ranked]
        return [entry.pk for entry, _title, _text in ranked[:PAGE]]

    def _matching(self, question) -> list:
        return [
            each
            for each in self.entries
            if all(_says(group, each[1]) or _says(group, each[2]) for group in question.groups)
        ]


def _says(group, terms: str) -> bool:
    return any(f" {' '.join(way)} " in terms for way in group.ways)


def test_the_first_page_is_the_same_on_every_database(demo_loaded, monkeypatch):
    monkeypatch.setattr(finding, "_hits", lambda actor, page, question: [row.key for row in page])
    assert len(QUESTIONS) >= 200
    actor = system_actor(Alliance.objects.get(slug="vestregionen"))
    reference, differing, answered = Reference(actor), {}, 0
    for typed in QUESTIONS:
        found, wanted = find(actor, typed).hits, reference.first_page(typed)
        answered += bool(wanted)
        if found != wanted:
            differing[typed] = (found, wanted)
    assert differing == {}
    assert answered > 120  # the demo has something to say to most of them
