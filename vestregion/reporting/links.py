"""Links of a document before it is laid out: what stays, what is made whole, what is taken away."""

from urllib.parse import unquote, urljoin, urlsplit

SCHEMES = {"http", "https", "mailto", "tel"}


def settle_links(root, site_url: str) -> set[str]:
    """Make links work on paper's terms; returns addresses that asked for a file to be embedded (all are refused).

    Links inside the document stay if their goal is there, relative ones get `site_url` in front (without one only
    their text is kept), and other schemes go. Bold or a picture inside a link breaks PDF/UA (a link may hold text
    alone), so only text is left.
    """
    refused, anchors = set(), {f"#{element.get('id')}" for element in root.iter() if element.get("id")}
    for element in root.iter():
        if "attachment" in element.get("rel", "").lower().split():
            refused.add(element.get("href", "")[:200])
            del element.attrib["rel"]
            element.attrib.pop("href", None)
        if element.tag == "a":
            _settle(element, site_url, anchors)
    return refused


def _settle(link, site_url: str, anchors: set[str]):
    target = _target(link.get("href", "").strip(), site_url, anchors)
    if target is None:
        link.attrib.pop("href", None)
        return
    link.set("href", target)
    if len(link):
        text, tail = "".join(link.itertext()), link.tail
        kept = dict(link.attrib)
        link.clear()
        link.attrib.update(kept)
        link.text, link.tail = text, tail


def _target(address: str, site_url: str, anchors: set[str]) -> str | None:
    if address.startswith("#"):
        return address if unquote(address) in anchors else None
    try:
        whole = urljoin(site_url, address) if address else ""
        parts = urlsplit(whole)
    except ValueError:
        return None
    is_whole = parts.netloc if parts.scheme in ("http", "https") else parts.path
    return whole if parts.scheme in SCHEMES and is_whole else None
