"""Parts of the XML of a Word document as the reader of papers needs them: lists, links, notes, cells."""

from collections.abc import Iterator

from governance.importing.wordxml import attribute_of, child_of, flow_of, is_inside, is_on, name_of, parse, value_of

GONE = frozenset({"del", "moveFrom"})
MAX_SPAN = 20


class Lists:
    """Which list a paragraph stands in, how deep, and whether it is numbered."""

    def __init__(self, numbering: bytes | None, styles: bytes | None):
        self.formats: dict[tuple[str, int], str] = {}
        self.styled: dict[str, tuple[str, int]] = {}
        root = parse(numbering) if numbering else ()
        abstract = {attribute_of(each, "abstractNumId"): each for each in root if name_of(each) == "abstractNum"}
        for num in root:
            if name_of(num) == "num":
                levels = abstract.get(value_of(child_of(num, "abstractNumId")))
                for level in levels if levels is not None else ():
                    if name_of(level) == "lvl":
                        key = (attribute_of(num, "numId") or "", int(attribute_of(level, "ilvl") or 0))
                        self.formats[key] = value_of(child_of(level, "numFmt")) or ""
        for style in parse(styles) if styles else ():
            found = child_of(child_of(style, "pPr"), "numPr")
            if found is not None:
                name = attribute_of(style, "styleId") or ""
                list_id, depth = _number(found)
                self.styled[name] = (list_id, depth or max(int(name[-1:]) - 1, 0) if name[-1:].isdecimal() else depth)

    def of(self, element, style: str) -> tuple[str, int, bool] | None:
        """(list, depth from 0, is numbered); None for a paragraph of no list."""
        own = child_of(child_of(element, "pPr"), "numPr")
        list_id, depth = _number(own) if own is not None else self.styled.get(style, ("", 0))
        if list_id in ("", "0"):
            return None
        kind = self.formats.get((list_id, depth), "bullet")
        return None if kind == "none" else (list_id, depth, kind != "bullet")


def _number(found) -> tuple[str, int]:
    depth = value_of(child_of(found, "ilvl")) or "0"
    return value_of(child_of(found, "numId")) or "", int(depth) if depth.isdigit() else 0


def titles_of(styles: bytes | None) -> set[str]:
    """Ids of the style of the document's own title."""
    names = {"title", "tittel"}
    return {
        attribute_of(style, "styleId") or ""
        for style in (parse(styles) if styles else ())
        if (value_of(child_of(style, "name")) or "").lower() in names
    }


def targets_of(relations: bytes | None) -> dict[str, str]:
    """Where links lead, by their id."""
    found = (
        each for each in (parse(relations) if relations else ()) if (each.get("Type") or "").endswith("/hyperlink")
    )
    return {each.get("Id") or "": each.get("Target") or "" for each in found}


def texts_by_id(part: bytes | None) -> dict[str, str]:
    return {attribute_of(note, "id") or "": words_of(note) for note in (parse(part) if part else ())}


def elements_of(parent) -> Iterator:
    """Paragraphs and tables in their order; a table of contents that Word keeps in a control comes as that control."""
    for child in parent:
        name = name_of(child)
        if name in ("p", "tbl", "altChunk") or (name == "sdt" and is_contents(child)):
            yield child
        elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"):
            yield from elements_of(child)


def is_contents(element) -> bool:
    if name_of(element) == "sdt":
        gallery = child_of(child_of(child_of(element, "sdtPr"), "docPartObj"), "docPartGallery")
        return (value_of(gallery) or "") == "Table of Contents"
    style = (value_of(child_of(child_of(element, "pPr"), "pStyle")) or "").lower()
    return style.startswith(("toc", "inh")) and style[-1:].isdigit()


def end_is_deleted(element) -> bool:
    return child_of(child_of(child_of(element, "pPr"), "rPr"), "del") is not None


def all_bold(element) -> bool:
    runs = [run for run in element.iter() if name_of(run) == "r" and words_of(run)]
    return bool(runs) and all(is_on(child_of(child_of(run, "rPr"), "b")) for run in runs)


def words_of(element) -> str:
    """What an element says, on one line; of what is drawn two ways, once."""
    pieces = []
    for each in element.iter():
        name = name_of(each)
        if name == "t" and not is_inside(each, {"Fallback", *GONE}, element):
            pieces.append(each.text or "")
        elif name in ("p", "tab", "br"):
            pieces.append(" ")
    return " ".join("".join(pieces).split())


def cells_of(row) -> Iterator[tuple]:
    """(cell, its first column, how many it spans, whether it only goes on from the row above)."""
    before = value_of(child_of(child_of(row, "trPr"), "gridBefore")) or "0"
    column = int(before) if before.isdigit() else 0
    for cell in flow_of(row, {"tc"}):
        properties = child_of(cell, "tcPr")
        span = value_of(child_of(properties, "gridSpan")) or "1"
        span = min(max(int(span), 1), MAX_SPAN) if span.isdigit() else 1
        merge = child_of(properties, "vMerge")
        yield cell, column, span, merge is not None and value_of(merge) != "restart"
        column += span


def rows_below(grid, index: int, column: int) -> int:
    """How many rows a cell takes: its own, and those below that only go on."""
    rows = 1
    for row in grid[index + 1 :]:
        if not any(goes_on and at == column for _cell, at, span_of, goes_on in row):
            break
        rows += 1
    return min(rows, MAX_SPAN)


def span_of(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""
