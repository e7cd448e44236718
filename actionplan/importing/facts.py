"""The facts in a section's texts: amounts, positions, reporting lines; and what a section lacks."""

from collections.abc import Iterator

from actionplan.importing.amounts import find_amounts
from actionplan.importing.blocks import Paragraph
from actionplan.importing.once import Once
from actionplan.importing.parsed import ParsedSection, Problem
from actionplan.importing.positions import find_positions
from actionplan.importing.printed import amount_of, lines_of
from actionplan.importing.reportinglines import find_reporting_lines
from actionplan.importing.sentences import MAX_SENTENCE, MAX_SENTENCES, sentences
from actionplan.importing.tables import empty_measures
from actionplan.wording import gettext as _

FACT_PARTS = ("organisation", "resources", "reporting")


def read_facts(section: ParsedSection, texts: dict[str, list[Paragraph]]) -> list[Problem]:
    """Fills amounts, positions and reporting lines of a section from its texts by part. Returns what was odd."""
    organisation, resources = texts.get("organisation", []), texts.get("resources", [])
    problems = _money(section, resources)
    section.positions = find_positions(organisation, resources)
    problems += _receivers(section, texts.get("reporting", []))
    return problems + _gaps(section, texts)


def _money(section: ParsedSection, resources: list[Paragraph]) -> list[Problem]:
    """Amounts of the running text and of lines, each once. What a line of our own document says is no text as well."""
    printed = {paragraph.number: amount for paragraph in resources if (amount := amount_of(paragraph))}
    prose = [paragraph for paragraph in resources if paragraph.number not in printed]
    once = Once({paragraph.number: paragraph.place for paragraph in resources})
    told = find_amounts(prose)
    if printed:
        section.amounts = once.printed(told, list(printed.values()))
        section.resources = [paragraph.text for paragraph in prose]
    else:
        section.amounts = once.foreign(told, {paragraph.number for paragraph in prose if paragraph.list_item})
    return once.problems


def _receivers(section: ParsedSection, reporting: list[Paragraph]) -> list[Problem]:
    """Who gets which report. The running text says what each does with it, and goes before a line that only names
    them."""
    printed = {paragraph.number: lines for paragraph in reporting if (lines := lines_of(paragraph))}
    prose = [paragraph for paragraph in reporting if paragraph.number not in printed]
    section.reporting_lines, problems = find_reporting_lines(prose)
    known = {line.kind for line in section.reporting_lines}
    section.reporting_lines += [line for lines in printed.values() for line in lines if line.kind not in known]
    if printed:
        section.reporting = [paragraph.text for paragraph in prose]
    return problems


def _gaps(section: ParsedSection, texts: dict[str, list[Paragraph]]) -> list[Problem]:
    problems = []

    def gap(code: str, message: str, part: str = "") -> None:
        at = texts[part][0] if part in texts else None
        row, place = (at.number, at.place) if at else (section.heading_line, section.place)
        problems.append(Problem(row, "warning", code, message, section.title, place))

    title = section.title
    if not section.activities:
        gap("no_activities", _("Delen «{title}» har ingen tabell med aktiviteter.").format(title=title))
    if section.resources and not section.amounts:
        message = _("Teksten om ressurser nevner ikke noe beløp som er forstått. Legg inn beløpet selv.")
        gap("no_amount", message, "resources")
    if section.organisation and not section.positions:
        gap("no_position", _("Teksten om organisering nevner ingen stilling som er forstått."), "organisation")
    if told := _missing_report({line.kind for line in section.reporting_lines}):
        code, message = told
        gap(code, message.format(title=title), "reporting")
    for code, message in _too_long(texts):
        gap(code, message)
    for measure in empty_measures(section.measures):
        message = _("Tiltaket «{title}» har ingen aktiviteter.").format(title=measure.title)
        problems.append(Problem(measure.row, "warning", "empty_measure", message, measure.title, measure.place))
    return problems


def _missing_report(kinds: set[str]) -> tuple[str, str] | None:
    """Code and sentence for a section that does not say who receives which report."""
    if not kinds:
        return "no_reporting", _("Delen «{title}» sier ikke hvem som får rapporter.")
    if "annual" not in kinds:
        return "no_annual_report", _("Delen «{title}» sier ikke hvem som får årsrapporten.")
    if "tertial" not in kinds:
        return "no_tertial_report", _("Delen «{title}» sier ikke hvem som får tertialrapporten.")
    return None


def _too_long(texts: dict[str, list[Paragraph]]) -> Iterator[tuple[str, str]]:
    """Code and sentence for what is too long to be read whole."""
    read = [[sentences(text.text) for text in texts.get(part, [])] for part in FACT_PARTS]
    if any(len(each) > MAX_SENTENCE for part in read for found in part for each in found):
        yield "long_sentence", _("En setning er for lang til å lete etter beløp, stillinger og rapporter i.")
    if any(sum(map(len, part)) > MAX_SENTENCES for part in read):
        message = _("En tekst har over {max_sentences} setninger. Beløp og navn er bare lest fra de første.")
        yield "long_text", message.format(max_sentences=MAX_SENTENCES)
