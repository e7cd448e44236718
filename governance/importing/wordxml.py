"""The XML of a Word document, read by local names, so that the common and the strict format are one."""

import re
from collections.abc import Iterator

WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"})
_HEADING = re.compile(r"(?:heading|overskrift) ([1-9])")


def parse(content: bytes):
    """The root of a part that has passed the gate. Raises SyntaxError (lxml) where it is damaged."""
    from lxml import etree

    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def main_part(parts: dict[str, bytes]) -> str:
    """The name of the part with the text; usually word/document.xml, but the file itself decides."""
    if "_rels/.rels" in parts:
        for relation in parse(parts["_rels/.rels"]):
            if str(relation.get("Type")).endswith("/officeDocument"):
                return str(relation.get("Target")).lstrip("/")
    return "word/document.xml"


def name_of(element) -> str:
    """The local name; "" for a comment."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def child_of(element, name: str):
    """The first child of that name, or None."""
    return None if element is None else next((child for child in element if name_of(child) == name), None)


def attribute_of(element, name: str) -> str | None:
    """An attribute, whatever its namespace."""
    if element is None:
        return None
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def value_of(element) -> str | None:
    """The `val` attribute."""
    return attribute_of(element, "val")


def is_on(mark) -> bool:
    """Whether a mark such as bold is set: there, and not with a value that takes it away."""
    return mark is not None and value_of(mark) not in {"0", "false"}


def is_hidden(run) -> bool:
    """Whether a run is in the file and never shown."""
    return is_on(child_of(child_of(run, "rPr"), "vanish"))


def flow_of(parent, wanted: frozenset | set = frozenset({"p", "tbl"})) -> Iterator:
    """Children of the wanted kinds in order, also inside content controls and tracked insertions."""
    for child in parent:
        name = name_of(child)
        if name in wanted:
            yield child
        elif name in WRAPPERS:
            yield from flow_of(child, wanted)


def is_inside(element, names, top) -> bool:
    """Whether one of these stands between an element and the `top` it was found in."""
    above = element.getparent()
    while above is not None and above is not top:
        if name_of(above) in names:
            return True
        above = above.getparent()
    return False


def heading_levels(styles: bytes | None) -> dict[str, int]:
    """Level by style id; a style is a heading by its built-in name, its outline level or the style it builds on."""
    levels: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in parse(styles) if styles else ():
        style_id = attribute_of(style, "styleId") or ""
        name = (value_of(child_of(style, "name")) or "").lower()
        outline = value_of(child_of(child_of(style, "pPr"), "outlineLvl"))
        if match := _HEADING.fullmatch(name):
            levels[style_id] = int(match.group(1))
        elif name in {"title", "tittel"}:
            levels[style_id] = 1
        elif outline and outline.isdigit() and int(outline) < 9:
            levels[style_id] = int(outline) + 1
        based[style_id] = value_of(child_of(style, "basedOn")) or ""
    for style_id, parent in based.items():
        if style_id not in levels and parent in levels:
            levels[style_id] = levels[parent]
    return levels
