"""What every whole page needs around its content: menu, alliances to switch to, demo day, language choice.

Reads only what the middleware has loaded (`request.alliance`, `request.actor`, `request.user`, and `request.alliances`
where it lists the user's alliances) and asks the database nothing but what a visitor may see
(governance/openness/opened.py); a fragment gets no shell at all.
"""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from governance import permissions  # noqa: F401  declares the acts
from governance.access import may
from governance.guidance.help import Topic, topic_of
from governance.middleware import AS, VISITOR
from governance.openness import opened

SAME_FOR_ALL = {f"governance:{name}" for name in ("search", "help", "accessibility", "privacy")}


@dataclass(frozen=True)
class MenuItem:
    """One entry of the menu as data: where it leads and which views count as being there."""

    label: object
    view: str
    sections: tuple[str, ...]
    icon: str
    module: str = ""


FRONT = MenuItem(_("Forside"), "governance:my_page", ("governance:my_",), "home")
MENU = (
    MenuItem(_("Min side"), "governance:my_page", ("governance:my_",), "home"),
    MenuItem(_("Saker"), "governance:case_list", ("governance:case_", "governance:item_create"), "folder"),
    MenuItem(_("Møter"), "governance:meeting_list", ("governance:meeting_", "governance:item_"), "calendar"),
    MenuItem(_("Handlingsplan"), "actionplan:plan_current", ("actionplan:",), "tasks"),
    MenuItem(_("Rapporter"), "reporting:report_list", ("reporting:",), "chart"),
    MenuItem(_("Styringsdokumenter"), "governance:governing_list", ("governance:governing_",), "file"),
    MenuItem(_("Organer"), "governance:body_list", ("governance:body_", "governance:seat_"), "gavel"),
    MenuItem(_("Medlemmer"), "governance:member_list", ("governance:member_",), "people"),
)


@dataclass(frozen=True)
class Entry:
    """A menu entry of this page, ready to draw."""

    label: object
    url: str
    icon: str
    current: bool


@dataclass(frozen=True)
class Shell:
    """The frame of a whole page. `logo_url` is empty where the alliance has no logo, `demo_day_url` for those who may
    not change the day."""

    name: str
    home_url: str
    logo_url: str
    menu: tuple[Entry, ...]
    alliances: tuple[Entry, ...]
    demo_day: date | None
    demo_day_url: str
    language_url: str
    languages: tuple[tuple[str, str], ...]
    visitor_url: str = ""  # this page as a visitor sees it, for those who work in the secretariat
    own_url: str = ""  # and the way back
    search_url: str = ""
    help: Topic | None = None
    help_url: str = ""


def shell(request: HttpRequest) -> dict:
    """Context processor: `alliance`, `actor`, and `shell` (None for a fragment)."""
    alliance = getattr(request, "alliance", None)
    actor = getattr(request, "actor", None)
    known = {"alliance": alliance, "actor": actor, "shell": None, "canonical_url": _canonical(request)}
    if _is_fragment(request):
        return known
    return known | {"shell": _shell(request, alliance, actor)}


def _canonical(request) -> str:
    """The one address of a page that may be found by searching, whatever was asked for in the address."""
    return request.build_absolute_uri(request.path) if getattr(request, "is_indexable", False) else ""


def _is_fragment(request: HttpRequest) -> bool:
    htmx = getattr(request, "htmx", False)
    return bool(htmx) and not htmx.boosted


def _shell(request, alliance, actor) -> Shell:
    demo_day = getattr(alliance, "demo_day", None)
    may_change = demo_day and may(actor, "alliance.demo_day", alliance)
    sender = alliance or getattr(request, "link_alliance", None)  # whoever opens a link in a letter sees whose it is
    return Shell(
        name=getattr(sender, "name", "") or "Vestregion",
        home_url=_address("governance:my_page", alliance) or "/",
        logo_url=_logo(sender),
        menu=_menu(request, alliance),
        alliances=_alliances(request, alliance),
        demo_day=demo_day,
        demo_day_url=_address("governance:demo_day", alliance) if may_change else "",
        language_url=_address("set_language"),
        help=topic_of(_view_name(request)),
        help_url=_address("governance:help", alliance) if alliance is not None else "",
        languages=tuple(settings.LANGUAGES),  # each in its own language, so not the translated names
        **_other_eyes(request, actor),
        search_url=_address("governance:search", alliance) if alliance else "",
    )


def _other_eyes(request, actor) -> dict[str, str]:
    """The address of the same page as a visitor sees it, or the way back from there."""
    query = request.GET.copy()
    if getattr(request, "seen_as_visitor", False):
        query.pop(AS)
        return {"own_url": f"{request.path}?{query.urlencode()}".removesuffix("?")}
    if getattr(request, "is_error_page", False):
        return {}
    view = getattr(getattr(request, "resolver_match", None), "func", None)
    if request.method != "GET" or not getattr(view, "is_public", False) or not getattr(actor, "is_staff", False):
        return {}
    if not _is_shown_to_visitors(request):
        return {}
    query[AS] = VISITOR
    return {"visitor_url": f"{request.path}?{query.urlencode()}"}


def _is_shown_to_visitors(request) -> bool:
    """Not the search, which shows each reader something else, nor pages that are the same for all, nor a front page
    that is closed."""
    view = _view_name(request)
    return view not in SAME_FOR_ALL and (view != "governance:my_page" or request.alliance.is_open)


def _logo(alliance) -> str:
    key = getattr(alliance, "logo_id", None)
    return reverse("governance:logo", args=[alliance.slug, key]) if key else ""


def _view_name(request) -> str:
    return getattr(getattr(request, "resolver_match", None), "view_name", "") or ""


def _menu(request, alliance) -> tuple[Entry, ...]:
    if alliance is None:
        return ()
    here = _view_name(request)
    actor = getattr(request, "actor", None)
    items = MENU if getattr(actor, "is_known", False) else _visitors_menu(alliance, actor)
    current = next((item for item in items if here.startswith(item.sections)), None)  # the first that knows the view
    entries = (
        Entry(item.label, _address(item.view, alliance), item.icon, item is current)
        for item in items
        if not item.module or getattr(alliance, f"has_{item.module}")
    )
    return tuple(entry for entry in entries if entry.url)


def _visitors_menu(alliance, actor) -> tuple[MenuItem, ...]:
    """The front page where the alliance has one, and the lists that hold something for everyone."""
    shown = opened.shown_to(actor) if actor is not None else frozenset()
    front = (FRONT,) if alliance.is_open else ()
    return front + tuple(item for item in MENU if item.view in shown)


def _alliances(request, alliance) -> tuple[Entry, ...]:
    """The alliances the user may switch to, the present one marked; empty when there is nothing to choose."""
    own = tuple(getattr(request, "alliances", ()))
    if len(own) < 2:
        return ()
    entries = (Entry(each.name, _address("governance:my_page", each), "", each == alliance) for each in own)
    return tuple(entry for entry in entries if entry.url)


def _address(view: str, alliance=None) -> str:
    """The address of a view, or nothing where this installation does not have the page."""
    try:
        return reverse(view, kwargs={"alliance": alliance.slug} if alliance else None)
    except NoReverseMatch:
        return ""
