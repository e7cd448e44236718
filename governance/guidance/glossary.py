"""The words of the interface, each with one sentence that a new mayor understands."""

from django.utils.translation import gettext_lazy as _

TERMS = (
    (
        _("allianse"),
        _("Kommunene som samarbeider, med ett felles sekretariat."),
    ),
    (
        _("samarbeid"),
        _("En ordning med egne medlemmer, organer, planer og penger."),
    ),
    (
        _("medlemskap"),
        _("At en kommune eller en annen er med i et samarbeid, fra og til en dag."),
    ),
    (
        _("organ"),
        _("En gruppe som møtes og behandler saker, for eksempel styringsgruppen."),
    ),
    (
        _("plass"),
        _("En stol i et organ, som regel på vegne av en kommune."),
    ),
    (
        _("verv"),
        _("At en person har en plass, fra og til en dag."),
    ),
    (
        _("varamedlem"),
        _("Den som møter når den faste har forfall."),
    ),
    (
        _("sak"),
        _(
            "Det som skal avgjøres eller drøftes. Den har sitt eget nummer i alliansen og lever over "
            "flere organer og år."
        ),
    ),
    (
        _("behandling"),
        _("Sakens besøk i ett organ, med organets eget nummer, for eksempel 24/2017."),
    ),
    (
        _("saksframlegg"),
        _("Teksten organet får: utredning og forslag til vedtak."),
    ),
    (
        _("forslag til vedtak"),
        _("Det sekretariatet foreslår at organet vedtar."),
    ),
    (
        _("vedlegg"),
        _("Et dokument som følger saksframlegget."),
    ),
    (
        _("vedtak"),
        _("Det organet bestemte."),
    ),
    (
        _("innkalling"),
        _("Beskjeden om møtet med saksliste og papirer. Da får sakene nummer."),
    ),
    (
        _("saksliste"),
        _("Sakene på et møte, i rekkefølge."),
    ),
    (
        _("unntatt offentlighet"),
        _("Innholdet er bare for dem som skal behandle saken. Hjemmelen sier hvorfor."),
    ),
    (
        _("hjemmel"),
        _("Loven og paragrafen som gir adgang til noe."),
    ),
    (
        _("strategisk plattform"),
        _("Visjon, hovedmål og innsatsområder for en periode."),
    ),
    (
        _("innsatsområde"),
        _("Et stort emne i plattformen, som planen er delt etter."),
    ),
    (
        _("fokusområde"),
        _("Et emne under et innsatsområde."),
    ),
    (
        _("tiltak"),
        _("Det dere vil gjøre i en del av planen. Under det står aktivitetene."),
    ),
    (
        _("aktivitet"),
        _("Den minste raden i planen, med frist og ansvarlig."),
    ),
    (
        _("frist"),
        _("Når aktiviteten skal være levert. Skriv den slik dere sier den."),
    ),
    (
        _("tertial"),
        _("En tredel av året: januar–april, mai–august og september–desember."),
    ),
    (
        _("statusdato"),
        _("Dagen rapporten ser på: 30. april, 31. august eller 31. desember."),
    ),
    (
        _("avvik"),
        _("Noe er forsinket eller stoppet, eller ikke levert på statusdatoen."),
    ),
    (
        _("årsverk"),
        _("Arbeidet til én person i full stilling et år."),
    ),
    (
        _("kontingent"),
        _("Det et medlem betaler, ofte per innbygger."),
    ),
    (
        _("egenkapital"),
        _("Penger samarbeidet har til gode fra tidligere år."),
    ),
    (
        _("vertskommunebidrag"),
        _("Det kommunen som har sekretariatet, bidrar med."),
    ),
    (
        _("kontaktperson"),
        _("Den som svarer og rapporterer for en kommune."),
    ),
    (
        _("årsrapport"),
        _("Hva som ble gjort og brukt i året, del for del."),
    ),
    (
        _("samarbeidspart"),
        _("Noen som er med i arbeidet uten å være medlem."),
    ),
    (
        _("forfall"),
        _("At den som har plassen, ikke kan møte. Da møter varamedlemmet."),
    ),
    (
        _("utredning"),
        _("Den delen av saksframlegget som forklarer saken."),
    ),
    (
        _("vedtakspunkt"),
        _("En nummerert del av vedtaket."),
    ),
    (
        _("handlingsplan"),
        _("Det samarbeidet skal gjøre i et år, med frister, ansvarlige og penger."),
    ),
    (
        _("stilling"),
        _("Arbeidet en person er ansatt for å gjøre. Arbeidet følger stillingen når folk slutter."),
    ),
    (
        _("finansiering"),
        _("Hvor pengene til en del av planen kommer fra."),
    ),
    (
        _("prognose"),
        _("Det dere regner med at året ender på."),
    ),
    (
        _("tertialrapport"),
        _("Rapporten om hvordan det går, etter hvert tertial."),
    ),
)
