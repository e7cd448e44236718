"""The help of the pages of plans: what each is for, what one does there, and what happens next."""

from django.utils.translation import gettext_lazy as _

from governance.guidance.help import Shortcut, Topic

TOPICS = (
    Topic(
        key="handlingsplan",
        names=(
            "actionplan:plan_current",
            "actionplan:plan_detail",
            "actionplan:plan_create",
            "actionplan:plan_act",
            "actionplan:plan_restore",
            "actionplan:plan_adopted",
            "actionplan:plan_excel",
            "actionplan:plan_amendment",
            "actionplan:plan_compare",
            "actionplan:activity_line",
        ),
        title=_("Handlingsplan"),
        purpose=_("Det samarbeidet har lovet for året: tiltak og aktiviteter med frist, ansvarlig og penger."),
        act=_("Bruk innholdet til venstre for å finne delen din. Rutene viser kvartalene en frist faller i."),
        after=_(
            "En plan er utkast, foreslått og vedtatt. Når den er foreslått, kan dere melde status. Etter vedtaket får "
            "hver endring et nummer og en begrunnelse, og «Planen som vedtatt» står fast."
        ),
        is_public=True,
    ),
    Topic(
        key="neste-ar",
        names=("actionplan:plan_next", "actionplan:plan_next_section", "actionplan:plan_late_changes"),
        title=_("Ta planen til neste år"),
        purpose=_("Neste års plan lages fra årets: hver aktivitet er ferdig, fortsetter, endres, deles eller droppes."),
        act=_(
            "Gå gjennom del for del. Vi foreslår ut fra status og frist. Velg så hvilke deler som tas med, og se over."
        ),
        after=_(
            "Årets plan står som den er. Det som tas med, husker hvor det kom fra, og begynner uten status. Kommer noe "
            "til senere, tar du det med på samme måte."
        ),
        is_public=False,
    ),
    Topic(
        key="plan-og-saker",
        names=("actionplan:row_links", "actionplan:plan_questions", "actionplan:question_ask"),
        title=_("Planen og sakene"),
        purpose=_(
            "Viser hva en aktivitet eller et tiltak bygger på, følger opp eller er omtalt i, og hva organene svarer."
        ),
        act=_(
            "Skriv saksnummeret eller ord fra tittelen, og velg sammenheng. Et spørsmål i planen blir en sak med "
            "«Lag sak av spørsmålet»."
        ),
        after=_(
            "Lenken står på planens side og på sakens, for dem som kan lese begge. Svaret står ved spørsmålet når "
            "organet har gjort vedtak."
        ),
        is_public=False,
    ),
    Topic(
        key="kvartaler",
        names=("actionplan:plan_timeline",),
        title=_("Kvartaler"),
        purpose=_("Hele planen lagt ut over året: når hver aktivitet pågår, og når fristen er."),
        act=_(
            "Velg område, ansvarlig eller organisasjon for å se mindre. «Mitt kvartal» viser det du selv svarer for nå."
        ),
        after=_("Adressen husker valgene, så du kan sende den til andre eller legge den blant favorittene."),
        is_public=True,
    ),
    Topic(
        key="okonomi",
        names=("actionplan:economy_*",),
        title=_("Økonomi"),
        purpose=_(
            "Alle pengene i planen: hvor de kommer fra, hva de går til, og budsjett, regnskap og prognose for hver "
            "linje."
        ),
        act=_("Les «Kontroll» først: der står det som ikke stemmer, og hva du kan gjøre med det."),
        after=_("Beløp du endrer, teller med i summene, i planen og i rapportene med en gang."),
        is_public=True,
    ),
    Topic(
        key="regnskap",
        names=("actionplan:ledger_*",),
        title=_("Hent regnskap"),
        purpose=_("Regnskapet fra en fil blir regnskapstall på linjene i planen, uten at noen skriver dem av."),
        act=_("Velg filen, velg én gang hvor hver konto, ansvar og prosjekt hører hjemme, og se over summene."),
        after=_("Valgene huskes til neste fil. Alt føres, eller ingenting, og alt kan angres i ett steg."),
        is_public=False,
    ),
    Topic(
        key="kontingent",
        names=("actionplan:fee_*", "reporting:fee_*"),
        title=_("Kontingent"),
        purpose=_("Hva hver deltaker skal betale, regnet ut av folketall, sats og hvem som var med på datoen."),
        act=_("Se over tabellen, velg hva som skal kreves inn, og lag krav. Brev og Excel ligger på siden for kravet."),
        after=_("Kravet fryses. Det får nummer når du merker det som sendt; en rettelse blir et nytt krav."),
        is_public=False,
    ),
    Topic(
        key="prosjekter",
        names=("actionplan:project_*",),
        title=_("Prosjekter"),
        purpose=_("Prosjekter samarbeidet har satt i gang eller er med i, også de som andre eier og betaler."),
        act=_("Før opp prosjektet, og legg til en fase hver gang det går videre, for eksempel til forstudie."),
        after=_("Et prosjekt som er knyttet til en del av planen, står på planens side. Pengene er ikke med i planen."),
        is_public=False,
    ),
    Topic(
        key="nettverk",
        names=("actionplan:network_*",),
        title=_("Nettverk"),
        purpose=_("Nettverkene samarbeidet driver, hva de er for, og hvem som er med."),
        act=_("I et åpent nettverk velger du «Bli med» selv. I andre legger den nettansvarlige deg inn."),
        after=_("Den nettansvarlige og koordineringsgruppen ser e-postadressene til alle, og kan kopiere dem."),
        is_public=False,
    ),
    Topic(
        key="arrangementer",
        names=("actionplan:gathering_*", "actionplan:sign_up_*"),
        title=_("Arrangementer"),
        purpose=_("Konferanser, seminarer, kurs og nettverksmøter: hvem som er påmeldt, venter på plass og kom."),
        act=_(
            "Åpne påmeldingen når du er klar. Er det fullt, blir det venteliste, og melder noen seg av, får den første "
            "på listen plassen og en e-post. På dagen trykker du «Før oppmøte» og krysser av på telefonen."
        ),
        after=_(
            "Når arrangementet er merket som avholdt, teller det i tallene for året. Navnene slettes seks måneder "
            "etter, tallene blir stående."
        ),
        is_public=False,
    ),
    Topic(
        key="pamelding",
        names=("actionplan:gathering_public", "actionplan:gathering_thanks", "actionplan:own_sign_up"),
        title=_("Påmelding"),
        purpose=_("Her melder du deg på et arrangement, uten å logge inn."),
        act=_("Skriv navn og e-post. Er det fullt, kommer du på ventelisten."),
        after=_("Svaret kommer i en e-post, med en lenke som du kan bruke til å melde deg av."),
        is_public=True,
    ),
    Topic(
        key="soknader",
        names=("actionplan:application_*",),
        title=_("Søknader"),
        purpose=_("Alle søknader om penger fra andre, over årene: hvem dere søker hos, beløp, frist og svar."),
        act=_("Skriv ned ideen først. Merk søknaden som sendt når den er levert, og registrer svaret når det kommer."),
        after=_(
            "Fristene står på Min side og i kalenderen din. Når du fører beløpet i planen, står det der som søkt om "
            "eller innvilget."
        ),
        is_public=False,
    ),
    Topic(
        key="rediger-plan",
        names=(
            "actionplan:plan_edit",
            "actionplan:plan_bin",
            "actionplan:plan_change",
            "actionplan:section_*",
            "actionplan:row_*",
            "actionplan:deadline_*",
        ),
        title=_("Rediger handlingsplanen"),
        purpose=_("Her skriver sekretariatet og de ansvarlige i planen, rad for rad."),
        act=_(
            "Velg blyanten på en rad, skriv fristen slik dere sier den, for eksempel «Q2» eller «innen "
            "1. juni», og lagre."
        ),
        after=_("Fjernet du noe ved en feil, velger du «Angre», eller henter det fra «Fjernet»."),
        is_public=False,
    ),
    Topic(
        key="hva-mangler",
        names=("actionplan:plan_gaps",),
        title=_("Hva mangler i planen?"),
        purpose=_("Alt som ikke er på plass i planen, for hver del: ansvarlige, frister, aktiviteter og mottakere."),
        act=_("Velg en rad for å rette den. Det som er merket med et øye, kan være riktig, men bør ses på."),
        after=_("Det du retter, er borte fra lista når du kommer tilbake. Se gjennom den før planen foreslås."),
        is_public=False,
    ),
    Topic(
        key="plan-i-tabell",
        names=("actionplan:plan_grid", "actionplan:grid_*", "actionplan:cell_*", "actionplan:plan_news"),
        title=_("Rediger i tabell"),
        purpose=_("Hele planen som et regneark: du skriver rett i cellene, og hver celle lagres for seg."),
        act=_(
            "Gå til en celle og skriv. Enter og Tab lagrer. Rader fra Excel eller Word limer du rett inn. Kryss av "
            "flere rader for å sette ansvarlig, flytte frister eller flytte radene samlet."
        ),
        after=_("Mister du nettet, står det du skrev, og lagres når nettet er tilbake. Alt kan angres steg for steg."),
        is_public=False,
    ),
    Topic(
        key="plan-i-excel",
        names=("actionplan:plan_workbook*",),
        title=_("Rediger i Excel"),
        purpose=_("Hele planen som arbeidsbok, når du vil arbeide uten nett eller be andre om å fylle ut."),
        act=_(
            "Hent arbeidsboken, rett i cellene, og last den opp igjen. Du ser over hver endring, celle for celle, før "
            "noe lagres."
        ),
        after=_("Alt lagres samlet og kan angres samlet. Har en annen endret den samme cellen, ser du begge tekstene."),
        is_public=False,
    ),
    Topic(
        key="hent-plan",
        names=("actionplan:plan_import*",),
        title=_("Hent planen fra en fil"),
        purpose=_("Har dere planen i Word, Excel eller som tekst, slipper dere å skrive den på nytt."),
        act=_("Velg filen og les forhåndsvisningen: alt som er uklart, er nevnt med rad."),
        after=_("Ingenting lagres før du velger å hente inn. Da kommer alt, eller ingenting."),
        is_public=False,
    ),
    Topic(
        key="status",
        names=("actionplan:status_*",),
        title=_("Status"),
        purpose=_("Hvordan det står til med hver aktivitet på statusdatoen: 30. april, 31. august og 31. desember."),
        act=_(
            "Velg status for aktivitetene dine. Er noe forsinket eller stoppet, skriver du årsak og hva "
            "dere gjør med det."
        ),
        after=_("Statusen går rett inn i tertialrapporten og årsrapporten."),
        is_public=False,
    ),
    Topic(
        key="plattform",
        names=("actionplan:platform_*",),
        title=_("Strategisk plattform"),
        purpose=_("Visjon, mål og innsatsområder som planene bygger på i flere år."),
        act=_("Les den for å se hvor en del av planen hører hjemme."),
        after=_("En ny plattform avløser den gamle fra sin første dag."),
        is_public=False,
    ),
    Topic(
        key="stillinger",
        names=("actionplan:position_*",),
        title=_("Stillinger"),
        purpose=_("Stillingene som gjør arbeidet i planen. Arbeidet følger stillingen når folk slutter."),
        act=_("Før hvem som har stillingen, og hvor stor den er."),
        after=_("Den som har stillingen med ansvar for en del, kan melde status for den."),
        is_public=False,
    ),
)

