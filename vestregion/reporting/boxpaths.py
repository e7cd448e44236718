"""From the boxes of a laid-out page to the structure elements they became, and back."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Path:
    """One painted box and the boxes around it, outermost first; or a heading cell (then only `cell` is set)."""

    boxes: tuple = ()
    cell: object = None
    foreign: tuple = ()  # those of the boxes that change the language

    def in_head(self) -> bool:
        """Whether this is text in the head rows of a table."""
        return any(box.element_tag == "thead" for box in self.boxes)


@dataclass
class PageMarks:
    """What was painted on one page: box -> marked-content number, and the content stream."""

    box: object
    kinds: object  # WeasyPrint's module of box classes, handed in by the only module that imports WeasyPrint
    numbers: dict = field(default_factory=dict)
    stream: object = None
    _positions: dict = field(default_factory=dict)

    def position(self, mcid: int) -> int:
        """Where in the content stream the property list of this number is."""
        if not self._positions:
            for index, item in enumerate(self.stream.stream):
                if isinstance(item, dict) and "MCID" in item:
                    self._positions[item["MCID"]] = index
        return self._positions[mcid]

    def margin_leaves(self):
        """Painted boxes of the page's head and foot."""
        for child in self.box.children:
            if isinstance(child, self.kinds.MarginBox):
                yield from (box for box in child.descendants() if box in self.numbers)


def walk(marks: PageMarks, lang: str):
    """Paths of a page in reading order, without head, foot and footnotes; a heading cell before its content."""
    skipped = (marks.kinds.MarginBox, marks.kinds.FootnoteAreaBox)
    for child in marks.box.children:
        if not isinstance(child, skipped):
            yield from _walk(child, (), (), marks, lang)


def _walk(box, around, foreign, marks, lang):
    box = getattr(box, "_box", box)  # absolutely placed boxes sit in a placeholder
    around = (*around, box)
    element = box.element
    if element is not None and element.tag != "html" and element.get("lang", lang) != lang:
        foreign = (*foreign, box)
    if box in marks.numbers:
        yield Path(around, foreign=foreign)
    if box.element_tag == "th" and isinstance(box, marks.kinds.TableCellBox):
        yield Path(cell=box)
    for child in getattr(box, "children", ()):
        yield from _walk(child, around, foreign, marks, lang)


def levels(tree, page: int, path: Path) -> list[tuple]:
    """Pairs (box, structure element) from the outermost to the innermost, without the leaf itself.

    Follows the rules by which WeasyPrint turned boxes into elements: no element for lines, html, body and the inner
    table box; two for a list item without a marker; a list inside a list item hangs on the outer list. Returns an empty
    list when the two trees do not meet at the top, and then nothing is joined.
    """
    kinds = tree.pages[page].kinds
    leaf = tree.leaf(page, path.boxes[-1])
    is_text = isinstance(path.boxes[-1], kinds.TextBox) and leaf["S"] != "/Link"
    element = tree.at(leaf["P"]) if is_text else leaf
    chain = path.boxes if isinstance(path.boxes[-1], kinds.ReplacedBox) else path.boxes[:-1]
    boxes = [box for index, box in enumerate(chain) if _has_element(box, chain[index - 1] if index else None, kinds)]
    pairs = []
    for index in range(len(boxes) - 1, -1, -1):
        box = boxes[index]
        if element is tree.document:
            return []
        if box.element_tag == "li" and element["S"] == "/L":
            continue  # we came from a nested list, which was hung on the outer list
        pairs.append((box, element))
        inner_of_item = index and boxes[index - 1].element is box.element
        element = tree.at(element["P"])
        if box.element_tag in ("li", "dt", "dd") and element["S"] == "/LI" and not inner_of_item:
            pairs.append((box, element))
            element = tree.at(element["P"])
    return pairs[::-1] if element is tree.document else []


def _has_element(box, outer, kinds) -> bool:
    if isinstance(box, kinds.LineBox) or box.element_tag in ("html", "body"):
        return False
    return not (isinstance(box, kinds.TableBox) and outer is not None and outer.is_table_wrapper)
