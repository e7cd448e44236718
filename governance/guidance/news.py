"""What is new, in the words of those who use it.

CHANGELOG.md tells it all, in English; here stand the changes a user meets, each with the version and the words that
begin its line there (`lead`), so that a test can keep the two in step. The newest stands first.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class News:
    version: str
    lead: str
    title: object
    text: object


NEWS = (
    News(
        "Next",
        "My page says what is asked of you.",
        _("Min side sier hva som venter"),
        _(
            "Hver linje har et verb og en dag, og det som er forsinket, står først. «Snart» viser møter "
            "og frister de neste ukene."
        ),
    ),
    News(
        "Next",
        "Follow a case.",
        _("Følg en sak"),
        _("Knappen på saken setter den på siden din, som teller hva som har skjedd siden du åpnet den."),
    ),
    News(
        "Next",
        "What happened?",
        _("Hva har skjedd?"),
        _("Nederst på hver side ser du hvem som endret hva, når og hvorfor. En tidligere verdi settes tilbake derfra."),
    ),
    News(
        "Next",
        "Attachments open in the page.",
        _("Vedlegg åpnes på siden"),
        _("Les PDF, Word, Excel og bilder uten å laste dem ned, også eldre versjoner."),
    ),
    News(
        "Next",
        "Help on every page.",
        _("Hjelp på hver side"),
        _("Spørsmålstegnet øverst sier hva siden er til, hva du gjør der, og hva som skjer etterpå."),
    ),
    News(
        "Next",
        "The language follows the person.",
        _("Språket følger deg"),
        _("Velg språk nederst én gang, så snakker alle maskiner og all e-post det."),
    ),
    News(
        "Next",
        "A mistake can be undone.",
        _("En feil kan rettes opp"),
        _("Det som er slettet, ligger i papirkurven på siden det hører til, og kan hentes tilbake derfra."),
    ),
    News(
        "0.1.0",
        "Cases and meetings.",
        _("Saker og møter"),
        _("En sak lever over organer og år, med saksframlegg i versjoner, vedlegg, innkalling og vedtak."),
    ),
    News(
        "0.1.0",
        "Status and reports.",
        _("Status og rapporter"),
        _("Meld status tre ganger i året og få rapporten som PDF."),
    ),
)
