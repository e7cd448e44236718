"""PostgreSQL: dumped from one exported snapshot, put back and counted in one transaction."""

import shutil
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from vestregion.backup import pgtools, snapshot
from vestregion.backup.failure import BackupFailed
from vestregion.backup.manifest import Manifest, write_new

FILE = "database.dump"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
# Everything of ours in the schema, whatever version it is of; what extensions brought stays.
EMPTY = """
DO $$ DECLARE each record; BEGIN
  FOR each IN SELECT format('%s %s', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW'
      WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, oid::regclass) AS what FROM pg_class c
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S')
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('e', 'a', 'i'))
    ORDER BY relkind <> 'v' LOOP
    EXECUTE 'DROP ' || each.what || ' CASCADE';
  END LOOP;
  FOR each IN SELECT collname FROM pg_collation WHERE collnamespace = 'public'::regnamespace LOOP
    EXECUTE format('DROP COLLATION public.%I CASCADE', each.collname);
  END LOOP;
END $$;
"""


@contextmanager
def dumped(folder: Path):
    """Dump one moment into the folder and yield what was in it. Writers go on writing meanwhile."""
    from psycopg2 import connect as reach

    connection.ensure_connection()
    with closing(reach(**connection.get_connection_params())) as reader:
        reader.set_session(isolation_level="REPEATABLE READ", readonly=True)
        with reader.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
            moment, server = cursor.fetchone()
            cursor.execute(TABLES)
            seen = snapshot.read(cursor, server, [name for (name,) in cursor.fetchall()])
            _dump(folder / FILE, moment)
    yield seen


def holds_something() -> bool:
    """Whether the target has an alliance or a user; tables alone, as `migrate` leaves them, are nothing to lose."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = {name for (name,) in cursor.fetchall()}
        return any(snapshot.count(cursor, list(tables & {"governance_alliance", "governance_user"})).values())


def load(dump: Path, manifest: Manifest, migrate: Callable[[], None]) -> None:
    """Empty the schema, read the dump and count every table in one transaction; then bring it up to date."""
    connection.ensure_connection()
    psql = pgtools.command("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "--dbname", pgtools.address())
    reader = pgtools.command("pg_restore", "--no-owner", "--no-acl", "--no-comments", "--file=-", str(dump))
    connection.close()
    with tempfile.TemporaryFile("w+") as said:
        done = _pour(reader, psql, said, _counted(manifest.tables))
        said.seek(0)
        if not done:
            text = said.read()
            in_use = "Stop web and worker first. " if "lock timeout" in text else ""
            raise BackupFailed(f"PostgreSQL did not take the copy. {in_use}Nothing is changed: {pgtools.reason(text)}")
    migrate()


def _dump(target: Path, moment: str) -> None:
    write_new(target, [])
    wanted = ["--format=custom", "--no-owner", "--no-acl", "--lock-wait-timeout=60s"]
    places = [f"--snapshot={moment}", f"--file={target}", "--dbname", pgtools.address()]
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(  # noqa: S603
            pgtools.command("pg_dump", *wanted, *places),
            env=pgtools.environment(),
            stderr=said,
            check=False,
            restore_signals=False,  # a file that may not grow is then an error it tells of, not its death
        )
        said.seek(0)
        if done.returncode:
            text = said.read()
            if "No space left" in text or "File too large" in text:
                raise BackupFailed(f"There is no room left in {target.parent.parent}. Make room, then run it again.")
            raise BackupFailed(f"pg_dump could not copy the database: {pgtools.reason(text)}")


def _pour(reader: list[str], psql: list[str], said, closing_words: bytes) -> bool:
    """Let psql read the dump in one transaction. Without the closing words, whatever dies, nothing is stored."""
    environment = pgtools.environment()
    with (
        subprocess.Popen(psql, stdin=subprocess.PIPE, stdout=said, stderr=said, env=environment) as writer,  # noqa: S603
        subprocess.Popen(reader, stdout=subprocess.PIPE, stderr=said, env=environment) as source,  # noqa: S603
    ):
        try:
            writer.stdin.write(b"\\set VERBOSITY terse\nBEGIN;\nSET LOCAL lock_timeout = '10s';\n" + EMPTY.encode())
            shutil.copyfileobj(source.stdout, writer.stdin)
            if source.wait() == 0:
                writer.stdin.write(closing_words)
            else:
                writer.kill()
            writer.stdin.close()
        except BrokenPipeError:  # psql has said why, and gone
            source.kill()
        return writer.wait() == 0


def _counted(tables: dict[str, int]) -> bytes:
    """SQL that stops the transaction unless every table has its rows, and else ends it."""
    checks = "".join(
        f'IF (SELECT count(*) FROM public."{name}") <> {number} '  # noqa: S608 - names of a checked manifest
        f"THEN RAISE EXCEPTION 'rows differ in {name}'; END IF;\n"
        for name, number in tables.items()
    )
    return f"\n;\nDO $$ BEGIN\n{checks}END $$;\nCOMMIT;\n".encode()
