"""A made-up report that uses everything a document can hold; looked at with the eyes and put through every check."""

from datetime import UTC, datetime

FROZEN = datetime(2017, 1, 31, 12, 0, tzinfo=UTC)
LONG_WORD = "fylkeskommunesamarbeidsavtaleforhandlingsutvalgsmedlemmene"
NAMES = "Áŋŋel, Čáhcesuolu, Deatnu, Guovdageaidnu, Kárášjohka, Ráissavuotna, Unjárga, Šuoššjávri, Ŧ, Ž, ǧ, ǥ, ǩ"
STATES = [
    ("done", "●", "Ferdig"),
    ("on_track", "◐", "I rute"),
    ("delayed", "▲", "Forsinket"),
    ("stopped", "■", "Stoppet"),
    ("not_started", "○", "Ikke startet"),
]
EDITOR_LIST = """<ul><li><p>Første punkt, slik redigeringsfeltet skriver det</p><ul><li><p>Et punkt under</p>
<ol><li><p>Og et nummerert punkt under det igjen</p></li><li><p>Det neste</p></li></ol></li></ul></li>
<li><p>Andre punkt har to avsnitt.</p><p>Dette er det andre.</p></li>
<li><p><strong>Tredje</strong> punkt</p></li></ul>"""
CHART = """<figure><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 460 120" role="img">
<title>Stolpediagram: 41 ferdige, 22 i rute, 14 forsinkede og 9 stoppede aktiviteter</title>
<g font-family="Inter" font-size="10" fill="#14202b"><rect x="90" y="6" width="328" height="18" fill="#17603a"/>
<text x="0" y="19">Ferdig</text><text x="424" y="19">41</text>
<rect x="90" y="34" width="176" height="18" fill="#0c5581"/><text x="0" y="47">I rute</text>
<text x="272" y="47">22</text>
<rect x="90" y="62" width="112" height="18" fill="#c98a12"/><text x="0" y="75">Forsinket</text>
<text x="208" y="75">14</text><rect x="90" y="90" width="72" height="18" fill="#b3261e"/>
<text x="0" y="103">Stoppet</text><text x="168" y="103">9</text></g></svg>
<figcaption>Figur 1: Aktivitetene etter status 31.12.2016</figcaption></figure>"""


def status(index: int) -> str:
    """One status chip: symbol, word and colour."""
    key, symbol, word = STATES[index % len(STATES)]
    return f'<span class="status status-{key}">{symbol} {word}</span>'


def activity_rows(count: int) -> str:
    """Rows of the activities table, with the status of each."""
    texts = (
        "Kartlegge behovet for felles næringsarealer og legge fram en sak for styringsgruppen",
        "Samle kommunenes høringssvar om kollektivtilbudet",
        f"Avklare rollen til {LONG_WORD} før sommeren, og melde resultatet til alle medlemmene i god tid før fristen",
    )
    row = '<tr><td>{n}</td><td>{text}</td><td>{who}</td><td class="number">{money}</td><td>{status}</td></tr>'
    return "".join(
        row.format(
            n=f"1.{index // 12 + 1}.{index % 12 + 1}",
            text=texts[index % 3],
            who=("Asker", "Buskerud fylkeskommune", "Sekretariatet")[index % 3],
            money=f"{index * 7500:,}".replace(",", "\u00a0"),
            status=status(index),
        )
        for index in range(count)
    )


def activities(count: int) -> str:
    """The activities table: fixed columns and a head that is printed again on each page."""
    head = "<tr><th>Nr.</th><th>Aktivitet</th><th>Ansvarlig</th><th class='number'>Kroner</th><th>Status</th></tr>"
    widths = "".join(f'<col style="width: {width}%">' for width in (9, 45, 18, 11, 17))
    return (
        f"<table class='activities'><caption>Aktiviteter og status</caption><colgroup>{widths}</colgroup>"
        f"<thead>{head}</thead><tbody>{activity_rows(count)}</tbody></table>"
    )


