"""A short reference per request, for error pages and the log. Imports nothing of ours: logging loads it first."""

import logging
import re
import secrets
from contextvars import ContextVar

SECRET_CALENDAR = re.compile(r"(/kalender/)[^/\s\"']+(\.ics)")
_reference: ContextVar[str] = ContextVar("reference", default="-")


class ReferenceFilter(logging.Filter):
    """Gives each log line the reference of the request it belongs to."""

    def filter(self, record):
        record.reference = _reference.get()
        return True


class SecretFilter(logging.Filter):
    """Keeps the secret address of a person's calendar out of the log, wherever in a line it stands."""

    def filter(self, record):
        said = record.getMessage()
        if "/kalender/" in said:
            record.msg, record.args = SECRET_CALENDAR.sub(r"\1***\2", said), ()
        return True


class RequestReferenceMiddleware:
    """Sets `request.reference`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.reference = secrets.token_hex(4)
        token = _reference.set(request.reference)
        try:
            return self.get_response(request)
        finally:
            _reference.reset(token)
