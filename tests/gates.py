"""Gates every test passes: no logged error it did not announce, no language left over. (Warnings: pyproject.toml.)"""

import logging

import pytest
from django.utils import translation


class _Recorder(logging.Handler):
    """Keeps what is logged at ERROR or above, from every thread, together with what the test announced."""

    def __init__(self):
        super().__init__(logging.ERROR)
        self.records = []
        self.announced = []

    def emit(self, record):
        self.records.append(record)

    def unannounced(self):
        return [r for r in self.records if not any(_matches(r, *one) for one in self.announced)]

    def unmet(self):
        return [one for one in self.announced if not any(_matches(r, *one) for r in self.records)]


def _matches(record, logger, text):
    return record.name == logger and text in record.getMessage()


@pytest.fixture(autouse=True)
def _own_language():
    """A page that was asked for in another language leaves that language to this thread; the next test gets its own."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def _error_log():
    """Fail the test at its end if an error was logged unannounced, or an announced one never came."""
    recorder = _Recorder()
    root = logging.getLogger()
    root.addHandler(recorder)
    yield recorder
    root.removeHandler(recorder)
    surprises = [f"{r.name}: {r.getMessage()}" for r in recorder.unannounced()]
    assert not surprises, f"errors were logged: {surprises}"
    assert not recorder.unmet(), f"these errors were announced but never logged: {recorder.unmet()}"


@pytest.fixture
def expect_error_log(_error_log):
    """Announce an error this test will log: `expect_error_log("django.request", "Internal Server Error")`."""

    def announce(logger: str, text: str = "") -> None:
        _error_log.announced.append((logger, text))

    return announce
