"""Browsers of several persons at once, each with a page that says who has it open."""

import time
from contextlib import suppress

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Error

from governance.models import Presence


@pytest.fixture
def open_window(new_context, live_server):
    """`open_window(actor, address, ready)`: a browser of her own, with the page there as soon as `ready` is."""
    opened = []

    def open_for(actor, address, ready):
        client, context = Client(), new_context()
        client.force_login(actor.user)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(address)
        page.locator(ready).wait_for()
        opened.append(page)
        return page

    yield open_for
    take_leave(opened)
    for page in opened:
        # What a window says as it is closed would come after the database of the test.
        page.context.route("**/*", lambda route: route.abort())
        page.close(run_before_unload=False)
    assert [page.problems for page in opened if page.problems] == []


def take_leave(pages, patience=3):
    """Each says that she leaves while there is a database to tell; who is offline, or has been closed, says nothing."""
    for page in pages:
        with suppress(Error):
            page.goto("about:blank", timeout=2_000)
    until = time.monotonic() + patience
    while Presence.objects.exists() and time.monotonic() < until:
        time.sleep(0.05)
