"""What an alliance shows to everyone: which of its lists hold something for a visitor.

Each floor registers its lists in `AppConfig.ready()`; the menu, the front page and the site map name only those.
"""

from collections.abc import Callable

from django.db.models import Exists

from governance.access import Actor
from governance.composed import composed

_lists: dict[str, Callable] = {}


def register(view: str, rows: Callable) -> None:
    """`rows(actor)` is what the list at `view` ("governance:meeting_list") shows the actor."""
    _lists[view] = rows


def register_lists() -> None:
    """The lists of the ground floor."""
    from governance.models import Case, GoverningBody, GoverningDocument, Meeting, Organisation

    register("governance:case_list", Case.objects.visible_to)
    register("governance:meeting_list", Meeting.objects.visible_to)
    register("governance:governing_list", GoverningDocument.objects.visible_to)
    register("governance:body_list", GoverningBody.objects.visible_to)
    register("governance:member_list", Organisation.objects.visible_to)


def alliances() -> list:
    """The alliances that have a front page for everyone."""
    from governance.models import Alliance

    return list(Alliance.objects.open())


def shown_to(actor) -> frozenset[str]:
    """The lists that hold something for a visitor in the actor's alliance. Asked once for each request, in one
    question."""
    if "opened" not in actor.cache:
        (found,) = _held[actor.alliance.is_open](actor)
        actor.cache["opened"] = frozenset(view for view, is_there in zip(_lists, found, strict=True) if is_there)
    return actor.cache["opened"]


def _holding(visitor):
    from governance.models import Alliance

    holds = [Exists(rows(visitor)) for rows in _lists.values()]
    return Alliance.objects.filter(pk=visitor.alliance.pk).values_list(*holds)


# Who are members is open where the alliance is.
_held = {is_open: composed(lambda _actor: Actor(alliance=None), is_open=is_open)(_holding) for is_open in (True, False)}
