"""The facts in a section's texts: amounts, positions, reporting lines; and what a section lacks."""

from actionplan.importing.amounts import find_amounts
from actionplan.importing.blocks import Paragraph
from actionplan.importing.parsed import ParsedSection, Problem
from actionplan.importing.positions import find_positions
from actionplan.importing.reportinglines import find_reporting_lines
from actionplan.importing.sentences import MAX_SENTENCE, MAX_SENTENCES, sentences
from actionplan.importing.tables import empty_measures
from actionplan.wording import gettext as _

FACT_PARTS = ("organisation", "resources", "reporting")


def read_facts(section: ParsedSection, texts: dict[str, list[Paragraph]]) -> list[Problem]:
    """Fills amounts, positions and reporting lines of a section from its texts by part. Returns what was odd."""
    organisation, resources = texts.get("organisation", []), texts.get("resources", [])
    section.amounts = find_amounts(resources)
    section.positions = find_positions(organisation, resources)
    section.reporting_lines, problems = find_reporting_lines(texts.get("reporting", []))
    return problems + _gaps(section, texts)


def _gaps(section: ParsedSection, texts: dict[str, list[Paragraph]]) -> list[Problem]:
    problems = []

    def gap(code: str, message: str, part: str = "") -> None:
        at = texts[part][0] if part in texts else None
        row, place = (at.number, at.place) if at else (section.heading_line, section.place)
        problems.append(Problem(row, "warning", code, message, section.title, place))

    if not section.activities:
        gap("no_activities", _("Delen «{title}» har ingen tabell med aktiviteter.").format(title=section.title))
    if section.resources and not section.amounts:
        gap(
            "no_amount",
            _("Teksten om ressurser nevner ikke noe beløp som er forstått. Legg inn beløpet selv."),
            "resources",
        )
    if section.organisation and not section.positions:
        gap("no_position", _("Teksten om organisering nevner ingen stilling som er forstått."), "organisation")
    kinds = {line.kind for line in section.reporting_lines}
    if not kinds:
        gap(
            "no_reporting",
            _("Delen «{title}» sier ikke hvem som får rapporter.").format(title=section.title),
            "reporting",
        )
    elif "annual" not in kinds:
        gap(
            "no_annual_report",
            _("Delen «{title}» sier ikke hvem som får årsrapporten.").format(title=section.title),
            "reporting",
        )
    elif "tertial" not in kinds:
        gap(
            "no_tertial_report",
            _("Delen «{title}» sier ikke hvem som får tertialrapporten.").format(title=section.title),
            "reporting",
        )
    if any(
        len(each) > MAX_SENTENCE for part in FACT_PARTS for text in texts.get(part, []) for each in sentences(text.text)
    ):
        gap("long_sentence", _("En setning er for lang til å lete etter beløp, stillinger og rapporter i."))
    if any(sum(len(sentences(text.text)) for text in texts.get(part, [])) > MAX_SENTENCES for part in FACT_PARTS):
        gap(
            "long_text",
            _("En tekst har over {max_sentences} setninger. Beløp og navn er bare lest fra de første.").format(
                max_sentences=MAX_SENTENCES
            ),
        )
    for measure in empty_measures(section.measures):
        message = _("Tiltaket «{title}» har ingen aktiviteter.").format(title=measure.title)
        problems.append(Problem(measure.row, "warning", "empty_measure", message, measure.title, measure.place))
    return problems
