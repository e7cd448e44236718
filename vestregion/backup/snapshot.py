"""What is read of one moment of a database, in SQL that SQLite and PostgreSQL both understand."""

from dataclasses import dataclass

from vestregion.backup.failure import BackupFailed


@dataclass(frozen=True)
class Snapshot:
    """One moment: rows per table, migrations done, and the files its rows name (path below the folder of files).

    `needed` must be there; `binned` are those of rows in the bin, whose bytes may have been put away.
    """

    server: str
    tables: dict[str, int]
    migrations: list[str]
    needed: dict[str, int]
    binned: dict[str, int]


def read(cursor, server: str, tables: list[str]) -> Snapshot:
    """Read through a cursor that stands in one moment."""
    if "governance_storedfile" not in tables:
        raise BackupFailed("The database has no tables of Vestregion. Run `manage.py migrate`, or check DATABASE_URL.")
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    migrations = [f"{app}.{name}" for app, name in cursor.fetchall()]
    cursor.execute("SELECT alliance_id, sha256, size, removed_at IS NULL FROM governance_storedfile ORDER BY 1, 2")
    rows = [(file_path(alliance, sha256), size, bool(present)) for alliance, sha256, size, present in cursor.fetchall()]
    return Snapshot(
        server=server,
        tables=count(cursor, tables),
        migrations=migrations,
        needed={path: size for path, size, present in rows if present},
        binned={path: size for path, size, present in rows if not present},
    )


def count(cursor, tables: list[str]) -> dict[str, int]:
    counts = {}
    for table in sorted(tables):
        cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name the database itself gave
        counts[table] = cursor.fetchone()[0]
    return counts


def file_path(alliance_id: int, sha256: str) -> str:
    """As governance/filing/files.py lays it."""
    return f"{alliance_id}/{sha256[:2]}/{sha256}"
