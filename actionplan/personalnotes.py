"""What the first floor stores about persons, for the privacy page."""

from django.utils.translation import gettext_lazy as _

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
        "actionplan.feeclaim",
        what=_("Hvem som var kontaktperson for medlemmet, og medlemmets e-post, da et kontingentkrav ble laget"),
        why=_("For at kravet skal komme til rett sted, og stå slik det ble sendt"),
    )
