"""Each process of a run takes a copy of a migrated database (tests/migrated.py); `--create-db` makes it anew."""

import pytest
from django.db import connection

from tests import migrated


@pytest.fixture(scope="session")
def keeps_copies(django_db_use_migrations):
    """Whether this run makes copies for later ones: PostgreSQL's are made before it, and --nomigrations leaves no trace
    of the migrations."""
    return connection.vendor == "sqlite" and django_db_use_migrations


@pytest.fixture(scope="session")
def django_db_keepdb(request, django_db_use_migrations, django_db_modify_db_settings, django_db_blocker):
    """Whether the tests' database is there already: once it could be copied."""
    if not django_db_use_migrations or request.config.getoption("--create-db"):
        return False
    with django_db_blocker.unblock():
        return migrated.lay_sqlite(connection) if connection.vendor == "sqlite" else _copy_template()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, keeps_copies, django_db_keepdb, django_db_blocker):
    """Set the database up as pytest-django does, and keep a copy for the next run if it was migrated further."""
    if keeps_copies and not (django_db_keepdb and migrated.kept("sqlite3").exists()):
        with django_db_blocker.unblock():
            migrated.keep_sqlite(connection)


def _copy_template() -> bool:
    """Nobody's own server has the template, so pytest-django makes the database there."""
    own = connection.creation._get_test_db_name()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [migrated.TEMPLATE])
        if not cursor.fetchone():
            return False
        cursor.execute(f'DROP DATABASE IF EXISTS "{own}"')
        cursor.execute(f'CREATE DATABASE "{own}" TEMPLATE "{migrated.TEMPLATE}"')
    return True


@pytest.fixture(scope="session", autouse=True)
def _only_written_tables_are_emptied():
    """After a test with transactions of its own Django empties every table, which takes PostgreSQL half a second
    however few were written to. Foreign keys are asked about when all is emptied."""
    from django.db.backends.postgresql.operations import DatabaseOperations

    def sql_flush(self, style, tables, *, reset_sequences=False, allow_cascade=False):
        if reset_sequences or allow_cascade or not tables:
            return truncating(self, style, tables, reset_sequences=reset_sequences, allow_cascade=allow_cascade)
        names = {table: self.quote_name(table) for table in tables}
        asked = (f"SELECT '{table}' WHERE EXISTS (SELECT FROM {name})" for table, name in names.items())  # noqa: S608
        with self.connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join(asked))
            return [f"DELETE FROM {names[table]}" for (table,) in cursor.fetchall()]  # noqa: S608

    truncating = DatabaseOperations.sql_flush
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", sql_flush)
        yield
