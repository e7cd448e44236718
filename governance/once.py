"""A form sent twice makes one row: each empty form carries a token, and the session remembers what a token has made."""

from collections.abc import Callable
from hashlib import sha256
from uuid import uuid4

from django.apps import apps
from django.db import transaction

from governance.models import TenantRow

FIELD = "form_token"
KEPT = 20  # forms remembered in a session
_KEY = "made_by_forms"


def new_token() -> str:
    """The token of one empty form."""
    return uuid4().hex


def made_once(request, make: Callable[[], TenantRow], *, by_content: bool = False) -> tuple[TenantRow, bool]:
    """The row that `make()` makes, and True; sent again, the row it made the first time, and False. Without a token it
    is always made.

    The same token with other content is another row: someone went back to the form and typed something else.
    `by_content` also knows the form again when the browser's back button has given it a new token. The session's row is
    held meanwhile, so of two requests at once the second waits and finds what the first made.
    """
    if not request.POST.get(FIELD) or not request.session.session_key:
        return make(), True
    with transaction.atomic():
        remembered = _held(request.session)
        print_ = _fingerprint(request, by_content)
        row = _row(request.actor, remembered.get(print_))
        if row is not None:
            return row, False
        row = make()
        if isinstance(row, TenantRow):
            kept = list(remembered.items())[1 - KEPT :]
            request.session[_KEY] = dict([*kept, (print_, [row._meta.label, str(row.pk)])])
            request.session.save()
        return row, True


def _held(session) -> dict:
    stored = session.model.objects.select_for_update().filter(pk=session.session_key).first()
    return stored.get_decoded().get(_KEY, {}) if stored else {}


def _fingerprint(request, by_content: bool) -> str:
    untyped = {"csrfmiddlewaretoken", FIELD} if by_content else {"csrfmiddlewaretoken"}
    typed = sorted((name, values) for name, values in request.POST.lists() if name not in untyped)
    uploads = sorted((name, file.name, file.size) for name, file in request.FILES.items())
    return sha256(repr((request.path, typed, uploads)).encode()).hexdigest()


def _row(actor, made: list | None) -> TenantRow | None:
    """The row again, unless it has been taken away since."""
    if made is None:
        return None
    label, key = made
    return apps.get_model(label).objects.visible_to(actor).filter(pk=key).first()
