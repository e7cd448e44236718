"""The help of the pages of reports."""

from django.utils.translation import gettext_lazy as _

from governance.guidance.help import Topic

TOPICS = (
    Topic(
        key="rapporter",
        names=("reporting:*",),
        title=_("Rapporter"),
        purpose=_("Tertialrapporter, årsrapporter og PDF-er av planer og saksframlegg."),
        act=_(
            "Velg en rapport for å lese den. Sekretariatet lager et utkast, og gjør det endelig når tallene stemmer."
        ),
        after=_("En endelig rapport endres ikke. Kommer det noe nytt, lages en ny versjon."),
        is_public=True,
    ),
)
