"""What a person opened lately, kept in a signed cookie of her browser: ids and times, no titles.

A page that is read writes nothing to the database, and localStorage would keep titles of exempt cases on the machine.
The cookie names its owner: on a shared machine the next person's page does not read it, and her first visit replaces
it. Titles are read anew through `visible_to` each time they are shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core import signing
from django.urls import reverse

from governance import clock
from governance.models import Event

COOKIE, SALT = "vr_visits", "governance.mypage.visits"
KEPT, SHOWN = 20, 8
FOR = timedelta(days=30)
CHANGES = 40  # of her own latest acts that are looked at


@dataclass(frozen=True)
class Place:
    """A page as the list of what was used lately names it."""

    label: str
    url: str
    icon: str


Loader = Callable[[Any, list[str]], dict[str, Place]]
_kinds: dict[str, tuple[str, Loader]] = {}


def register(kind: str, object_kind: str, loader: Loader) -> None:
    """Let pages of a kind be remembered. `loader(actor, ids)` gives the places of those the actor may see, by id (hex);
    `object_kind` is what the events of its acts name. Called from `AppConfig.ready()`."""
    _kinds[kind] = (object_kind, loader)


def remember(request, response, kind: str, pk) -> None:
    """Note in the answer that this row was opened now."""
    if not request.actor.is_known or request.actor.person is None:
        return
    this = (kind, pk.hex)
    visits = [(this, clock.now()), *((where, at) for where, at in _visits(request) if where != this)]
    value = [request.user.pk, [[*where, int(at.timestamp())] for where, at in visits[:KEPT]]]
    response.set_cookie(
        COOKIE,
        signing.dumps(value, salt=SALT, compress=True),
        max_age=FOR,
        path=_path(request),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def opened(request, kind: str) -> dict[str, datetime]:
    """Id (hex) -> when this browser opened a row of the kind last."""
    return {key: at for (of, key), at in _visits(request) if of == kind}


def recent(request) -> list[Place]:
    """What she opened on this machine or changed on any lately, the newest first: one query, and one for each kind."""
    times: dict[tuple[str, str], datetime] = {}
    for where, at in [*_visits(request), *_changes(request.actor)]:
        times[where] = max(at, times.get(where, at))
    newest = sorted(times, key=times.get, reverse=True)[: 2 * SHOWN]  # some of them may be gone or closed to her
    shown = _places(request.actor, newest)
    return [shown[where] for where in newest if where in shown][:SHOWN]


def _visits(request) -> list[tuple[tuple[str, str], datetime]]:
    try:
        owner, rows = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=FOR)
        visits = [((kind, key), datetime.fromtimestamp(at, UTC)) for kind, key, at in rows]
    except (signing.BadSignature, ValueError, TypeError):
        return []
    return visits if owner == request.user.pk else []


def _changes(actor) -> Iterable[tuple[tuple[str, str], datetime]]:
    """Rows she did something to lately, on whatever machine."""
    names = {object_kind: kind for kind, (object_kind, _loader) in _kinds.items()}
    rows = Event.objects.filter(alliance=actor.alliance, user=actor.user, object_kind__in=names).order_by("-at")
    for object_kind, key, at in rows.values_list("object_kind", "object_id", "at")[:CHANGES]:
        yield (names[object_kind], key.replace("-", "")), at


def _places(actor, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], Place]:
    found = {}
    for kind in sorted({kind for kind, _key in wanted} & _kinds.keys()):
        places = _kinds[kind][1](actor, [key for of, key in wanted if of == kind])
        found |= {(kind, key): place for key, place in places.items()}
    return found


def _path(request) -> str:
    return reverse("governance:my_page", args=[request.alliance.slug])
