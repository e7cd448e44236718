"""The help of the ground floor's pages: what each is for, what one does there, and what happens next."""

from django.utils.translation import gettext_lazy as _

from governance.guidance import meetinghelp
from governance.guidance.help import Shortcut, Topic

TOPICS = (
    Topic(
        key="min-side",
        names=("governance:my_page", "governance:demo_day", "governance:job_*", "governance:chores_*"),
        title=_("Min side"),
        purpose=_("Her ser du hva alliansen venter på fra deg, hva som kommer, og sakene du følger."),
        act=_("Begynn øverst: det som er forsinket, står først. Hver linje går rett til siden der du gjør det."),
        after=_("Når noe er gjort, blir linjen borte av seg selv."),
        is_public=False,
    ),
    Topic(
        key="saker",
        names=("governance:case_list", "governance:case_create", "governance:case_register", "governance:case_view*"),
        title=_("Saker"),
        purpose=_("Alle saker du kan se, med de nyeste først. En sak kan behandles i flere organer og over flere år."),
        act=_(
            "Søk på ord fra tittelen eller på et nummer, eller velg år og organ. Kryss av for å søke i papirer og "
            "vedlegg også. Valg du bruker ofte, lagrer du som en visning med et navn."
        ),
        after=_("Sekretariatet oppretter en sak og sender den til et organ. Da får den plass på en saksliste."),
        is_public=True,
    ),
    Topic(
        key="styringsdokumenter",
        names=("governance:governing_*",),
        title=_("Styringsdokumenter"),
        purpose=_("Her står det samarbeidet er bundet av: vedtekter, avtaler, plattformer og strategier."),
        act=_("Åpne et dokument for å se hva som gjelder i dag, tidligere versjoner og sakene om det."),
        after=_("Sekretariatet legger inn nye versjoner, og velger hvilke dokumenter alle kan lese."),
        is_public=True,
    ),
    Topic(
        key="sak",
        names=("governance:case_*", "governance:reference_*", "governance:item_create"),
        title=_("En sak"),
        purpose=_(
            "Linjen viser hvilke organer som har hatt saken, når, og hva de vedtok. Mellom stoppene står det om "
            "ordlyden er endret, og av hvem."
        ),
        act=_(
            "Åpne en behandling for å lese saksframlegg og vedlegg. Velg «Følg saken» for å se på siden "
            "din når noe skjer."
        ),
        after=_("Når alle organer er ferdige, avslutter sekretariatet saken. Papirer og vedtak blir stående."),
        is_public=True,
    ),
    Topic(
        key="gjennomlesing",
        names=("governance:item_review*", "governance:item_comment_*"),
        title=_("Gjennomlesing før utsending"),
        purpose=_("Noen få leser utkastet til saksframlegg og sier hva de mener, før medlemmene får det."),
        act=_(
            "Er du bedt om å lese, kommenterer du del for del og svarer «Godkjent» eller «Må endres» nederst. "
            "Sekretariatet svarer på kommentarene, retter teksten og ber på nytt når den er endret."
        ),
        after=_(
            "Når saksframlegget sendes ut, er gjennomlesingen over. Kommentarene blir hos sekretariatet: de skrives "
            "ikke ut, og følger ikke saken videre."
        ),
        is_public=False,
    ),
    Topic(
        key="fra-word",
        names=("governance:item_paper_word*",),
        title=_("Saksframlegg fra Word"),
        purpose=_("Her henter du et saksframlegg som er skrevet i Word, inn i utkastet."),
        act=_(
            "Last opp dokumentet, se hva som ikke kommer med, og velg hvilken del hvert stykke hører til. Bilder og "
            "andre filer laster du opp som vedlegg."
        ),
        after=_("Teksten lagres i utkastet som én endring. Den gamle teksten finnes i historikken."),
        is_public=False,
    ),
    Topic(
        key="behandling",
        names=("governance:item_*",),
        title=_("Behandlingen av en sak"),
        purpose=_(
            "Her står det organet skal ta stilling til: forslag til vedtak, utredning, vedlegg og til slutt vedtaket."
        ),
        act=_(
            "Les forslaget først. Sekretariatet skriver i utkastet til det er sendt, og lager så en ny "
            "versjon for å endre det."
        ),
        after=_("Etter møtet føres vedtaket her. Saken kan så sendes videre til et annet organ."),
        is_public=True,
    ),
    Topic(
        key="videre",
        names=("governance:item_send_on", "governance:item_route"),
        title=_("En sak på vei mellom organer"),
        purpose=_(
            "Det neste organet begynner med teksten det forrige endte med: forslaget organet fikk, eller "
            "vedtakspunktene når organet endret det."
        ),
        act=_(
            "Se over det som står øverst før du sender saken videre, og velg organ, versjon og vedlegg. «Se hva som "
            "er endret» viser to tekster ord for ord."
        ),
        after=_(
            "Saken venter i det neste organet, eller står på sakslisten du valgte. Begrunnelsen står i historikken."
        ),
        is_public=True,
    ),
    *meetinghelp.TOPICS,
    Topic(
        key="saksliste-mal",
        names=("governance:body_template", "governance:body_template_*", "governance:body_standing_*"),
        title=_("Malen for sakslisten"),
        purpose=_("Sakene som står på hver saksliste i organet, som godkjenning av innkallingen, og «Eventuelt»."),
        act=_(
            "Ta med det som er vanlig, eller legg til egne saker. Flytt dem med pilene. En sak kan gjelde fra og til "
            "en dato, og kan stå uten nummer."
        ),
        after=_("På siden for sakslisten setter «Bruk malen» dem på i denne rekkefølgen. Nye saker kommer imellom."),
        is_public=False,
    ),
    Topic(
        key="organer",
        names=("governance:body_*", "governance:seat_*"),
        title=_("Organer"),
        purpose=_("Hvem som bestemmer hva: organene, plassene i dem, og reglene de arbeider etter."),
        act=_("Åpne et organ for å se medlemmer, varamedlemmer og frister for innkalling."),
        after=_("Den som har en plass, leser organets papirer fra den dagen vervet begynner."),
        is_public=False,
    ),
    Topic(
        key="medlemmer",
        names=("governance:member_*",),
        title=_("Medlemmer"),
        purpose=_("Kommunene og de andre som er med i samarbeidet, med kart, kontaktpersoner og medlemskap over tid."),
        act=_("Åpne et medlem for å finne hvem du skal ringe. Sekretariatet retter det som er feil."),
        after=_("En ny kontaktperson ser straks det kommunen svarer for."),
        is_public=False,
    ),
    Topic(
        key="personer",
        names=("governance:person_*",),
        title=_("Personer"),
        purpose=_("Alle alliansen kjenner, med verv, roller og kontaktopplysninger."),
        act=_("Søk fram en person. Bare en administrator gir innlogging og roller."),
        after=_("Det en person kan se og gjøre, følger av vervene og rollene på den dagen."),
        is_public=False,
    ),
    Topic(
        key="emneord",
        names=("governance:tag_*",),
        title=_("Emneord"),
        purpose=_("Det alliansen kaller det sakene og aktivitetene handler om."),
        act=_("Åpne et emneord og se alt om det. Sekretariatet lager, endrer og slår sammen emneord."),
        after=_("Nye emneord kan velges på saker og aktiviteter med en gang."),
        is_public=False,
    ),
    Topic(
        key="samarbeid",
        names=("governance:cooperation_*",),
        title=_("Samarbeid"),
        purpose=_("Ordningene i alliansen. Hvert samarbeid har egne medlemmer, organer, planer og egen økonomi."),
        act=_("En administrator oppretter et samarbeid og fører den siste dagen når det er slutt."),
        after=_("Etter den siste dagen kan alt leses, men ikke endres."),
        is_public=False,
    ),
    Topic(
        key="innstillinger",
        names=("governance:alliance_*",),
        title=_("Innstillinger"),
        purpose=_("Navn, farger, kontaktadresse, språk og moduler for hele alliansen."),
        act=_("En administrator endrer dem her. Fargene viser om teksten kan leses."),
        after=_("Endringen gjelder straks for alle."),
        is_public=False,
    ),
    Topic(
        key="utboks",
        names=("governance:mail_*",),
        title=_("Utboks"),
        purpose=_("All e-post systemet sender, med hvem som får den, og om den er kommet fram."),
        act=_("Åpne en linje for å lese e-posten. Kom den ikke fram, retter du adressen og sender den på nytt."),
        after=_("Det som venter, går ut av seg selv når e-posttjeneren svarer."),
        is_public=False,
    ),
    Topic(
        key="sok",
        names=("governance:search*",),
        title=_("Søk"),
        purpose=_("Ett søk i saker, papirer, vedlegg, møter, vedtak, planer og personer."),
        act=_("Skriv ett eller flere ord, eller et saksnummer. Bøyde former blir også funnet."),
        after=_("Du får bare treff i det du kan lese."),
        is_public=True,
    ),
    Topic(
        key="kalender",
        names=("governance:calendar_*", "governance:own_calendar", "governance:*_calendar"),
        title=_("Kalender"),
        purpose=_("Få møtene og fristene dine i kalenderen du bruker til daglig."),
        act=_("Lag en lenke og legg den inn i kalenderen som et abonnement. Lenken er din og skal ikke deles."),
        after=_("Kalenderen følger med når et møte flyttes. Kommer lenken på avveie, trekker du den tilbake."),
        is_public=True,
    ),
    Topic(
        key="historikk",
        names=(
            "governance:happenings",
            "governance:story",
            "governance:change_*",
            "governance:value_*",
            "governance:bin",
        ),
        title=_("Historikk og papirkurv"),
        purpose=_("Hvem som har gjort hva og når, og hvordan en rad har sett ut før."),
        act=_(
            "Velg en endring for å se hva som var annerledes. "
            "Det som ble feil, kan settes tilbake eller hentes fra kurven."
        ),
        after=_("Også det å angre blir stående i historikken. Ingenting blir borte uten spor."),
        is_public=False,
    ),
    Topic(
        key="oppsett",
        names=("setup", "governance:setup", "governance:setup_*"),
        title=_("Oppsett"),
        purpose=_("Veiviseren gjør alliansen klar: medlemmer, organer, regler, utseende og avsender."),
        act=_("Ta ett steg om gangen. Du kan gå tilbake, hoppe over og fortsette en annen dag."),
        after=_("Når oppsettet er avsluttet, endrer du det samme fra de vanlige sidene."),
        is_public=True,
    ),
    Topic(
        key="varsler",
        names=("governance:notices", "signed_link"),
        title=_("Varsler"),
        purpose=_("Her bestemmer du hva du får e-post om, og når."),
        act=_("Velg hva du vil høre om, og hvor ofte. Du kan endre det når som helst."),
        after=_("Valget gjelder fra neste e-post. En lenke i e-posten er bare din og varer til en bestemt dag."),
        is_public=True,
    ),
    Topic(
        key="konto",
        names=("account_*", "mfa_*", "usersessions_*", "socialaccount_*"),
        title=_("Kontoen din"),
        purpose=_("Her logger du inn, og bestemmer hvordan: passord, passnøkkel eller kode fra telefonen."),
        act=_(
            "Legg til en passnøkkel for å slippe passordet. Se også hvor du er innlogget, og logg ut det "
            "du ikke kjenner igjen."
        ),
        after=_("Kommer du ikke inn, ber du sekretariatet i alliansen din om hjelp."),
        is_public=True,
    ),
    Topic(
        key="vedlegg",
        names=("governance:file_view*", "governance:file_version_view"),
        title=_("Et vedlegg"),
        purpose=_("Her leser du et vedlegg uten å laste det ned: PDF, bilder, Word, Excel og ren tekst."),
        act=_("Bla, søk og forstørr i en PDF. Velg ark i et regneark, og en eldre versjon nederst."),
        after=_("Er vedlegget unntatt offentlighet, blir det ført at du har åpnet det, og sekretariatet ser det."),
        is_public=True,
    ),
    Topic(
        key="velg-allianse",
        names=("chooser", "set_language"),
        title=_("Velg allianse"),
        purpose=_("Har du verv eller arbeid i flere allianser, velger du her hvilken du vil åpne."),
        act=_("Velg navnet. Du kan bytte når som helst fra menyen øverst."),
        after=_("Mangler en allianse, er du ikke registrert i den ennå. Spør sekretariatet der."),
        is_public=True,
    ),
    Topic(
        key="erklaringer",
        names=("governance:accessibility", "governance:privacy", "accessibility", "privacy"),
        title=_("Tilgjengelighet og personvern"),
        purpose=_("Her står hva vi lagrer om personer, hvem som ser det, og hvor godt sidene virker for alle."),
        act=_(
            "Finn det som gjelder deg. Spør alliansen om innsyn, retting eller sletting, og si fra om det som stenger."
        ),
        after=_("Alliansen svarer deg. Er du uenig i svaret, står det på siden hvem du kan klage til."),
        is_public=True,
    ),
    Topic(
        key="hjelp",
        names=("governance:help",),
        title=_("Hjelp"),
        purpose=_("Korte svar for hver side, ordene vi bruker, hva som er nytt, og tastene som virker."),
        act=_("Velg en side i innholdet. Spørsmålstegnet øverst på hver side åpner det samme for den siden."),
        after=_("Finner du ikke svaret, står kontakten til sekretariatet nederst."),
        is_public=True,
    ),
)

SHORTCUTS = (
    Shortcut("/", _("Går til søkefeltet, når du ikke holder på å skrive"), _("Alle sider")),
    Shortcut("Esc", _("Lukker en åpen meny eller hjelpen"), _("Alle sider")),
    Shortcut(
        "Tab",
        _("Går til neste lenke, knapp eller felt. Første trykk på en side gir «Hopp til innholdet»"),
        _("Alle sider"),
    ),
    Shortcut("Alt + Page Down", _("Går til neste side i en PDF"), _("Et vedlegg")),
    Shortcut("Alt + Page Up", _("Går til forrige side i en PDF"), _("Et vedlegg")),
)
