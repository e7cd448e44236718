"""A table from a workbook, a text file or pasted cells, as rows that know where they stood."""

from governance.importing.plaintext import decode
from governance.importing.rows import Problem, Row
from governance.importing.safety import BROKEN, MAX_BYTES, Intake, UnreadableFile, broken, check_upload, unpack
from governance.wording import gettext as _
from governance.wording import gettext_noop

LISTS = Intake(
    gettext_noop("Last opp listen som Excel (.xlsx) eller tabulatordelt tekst (.txt eller .tsv)."),
    (".xlsx", ".txt", ".tsv", ".tab"),
)
PASTED = "Innlimte rader"  # the name of what was pasted: it has no ending, so no file that passes the gate has it
MAX_LINES = 3_000


def read_table(
    data: bytes, filename: str, max_bytes: int = MAX_BYTES, *, intake: Intake = LISTS
) -> tuple[list[Row], list[Problem]]:
    """The rows of the first sheet that has any, or of a text. Raises UnreadableFile and nothing else.

    What was pasted (PASTED) is text whatever it begins with.
    """
    if filename == PASTED:
        return rows_of(data.decode("utf-8", "replace")), []
    kind = check_upload(data, filename, max_bytes, intake=intake)
    if kind == ".txt":
        text, notes = decode(data, wanted=intake.wanted)
        return rows_of(text), notes
    return _first_sheet(unpack(data, kind, intake=intake))


def _first_sheet(parts: dict[str, bytes]) -> tuple[list[Row], list[Problem]]:
    from governance.importing.workbook import read_sheets

    notes: list[Problem] = []
    try:
        sheets = read_sheets(parts, notes)
    except BROKEN as error:
        raise UnreadableFile(broken(".xlsx")) from error
    for _title, rows in sheets:
        if any(not row.is_empty for row in rows):
            return rows, notes
    raise UnreadableFile(_("Arbeidsboken er tom."))


def rows_of(text: str) -> list[Row]:
    """The rows of text whose cells are divided by tabs, or by semicolons where it has no tab."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if len(lines) > MAX_LINES:
        raise UnreadableFile(_("Listen har over {max_lines} rader. Del den opp.").format(max_lines=MAX_LINES))
    sign = "\t" if "\t" in text else ";"
    return [
        Row(tuple(cell.strip() for cell in line.split(sign)), number, _("rad {number}").format(number=number))
        for number, line in enumerate(lines, start=1)
    ]
