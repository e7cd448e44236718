"""Money, posts and receivers of reports of a section, as they will be stored."""

from datetime import date
from decimal import Decimal

from django.utils.html import format_html
from django.utils.translation import gettext as _

from actionplan.choices import EntryKind, EntryOrigin, FundingBasis, ReportKind
from actionplan.importing.parsed import ParsedAmount, ParsedPosition, ParsedReportingLine
from actionplan.landing.state import Landing, SectionLanding
from actionplan.matching import squash
from actionplan.models import FundingEntry, FundingLine, Position, ReportingLine, SectionPosition
from governance.access import may
from governance.models import Cooperation, Organisation

TITLE, RESTRICTION, POST, NAME = 200, 300, 120, 160  # longest text of each field


def shorten(text: str, longest: int) -> str:
    """The text, cut on a word boundary with … when it is longer."""
    text = " ".join(text.split())
    if len(text) <= longest:
        return text
    cut = text[: longest - 2]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:-–") + " …"


# ---- Receivers of reports ----


def land_lines(landing: Landing, here: SectionLanding) -> None:
    """Who gets which report. A receiver that is neither body nor organisation becomes a new organisation, where the
    person who imports may register one; else it stays as text."""
    for source in here.source.reporting_lines:
        landing.number = source.row
        receiver = _receiver(landing, here, source)
        if not receiver:
            _keep_as_text(landing, here, source)
            continue
        line = ReportingLine(
            alliance=landing.alliance,
            section=here.section,
            kind=source.kind,
            role=source.role,
            position=source.order,
            **receiver,
        )
        landing.check(line, source.row, here.place)
        here.lines.append(line)


def _receiver(landing: Landing, here: SectionLanding, source: ParsedReportingLine) -> dict:
    register = landing.register
    prefer = [each for each in (here.section.cooperation, register.cooperation) if each is not None]
    if body := register.body(source.receiver, prefer):
        if not body.is_sure:
            message = _("«{text}» kan være flere organer. {body} er valgt; rett det om det er feil.")
            message = message.format(text=source.receiver, body=body.row)
            landing.note("body_unsure", message, source.receiver, place=here.place)
        return {"body": body.row}
    if found := register.organisation(source.receiver):
        return {"organisation": found.row}
    if not may(register.actor, "organisation.edit"):
        return {}
    return {"organisation": _new_organisation(landing, source.receiver, here.place)}


def _keep_as_text(landing: Landing, here: SectionLanding, source: ParsedReportingLine) -> None:
    """A secretary of one cooperation registers no organisations of the alliance; her plan lands all the same."""
    kind = ReportKind(source.kind).label
    here.section.reporting += format_html("<p>{}: {}</p>", kind, source.receiver)
    message = _(
        "«{name}» er verken et organ eller en kjent organisasjon, og bare sekretariatet for alliansen registrerer nye. "
        "Mottakeren er tatt med i teksten om rapportering."
    )
    landing.note("receiver_as_text", message.format(name=source.receiver), source.receiver, place=here.place)


def _new_organisation(landing: Landing, name: str, place: str) -> Organisation:
    row = Organisation(alliance=landing.alliance, name=shorten(name, NAME))
    landing.register.add(row)
    landing.add(row, row.name, place)
    message = _("«{name}» er verken et organ eller en kjent organisasjon. En ny organisasjon lages.").format(name=name)
    landing.note("organisation_new", message, name, place=place)
    if squash(row.name) in landing.register.binned:
        landing.refuse(
            _("«{name}» ligger i papirkurven. Hent organisasjonen tilbake før du importerer."), row.name, place
        )
    return row


# ---- Posts ----


