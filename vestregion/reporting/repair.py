"""Brings the tags of odd but harmless HTML within the rules of PDF/UA-1: lists, headings and ragged tables.

Rich text comes from an editor, from Word and from the web. What looks right on paper must also be right in the tag
tree, and a report must not fall for a heading that skips a level. Numbers are rules of ISO 14289-1 as veraPDF cites it.
"""

HEADINGS = {f"/H{level}": level for level in range(1, 7)}


def repair(tree):
    """Mend every structure element of a TagTree; the content and its order stay as they are."""
    elements = [item for item in tree.pdf.objects if isinstance(item, dict) and item.get("Type") == "/StructElem"]
    for element in elements:
        if element["S"] == "/L":
            _only_items(tree, element)
    for element in elements:
        if element["S"] == "/LI":
            _only_body(tree, element)
        elif element["S"] == "/Table":
            _even_rows(tree, element)
    _whole_levels(element for element in elements if element["S"] in HEADINGS)


def _only_items(tree, listing):
    """7.2-19: a list holds items and lists; a stray paragraph becomes an item of its own."""
    for position, kid in enumerate(tree.kids(listing)):
        if kid["S"] not in ("/L", "/LI", "/Caption"):
            item = tree.new("/LI", listing)
            body = tree.new("/LBody", item)
            item["K"].append(body.reference)
            body["K"].append(kid.reference)
            kid["P"] = body.reference
            listing["K"][position] = item.reference


def _only_body(tree, item):
    """7.2-17 and 7.2-20: an item lies in a list, and holds its mark and one body."""
    if tree.at(item["P"])["S"] != "/L":
        item["S"] = "/Div"
        for kid in tree.kids(item):
            kid["S"] = {"/LBody": "/Div", "/Lbl": "/Span"}.get(kid["S"], kid["S"])
        return
    kids = tree.kids(item)
    rest = [kid for kid in kids if kid["S"] != "/Lbl"]
    if not rest or [kid["S"] for kid in rest] == ["/LBody"]:
        return
    body = tree.new("/LBody", item)
    for kid in rest:
        kid["P"] = body.reference
        kid["S"] = "/Div" if kid["S"] == "/LBody" else kid["S"]
        body["K"].append(kid.reference)
    item["K"][:] = [*(kid.reference for kid in kids if kid["S"] == "/Lbl"), body.reference]


def _even_rows(tree, table):
    """7.2-43: every row has the same number of columns; short rows get an empty cell at the end."""
    rows = [part for part in tree.below(table) if part["S"] == "/TR"]
    widths, carried = [], {}
    for row in rows:
        width = sum(1 for left in carried.values() if left > 0)
        carried = {column: left - 1 for column, left in carried.items() if left > 1}
        start = len(carried)
        for cell in tree.kids(row):
            spans = cell.get("A", {})
            columns, down = spans.get("ColSpan", 1), spans.get("RowSpan", 1)
            carried |= {f"{len(widths)}-{start + offset}": down - 1 for offset in range(columns) if down > 1}
            start += columns
            width += columns
        widths.append(width)
    for row, width in zip(rows, widths, strict=True):
        if width < max(widths):
            cell = tree.new("/TD", row)
            cell["A"] = tree.dictionary({"O": "/Table", "ColSpan": max(widths) - width})
            row["K"].append(cell.reference)


def _whole_levels(headings):
    """7.4.2-1: a heading is at most one level below the one before, and the first is of level 1."""
    before = 0
    for heading in headings:
        before = min(HEADINGS[heading["S"]], before + 1)
        heading["S"] = f"/H{before}"
