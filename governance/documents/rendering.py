"""From a frozen document to its files. Higher floors register how each kind is printed; asking again is a file send."""

from collections.abc import Callable
from dataclasses import dataclass

from governance import history
from governance.access import system_actor
from governance.addressnames import address_name
from governance.filing import files
from governance.models import DocumentFile, FrozenDocument


@dataclass(frozen=True)
class Rendered:
    """What a renderer hands over: the bytes, their type, and the number of pages where the format has pages."""

    data: bytes
    content_type: str
    pages: int | None = None


Renderer = Callable[[FrozenDocument], Rendered]
_renderers: dict[tuple[str, str], Renderer] = {}


def register_renderer(kind: str, format: str, function: Renderer) -> None:
    """Say how documents of `kind` become a file of `format` ("pdf"). Called from AppConfig.ready()."""
    if _renderers.setdefault((kind, format), function) is not function:
        raise ValueError(f"{kind!r} already has a renderer for {format!r}.")


def registered_renderers() -> frozenset[tuple[str, str]]:
    """Every (kind, format) that can be made."""
    return frozenset(_renderers)


def existing_file(document: FrozenDocument, format: str) -> DocumentFile | None:
    """The file of the document if it has been made."""
    return document.files.present().filter(format=format).select_related("file").first()


def file_of(document: FrozenDocument, format: str) -> DocumentFile:
    """The file of a frozen document: made and stored the first time, afterwards only looked up.

    The file is a pure function of the frozen content, so it is written under the system's name. Raises KeyError for a
    format nobody registered, Tampered for content that was changed, and what the renderer raises.
    """
    return existing_file(document, format) or _make(document, format)


def _make(document: FrozenDocument, format: str) -> DocumentFile:
    rendered = _renderers[document.kind, format](document)  # outside the transaction: it may take a minute
    made = DocumentFile(document=document, format=format, pages=rendered.pages, file_name=_file_name(document, format))
    with history.recording(system_actor(document.alliance), "document.render", made):
        history.lock(document)
        other = existing_file(document, format)  # someone else was faster
        if other is not None:
            return other
        made.file = files.store(document.alliance, rendered.data, content_type=rendered.content_type)
        return history.create(made)


def _file_name(document: FrozenDocument, format: str) -> str:
    return f"{address_name(document.title, 120) or document.kind}-v{document.number}.{format}"
