"""What search engines are told: robots.txt, and the site map of pages that name nobody."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import resolve, reverse
from django.views.decorators.http import require_safe

from governance.access import load_actor
from governance.openness import opened
from governance.openness.public import public

# Of an open alliance, whatever it holds; beside them the lists that hold something and name nobody.
ALWAYS = ("governance:my_page", "governance:accessibility", "governance:privacy")


@public
@require_safe
def robots(request):
    """Secret calendars, logins and the admin site are asked for by nobody's machine. What names people is not listed
    here: a search engine has to read a page to learn from its header that it is not to be kept."""
    lines = ["User-agent: *", "Disallow: /konto/", "Disallow: /admin/", "Disallow: /*/kalender/"]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def sitemap(request):
    """The first page, and for each open alliance the pages that may be found by searching."""
    paths = [reverse("chooser"), *(path for alliance in opened.alliances() for path in _pages(alliance))]
    context = {"urls": [request.build_absolute_uri(path) for path in paths]}
    return render(request, "sitemap.xml", context, content_type="application/xml; charset=utf-8")


def _pages(alliance) -> list[str]:
    lists = sorted(opened.shown_to(load_actor(alliance, None)))
    paths = [reverse(view, kwargs={"alliance": alliance.slug}) for view in (*ALWAYS, *lists)]
    return [path for path in paths if getattr(resolve(path).func, "is_indexable", False)]
