"""A row is dragged as a hand does it: taken, carried until it shows at its new place, and only then let go.

SortableJS looks every 50 ms at where the pointer stands: who lets go before it has looked has moved nothing.
"""

LOOKS = 60  # milliseconds, one look and a little
FOLLOWS = "([row, onto]) => Boolean(onto.compareDocumentPosition(row) & Node.DOCUMENT_POSITION_FOLLOWING)"


def carry_below(page, handle, row, onto) -> None:
    """Take the row (a locator) by its handle and carry it until it stands after `onto`; the caller lets it go with
    `page.mouse.up()`. Raises AssertionError if it does not follow."""
    onto.scroll_into_view_if_needed()
    handle.scroll_into_view_if_needed()
    corner = {"x": 4, "y": handle.bounding_box()["height"] - 4}  # beside what else stands in the handle
    handle.hover(position=corner)  # waits until it stands still
    pair = [row.element_handle(), onto.element_handle()]
    start = handle.bounding_box()
    x = start["x"] + corner["x"]
    page.mouse.down()
    page.mouse.move(x, start["y"] + start["height"], steps=5)
    for pixel in range(40):
        box = pair[1].bounding_box()
        page.mouse.move(x, box["y"] + box["height"] * 0.75 + pixel % 2, steps=10)
        page.wait_for_timeout(2 * LOOKS)
        if page.evaluate(FOLLOWS, pair):
            return
    raise AssertionError("The row did not follow the hand")
