"""Tables of a Word document: fixed columns, a head that is repeated, the alliance's colour."""

from collections.abc import Callable, Iterable
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from governance.colours import PAPER, contrast
from vestregion.reporting.theme import INK
from vestregion.reporting.wordtext import plain

EDGES = ("top", "left", "bottom", "right", "insideH", "insideV")


def put_table(
    document, colour: str, title: str, columns: list[tuple[str, int]], rows: Callable[[list[int]], Iterable[str]]
) -> None:
    """A table last in the document. `columns` are (head, share of the width), `rows` gives each row (`row_of`) of the
    widths of its cells."""
    width, whole = _text_width(document), sum(share for _head, share in columns)
    widths = [width * share // whole for _head, share in columns]
    heads = _heads(colour, [head for head, _share in columns], widths)
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in widths)
    borders = "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="A6B0B8"/>' for edge in EDGES)
    table = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
        f'<w:tblCaption w:val="{_attribute(title)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{heads}</w:tr>{''.join(rows(widths))}</w:tbl>"
    )
    document.element.body.insert(len(document.element.body) - 1, table)
    document.add_paragraph(style="Body Text")


def _heads(colour: str, heads: list[str], widths: list[int]) -> str:
    ink = max((INK, PAPER), key=lambda text: contrast(text, colour)).lstrip("#")
    mark = f'<w:rPr><w:b/><w:color w:val="{ink}"/></w:rPr>'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{colour.lstrip("#")}"/>'
    return "".join(cell_of(head, wide, inside=shade, run=mark) for head, wide in zip(heads, widths, strict=True))


def _text_width(document) -> int:
    """Of the text, in twentieths of a point."""
    page = document.sections[0]
    return round((page.page_width - page.left_margin - page.right_margin) / 635)


def row_of(cells: Iterable[str], *, splits: bool = False) -> str:
    """A row of cells; only one that `splits` may go over two pages."""
    keep = "" if splits else "<w:trPr><w:cantSplit/></w:trPr>"
    return f"<w:tr>{keep}{''.join(cells)}</w:tr>"


def cell_of(text: str, width: int, *, inside: str = "", run: str = "") -> str:
    """A cell of text; `inside` are properties of the cell, `run` of its words."""
    lines = [f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in plain(text).split("\n")]
    words = f"<w:r>{run}{'<w:br/>'.join(lines)}</w:r>"
    tight = '<w:spacing w:before="40" w:after="40"/>'
    look = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{inside}</w:tcPr>'
    return f"<w:tc>{look}<w:p><w:pPr>{tight}</w:pPr>{words}</w:p></w:tc>"


def _attribute(text: str) -> str:
    return escape(plain(text), {'"': "&quot;"})
