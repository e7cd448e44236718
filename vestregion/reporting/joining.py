"""Joins the pieces into which page breaks split a table, list, section or paragraph."""

# A link holds marks and an annotation of one page, a picture is never split: their pieces stay apart.
UNJOINED = {"/Link", "/Figure", "/Form"}


def join(tree, before: list[tuple], after: list[tuple]):
    """Merge, from the outside in, the elements that came from the same HTML element on two pages in a row.

    `before` leads to the last text of one page, `after` to the first of the next (see `boxpaths.levels`).
    """
    for (box, element), (next_box, next_element) in zip(before, after, strict=False):
        same = box.element is not None and box.element is next_box.element and element["S"] == next_element["S"]
        if not same or element["S"] in UNJOINED:
            return
        if element is next_element:
            continue
        if element["S"] == "/TR":
            _join_cells(tree, element, next_element)
            return
        if element["S"] == "/Table":
            _drop_repeated_heads(tree, element, next_element)
        _merge(tree, element, next_element)


def _merge(tree, element, following):
    """Move the content of `following` to the end of `element` and take `following` out of the tree."""
    for kid in tree.kids(following):
        kid["P"] = element.reference
    element["K"].extend(following["K"])
    tree.at(following["P"])["K"].remove(following.reference)
    following.clear()


def _join_cells(tree, row, following):
    """A row split by a page break: each cell goes on in the cell above it."""
    cells, rest = tree.kids(row), tree.kids(following)
    if [cell["S"] for cell in cells] != [cell["S"] for cell in rest]:
        return
    for cell, piece in zip(cells, rest, strict=True):
        _merge(tree, cell, piece)
    tree.at(following["P"])["K"].remove(following.reference)
    following.clear()


def _drop_repeated_heads(tree, table, following):
    """Head rows printed again on the next page become artifacts; the cells below point to the first head."""
    first = [kid for kid in tree.kids(table) if kid["S"] == "/THead"]
    again = [kid for kid in tree.kids(following) if kid["S"] == "/THead"]
    feet = [kid for kid in tree.kids(table) if kid["S"] == "/TFoot"]
    if first and again:
        originals = {
            id(copy["ID"]): cell["ID"]
            for cell, copy in zip(_cells(tree, first[0], "/TH"), _cells(tree, again[0], "/TH"), strict=False)
        }
        for cell in _cells(tree, following, "/TD"):
            headers = cell["A"].get("Headers", [])
            headers[:] = [originals.get(id(header), header) for header in headers]
        _drop(tree, again[0])
    for foot in feet:
        _drop(tree, foot)  # printed again below the last rows, where it belongs


def _drop(tree, element):
    tree.at(element["P"])["K"].remove(element.reference)
    for part in [element, *tree.below(element)]:
        page = tree.page_of.get(part.get("Pg"))
        for number in [kid for kid in part.get("K", ()) if isinstance(kid, int)]:
            tree.make_artifact(page, number)
        part.clear()


def _cells(tree, element, kind: str) -> list:
    return [part for part in tree.below(element) if part["S"] == kind]
