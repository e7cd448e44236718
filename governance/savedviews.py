"""The registers whose filters can be saved under a name. A floor registers its own with the same call."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict


@dataclass(frozen=True)
class Register:
    """`page` is the name of its address, `narrowed(query)` the part of a query string that it understands."""

    key: str
    page: str
    title: Any
    narrowed: Callable[[QueryDict], str]


_registers: dict[str, Register] = {}
LONGEST = 1000  # signs of a query that is kept


def register(each: Register) -> None:
    """Let views of a register be saved. Registering the same one twice changes nothing."""
    _registers.setdefault(each.key, each)


def register_of(key: str) -> Register | None:
    return _registers.get(key)


def only(names) -> Callable[[QueryDict], str]:
    """Keeps what is chosen under these names, in their order; a page number or a word of another page is none."""
    names = tuple(names)

    def narrowed(query: QueryDict) -> str:
        kept = QueryDict(mutable=True)
        for name in names:
            if value := query.get(name, "").strip():
                kept[name] = value
        return kept.urlencode()

    return narrowed
