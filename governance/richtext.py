"""The one rich-text field: semantic HTML, cleaned by nh3 from the editor's own extension list on every write.

What is stored is what screen, Word and PDF all read. Nesting deeper than 30 levels is flattened and cells that span
more than 20 columns or rows are cut to 20: beyond that a document cannot be laid out in reasonable time.
"""

from html import escape
from html.parser import HTMLParser

import nh3
from django.utils.html import linebreaks
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from django_prose_editor.fields import ProseEditorField

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [2, 3, 4]},
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"protocols": ["http", "https", "mailto"], "enableTarget": False},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
}
MAX_DEPTH, MAX_SPAN, MAX_START = 30, 20, 9999
_BOUNDS = {"colspan": MAX_SPAN, "rowspan": MAX_SPAN, "start": MAX_START}
_VOID = {"br"}


def clean_html(html: str) -> str:
    """Rich text as it may be stored. Text without any tag becomes paragraphs; an empty paragraph becomes nothing."""
    if "<" not in html:
        html = linebreaks(html.strip(), autoescape=True) if html.strip() else ""
    cleaned = _flatten(_cleaner.clean(html))
    return cleaned if _has_content(cleaned) else ""


def _bounded(tag: str, attribute: str, value: str) -> str | None:
    """Numbers stay within their bounds; what is no number is dropped."""
    limit = _BOUNDS.get(attribute)
    if limit is None:
        return value
    return str(min(max(1, int(value)), limit)) if value.isascii() and value.isdigit() and len(value) < 10 else None


def _make_cleaner() -> nh3.Cleaner:
    rules = allowlist_from_extensions(expand_extensions(EXTENSIONS))
    rules["attributes"] = {**rules["attributes"], "a": {"href", "title"}, "ol": {"start"}}
    return nh3.Cleaner(**rules | {"attribute_filter": _bounded, "link_rel": "noopener noreferrer"})


class _Flattener(HTMLParser):
    """Writes well-formed HTML anew, without the tags that lie deeper than MAX_DEPTH; their text stays."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.open = [], []

    def handle_starttag(self, tag, attrs):
        if tag in _VOID:
            self.out.append(f"<{tag}>")
            return
        self.open.append(tag)
        if len(self.open) <= MAX_DEPTH:
            written = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
            self.out.append(f"<{tag}{written}>")

    def handle_endtag(self, tag):
        if self.open and tag not in _VOID:
            if len(self.open) <= MAX_DEPTH:
                self.out.append(f"</{self.open[-1]}>")
            self.open.pop()

    def handle_data(self, data):
        self.out.append(escape(data, quote=False))


def _flatten(html: str) -> str:
    if html.count("<") <= MAX_DEPTH:
        return html
    parser = _Flattener()
    parser.feed(html)
    parser.close()
    return "".join(parser.out)


def _has_content(html: str) -> bool:
    return bool(nh3.clean(html, tags=set()).replace("\xa0", " ").replace("&nbsp;", " ").strip())


_cleaner = _make_cleaner()


class RichTextField(ProseEditorField):
    """Rich text with the house's extensions; the form and the model clean it in the same way."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean_html)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"sanitize": clean_html} | kwargs)
