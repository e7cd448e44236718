"""What the first floor stores about persons, for the privacy page."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from actionplan.retention import FORGOTTEN_AFTER_MONTHS, NEEDS_FORGOTTEN_AFTER
from governance.people import personaldata


def describe_all() -> None:
    """Called from ready()."""
    personaldata.describe(
        "actionplan.position",
        "actionplan.activity",
        what=_("Stillingen du har, og aktiviteter du er ansvarlig for i handlingsplanen"),
        why=_("For at alle skal vite hvem som gjør hva. Stillinger i publiserte planer er åpne for alle"),
    )
    personaldata.describe(
        "actionplan.planamendment",
        what=_("Hvem som endret en vedtatt handlingsplan, når og hvorfor"),
        why=_("For at endringer i det som er vedtatt, skal kunne etterprøves"),
    )
    personaldata.describe(
        "actionplan.project",
        "actionplan.network",
        "actionplan.networkmember",
        what=_("Prosjekter du leder, nettverk du svarer for eller er med i, og navn og e-post til medlemmer utenfra"),
        why=_("For at de som arbeider sammen, skal kjenne hverandre og kunne nås"),
    )
    personaldata.describe(
        "actionplan.signup",
        what=_("At du er invitert til, påmeldt eller har vært på et arrangement, med navn, e-post og arbeidssted"),
        why=_("For å holde arrangementet, og for å telle hvor mange som kom fra hver kommune"),
        kept=format_lazy(
            _(
                "Slettes {months} måneder etter arrangementet, og det du skriver om mat og tilrettelegging, etter "
                "{days} dager. Tallene blir stående"
            ),
            months=FORGOTTEN_AFTER_MONTHS,
            days=NEEDS_FORGOTTEN_AFTER.days,
        ),
        seen_by=_("De som arrangerer, og du selv"),
    )
    personaldata.describe(
        "actionplan.gathering",
        what=_("At du er kontaktperson for et arrangement"),
        why=_("For at deltakerne skal vite hvem de kan spørre"),
    )
    personaldata.describe(
        "actionplan.feeclaim",
        what=_("Hvem som var kontaktperson for medlemmet, og medlemmets e-post, da et kontingentkrav ble laget"),
        why=_("For at kravet skal komme til rett sted, og stå slik det ble sendt"),
    )
