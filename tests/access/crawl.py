"""Walks a site as one person would: from my page, and from a sample of every address, along every internal link."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cache, cached_property
from urllib.parse import parse_qsl, urljoin, urlsplit

from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve
from lxml import html as lxml_html

SAMPLES = 3  # pages of one address that are fetched; the rest would be the same page with other rows
FOLLOWED = ("//a/@href", "//@data-hx-get", "//@hx-get", "//form[not(@method) or @method='get']/@action")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass
class Page:
    """One answer: where, under which name, with what headers, and how many questions the database was asked."""

    url: str
    name: str
    status: int
    headers: dict
    text: str
    queries: int

    @property
    def is_html(self) -> bool:
        return self.headers.get("Content-Type", "").startswith("text/html") and bool(self.text.strip())

    @cached_property
    def tree(self):
        return lxml_html.fromstring(self.text)

    @property
    def is_file(self) -> bool:
        """Whether the answer is a document or an attachment."""
        return "Content-Disposition" in self.headers

    def ids(self) -> set[str]:
        """Every id of a row that stands anywhere in the page."""
        return set(UUID.findall(self.text))


@dataclass
class Crawl:
    client: object
    below: str
    pages: list[Page] = field(default_factory=list)

    def run(self, starts) -> "Crawl":
        """Fetch `starts` and what they lead to, below `below` ("/vestregionen/") and at the chooser."""
        waiting, seen, taken = deque(starts), set(), Counter()
        while waiting:
            url = waiting.popleft()
            kind = self._kind(url)
            if url in seen or kind is None or taken[kind] >= SAMPLES:
                continue
            seen.add(url)
            taken[kind] += 1
            page = fetch(self.client, url)
            self.pages.append(page)
            waiting.extend(self._links(page))
        return self

    def named(self) -> set[str]:
        return {page.name for page in self.pages}

    def _links(self, page: Page):
        if page.headers.get("Location"):
            yield urljoin(page.url, page.headers["Location"]).split("#")[0]
        if page.is_html:
            for path in FOLLOWED:
                for link in page.tree.xpath(path):
                    yield urljoin(page.url, str(link)).split("#")[0]

    def _kind(self, url: str):
        """What counts as the same page: its name, and which questions the address asks."""
        parts = urlsplit(url)
        if parts.netloc or not (parts.path.startswith(self.below) or parts.path == "/"):
            return None
        name = name_of(parts.path)
        if name is None:
            return ("unknown", parts.path)
        return (name, tuple(sorted({key for key, _value in parse_qsl(parts.query, keep_blank_values=True)})))


@cache
def name_of(path: str) -> str | None:
    """The name of an address; none where there is no such page. Most links of a page are those of every page."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return None


def fetch(client, url: str) -> Page:
    """GET an address, and note its name and its queries."""
    reset_queries()  # the log holds only so many, and all of them are read to count these
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(url)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = dict(answer.items())
    text = body.decode() if headers.get("Content-Type", "").startswith(("text/", "application/json")) else ""
    name = answer.resolver_match.view_name if answer.resolver_match else ""
    return Page(url, name, answer.status_code, headers, text, len(asked))
