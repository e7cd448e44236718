"""Frozen content to HTML, and on to PDF. HTML is a pure function of the content: no database, no clock, no language.

Each schema version of the content has templates of its own (templates/print/<version>/) that are never changed in a way
that alters what was printed before: a test keeps one content per version with the checksum of its HTML.
"""

import json

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.dateparse import parse_date

from governance import clock
from governance.documents import Rendered, canonical_json, content_of
from vestregion.reporting.theme import theme_css

KINDS = ("report", "plan", "casepaper", "feeclaims", "convocation")
# A report of 126 pages takes 20 seconds and 500 MiB; the room above is for a busy machine.
TIMEOUT_S = 180


def as_frozen(content: dict) -> dict:
    """Content as it reads after a round through JSON: for printing what has not been frozen."""
    return json.loads(canonical_json(content))


def print_html(kind: str, content: dict, *, schema_version: int) -> str:
    """The HTML of a document. `content` is what was frozen, as read back from its JSON."""
    with translation.override("nb"):
        return render_to_string(f"print/{schema_version}/{kind}.html", {"doc": content})


def pdf_arguments(kind: str, content: dict) -> dict:
    """What the PDF needs beside the HTML: title, author, colours, and whether it is marked as a draft."""
    sender = content["sender"]
    title = content["title"]
    return {
        "title": f"{title} – {sender['cooperation']}",
        "author": sender["alliance"],
        "lang": content["lang"],
        "kind": kind,
        "theme_css": theme_css(sender["primary_colour"], sender["accent_colour"]),
        "draft": is_draft(kind, content),
        "created": clock.oslo(parse_date(content["document"]["made_on"])),
    }


def is_draft(kind: str, content: dict) -> bool:
    """Whether every page is marked as a draft. A plan is one until it is adopted, a paper, a claim or a convocation
    until it is sent."""
    if kind == "plan":
        return not content["is_adopted"]
    if kind in ("casepaper", "feeclaims", "convocation"):
        return not content["is_sent"]
    return content["document"]["state"] == "draft"


def pdf_of(document) -> Rendered:
    """The renderer of PDFs, see governance/documents. Raises Tampered and RenderError."""
    from vestregion.reporting.isolation import render_in_child

    content = content_of(document)
    html = print_html(document.kind, content, schema_version=document.schema_version)
    made = render_in_child(html, timeout_s=TIMEOUT_S, **pdf_arguments(document.kind, content))
    return Rendered(made.data, "application/pdf", made.pages)
