"""The demo with one of everything, made once for all of these tests."""

from contextlib import contextmanager

import pytest
from django.test import Client

from tests.access.roles import LOGINS, OUTSIDER
from tests.demoland import UNOPENED


@pytest.fixture(scope="module")
def demo_loaded(demo_databases, django_db_blocker):
    """The demo with one of everything in it, made once; what the tests of a module did is taken back at its end."""
    with django_db_blocker.unblock(), demo_databases.used("land", _make_land, upon=UNOPENED) as land:
        yield land


def _make_land():
    from tests.access.land import Land

    with _quick_print():
        return Land()


@contextmanager
def _quick_print():
    from governance.documents import rendering
    from tests.access.land import quick_print

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_renderers", quick_print())
        yield


@pytest.fixture(scope="module")
def land(demo_loaded):
    """`tests.access.land.Land`: sample objects for every address. Printing is quick."""
    with _quick_print():
        yield demo_loaded


@pytest.fixture(scope="module")
def clients(land):
    """`clients(role, **options)`: a client logged in as one of LOGINS. A failing view answers 500, so that one run
    tells of all of them; the error log fails the test as well."""
    from governance.models import User

    def make(role: str, **options) -> Client:
        client = Client(raise_request_exception=False, **options)
        if LOGINS[role] is not None:
            client.force_login(User.objects.get(email=LOGINS[role]))
        return client

    return make


@pytest.fixture(scope="session")
def walked() -> dict:
    """What the walks came to see, role by role: the land is the same for every module."""
    return {}


@pytest.fixture(scope="module")
def crawls(land, clients, walked):
    """`crawls[role]`: what the secretary or the admin of Vestregionen, or the outsider in her own alliance, comes to
    see. Walked when it is first asked for."""
    from tests.access.crawl import Crawl
    from tests.access.samples import starts

    def walk(role: str) -> Crawl:
        if role == OUTSIDER:
            return Crawl(clients(role), "/vaernesregionen/").run(["/vaernesregionen/"])
        return Crawl(clients(role), "/vestregionen/").run(starts(land, role))

    class Crawls:
        def __getitem__(self, role):
            if role not in walked:
                walked[role] = walk(role)
            return walked[role]

    return Crawls()