def deviation(number: int, kind: str) -> str:
    """A deviation as a block of text."""
    text = "Utredningen ble satt ut på nytt da to av tre tilbydere trakk seg, og anskaffelsen tok fire måneder lenger. "
    return (
        f'<section class="deviation deviation-{kind}"><h4>1.1.{number} Felles næringsarealer</h4>'
        f"<p>{status(3 if kind == 'stopped' else 2)} Ny frist: Q2 2017</p><h5>Årsak</h5><p>{text * 2}</p>"
        f"<h5>Konsekvens</h5><p>{text}</p><h5>Tiltak</h5><p>Sekretariatet følger opp hver måned.</p></section>"
    )


COVER = """<section class="cover"><div class="cover-band"><p class="doc-alliance">Prøveregionen</p>
<p class="cover-kind">Årsrapport</p><h1 class="doc-title">Handlingsplan 2016</h1>
<p class="cover-subtitle">Hva vi lovet, hva vi gjorde og hva som gjenstår</p></div><div class="cover-rule"></div>
<div class="cover-facts"><table class="facts"><tbody><tr><th scope="row">Status per</th><td>31. desember 2016</td></tr>
<tr><th scope="row">Behandles av</th><td>Styringsgruppen 15. mars 2017</td></tr>
<tr><th scope="row">Sak</th><td>03/2017</td></tr></tbody></table>
<p class="doc-state">Versjon 2 · Vedtatt · Status per 31.12.2016</p></div></section>"""
CONTENTS = """<nav class="toc"><h2>Innhold</h2><ol><li><a href="#sammendrag">Sammendrag</a></li>
<li><a href="#okonomi">Økonomi</a></li><li><a href="#omrade">Areal og transport</a><ol><li><a href="#aktiviteter">
Aktiviteter</a></li><li><a href="#avvik">Avvik</a></li></ol></li>
<li><a href="#tegn">Navn og tegn</a></li></ol></nav>"""
SUMMARY = f"""<section class="chapter"><h2 id="sammendrag">Sammendrag</h2>
<p class="lead">Av 86 aktiviteter er 41 ferdige
og 22 i rute. Ni er forsinket, og alle ni har fått ny frist.</p><ul class="keyfigures">
<li><span class="figure-number">86</span> <span class="figure-label">aktiviteter i planen</span></li>
<li><span class="figure-number">41</span> <span class="figure-label">er ferdige</span></li>
<li><span class="figure-number">57 av 72</span> <span class="figure-label">leveranser med frist er levert</span></li>
<li><span class="figure-number">2,4</span> <span class="figure-label">millioner kroner brukt</span></li></ul>{CHART}
<p>Rapporten bygger på meldinger fra medlemmene<span class="footnote">To kommuner meldte etter fristen, og tallene deres
er tatt inn i versjon 2.</span> og er lest av sekretariatet.
{status(0)} {status(1)} {status(2)} {status(3)} {status(4)}</p>
<h3>Slik leser du rapporten</h3>{EDITOR_LIST}<div class="note"><p>Beløp er i hele kroner.</p></div>
<div class="note note-warning"><p><strong>Mangler rapporteringslinje.</strong> Området «Klima» er ikke knyttet til et
organ.</p></div></section>"""
MONEY = """<section class="chapter"><h2 id="okonomi">Økonomi</h2><table><colgroup><col style="width: 40%">
<col style="width: 20%"><col style="width: 20%"><col style="width: 20%"></colgroup><thead><tr><th>Område</th>
<th class="number">Vedtatt</th><th class="number">Brukt</th><th class="number">Avvik</th></tr></thead><tbody>
<tr><th scope="row">Areal og transport</th><td class="number">350 000</td><td class="number">320 000</td>
<td class="number">−30 000</td></tr><tr><th scope="row">Næring og kompetanse</th><td class="number">1 200 000</td>
<td class="number">1 250 000</td><td class="number">50 000</td></tr><tr class="total"><th scope="row">Sum</th>
<td class="number">1 550 000</td><td class="number">1 570 000</td><td class="number">20 000</td></tr></tbody></table>
"""
SIGNS = f"""<section class="chapter"><h2 id="tegn">Navn og tegn</h2>
<p>Samiske navn: <span lang="se">{NAMES}</span>.</p>
<p>Arabisk: <span lang="ar" dir="rtl">مرحبا بكم في المنطقة</span>. Emoji:
😀 ☀ ⚠. Brøk ½, minus −5 °C, 30 m², § 11-9.</p>
<p>Langt ord i smal tekst: {LONG_WORD}{LONG_WORD}. Myk binde\u00adstrek og kommune\u2011navn.</p>
<h3>Underoverskrift</h3><h4>Underoverskrift på fjerde nivå</h4><p>{"Brødtekst som går over sideskillet. " * 190}</p>
<blockquote><p>Et sitat fra møtet, gjengitt etter godkjent referat.</p></blockquote></section>"""


