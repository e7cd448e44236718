"""What every test gets: gates (gates.py), a database (database.py), a browser (browser.py), and what runs where."""

import gc

import pytest
from hypothesis import HealthCheck, settings

# How long an example takes says nothing of what it shows, and differs with what else the machine does.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")
pytest.register_assert_rewrite("tests.gates", "tests.browser")
pytest_plugins = [
    *("tests.database", "tests.gates", "tests.browser", "tests.staticlist", "tests.sharing", "tests.windows"),
    *("tests.cast", "tests.indexing", "tests.demobase", "tests.demoland", "tests.verapdf"),
]

MARKED_BY_FIXTURES = {"browser": {"page", "context", "browser", "new_context"}, "verapdf": {"verapdf"}}
DATABASE_FIXTURES = {"db", "transactional_db", "live_server"}


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="also run kill rounds, soak and scale tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark browser and veraPDF tests, and leave out what this round does not run (it counts as deselected)."""
    for item in items:
        for mark, fixtures in MARKED_BY_FIXTURES.items():
            if fixtures & set(getattr(item, "fixturenames", ())):
                item.add_marker(mark)
    kept = [item for item in items if _runs(item, config.getoption("--long"), _on_postgresql())]
    if len(kept) < len(items):
        staying = set(kept)
        config.hook.pytest_deselected(items=[item for item in items if item not in staying])
        items[:] = kept


def pytest_collection_finish():
    """What is loaded by now stays: to look through it again and again for garbage is a twentieth of the suite."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _runs(item, with_long: bool, on_postgresql: bool) -> bool:
    """Whether a test belongs to this round. On PostgreSQL run the rules and views: what asks the database.

    Browser and veraPDF tests say nothing about the database, nor do those that say so themselves: the round on SQLite
    is enough for them.
    """
    marks = {mark.name for mark in item.iter_markers()}
    if "long" in marks and not with_long:
        return False
    asks_database = "django_db" in marks or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ()))
    return not on_postgresql or bool(asks_database and not marks & {"any_database", *MARKED_BY_FIXTURES})


def _on_postgresql() -> bool:
    from django.conf import settings

    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
