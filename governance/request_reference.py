"""A short reference per request, for error pages and the log. Imports nothing of ours: logging loads it first."""

import logging
import secrets
from contextvars import ContextVar

_reference: ContextVar[str] = ContextVar("reference", default="-")


class ReferenceFilter(logging.Filter):
    """Gives each log line the reference of the request it belongs to."""

    def filter(self, record):
        record.reference = _reference.get()
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