def report(rows: int = 96, deviations: int = 5) -> str:
    """The whole report as HTML; 96 rows give a table over four pages."""
    blocks = "".join(deviation(number, ("stopped", "delayed")[number % 2]) for number in range(1, deviations + 1))
    economy = f"<p>{'Regnskapet er avlagt etter kommuneloven. ' * 12}</p></section>"
    area = (
        '<section class="chapter"><h2 id="omrade">Areal og transport</h2><p>Målet er kortere reisetid.</p>'
        f'<h3 id="aktiviteter">Aktiviteter</h3>{activities(rows)}<h3 id="avvik">Avvik</h3>{blocks}</section>'
    )
    return f"<!doctype html><html lang='nb'><body>{COVER}{CONTENTS}{SUMMARY}{MONEY}{economy}{area}{SIGNS}</body></html>"


CASE_PAPER = f"""<!doctype html><html lang="nb"><body><header class="masthead"><p class="doc-alliance">Prøveregionen</p>
<p class="doc-state">Saksframlegg · Utkast av 1. mars 2018</p></header><div class="casehead">
<p class="case-number">Sak 03/2018</p><h1 class="doc-title">Handlingsplan for regionsamarbeidet 2018</h1>
<table class="facts"><tbody><tr><th scope="row">Organ</th><td>Styringsgruppen</td></tr>
<tr><th scope="row">Møtedato</th><td>15. mars 2018</td></tr>
<tr><th scope="row">Vedlegg</th><td>Forslag til handlingsplan</td></tr></tbody></table></div>
<section class="recommendation"><h2>Forslag til vedtak</h2>
<ol><li><p>Handlingsplanen vedtas.</p></li><li><p>Sekretariatet
følger opp tiltakene og melder status hvert tertial.</p></li></ol></section><h2>Bakgrunn</h2>
<p>{"Styringsgruppen ba om en kortere plan. " * 40}</p><h2>Vurdering</h2>{EDITOR_LIST}
<p>{"Forslaget svarer på det medlemmene har meldt. " * 60}</p></body></html>"""


def _quarters(planned: str) -> str:
    return "".join('<td class="planned">●</td>' if mark == "x" else "<td>–</td>" for mark in planned)


TIMELINE = (
    "<table class='timeline'><caption>Når det skjer</caption><colgroup><col style='width: 60%'>"
    + "<col style='width: 10%'>" * 4
    + "</colgroup><thead><tr><th>Aktivitet</th><th>Q1</th><th>Q2</th><th>Q3</th><th>Q4</th></tr></thead><tbody>"
    + "".join(
        f"<tr><th scope='row'>{name}</th>{_quarters(planned)}</tr>"
        for name, planned in (
            ("Kartlegge næringsarealer", "xx--"),
            ("Felles høringssvar", "--xx"),
            ("Nettverk", "xxxx"),
        )
    )
    + "</tbody></table>"
)
PLAN = f"""<!doctype html><html lang="nb"><body>{COVER}<section class="chapter"><h2>Areal og transport</h2>
<p class="goal">Det skal være enkelt å reise mellom kommunene uten bil.</p><h3>Tiltak og aktiviteter</h3>{TIMELINE}
{activities(6)}<h3>Rapportering</h3><ol><li><p>Rådmannsgruppen forbereder</p></li><li><p>Styringsgruppen vedtar</p></li>
</ol></section></body></html>"""
