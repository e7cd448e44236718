"""Mends the tag tree that WeasyPrint writes, so that a screen reader meets the document and not its pages.

WeasyPrint gives valid tags but a piece of its own for every page: a table over three pages becomes three tables, a
paragraph over two becomes two. It also writes no Scope on heading cells, no language on a passage, and lets page heads
and feet hang outside the tree. Here, while the boxes of the layout are still at hand, we know exactly which pieces came
from the same element, so nothing is guessed. Runs on the objects before they are written: no second pass over the file.
"""

from vestregion.reporting.boxpaths import PageMarks, levels, walk
from vestregion.reporting.joining import join
from vestregion.reporting.repair import repair

PAGINATION = {"Type": "/Pagination"}


def watch(page, boxes) -> PageMarks:
    """Note, while a page is painted, which box gets which marked-content number. Call before the PDF is written."""
    marks, paint = PageMarks(page._page_box, boxes), page.paint

    def paint_and_note(stream, scale=1):
        paint(stream, scale)
        marks.numbers = {box: tag["mcid"] for box, tag in stream._tags.items()}
        marks.stream = stream

    page.paint = paint_and_note
    return marks


class TagTree:
    """The structure tree of one PDF that is about to be written, with the marks of its pages in order."""

    def __init__(self, pdf, pages: list[PageMarks]):
        self.pdf, self.pages = pdf, pages
        root = self.at(pdf.catalog["StructTreeRoot"])
        self.document = self.at(root["K"][0])
        numbers = self.at(root["ParentTree"])["Nums"]
        self.parents = [numbers[2 * index + 1] for index in range(len(pages))]
        self.page_of = {self.pdf.page_references[index]: index for index in range(len(pages))}

    def at(self, reference: bytes):
        """The object a reference such as b"12 0 R" stands for."""
        return self.pdf.objects[int(reference.split()[0])]

    def leaf(self, page: int, box):
        """The structure element that holds the text or picture of a painted box."""
        return self.at(self.parents[page][self.pages[page].numbers[box]])

    def kids(self, element) -> list:
        """Structure elements directly below; marks (numbers) and annotations are left out."""
        objects = [self.at(kid) for kid in element["K"] if not isinstance(kid, int)]
        return [kid for kid in objects if kid.get("Type") == "/StructElem"]

    def below(self, element) -> list:
        """All structure elements below, in reading order."""
        found = []
        for kid in self.kids(element):
            found += [kid, *self.below(kid)]
        return found

    def dictionary(self, values: dict):
        """A PDF dictionary."""
        import pydyf

        return pydyf.Dictionary(values)

    def new(self, kind: str, parent):
        """A new, empty structure element that knows its parent; the caller puts it among the parent's children."""
        import pydyf

        element = pydyf.Dictionary({"Type": "/StructElem", "S": kind, "K": pydyf.Array(), "P": parent.reference})
        self.pdf.add_object(element)
        return element

    def make_artifact(self, page: int, mcid: int):
        """Take one piece of a page out of the tree: it is repeated or decoration, not content."""
        stream, position = self.pages[page].stream.stream, self.pages[page].position(mcid)
        stream[position - 1], stream[position] = "/Artifact", self.dictionary(PAGINATION)
        self.parents[page][mcid] = b"null"


def mend(pdf, pages: list[PageMarks], lang: str):
    """Join what page breaks split, set Scope and language, and make page heads and feet artifacts."""
    tree = TagTree(pdf, pages)
    last = None
    for index, marks in enumerate(pages):
        _release_margins(tree, index)
        paths = list(walk(marks, lang))
        for path in paths:
            if path.cell is not None:
                _set_scope(path.cell)
            elif path.foreign:
                _set_language(tree, index, path)
        texts = [path for path in paths if path.boxes]
        # A head row printed again on this page is the first text here, yet it is not where the page before went on.
        first = next((path for path in texts if not path.in_head()), None)
        if last and first:
            join(tree, levels(tree, index - 1, last), levels(tree, index, first))
        last = texts[-1] if texts else None
    repair(tree)


def _release_margins(tree: TagTree, index: int):
    for box in tree.pages[index].margin_leaves():
        element = tree.leaf(index, box)
        tree.make_artifact(index, tree.pages[index].numbers[box])
        element.clear()  # it hung outside the tree; an empty object is all that is left of it


def _set_scope(cell):
    scope = "/Row" if cell.element.get("scope", "").startswith("row") else "/Column"
    cell.mark["A"]["Scope"] = scope


def _set_language(tree: TagTree, index: int, path):
    import pydyf

    for box, element in levels(tree, index, path):
        if box in path.foreign:
            element["Lang"] = pydyf.String(box.element.get("lang"))