IN_TABLE = _("Rediger i tabell")
SHORTCUTS = (
    Shortcut(_("Piltaster"), _("Flytter fra celle til celle"), IN_TABLE),
    Shortcut("Enter, F2", _("Åpner cellen; Enter en gang til lagrer og går en rad ned"), IN_TABLE),
    Shortcut("Tab", _("Lagrer og går til neste celle"), IN_TABLE),
    Shortcut("Shift + Enter", _("Ny linje i cellen"), IN_TABLE),
    Shortcut("Esc", _("Lar cellen stå som den var; en gang til går ut av tabellen"), IN_TABLE),
    Shortcut("Del", _("Tømmer cellen"), IN_TABLE),
    Shortcut("Ctrl + Z", _("Angrer det siste du skrev"), IN_TABLE),
    Shortcut("Ctrl + Y", _("Gjør om det du angret"), IN_TABLE),
    Shortcut(_("Shift + mellomrom"), _("Velger raden, eller opphever valget"), IN_TABLE),
    Shortcut(_("Shift + pil opp eller ned"), _("Velger flere rader"), IN_TABLE),
    Shortcut("Alt + Enter", _("Går til det som kan gjøres med de valgte radene; Esc går tilbake"), IN_TABLE),
    Shortcut("Shift + F10", _("Åpner menyen for raden"), IN_TABLE),
    Shortcut(_("Alt + Shift + pil ned"), _("Dupliserer raden, rett under den"), IN_TABLE),
    Shortcut(_("Alt + pil opp eller ned"), _("Flytter raden, også til neste tiltak eller del"), IN_TABLE),
    Shortcut(
        "Esc",
        _("Lukker skjemaet på en rad og setter deg tilbake på knappen som åpnet det"),
        _("Rediger handlingsplanen"),
    ),
    Shortcut("Esc", _("Lukker statusskjemaet"), _("Status")),
)
