"""The error pages: what happened, what to do, and a reference that is found again in the log.

A request from htmx gets one plain sentence instead of a page; the notices module shows it beside the text that
the user has typed, which stays where it is.
"""

import logging
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from governance import once
from governance.saying import ClosedToAll, GoneBecause
from vestregion import outage

log = logging.getLogger(__name__)

SECRETS = ("csrfmiddlewaretoken", "password", "passord", "credential", "code", "otp")
UNTYPED = ("base_version", once.FIELD, "neste")  # what our forms send beside what people write and choose
LAST_RESORT = (
    '<!doctype html><html lang="nb"><head><meta charset="utf-8"><title>Noe gikk galt</title></head><body><main>'
    "<h1>Noe gikk galt hos oss</h1><p>Prøv igjen om litt. Referanse: {reference}</p></main></body></html>"
)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: we could not read what was sent. 413 when a form, without its files, is over the limit."""
    if isinstance(exception, RequestDataTooBig):
        limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 1024**2
        sentence = _("Skjemaet er større enn grensen på {limit} MB, og ble ikke lagret.").format(limit=limit)
        return _page(request, "errors/413.html", 413, sentence)
    return _page(
        request, "errors/400.html", 400, _("Vi forsto ikke det som ble sendt. Last siden på nytt og prøv igjen.")
    )


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: a known reader who may not do this; the exception's text is the reason and is shown."""
    reason = str(exception or "") or _("Du har ikke tilgang til dette.")
    closed = exception if isinstance(exception, ClosedToAll) else None
    return _refused(request, 403, reason) or _page(request, "errors/403.html", 403, reason, {"closed": closed})


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the page is not here, or the reader may not know that it is."""
    if isinstance(exception, GoneBecause):
        sentence = str(exception)
    elif getattr(request, "seen_as_visitor", False):
        sentence = _("Siden er ikke publisert. Bare de som har tilgang, ser den.")
    elif request.method == "POST":
        sentence = _("Det du ville endre, finnes ikke lenger, eller du har ikke tilgang til det. Ingenting er lagret.")
    else:
        sentence = _("Vi fant ikke siden. Den kan være flyttet eller slettet.")
    return _refused(request, 404, sentence) or _page(request, "errors/404.html", 404, sentence)


def method_not_allowed(request: HttpRequest) -> HttpResponse:
    """405: the address of a button, opened as a page, or the other way round."""
    sentence = _("Adressen hører til en knapp på en annen side og kan ikke åpnes slik. Ingenting er endret.")
    return _refused(request, 405, sentence) or _page(request, "errors/405.html", 405, sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without request context and database, because either may be what broke.

    503 when the database is away or the disk is full, which pass, and are nobody's mistake.
    """
    reference = _reference(request)
    out = outage.of(sys.exc_info()[1])
    if out is not None:
        return _out_of_service(request, out, reference)
    sentence = _("Noe gikk galt hos oss. Prøv igjen om litt.")
    if _wants_sentence(request):
        return _sentence(sentence, 500, reference)
    try:
        html = loader.get_template("errors/500.html").render({"reference": reference})
    except Exception:  # the page that tells about errors must come out whatever is broken
        log.exception("The error page itself could not be rendered")
        html = LAST_RESORT.format(reference=reference)
    return HttpResponseServerError(html)


def _out_of_service(request: HttpRequest, out: outage.Outage, reference: str) -> HttpResponse:
    sentence = out.sentence if request.method in ("GET", "HEAD") else out.sentence_for_sender
    if _wants_sentence(request):
        response = _sentence(sentence, 503, reference)
    else:
        context = {"reference": reference, "heading": out.heading, "sentence": sentence, **_typed(request)}
        response = HttpResponse(loader.get_template("errors/503.html").render(context), status=503)
    response["Retry-After"] = str(outage.RETRY_AFTER)
    return response


