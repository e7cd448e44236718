"""What the fixtures of one test write is put into the index of the search once, when all of them are done.

One act at a time, as people work, the index was a third of what it took to prepare a test. What the test itself does is
indexed act by act, as in production.
"""

import pytest
from django.db import transaction

from governance import written

_waiting: list = []
_preparing = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup():
    global _preparing
    _waiting.clear()
    listeners = tuple(written._listeners)  # of the product; a listener of the test's own is told what the test does
    _preparing = True
    try:
        result = yield
    finally:
        _preparing = False
    if _waiting:
        with transaction.atomic():
            for listener in listeners:
                listener(list(_waiting))
    return result


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """What is made for several tests is not taken back with the first of them, and so is indexed at once."""
    alone = _preparing and fixturedef.scope == "function"
    token = written._together.set(_waiting if alone else None)
    try:
        return (yield)
    finally:
        written._together.reset(token)