def land_posts(landing: Landing, here: SectionLanding) -> None:
    """Posts that work on the section. One with a percent or an hourly wage is the section's own, others are shared."""
    taken: dict = {}
    for source in here.source.positions:
        landing.number = source.row
        percent = _percent(landing, here, source)
        post = _post(landing, here, source, percent)
        if post.pk in taken:
            message = _("«{title}» er nevnt flere ganger i delen. Stillingen er tatt med én gang.").format(title=post)
            landing.note("post_twice", message, source.text, place=here.place)
            continue
        taken[post.pk] = SectionPosition(
            alliance=landing.alliance,
            section=here.section,
            position=post,
            percent=percent,
            is_lead=source.leads,
            order=len(taken) + 1,
        )
        landing.check(taken[post.pk], source.row, here.place)
    here.posts = list(taken.values())


def _percent(landing: Landing, here: SectionLanding, source: ParsedPosition) -> Decimal | None:
    if source.percent is None or source.hourly:
        return None
    if 0 < source.percent <= 100:
        return source.percent
    message = _("Stillingsprosenten {percent} er ikke mellom 0 og 100. Den er ikke tatt med.")
    message = message.format(percent=source.percent)
    landing.note("percent_impossible", message, source.text, place=here.place)
    return None


def _post(landing: Landing, here: SectionLanding, source: ParsedPosition, percent: Decimal | None) -> Position:
    shared = percent is None and not source.hourly
    title = shorten(source.title if shared else f"{source.title}, {here.section.title}", POST)
    if found := landing.register.position(title):
        return found.row
    row = Position(
        alliance=landing.alliance,
        cooperation=landing.plan.cooperation,
        title=title,
        percent=percent,
        is_hourly=source.hourly,
        valid_from=date(landing.plan.year, 1, 1),
    )
    landing.register.add(row)
    return landing.add(row, title, here.place if shared else "")  # its own post has the section in its title


# ---- Money ----


def land_money(landing: Landing, here: SectionLanding) -> None:
    """Sources of money, with the planned amount of each that names a sum."""
    for position, source in enumerate(here.source.amounts, start=1):
        landing.number = source.row
        line = FundingLine(
            alliance=landing.alliance,
            section=here.section,
            title=shorten(source.title or source.text, TITLE),
            source=source.source,
            basis=source.basis,
            certainty=source.certainty,
            restriction=shorten(source.restriction, RESTRICTION),
            payer=_payer(landing, here, source),
            position=position,
            **_fee(landing, here, source),
        )
        landing.check(line, source.row, here.place)
        here.funding.append(line)
        _entry(landing, here, source, line)


def _entry(landing: Landing, here: SectionLanding, source: ParsedAmount, line: FundingLine) -> None:
    if source.amount is None or line.basis == FundingBasis.PER_INHABITANT:
        return
    entry = FundingEntry(
        alliance=landing.alliance,
        line=line,
        kind=EntryKind.PLANNED,
        amount=source.amount,
        origin=EntryOrigin.IMPORT,
    )
    landing.check(entry, source.row, here.place)
    here.entries.append(entry)


def _payer(landing: Landing, here: SectionLanding, source: ParsedAmount) -> Organisation | None:
    if not source.payer:
        return None
    found = landing.register.organisation(source.payer)
    if found is not None and found.is_sure:
        return found.row
    message = _("«{name}» er ikke knyttet til en organisasjon. Velg hvem som betaler, etter importen.")
    landing.note("payer_unknown", message.format(name=source.payer), source.text, place=here.place)
    return None


def _fee(landing: Landing, here: SectionLanding, source: ParsedAmount) -> dict:
    """Rate, date of population and who pays, for a fee per inhabitant."""
    if source.basis != FundingBasis.PER_INHABITANT:
        return {}
    payers: Cooperation = here.section.cooperation or landing.plan.cooperation
    day = date(landing.plan.year, 1, 1)
    message = _(
        "Dokumentet sier ikke hvilket folketall som gjelder. 1. januar {year} er brukt, for medlemmene i {payers}."
    )
    message = message.format(year=day.year, payers=payers)
    landing.note("population_assumed", message, source.text, place=here.place)
    return {"rate": source.amount, "population_on": day, "participants": payers}
