"""People in front of their browsers: `visit(login)` opens one, `seen(page)` judges what stands on the screen."""

import pytest

from tests.journeys.people import Visits


@pytest.fixture
def visits(browser, demo_server):
    """Browsers on the demo: `log_in(login)` and, for somebody off the street, `open(size)`."""
    opened = Visits(browser, demo_server)
    yield opened
    opened.leave()


@pytest.fixture
def visit(visits):
    """`visit("sekretariat@vestregionen.example")` logs in through the login page and gives the page after it.

    Each call is a browser of its own. A script error, a refused resource or an answer of 500 fails the test.
    """
    return visits.log_in
