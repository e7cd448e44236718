"""What a Word file, a spreadsheet or a text holds, as the page shows it: cleaned, bounded, and made once for each file.

A preview is a pure function of the bytes, kept beside the files under their checksum. It is no row of anyone's: it may
be thrown away at any time and is made anew (`remove_stale`).
"""

import json
import os
import re
import tempfile
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from governance import clock
from governance.filing import files
from governance.filing.filetypes import TYPES
from governance.filing.officeparts import NotShown, text_only, xml_size
from governance.models import StoredFile

MADE_BY = 2  # raise it when the conversion changes: older previews are then made anew
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS, MAX_CELL = 500, 40, 20, 500
MAX_HTML, MAX_TEXT = 2_000_000, 300_000
SLOW_FROM = {"docx": 1_000_000, "xlsx": 3_000_000}  # bytes of XML from which it takes more than two seconds
KEPT = timedelta(days=90)
TITLES = "p[style-name='Title'] => h1:fresh"
LOWEST_HEADING = 4  # of our rich text; the page's own heading is the first
_HEADING = re.compile(r"(</?h)([1-6])(?=[\s>])")
KINDS = {TYPES["docx"]: "docx", TYPES["xlsx"]: "xlsx", TYPES["csv"]: "csv", TYPES["txt"]: "txt"}


@dataclass(frozen=True)
class Sheet:
    """One sheet as a table; `is_cut` when it holds more than is shown."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    is_cut: bool = False


@dataclass(frozen=True)
class Preview:
    """`html` of a Word file (cleaned), `sheets` of a spreadsheet, or `text`; `trouble` when it cannot be shown."""

    html: str = ""
    sheets: tuple[Sheet, ...] = ()
    text: str = ""
    is_cut: bool = False
    trouble: bool = False


def kind_of(stored: StoredFile) -> str:
    """ "docx", "xlsx", "csv" or "txt"; empty for what is not converted."""
    return KINDS.get(stored.content_type, "")


def ready(stored: StoredFile) -> Preview | None:
    """The preview that was made before, or None."""
    try:
        found = json.loads(_place(stored).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    sheets = tuple(Sheet(s["name"], tuple(map(tuple, s["rows"])), s["is_cut"]) for s in found["sheets"])
    return Preview(**found | {"sheets": sheets})


def is_slow(stored: StoredFile) -> bool:
    """Whether making it would keep a reader waiting: then it is a job."""
    limit = SLOW_FROM.get(kind_of(stored))
    try:
        return limit is not None and xml_size(files.path_of(stored)) > limit
    except NotShown:
        return False


def make(stored: StoredFile) -> Preview:
    """Make the preview and keep it."""
    path = files.path_of(stored)
    try:
        preview = MAKERS[kind_of(stored)](path)
    except NotShown:
        preview = Preview(trouble=True)
    _keep(_place(stored), json.dumps(asdict(preview), ensure_ascii=False))
    return preview


def _from_word(path: Path) -> Preview:
    import mammoth

    from governance.richtext import clean_html

    source = text_only(path)
    try:
        html = mammoth.convert_to_html(
            source, style_map=TITLES, convert_image=mammoth.images.img_element(lambda image: {"src": ""})
        ).value
    except Exception as error:  # the library's own errors are of many kinds, and the file is a stranger's
        raise NotShown from error
    if len(html) > MAX_HTML:
        raise NotShown
    below = _HEADING.sub(lambda found: f"{found[1]}{min(int(found[2]) + 1, LOWEST_HEADING)}", html)
    return Preview(html=clean_html(below))


def _from_excel(path: Path) -> Preview:
    from openpyxl import load_workbook

    try:
        book = load_workbook(text_only(path), read_only=True, data_only=True, keep_links=False)
        sheets = tuple(_sheet(sheet.title, sheet.iter_rows(values_only=True)) for sheet in book.worksheets[:MAX_SHEETS])
        return Preview(sheets=sheets, is_cut=len(book.worksheets) > MAX_SHEETS)
    except NotShown:
        raise
    except Exception as error:  # as above
        raise NotShown from error


def _sheet(name: str, lines) -> Sheet:
    """The first rows and columns; rows and columns that are empty to the end are left out."""
    taken = [tuple(line[: MAX_COLUMNS + 1]) for line in islice(lines, MAX_ROWS + 1)]
    cut = len(taken) > MAX_ROWS or any(cell not in (None, "") for line in taken for cell in line[MAX_COLUMNS:])
    rows = [tuple(_cell(value) for value in line[:MAX_COLUMNS]) for line in taken[:MAX_ROWS]]
    width = max((n for row in rows for n, cell in enumerate(row, start=1) if cell), default=0)
    while rows and not any(rows[-1]):
        rows.pop()
    return Sheet(name, tuple(row[:width] + ("",) * (width - len(row)) for row in rows), cut)


def _cell(value) -> str:
    if value is None:
        return ""
    if hasattr(value, "strftime"):
        whole_day = not hasattr(value, "hour") or (value.hour, value.minute) == (0, 0)
        return value.strftime("%d.%m.%Y" if whole_day and hasattr(value, "year") else "%H:%M")
    if isinstance(value, float):
        return f"{value:.10g}".replace(".", ",")
    return str(value)[:MAX_CELL]


def _from_text(path: Path) -> Preview:
    text, cut = _decoded(path)
    return Preview(text=text, is_cut=cut)


def _from_csv(path: Path) -> Preview:
    import csv

    text, cut = _decoded(path)
    first = text.split("\n", 1)[0]
    sign = max((";", "\t", ","), key=first.count)
    sheet = _sheet("", csv.reader(text.splitlines(), delimiter=sign))
    return Preview(sheets=(Sheet("", sheet.rows, sheet.is_cut or cut),))


def _decoded(path: Path) -> tuple[str, bool]:
    """The beginning of a text in UTF-8, or in what Norwegian Windows wrote before that."""
    with path.open("rb") as source:
        data = source.read(MAX_TEXT + 1)
    cut, data = len(data) > MAX_TEXT, data[:MAX_TEXT].removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8", "ignore" if cut else "strict"), cut
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace"), cut


MAKERS = {"docx": _from_word, "xlsx": _from_excel, "csv": _from_csv, "txt": _from_text}


def _folder() -> Path:
    return Path(settings.FILES_ROOT).parent / "previews"


def _place(stored: StoredFile) -> Path:
    name = f"{stored.sha256}.{kind_of(stored)}.{MADE_BY}.json"
    return _folder() / str(stored.alliance_id) / stored.sha256[:2] / name


def _keep(place: Path, text: str) -> None:
    """Whole or not at all; a disk that is full costs the next reader time, and nobody the page."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent)
    except OSError:
        return
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(temporary).replace(place)
    except OSError:
        Path(temporary).unlink(missing_ok=True)


def remove_stale() -> int:
    """Throw away previews older than ninety days; one that is asked for again is made anew."""
    before, gone = (clock.now() - KEPT).timestamp(), 0
    for place in _folder().rglob("*.json"):
        if place.stat().st_mtime < before:
            place.unlink(missing_ok=True)
            gone += 1
    return gone
