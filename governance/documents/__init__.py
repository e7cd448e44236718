"""Documents that leave the house: frozen as canonical JSON with a checksum, printed as files that are kept."""

from governance.documents.canonical import canonical_json
from governance.documents.freezing import Tampered, content_of, freeze, frozen_as
from governance.documents.rendering import Rendered, existing_file, file_of, register_renderer

__all__ = [
    "Rendered",
    "Tampered",
    "canonical_json",
    "content_of",
    "existing_file",
    "file_of",
    "freeze",
    "frozen_as",
    "register_renderer",
]
