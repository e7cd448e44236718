"""Every named address of our apps, read from the URL map itself. The login and the admin site have one rule each."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.urls import get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
OTHERS = ("konto/", "admin/")
OURS_AMONG_OTHERS = ("set_language",)


@dataclass(frozen=True)
class Route:
    """One pattern of the URL map. `name` is namespaced ("governance:case_list"); two patterns may share a name."""

    name: str
    pattern: str
    is_public: bool

    @property
    def parameters(self) -> frozenset[str]:
        return frozenset(PARAMETER.findall(self.pattern))


@cache
def all_routes() -> tuple[Route, ...]:
    return tuple(_walk(get_resolver().url_patterns, "", ""))


def our_routes() -> list[Route]:
    """Those of the four apps: everything but the login's and the admin site's own pages."""
    return [r for r in all_routes() if not r.pattern.startswith(OTHERS) or r.name in OURS_AMONG_OTHERS]


def routes_below(prefix: str) -> list[Route]:
    """Routes of the login ("konto/") or the admin site ("admin/")."""
    return [r for r in all_routes() if r.pattern.startswith(prefix) and r.name not in OURS_AMONG_OTHERS]


def our_names() -> set[str]:
    return {route.name for route in our_routes()}


def is_public(name: str) -> bool:
    """Whether the view shows published rows without login."""
    return any(route.is_public for route in our_routes() if route.name == name)


def _walk(patterns, prefix: str, namespace: str) -> Iterator[Route]:
    for each in patterns:
        address = prefix + str(each.pattern)
        if hasattr(each, "url_patterns"):
            inner = f"{namespace}{each.namespace}:" if each.namespace else namespace
            yield from _walk(each.url_patterns, address, inner)
        else:
            public = getattr(each.callback, "is_public", False)
            yield Route(f"{namespace}{each.name or ''}", address, public)
