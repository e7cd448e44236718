"""Own checks of a tag tree, for what veraPDF lets pass: text outside the tree and heading cells without a scope."""

import io
from contextlib import contextmanager

import pikepdf


@contextmanager
def tag_tree(data: bytes):
    """The open file and its structure root."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield pdf, pdf.Root.StructTreeRoot


def orphan_marks(data: bytes) -> list[tuple[int, int]]:
    """(page index, marked-content number) of all text that no structure element reaches; empty is right."""
    with tag_tree(data) as (pdf, root):
        reached = set()
        _collect(root.K, None, reached)
        orphans = []
        for index, page in enumerate(pdf.pages):
            orphans += [(index, mark) for mark in _marks(page) if (page.obj.objgen, mark) not in reached]
        return orphans


def unscoped_headings(data: bytes) -> int:
    """Number of TH elements without a Scope of Row or Column."""
    with tag_tree(data) as (_pdf, root):
        cells = [item for item in elements(root) if item.S == "/TH"]
        return sum(1 for cell in cells if cell.get("/A", {}).get("/Scope") not in ("/Row", "/Column"))


def kinds(data: bytes) -> list[str]:
    """Types of the structure elements in reading order, e.g. ["Document", "H1", "P"]; spans are left out."""
    with tag_tree(data) as (_pdf, root):
        names = [str(item.S).lstrip("/") for item in elements(root)]
        return [name for name in names if name not in ("Span", "NonStruct")]


def dangling_headers(data: bytes) -> set[str]:
    """Header references of cells that name no heading cell; empty is right."""
    with tag_tree(data) as (_pdf, root):
        cells = list(elements(root))
        named = {str(cell.ID) for cell in cells if "/ID" in cell}
        used = {str(name) for cell in cells if cell.S == "/TD" for name in cell.get("/A", {}).get("/Headers", [])}
        return used - named


def elements(node):
    """Structure elements below a node, parents before children."""
    kids = node.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)


def _collect(kids, page, reached):
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            reached.add((page, kid))
        elif "/S" in kid:
            _collect(kid.get("/K", []), kid.Pg.objgen if "/Pg" in kid else page, reached)


def _marks(page) -> list[int]:
    marks = []
    for operands, operator in pikepdf.parse_content_stream(page, "BDC"):
        if str(operator) == "BDC" and "/MCID" in operands[1]:
            marks.append(int(operands[1]["/MCID"]))
    return marks
