"""HTML to PDF: tagged (PDF/UA-1) and archivable (PDF/A-2a, or A-3a with attachments) in one file.

The only module that imports WeasyPrint, and it does so when a document is made, never at start-up. Documents for users
are made with `render_in_child` (vestregion/reporting/isolation.py), which stops a rendering that takes too much.
"""

import resource
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from vestregion.reporting import assets, tagging, xmp
from vestregion.reporting.characters import clean_tree, plain
from vestregion.reporting.errors import MissingAsset, RefusedAsset, RenderTooLarge
from vestregion.reporting.links import settle_links

MAX_HTML_CHARACTERS = 20_000_000
GENERATOR = "Vestregion"
SHARED_STYLESHEET = "vestregion/print/document.css"
DRAFT_STYLESHEET = "vestregion/print/draft.css"
STYLESHEETS = {
    "report": (SHARED_STYLESHEET, "vestregion/print/report.css"),
    "plan": (SHARED_STYLESHEET, "vestregion/print/plan.css"),
    "casepaper": (SHARED_STYLESHEET, "vestregion/print/casepaper.css"),
    "feeclaims": (SHARED_STYLESHEET, "vestregion/print/feeclaims.css"),
    "convocation": (SHARED_STYLESHEET, "vestregion/print/casepaper.css", "vestregion/print/convocation.css"),
}


@dataclass(frozen=True)
class Attachment:
    """A file carried inside the PDF, e.g. the figures behind a report as CSV."""

    name: str
    data: bytes
    description: str
    relationship: str = "Data"  # ISO 32000-2, 7.11.3: Source, Data, Alternative, Supplement or Unspecified


@dataclass(frozen=True)
class RenderedPdf:
    """A finished document and what it cost. `peak_memory_mib` is the highest use of the process so far, in MiB."""

    data: bytes
    pages: int
    seconds: float
    peak_memory_mib: float
    refused: tuple[str, ...] = field(default=())  # addresses in the HTML that were not ours and were left out
    unprintable: str = ""  # characters no font here has, printed as a box


def render_pdf(
    html: str,
    *,
    title: str,
    author: str,
    created: datetime,
    lang: str = "nb",
    kind: str = "report",
    theme_css: str = "",
    draft: bool = False,
    site_url: str = "",
    description: str = "",
    keywords: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
) -> RenderedPdf:
    """Make a PDF of a whole HTML document; `kind`, one of STYLESHEETS, picks the print stylesheets.

    `site_url` is put before relative links. `created` is the time the content was frozen: the same content and time
    give the same bytes. Raises RenderTooLarge for more than 20 million characters and MissingAsset when a stylesheet,
    font or picture of ours is not found. Anything in the HTML that is not one of our static files is left out and
    listed in `refused`.
    """
    start = time.perf_counter()
    if len(html) > MAX_HTML_CHARACTERS:
        raise RenderTooLarge
    created = created.astimezone(UTC)
    fetcher = _static_fetcher()

    def attempt(unprintable=frozenset()):
        document = _lay_out(html, lang, kind, theme_css, draft, site_url, fetcher, unprintable)
        _describe(document, title, author, lang, description, keywords, created)
        data = _write(document, lang, attachments, created)
        if fetcher.missing:
            raise MissingAsset(fetcher.missing)
        return document, data, frozenset(code for font in document.fonts.values() for code in font.missing)

    document, data, unprintable = attempt()
    if unprintable:  # known only when the fonts were tried; rare, so a second round is cheaper than asking each time
        document, data, _ = attempt(unprintable)
    peak = _peak_memory_mib()
    seconds = time.perf_counter() - start
    boxed = "".join(map(chr, sorted(unprintable)))
    return RenderedPdf(data, len(document.pages), seconds, peak, tuple(sorted(fetcher.refused)), boxed)


