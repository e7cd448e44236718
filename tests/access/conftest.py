"""The demo with one of everything, once for each module of these tests."""

import pytest
from django.test import Client

from tests.access.roles import LOGINS, OUTSIDER


@pytest.fixture(scope="module")
def land(demo_loaded):
    """`tests.access.land.Land`: sample objects for every address. Printing is quick."""
    from governance.documents import rendering
    from tests.access.land import Land, quick_print

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(rendering, "_renderers", quick_print())
        yield Land()


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


@pytest.fixture(scope="module")
def crawls(land, clients):
    """`crawls[role]`: what the secretary or the admin of Vestregionen, or the outsider in her own alliance, comes to
    see. Walked when it is first asked for."""
    from tests.access.crawl import Crawl
    from tests.access.samples import starts

    class Crawls(dict):
        def __missing__(self, role):
            if role == OUTSIDER:
                self[role] = Crawl(clients(role), "/vaernesregionen/").run(["/vaernesregionen/"])
            else:
                self[role] = Crawl(clients(role), "/vestregionen/").run(starts(land, role))
            return self[role]

    return Crawls()
