"""Calendar feeds, and the page where a person copies, renews and takes back the address of her own."""

from hashlib import sha256

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from governance import clock
from governance.access import actor_of, load_actor, require
from governance.models import CalendarLink, GoverningBody
from governance.openness import calendars
from governance.services import calendarlinks


@require_safe
def public_calendar(request):
    """The published meetings of the alliance, whoever asks."""
    visitor = load_actor(request.alliance, None)
    entries = calendars.meeting_entries(visitor, _linker(request))
    return _feed(request, _("Møter i {name}").format(name=request.alliance.name), entries)


@require_safe
def body_calendar(request, slug):
    """The published meetings of one body."""
    visitor = load_actor(request.alliance, None)
    body = get_object_or_404(GoverningBody.objects.visible_to(visitor), slug=slug)
    entries = calendars.meeting_entries(visitor, _linker(request), body=body)
    return _feed(request, f"{body.name}, {request.alliance.name}", entries)


@require_safe
@sensitive_variables("secret")
def own_calendar(request, secret):
    """A person's own calendar, by its secret address. Reads only; no login, since calendars cannot log in."""
    person = calendarlinks.owner_of(request.alliance, secret)
    actor = actor_of(request.alliance, person) if person is not None else None
    if actor is None or not actor.is_known:
        raise Http404
    entries = calendars.own_entries(actor, _linker(request))
    name = _("Min kalender i {name}").format(name=request.alliance.name)
    return _feed(request, name, entries, kept="private, no-cache")


def _linker(request):
    def link(view: str, **kwargs) -> str:
        return request.build_absolute_uri(reverse(view, kwargs={"alliance": request.alliance.slug} | kwargs))

    return link


def _feed(request, name: str, entries, *, kept: str = "public, max-age=900"):
    content = calendars.write(name, entries)
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    changed = max((entry.changed_at for entry in entries), default=None)
    answer["ETag"] = etag = quote_etag(sha256(content).hexdigest())
    if not request.user.is_authenticated:  # in a session nothing is kept (governance/caching.py)
        answer["Cache-Control"] = kept
    if changed is not None:
        answer["Last-Modified"] = http_date(changed.timestamp())
    # Only the ETag decides: an entry that falls out of the feed makes it no younger.
    return get_conditional_response(request, etag=etag, response=answer)


# ---- The page ----


@require_safe
def calendar_page(request):
    require(request.actor, "calendar.link")
    return _page(request)


@require_POST
@sensitive_variables("secret")
def link_new(request):
    """Make the secret address, or a new one; it is shown in this answer alone."""
    require(request.actor, "calendar.link")
    secret = calendarlinks.new_link(request.actor)
    return _page(request, url=_linker(request)("governance:own_calendar", secret=secret))


@require_POST
def link_revoke(request):
    require(request.actor, "calendar.link")
    calendarlinks.revoke_links(request.actor)
    return redirect("governance:calendar_page", alliance=request.alliance.slug)


def _page(request, url: str = ""):
    visitor, link = load_actor(request.alliance, None), _linker(request)
    bodies = GoverningBody.objects.visible_to(visitor)
    title = _("Kalender")
    context = {
        "page_title": title,
        "secret_url": url,
        "own": CalendarLink.objects.visible_to(request.actor).first(),
        "feeds": [(_("Alle publiserte møter"), link("governance:meeting_calendar"))]
        + [(body.name, link("governance:body_calendar", slug=body.slug)) for body in bodies],
        "day": clock.today(request.alliance),
        "breadcrumb": [
            (_("Min side"), reverse("governance:my_page", args=[request.alliance.slug])),
            (_("Kalender"), ""),
        ],
    }
    answer = render(request, "governance/calendar.html", context)
    answer["Cache-Control"] = "private, no-store"
    return answer
