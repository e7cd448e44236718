"""The frame's facts: menu, alliances, demo day. Cheap, and right before and without an alliance."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import path

from governance.access import Actor
from governance.models import Alliance
from governance.openness.public import public
from vestregion.context import shell


def view(request, alliance):
    """Stands in for a page; only its address is used."""


governance = (
    [
        path("<slug:alliance>/", view, name="my_page"),
        path("<slug:alliance>/saker/", view, name="case_list"),
        path("<slug:alliance>/saker/ny/", view, name="case_create"),
        path("<slug:alliance>/demodag/", view, name="demo_day"),
    ],
    "governance",
)


class Urls:
    """A URL configuration with four pages; the other menu entries have none here."""

    from django.urls import include

    urlpatterns = [path("", include(governance))]


@pytest.fixture(autouse=True)
def _few_urls(settings):
    settings.ROOT_URLCONF = Urls


@pytest.fixture
def alliance():
    return Alliance(name="Vestregionen", slug="vestregionen", is_demo=True, demo_day=date(2018, 3, 8))


def request_of(alliance, *, signed_in=True, roles=(), view_name="", **extra):
    request = RequestFactory().get("/")
    request.user = SimpleNamespace(is_authenticated=signed_in)
    request.alliance = alliance
    request.actor = Actor(alliance=alliance, roles=frozenset((role, None) for role in roles))
    request.actor.cache["opened"] = frozenset()  # nothing is asked of the database
    request.resolver_match = SimpleNamespace(view_name=view_name)
    for name, value in extra.items():
        setattr(request, name, value)
    return request


def test_the_menu_holds_the_pages_that_exist_and_marks_the_current(alliance):
    menu = shell(request_of(alliance, roles=["reader"], view_name="governance:case_create"))["shell"].menu
    assert [(str(entry.label), entry.url, entry.current) for entry in menu] == [
        ("Min side", "/vestregionen/", False),
        ("Saker", "/vestregionen/saker/", True),
    ]


@pytest.mark.parametrize(
    ("is_open", "shown", "menu"),
    [
        (False, set(), []),
        (False, {"governance:case_list"}, ["Saker"]),
        (True, set(), ["Forside"]),
        (True, {"governance:case_list"}, ["Forside", "Saker"]),
    ],
)
def test_a_visitor_is_shown_only_what_holds_something(alliance, is_open, shown, menu):
    alliance.is_open = is_open
    request = request_of(alliance, signed_in=False)
    request.actor.cache["opened"] = frozenset(shown)
    assert [str(entry.label) for entry in shell(request)["shell"].menu] == menu


def test_staff_may_see_a_public_page_as_a_visitor_and_go_back(alliance):
    def page(role, query, **extra):
        request = request_of(alliance, roles=[role], view_name="governance:case_list", **extra)
        request.GET = QueryDict(query, mutable=True)
        request.resolver_match.func = public(lambda request: None)
        request.actor.cache["opened"] = frozenset()
        return shell(request)["shell"]

    assert page("secretariat", "side=2").visitor_url == "/?side=2&som=publikum"
    assert page("reader", "").visitor_url == ""
    assert page("secretariat", "side=2&som=publikum", seen_as_visitor=True).own_url == "/?side=2"


@pytest.mark.parametrize(
    ("view", "is_open", "offered"),
    [("my_page", True, True), ("my_page", False, False), ("search", True, False), ("body_list", False, True)],
)
def test_the_eyes_of_a_visitor_are_offered_only_where_she_sees_something(alliance, view, is_open, offered):
    alliance.is_open = is_open
    request = request_of(alliance, roles=["secretariat"], view_name=f"governance:{view}")
    request.GET = QueryDict("", mutable=True)
    request.resolver_match.func = public(lambda request: None)
    request.actor.cache["opened"] = frozenset()
    assert bool(shell(request)["shell"].visitor_url) is offered


def test_without_an_alliance_there_is_no_menu():
    frame = shell(request_of(None))["shell"]
    assert (frame.name, frame.menu, frame.alliances, frame.home_url) == ("Vestregion", (), (), "/")


def test_before_the_middleware_has_run():
    assert shell(RequestFactory().get("/"))["shell"].name == "Vestregion"


def test_only_administrators_may_change_the_demo_day(alliance):
    admin = shell(request_of(alliance, roles=["administrator"]))["shell"]
    reader = shell(request_of(alliance, roles=["reader"]))["shell"]
    assert admin.demo_day == reader.demo_day == date(2018, 3, 8)
    assert (admin.demo_day_url, reader.demo_day_url) == ("/vestregionen/demodag/", "")


def test_switching_needs_two_alliances(alliance):
    other = Alliance(name="Værnesregionen", slug="vaernesregionen")
    alone = shell(request_of(alliance, alliances=[alliance]))["shell"]
    both = shell(request_of(alliance, alliances=[alliance, other]))["shell"]
    assert alone.alliances == ()
    assert [(each.url, each.current) for each in both.alliances] == [
        ("/vestregionen/", True),
        ("/vaernesregionen/", False),
    ]


def test_a_fragment_gets_no_frame(alliance):
    fragment = request_of(alliance, htmx=SimpleNamespace(boosted=False))
    assert shell(fragment)["shell"] is None
    assert shell(fragment)["alliance"] is alliance
