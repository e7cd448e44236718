"""One way to write content as text, so that the same content always has the same checksum."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID


def canonical_json(content: Any) -> str:
    """JSON with sorted keys and no blanks. Decimals, dates, moments and UUIDs become strings.

    Raises TypeError for anything else that JSON does not know, and for binary fractions: 0.1 has no exact value.
    """
    return json.dumps(_plain(content), sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def digest(text: str) -> str:
    """SHA-256 of the text as UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _plain(value):
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        # A lone surrogate cannot be written as UTF-8; the column would refuse the whole document.
        return str(value).encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_key(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a document.")


def _key(key) -> str:
    if not isinstance(key, str):
        raise TypeError(f"The key {key!r} is not text.")
    return str(key)
