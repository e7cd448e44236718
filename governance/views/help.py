"""The help page: every topic, the words, what is new, the keys, and whom to ask."""

from django.conf import settings
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from governance.guidance import help as helping
from governance.guidance.glossary import TERMS
from governance.guidance.news import NEWS
from governance.norwegian_order import norwegian_key
from governance.openness.public import public

SEEN = "vr_news"  # how many news this browser has been shown
YEAR = 60 * 60 * 24 * 365


@public
@require_safe
def help_page(request):
    """For everyone; a visitor reads of the pages that are open to her. What is new since the last visit is marked."""
    actor, seen = request.actor, _seen(request)
    fresh = len(NEWS) - seen if seen is not None else 0
    context = {
        "page_title": _("Hjelp"),
        "help_url": request.path,
        "topics": helping.topics_for(actor),
        "terms": sorted(((str(term), meaning) for term, meaning in TERMS), key=lambda row: norwegian_key(row[0])),
        "news": [(news, number < fresh) for number, news in enumerate(NEWS)] if actor.is_known else [],
        "shortcuts": helping.shortcuts(),
    }
    response = render(request, "governance/help.html", context)
    if actor.is_known:
        response.set_cookie(
            SEEN,
            str(len(NEWS)),
            max_age=YEAR,
            path=request.path,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


def _seen(request) -> int | None:
    told = request.COOKIES.get(SEEN, "")
    return int(told) if told.isascii() and told.isdigit() and len(told) < 6 else None
