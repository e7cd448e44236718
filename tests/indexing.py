"""What the fixtures of one test write is put into the index of the search once, and not before anything asks of it.

One act at a time, as people work, the index was a third of what it took to prepare a test, and most tests never search.
What the test itself does is indexed act by act, as in production.
"""

import pytest
from django.db import connection, transaction

from governance import written

OF_SEARCH = "governance_search"  # the tables that the index is written to
OTHER_THREADS = {"transactional_db", "live_server"}  # who asks there is not seen here


class Waiting:
    """What the fixtures wrote, until a question names a table of the search."""

    def __init__(self):
        self.written: list = []
        self.listeners = ()  # of the product; a listener of the test's own is told what the test does
        self._told: list = []

    def begin(self) -> None:
        self.written, self._told = [], []
        self.listeners = tuple(written._listeners)

    def watch(self) -> None:
        connection.execute_wrappers.append(self._look)

    def end(self) -> None:
        if self._look in connection.execute_wrappers:
            connection.execute_wrappers.remove(self._look)

    def _look(self, execute, sql, params, many, context):
        if self.written and OF_SEARCH in sql:
            with _uncounted():
                self.tell()
        answer = execute(sql, params, many, context)
        if self._told and sql.startswith("ROLLBACK TO"):  # and with it, perhaps, what was told; told twice is as once
            self.written = self._told
        return answer

    def tell(self) -> None:
        self.written, self._told = [], self.written
        if self._told:
            with transaction.atomic():
                for listener in self.listeners:
                    listener(list(self._told))


class _uncounted:
    """Questions asked inside are none of the test's."""

    def __enter__(self):
        self.before = len(connection.queries_log)

    def __exit__(self, *_):
        while len(connection.queries_log) > self.before:
            connection.queries_log.pop()


waiting = Waiting()
_preparing = False


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item):
    global _preparing
    waiting.begin()
    _preparing = True
    try:
        result = yield
    finally:
        _preparing = False
    if waiting.written and OTHER_THREADS & set(item.fixturenames):
        waiting.tell()
    elif waiting.written:
        waiting.watch()
    return result


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown():
    waiting.end()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef):
    """What is made for several tests is not taken back with the first of them, and so is indexed at once."""
    alone = _preparing and fixturedef.scope == "function"
    token = written._together.set(waiting.written if alone else None)
    try:
        return (yield)
    finally:
        written._together.reset(token)