def _peak_memory_mib() -> float:
    """The most memory this process has held. Linux tells it per program; `ru_maxrss` is inherited from whoever started
    it, so that a small child of a large server would look large."""
    try:
        status = Path("/proc/self/status").read_text("ascii")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _lay_out(html, lang, kind, theme_css, draft, site_url, fetcher, unprintable):
    from weasyprint import CSS, HTML
    from weasyprint.css.counters import CounterStyle
    from weasyprint.text.fonts import FontConfiguration

    source = HTML(string=html, base_url=assets.static_url(""), url_fetcher=fetcher)
    source.etree_element.set("lang", lang)
    fetcher.refused |= settle_links(source.etree_element, site_url)
    clean_tree(source.etree_element, unprintable)
    shared = {"font_config": FontConfiguration(), "counter_style": CounterStyle()}
    names = STYLESHEETS[kind] + ((DRAFT_STYLESHEET,) if draft else ())
    sheets = [_stylesheet(CSS, name, fetcher, shared) for name in names]
    if theme_css:
        sheets.append(CSS(string=theme_css, base_url=assets.static_url(""), url_fetcher=fetcher, **shared))
    document = source.render(stylesheets=sheets, **shared, color_profiles=_srgb(), output_intent="srgb")
    if fetcher.missing:
        raise MissingAsset(fetcher.missing)
    return document


def _srgb() -> dict:
    """WeasyPrint's own sRGB profile, read by us: it would open the file anew for each document and not close it."""
    from importlib.resources import files

    from weasyprint.css import ColorProfile

    name = "sRGB2014.icc"
    with (files("weasyprint.pdf") / name).open("rb") as profile:
        return {"srgb": ColorProfile(profile, name, "relative-colorimetric", (["r"], ["g"], ["b"]))}


def _stylesheet(css_class, name, fetcher, shared):
    path = assets.resolve(assets.static_url(name))
    return css_class(string=path.read_text("utf-8"), base_url=assets.static_url(name), url_fetcher=fetcher, **shared)


def _describe(document, title, author, lang, description, keywords, created):
    about = document.metadata
    about.title, about.authors, about.lang = plain(title), [plain(author)], lang
    about.description, about.generator = plain(description) or None, GENERATOR
    about.keywords = [plain(word) for word in keywords]
    about.created = about.modified = created.strftime("%Y-%m-%dT%H:%M:%SZ")
    about.attachments, about.custom, about.xmp_metadata = [], {}, []


def _write(document, lang, attachments, created) -> bytes:
    from weasyprint import Attachment as Embedded
    from weasyprint.formatting_structure import boxes

    embedded = [
        Embedded(
            string=item.data,
            name=item.name,
            description=item.description,
            relationship=item.relationship,
            created=created,
            modified=created,
        )
        for item in attachments
    ]
    part = 3 if embedded else 2
    marks = [tagging.watch(page, boxes) for page in document.pages]

    def finish(document, pdf):
        tagging.mend(pdf, marks, lang)
        packet = xmp.with_ua_claim(document.metadata.generate_rdf_metadata("a", part, "A"), lang)
        metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
        metadata.stream, metadata.compress = [packet], False  # readable by archives that do not open streams

    options = {"pdf_variant": f"pdf/a-{part}a", "output_intent": "as laid out"}  # any word but "srgb", see _srgb
    return document.write_pdf(finisher=finish, attachments=embedded, **options)


def _static_fetcher():
    """A fetcher that opens files of ours and nothing else, and remembers what it refused and what was missing."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class StaticFetcher(URLFetcher):
        def __init__(self):
            super().__init__(allowed_protocols=(), allow_redirects=False)
            self.refused: set[str] = set()
            self.missing: set[str] = set()

        def fetch(self, url, headers=None):
            try:
                path = assets.resolve(url)
            except RefusedAsset as error:
                self.refused.add(url[:200])
                raise ValueError("not one of our static files") from error
            except MissingAsset as error:
                self.missing.update(error.names)
                raise ValueError("one of our static files is missing") from error
            content_type = assets.CONTENT_TYPES[path.suffix.lower()]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": content_type})

    return StaticFetcher()
