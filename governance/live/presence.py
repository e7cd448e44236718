"""Who else has a live page open, and where in it she stands.

Each window gives a sign every few seconds and when she moves; asking who is there writes nothing. Shown for ten seconds
after the last sign. Each sign clears away what is older than a minute, and the night the rest.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from governance import clock
from governance.daily import register_chore
from governance.models import Presence

SHOWN, KEPT = timedelta(seconds=10), timedelta(minutes=1)


def start() -> None:
    """Called from AppConfig.ready()."""
    register_chore("old presence", forget_old, _("Slett spor etter vinduer som er lukket"))


def sign(actor, kind: str, key: UUID, *, window: UUID, place: str) -> None:
    """She is there, at `place`."""
    which = {"kind": kind, "key": key, "user": actor.user, "window": window}
    now = {"by_name": actor.name[:200], "place": place, "at": clock.now()}
    with transaction.atomic():
        forget_old()
        if not Presence.objects.filter(**which).update(**now):
            # Two signs of one window at once: the constraint lets one through.
            Presence.objects.bulk_create([Presence(alliance=actor.alliance, **which, **now)], ignore_conflicts=True)


def leave(actor, kind: str, key: UUID, *, window: UUID) -> None:
    """She has closed the window or looks at another."""
    Presence.objects.filter(kind=kind, key=key, user=actor.user, window=window).delete()


def others(actor, kind: str, key: UUID) -> list[tuple[str, str]]:
    """(name, place) of each other person who is there; of several windows, the one with the newest sign counts."""
    rows = Presence.objects.filter(kind=kind, key=key, at__gt=clock.now() - SHOWN).exclude(user=actor.user_id)
    newest = {user: (name, place) for user, name, place in rows.order_by("at").values_list("user", "by_name", "place")}
    return sorted(newest.values())


def forget_old() -> int:
    """Remove signs older than a minute; returns how many."""
    return Presence.objects.filter(at__lt=clock.now() - KEPT).delete()[0]
