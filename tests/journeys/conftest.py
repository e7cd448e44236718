"""People in front of their browsers: `visit(login)` opens one, `seen(page)` judges what stands on the screen."""

import pytest

from tests.journeys.people import Visits


@pytest.fixture
def visit(browser, demo_server):
    """`visit("sekretariat@vestregionen.example")` logs in through the login page and gives the page after it.

    Each call is a browser of its own. A script error, a refused resource or an answer of 500 fails the test.
    """
    visits = Visits(browser, demo_server)
    yield visits.log_in
    visits.leave()
