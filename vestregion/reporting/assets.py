"""Which files a document may use: our own static files and nothing else.

No network, no other folder, no `data:`: rich text comes from many hands, and a renderer that can read a file can also
print it. Addresses are resolved here, without WeasyPrint, so that every rule can be tested by itself.
"""

import os
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from vestregion.reporting.errors import MissingAsset, RefusedAsset

# Relative addresses need an origin to be joined with. ".invalid" can never be a real host (RFC 2606), and nothing here
# opens a connection in any case.
ORIGIN = "https://static.invalid"
ROOTS_VARIABLE = "VESTREGION_PRINT_ROOTS"
CONTENT_TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".ttf": "font/ttf",
}


@cache
def static_prefix() -> str:
    """Path part of STATIC_URL, with slashes at both ends."""
    if ROOTS_VARIABLE in os.environ:  # the rendering child runs without Django
        return os.environ[ROOTS_VARIABLE].split(os.pathsep)[0]
    from django.conf import settings

    return "/" + urlsplit(settings.STATIC_URL).path.strip("/") + "/"


@cache
def static_roots() -> tuple[Path, ...]:
    """Folders that hold static files: those of each app first, then the collected ones (hashed names live there)."""
    if ROOTS_VARIABLE in os.environ:
        return tuple(Path(root) for root in os.environ[ROOTS_VARIABLE].split(os.pathsep)[1:])
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders

    folders = []
    for finder in get_finders():
        folders += [storage.location for storage in getattr(finder, "storages", {}).values()]
    if settings.STATIC_ROOT:
        folders.append(settings.STATIC_ROOT)
    return tuple(Path(folder).resolve() for folder in folders)


def child_environment() -> dict[str, str]:
    """What the rendering child must know about static files, as environment variables."""
    return {ROOTS_VARIABLE: os.pathsep.join([static_prefix(), *map(str, static_roots())])}


def static_url(name: str) -> str:
    """Absolute address of one of our static files, e.g. "vestregion/print/document.css"."""
    return f"{ORIGIN}{static_prefix()}{name}"


def resolve(url: str) -> Path:
    """File behind an address. RefusedAsset if it is not ours, MissingAsset if it is ours and not there."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise RefusedAsset(url[:200]) from error
    path = unquote(parts.path)
    if f"{parts.scheme}://{parts.netloc}" != ORIGIN or not path.startswith(static_prefix()):
        raise RefusedAsset(url[:200])
    name = path.removeprefix(static_prefix())
    # A file name with one of these is never ours; on Windows "\" and "c:" would leave the folder.
    if "\0" in name or "\\" in name or ":" in name or Path(name).suffix.lower() not in CONTENT_TYPES:
        raise RefusedAsset(url[:200])
    return _find(name, url)


def _find(name: str, url: str) -> Path:
    for root in static_roots():
        candidate = (root / name).resolve()
        if not candidate.is_relative_to(root):
            raise RefusedAsset(url[:200])
        if candidate.is_file():
            return candidate
    raise MissingAsset([name])
