"""A form sent twice makes one row: each empty form carries a token, and the session remembers what a token has made."""

from collections.abc import Callable, Collection
from hashlib import sha256
from uuid import UUID, uuid4

from django.apps import apps
from django.db import transaction

from governance.models import Event, TenantRow

FIELD = "form_token"
KEPT = 20  # forms remembered in a session
_KEY = "made_by_forms"


def new_token() -> str:
    """The token of one empty form."""
    return uuid4().hex


def made_once(
    request, make: Callable[[], TenantRow], *, by_content: bool = False, beside: Collection[str] = ()
) -> tuple[TenantRow, bool]:
    """The row that `make()` makes, and True; sent again, the row it made the first time, and False. Without a token it
    is always made.

    The same token with other content is another row: someone went back to the form and typed something else.
    `by_content` also knows the form again when the browser's back button has given it a new token; fields in `beside`
    say why it is made, and not what: with another such value it is the same row. The session's row is held meanwhile,
    so of two requests at once the second waits and finds what the first made.
    """
    untyped = {FIELD, *beside} if by_content else {*beside}

    def remember(row) -> list | None:
        return [row._meta.label, str(row.pk)] if isinstance(row, TenantRow) else None

    return _once(request, make, remember, lambda made: _row(request.actor, made), untyped)


def changed_once(request, make: Callable[[], UUID | None], *, beside: Collection[str] = ()) -> tuple[UUID | None, bool]:
    """The key of the change that `make()` does, and True; sent again with the same token, the key of the one it did the
    first time, and False. For acts that write many rows, none of which stands for them. `beside`: as of `made_once`."""

    def find(made: list | None) -> UUID | None:
        own = Event.objects.filter(alliance=request.actor.alliance, user_id=request.actor.user_id)
        event = own.filter(pk=made[1]).first() if made is not None else None
        return event.pk if event is not None else None

    return _once(request, make, lambda change: change and [Event._meta.label, str(change)], find, set(beside))


def _once(request, make: Callable, remember: Callable, find: Callable, untyped: set[str]) -> tuple:
    """What `make()` gives, and True; or what the session remembers of this token, and False. Forms that differ in the
    fields `untyped` alone are the same."""
    if not request.POST.get(FIELD) or not request.session.session_key:
        return make(), True
    with transaction.atomic():
        remembered = _held(request.session)
        print_ = _fingerprint(request, {"csrfmiddlewaretoken", *untyped})
        known = find(remembered.get(print_))
        if known is not None:
            return known, False
        made = make()
        if told := remember(made):
            kept = list(remembered.items())[1 - KEPT :]
            request.session[_KEY] = dict([*kept, (print_, told)])
            request.session.save()
        return made, True


def _held(session) -> dict:
    stored = session.model.objects.select_for_update().filter(pk=session.session_key).first()
    return stored.get_decoded().get(_KEY, {}) if stored else {}


def _fingerprint(request, untyped: set[str]) -> str:
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in untyped)
    uploads = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    return sha256(repr((request.path, typed, uploads)).encode()).hexdigest()


def _row(actor, made: list | None) -> TenantRow | None:
    """The row again, unless it has been taken away since."""
    if made is None:
        return None
    label, key = made
    return apps.get_model(label).objects.visible_to(actor).filter(pk=key).first()