def _typed(request: HttpRequest) -> dict:
    """What was typed, to be copied; nothing where the form itself could not be received."""
    nothing = {"fields": [], "lost_files": []}
    if request.method != "POST" or not _from_our_own_page(request):
        return nothing
    try:
        typed = [(name, value) for name, value in kept_fields(request) if value.strip() and name not in UNTYPED]
        return {"fields": typed, "lost_files": [upload.name for upload in request.FILES.values()]}
    except Exception:  # reading it may be what broke
        log.warning("What was sent could not be given back")
        return nothing


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 when the form's token is too old or missing: the typed text is given back with a fresh token.

    A page that sends by itself gets the token as a cookie, and `Vestregion-Token` says that it can send again. Where
    the login is gone too, with all other cookies, it is told that: it keeps the text and asks for a login.
    """
    log.warning("CSRF check failed: %s", reason)
    if not _wants_sentence(request):
        return _give_back(request, 403, expired=False)
    if needs_login(request.resolver_match.func) and not request.user.is_authenticated:
        return session_expired(request)
    get_token(request)
    response = _give_back(request, 403, expired=False)
    response["Vestregion-Token"] = "new"
    return response


def needs_login(view) -> bool:
    """Whether only those who are logged in may use the view."""
    return getattr(view, "login_required", True)


def session_expired(request: HttpRequest) -> HttpResponse:
    """401 for a form sent after the session ran out: log in in another window, then send the same text again."""
    return _give_back(request, 401, expired=True)


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What was typed, as (name, value) in the order sent; never files, passwords, codes or tokens."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if not any(secret in name.lower() for secret in SECRETS)
        for value in values
    ]


def _refused(request: HttpRequest, status: int, sentence: str) -> HttpResponse | None:
    """The refusal of a form with what was typed in it, to be copied; None where nothing was typed.

    It tells nothing but what the sender sent, so whoever sent it may have it.
    """
    if request.method != "POST" or not _from_our_own_page(request):
        return None
    typed = [(name, value) for name, value in kept_fields(request) if value.strip() and name not in UNTYPED]
    lost_files = [upload.name for upload in request.FILES.values()]
    if not (typed or lost_files):
        return None
    context = {"fields": typed, "lost_files": lost_files}
    return _page(request, "errors/refused.html", status, sentence, context)


def _give_back(request: HttpRequest, status: int, *, expired: bool) -> HttpResponse:
    sentence = (
        _("Du er logget ut. Logg inn i et nytt vindu, og send på nytt. Teksten din står her fortsatt.")
        if expired
        else _("Økten er for gammel. Kopier teksten din, last siden på nytt og prøv igjen.")
    )
    # A page elsewhere could post a form here and let us offer it back with a fresh token: only our own forms return.
    own = _from_our_own_page(request)
    context = {
        "fields": kept_fields(request) if own else [],
        "lost_files": [upload.name for upload in request.FILES.values()] if own else [],
        "action": request.get_full_path(),
        "expired": expired,
    }
    return _page(request, "errors/csrf.html", status, sentence, context)


def _from_our_own_page(request: HttpRequest) -> bool:
    site = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") == site or request.headers.get("Sec-Fetch-Site") == "same-origin"


def _page(request, template: str, status: int, sentence: str, context: dict | None = None) -> HttpResponse:
    reference = _reference(request)
    if _wants_sentence(request):
        return _sentence(sentence, status, reference)
    request.is_error_page = True
    return render(request, template, {"reference": reference, "sentence": sentence, **(context or {})}, status=status)


def _wants_sentence(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _sentence(sentence: str, status: int, reference: str) -> HttpResponse:
    return HttpResponse(
        f"{sentence} ({_('Referanse')}: {reference})", status=status, content_type="text/plain; charset=utf-8"
    )


def _reference(request: HttpRequest) -> str:
    """The reference that RequestReferenceMiddleware put on the request and on every log line of it."""
    return getattr(request, "reference", "") or "–"
