"""What the pages of meetings are for: the texts behind the question mark."""

from django.utils.translation import gettext_lazy as _

from governance.guidance.help import Topic

TOPICS = (
    Topic(
        key="moter",
        names=("governance:meeting_list", "governance:meeting_create", "governance:meeting_year"),
        title=_("Møter"),
        purpose=_("Møtene som kommer, og tidligere møter år for år."),
        act=_(
            "Åpne et møte for å se saksliste, papirer, tid og sted. Sekretariatet kan planlegge et helt år på en gang: "
            "vi foreslår dager etter reglene til organet."
        ),
        after=_("Et møte planlegges, innkalles og avholdes. Etter innkallingen har sakene nummer."),
        is_public=True,
    ),
    Topic(
        key="saksliste",
        names=("governance:meeting_agenda", "governance:meeting_agenda_*"),
        title=_("Sakslisten"),
        purpose=_(
            "Her settes sakslisten opp. Alt som går ut etter innkallingen, er en ny versjon av den, og to versjoner "
            "kan sammenlignes."
        ),
        act=_(
            "Sett på saker, dra dem i rekkefølge, og skriv det kommunene melder inn, som underpunkter. Etter "
            "innkallingen kan én sak ettersendes med en gang. Skal mer endres, åpner sekretariatet sakslisten igjen."
        ),
        after=_(
            "De som er innkalt, får én e-post med det som er nytt. Saker som tas av, beholder nummeret og vises som "
            "utsatt eller trukket."
        ),
        is_public=True,
    ),
    Topic(
        key="program",
        names=("governance:meeting_programme", "governance:meeting_programme_*"),
        title=_("Programmet for et møte"),
        purpose=_("Hva som skjer time for time, for møter over flere dager og møter med mer enn sakslisten."),
        act=_(
            "Legg til ett punkt om gangen. De ordner seg etter dag og klokkeslett, og det som skjer samtidig, merkes."
        ),
        after=_(
            "Programmet står på møtets side og i innkallingen. Flyttes møtet, følger programmet med. Endres det etter "
            "innkallingen, står det i den neste e-posten om at møtet eller sakslisten er endret."
        ),
        is_public=False,
    ),
    Topic(
        key="frammote",
        names=("governance:meeting_attendance*",),
        title=_("Frammøte"),
        purpose=_("Hvem som sitter på plassene i organet mens det møtes, og om mange nok er med til å gjøre vedtak."),
        act=_(
            "Trykk «Alle som er ventet, er her», og rett på resten. Kommer noen senere, eller går noen før, velger du "
            "saken under «Fra og til». Da kan en vara ta over plassen."
        ),
        after=_(
            "Tallet på dem som er til stede, regnes ut sak for sak. Meldt forfall er ikke det samme som ikke møtt."
        ),
        is_public=False,
    ),
    Topic(
        key="mote",
        names=("governance:meeting_*",),
        title=_("Et møte"),
        purpose=_("Sakslisten med papirene, tid og sted, og hvem som sitter i organet."),
        act=_(
            "Svar om du kommer, og les sakene i rekkefølge. Sekretariatet setter saker på listen, ordner dem, kaller "
            "inn i tide etter organets regler, og kaller inn vara for dem som ikke kommer."
        ),
        after=_(
            "Innkallingen gir sakene nummer og sender papirene. Etter møtet føres vedtakene og møtet "
            "merkes som avholdt."
        ),
        is_public=True,
    ),
)
