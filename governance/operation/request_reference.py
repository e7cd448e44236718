"""A short reference per request, for error pages and the log. Imports nothing of ours: logging loads it first."""

import logging
import re
import secrets
import time
from contextvars import ContextVar

from django.conf import settings

SECRET_CALENDAR = re.compile(r"(/kalender/)[^/\s\"']+(\.ics)")
logger = logging.getLogger("vestregion.request")
_request: ContextVar = ContextVar("request", default=None)


class ReferenceFilter(logging.Filter):
    """Gives each log line the reference of the request it belongs to, and what kind of request that is."""

    def filter(self, record):
        request = _request.get()
        match = getattr(request, "resolver_match", None)
        record.reference = getattr(request, "reference", "-")
        record.alliance = getattr(getattr(request, "alliance", None), "slug", "-")
        record.route = (match and match.view_name) or "-"
        record.method = getattr(request, "method", "-")
        return True


class SecretFilter(logging.Filter):
    """Keeps the secret address of a person's calendar out of the log, wherever in a line it stands."""

    def filter(self, record):
        said = record.getMessage()
        if "/kalender/" in said:
            record.msg, record.args = SECRET_CALENDAR.sub(r"\1***\2", said), ()
        return True


class RequestReferenceMiddleware:
    """Sets `request.reference`, and writes one line for each answered request, but for static files and for pages
    that ask each second whether anything is new (`request.is_quiet`)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.reference = secrets.token_hex(4)
        token, start = _request.set(request), time.monotonic()
        try:
            response = self.get_response(request)
            if not request.path.startswith(settings.STATIC_URL) and not _is_quiet(request, response):
                took = {"status": response.status_code, "ms": round((time.monotonic() - start) * 1000)}
                logger.info("answered", extra=took)
            return response
        finally:
            _request.reset(token)


def _is_quiet(request, response) -> bool:
    return getattr(request, "is_quiet", False) and response.status_code < 400
