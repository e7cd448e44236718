"""The one rich-text field: semantic HTML, cleaned by nh3 from the editor's own extension list on every write.

What is stored is what screen, Word and PDF all read. Nesting deeper than 30 levels is flattened and cells that span
more than 20 columns or rows are cut to 20: beyond that a document cannot be laid out in reasonable time.
"""

import re
from html import escape, unescape
from html.parser import HTMLParser
from urllib.parse import urlsplit

import nh3
from django.core.exceptions import ValidationError
from django.utils.html import linebreaks
from django.utils.translation import gettext as _
from django_prose_editor.config import allowlist_from_extensions, expand_extensions
from django_prose_editor.fields import ProseEditorField, ProseEditorFormField

PROTOCOLS = ("http", "https", "mailto")
EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [2, 3, 4]},
    "Blockquote": True,
    "HardBreak": True,
    "Link": {"protocols": list(PROTOCOLS), "enableTarget": False},
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
}
MAX_DEPTH, MAX_SPAN, MAX_START = 30, 20, 9999
_BOUNDS = {"colspan": MAX_SPAN, "rowspan": MAX_SPAN, "start": MAX_START}
_VOID = {"br"}
_LINK_TO_NOTHING = re.compile(r"<a(?![^>]*\shref=\"[^\"])")
_ENDS = re.compile(r"<br\b[^>]*>|</(?:p|li|h[1-6]|t[dh]|blockquote)>", re.I)


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
    """Writes well-formed HTML anew, without the tags that lie deeper than MAX_DEPTH and without links that lead to
    nothing; their text stays."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.out, self.open = [], []

    def handle_starttag(self, tag, attrs):
        if tag in _VOID:
            self.out.append(f"<{tag}>")
            return
        self.open.append("" if tag == "a" and not dict(attrs).get("href") else tag)
        if self.open[-1] and len(self.open) <= MAX_DEPTH:
            written = "".join(f' {name}="{escape(value or "")}"' for name, value in attrs)
            self.out.append(f"<{tag}{written}>")

    def handle_endtag(self, tag):
        if self.open and tag not in _VOID:
            if self.open[-1] and len(self.open) <= MAX_DEPTH:
                self.out.append(f"</{self.open[-1]}>")
            self.open.pop()

    def handle_data(self, data):
        self.out.append(escape(data, quote=False))


def _flatten(html: str) -> str:
    if html.count("<") <= MAX_DEPTH and not _LINK_TO_NOTHING.search(html):
        return html
    parser = _Flattener()
    parser.feed(html)
    parser.close()
    return "".join(parser.out)


def _has_content(html: str) -> bool:
    return bool(nh3.clean(html, tags=set()).replace("\xa0", " ").replace("&nbsp;", " ").strip())


def plain_text(html: str) -> str:
    """What rich text says, a line for each paragraph, heading and list item."""
    lines = unescape(nh3.clean(_ENDS.sub("\n", html), tags=set())).splitlines()
    return "\n".join(line.strip() for line in lines if line.strip())


_cleaner = _make_cleaner()


class _Links(HTMLParser):
    """Collects the words of links that were given an address which leads to nothing."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.dead, self.inside = [], False

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            href = dict(attrs).get("href")
            self.inside = href is not None and not _leads_somewhere(href)
            if self.inside:
                self.dead.append("")

    def handle_endtag(self, tag):
        self.inside = self.inside and tag != "a"

    def handle_data(self, data):
        if self.inside:
            self.dead[-1] += data


def _leads_somewhere(href: str) -> bool:
    try:
        return bool(href.strip()) and urlsplit(href.strip()).scheme.lower() in ("", *PROTOCOLS)
    except ValueError:
        return False


def dead_links(html: str) -> list[str]:
    """The words of the links whose address may not be stored: an empty one, or one of another kind than ours."""
    parser = _Links()
    parser.feed(html)
    parser.close()
    return parser.dead


class RichTextFormField(ProseEditorFormField):
    """Tells of a link that would lose its address, instead of dropping it without a word."""

    def clean(self, value):
        dead = dead_links(value or "")
        if dead:
            sentence = _(
                "Lenken «{text}» har ingen adresse vi kan bruke. Skriv en som begynner med https://, eller fjern den."
            )
            raise ValidationError(sentence.format(text=dead[0].strip()[:60]))
        return super().clean(value)


class RichTextField(ProseEditorField):
    """Rich text with the house's extensions; the form and the model clean it in the same way."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean_html)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"sanitize": clean_html, "form_class": RichTextFormField} | kwargs)
