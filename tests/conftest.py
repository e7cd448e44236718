"""What every test gets: gates (gates.py), a database (database.py), a browser (browser.py), and what runs where."""

import pytest

pytest.register_assert_rewrite("tests.gates", "tests.browser")
pytest_plugins = ["tests.database", "tests.gates", "tests.browser", "tests.cast"]

BROWSER_FIXTURES = {"page", "context", "browser", "new_context"}


def pytest_addoption(parser):
    parser.addoption("--long", action="store_true", help="also run kill rounds, soak and scale tests")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config, items):
    """Mark browser tests, and leave out what this round does not run (it counts as deselected).

    Browser and veraPDF tests say nothing about the database, so they run on SQLite alone.
    """
    left_out = set() if config.getoption("--long") else {"long"}
    if _on_postgresql():
        left_out |= {"browser", "verapdf"}
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker("browser")
    kept = [item for item in items if not any(item.get_closest_marker(mark) for mark in left_out)]
    if len(kept) < len(items):
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


def _on_postgresql() -> bool:
    from django.conf import settings

    return settings.DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql"
