"""The reading half of the import of action plans: a file in, a ParsedPlan with problems by row out (docs/import.md).

Pure Python: no database, no Django. Nothing is saved here; services turn an approved ParsedPlan into rows.
"""

from collections.abc import Sequence

from actionplan.importing.parsed import ParsedPlan, Problem
from actionplan.importing.summary import summary
from governance.importing.safety import MAX_BYTES, UnreadableFile

__all__ = ["MAX_BYTES", "ParsedPlan", "Problem", "UnreadableFile", "read_plan", "summary"]


def read_plan(
    data: bytes, filename: str, year: int, known_names: Sequence[str] = (), max_bytes: int = MAX_BYTES
) -> ParsedPlan:
    """Reads an uploaded plan (.docx, .xlsx, .txt, .tsv) for a plan year.

    known_names: names to compare spellings with (members, bodies, partners). max_bytes: largest upload, in bytes.
    Raises UnreadableFile, whose `reason` is a sentence for the user; everything else becomes a Problem in the result.
    """
    from actionplan.importing.document import parse_source
    from actionplan.importing.sources import read_source

    return parse_source(read_source(data, filename, max_bytes), year, known_names)
