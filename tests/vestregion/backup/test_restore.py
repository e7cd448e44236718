"""A restore touches nothing before everything is checked, and leaves the target as it was where it cannot be done."""

import contextlib
import json
import shutil
import signal

import pytest
from django.db import connection

from governance import clock
from governance.models import OutgoingMail
from tests.cast import make
from tests.migrated import ROOT
from tests.vestregion.backup.places import apart, connect
from vestregion.backup import making, manifest, restoring
from vestregion.backup.failure import BackupFailed

pytestmark = pytest.mark.django_db(transaction=True)


def rewrite(folder, **changed):
    """Change what the manifest says, as one who made another backup would: its checksum follows."""
    content = json.loads((folder / manifest.NAME).read_text()) | changed
    (folder / manifest.NAME).write_text(json.dumps(content))
    lines = (folder / manifest.SUMS).read_text().splitlines()
    lines[0] = f"{manifest.sha256(folder / manifest.NAME)}  {manifest.NAME}"
    (folder / manifest.SUMS).write_text("\n".join(lines) + "\n")
    return content


def refused(here, folder, words, **options):
    """Refused in the installation that has something to lose, which then is as it was."""
    before, files = here.rows(), here.stored_files()
    with pytest.raises(BackupFailed, match=words):
        restoring.restore(folder, replace=True, **options)
    assert (here.rows(), here.stored_files()) == (before, files)


def _break_database(folder):
    path = next(folder.glob("database.*"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def _break_file(folder):
    next((folder / "files").glob("*/*/*")).write_bytes(b"annet")


def _lose_file(folder):
    next((folder / "files").glob("*/*/*")).unlink()


def _break_manifest(folder):
    path = folder / manifest.NAME
    path.write_text(path.read_text().replace('"governance_case": 2', '"governance_case": 3'))


def _cut_manifest(folder):
    (folder / manifest.NAME).write_text("{")


DAMAGES = [_break_database, _break_file, _lose_file, _break_manifest, _cut_manifest]


def test_a_damaged_backup_is_refused(taken, here, tmp_path):
    for damage in DAMAGES:
        folder = tmp_path / damage.__name__
        shutil.copytree(taken, folder)
        damage(folder)
        refused(here, folder, "is damaged")
        with pytest.raises(BackupFailed, match="is damaged"):
            restoring.examine(folder)


def test_what_cannot_be_put_back_here_is_refused(taken, here, tmp_path):
    refused(here, tmp_path / "nowhere", "holds no backup")
    refused(here, tmp_path, "holds no backup")
    right = json.loads((taken / manifest.NAME).read_text())
    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    rewrite(taken, kind=other)
    refused(here, taken, "Point DATABASE_URL to a database of the backup's kind")
    rewrite(taken, kind=right["kind"], migrations=[*right["migrations"], "governance.9999_later"], product="9.9")
    refused(here, taken, "made by a newer Vestregion \\(9.9\\)")
    rewrite(taken, migrations=right["migrations"], tables=right["tables"] | {"governance_case": 3})
    refused(here, taken, "governance_case")
    rewrite(taken, format=2)
    refused(here, taken, "another format")


def test_a_database_in_use_is_replaced_only_when_told(taken, here, attach, tmp_path):
    third = attach("3").versions.get().file
    before = here.rows()
    with pytest.raises(BackupFailed, match="use --replace"):
        restoring.restore(taken)
    done = here.run("restore", taken, "--check")
    assert "is whole" in done.stdout, done.stderr
    assert here.rows() == before
    connection.close()
    here = apart(here, tmp_path / "apart")
    done = here.run("restore", taken, "--replace")
    assert done.returncode == 0, done.stderr
    assert len(here.rows()["governance_case"]) == 2
    assert not [path for path in here.stored_files() if path.endswith(third.sha256)]
    assert len(here.stored_files()) == 2


def test_later_migrations_are_run(taken, elsewhere):
    """The backup of an older product: its newest migration is undone before it is taken."""
    assert elsewhere.run("restore", taken).returncode == 0
    before, newest = sorted(path.stem for path in (ROOT / "actionplan/migrations").glob("0*.py"))[-2:]
    assert elsewhere.run("migrate", "actionplan", before, "--verbosity", "0").returncode == 0
    older = taken.with_name("older")
    assert elsewhere.run("backup", older).returncode == 0
    assert f"actionplan.{newest}" not in json.loads((older / manifest.NAME).read_text())["migrations"]
    assert elsewhere.run("flush", "--noinput", "--verbosity", "0").returncode == 0
    done = elsewhere.run("restore", older)  # tables without alliances or users are nothing to lose
    assert done.returncode == 0, done.stderr
    assert elsewhere.run("migrate", "--check").returncode == 0


def test_mail_that_waited_is_held_back(here, elsewhere, alliance, secretary, tmp_path):
    """It may have been sent since the backup was taken, and a drill must write to nobody."""
    about = {"person": secretary.person, "address": "sekretariat@test.example", "event": "mail.test", "language": "nb"}
    for state in ("queued", "sent"):
        mail = OutgoingMail(subject="S", body="B", key=state, state=state, queued_at=clock.now(), **about)
        make(alliance, mail)
    making.make(tmp_path / "backup")
    done = elsewhere.run("restore", tmp_path / "backup")
    assert done.returncode == 0, done.stderr
    rows = elsewhere.ask("SELECT key, state, failure FROM governance_outgoingmail ORDER BY key")
    assert [row[:2] for row in rows] == [("queued", "held"), ("sent", "sent")]
    assert "sikkerhetskopien" in rows[0][2]
    assert elsewhere.ask("SELECT count(*) FROM governance_event WHERE act = 'mail.hold'") == [(1,)]


def test_the_newest_of_a_series_is_taken(taken, tmp_path):
    (tmp_path / "series" / "2020-01-01T000000Z").mkdir(parents=True)
    (tmp_path / "series" / "2020-01-01T000000Z" / "manifest.json").write_text("{}")
    shutil.copytree(taken, tmp_path / "series" / "2026-01-01T000000Z")
    assert restoring.find(tmp_path / "series").name == "2026-01-01T000000Z"
    assert restoring.find(taken) == taken


# A moment, and how many cases there are after it; None: everything is as it was.
KILLED = {
    "sqlite": [("restoring._bring_up_to_date", None), ("sqlite._close", None)],
    "postgresql": [("postgres._counted", None), ("restoring._bring_up_to_date", 2)],
}


@pytest.mark.parametrize("number", [0, 1])
def test_a_restore_that_is_killed_can_be_run_again(taken, here, attach, tmp_path, number):
    """PostgreSQL has the whole backup before later migrations are run; SQLite's takes its place after them."""
    moment, after = KILLED[connection.vendor][number]
    attach("3")
    before = here.rows()
    connection.close()
    here = apart(here, tmp_path / "apart")
    program = f"""
from vestregion.backup import postgres, restoring, sqlite
def kill(*arguments): os.kill(os.getpid(), {int(signal.SIGKILL)})
{moment} = kill
main()
"""
    done = here.run("restore", taken, "--replace", program=program)
    assert done.returncode == -signal.SIGKILL, done.stderr
    if after is None:
        assert here.rows() == before
    else:
        assert len(here.rows()["governance_case"]) == after
    again = here.run("restore", taken, "--replace")
    assert again.returncode == 0, again.stderr
    assert len(here.rows()["governance_case"]) == 2


def test_an_open_database_is_not_taken_away_from_those_who_use_it(taken, here):
    """The web server still has it: SQLite refuses at once, PostgreSQL when a table stays locked."""
    connection.close()
    with contextlib.closing(connect(here.url)) as other:
        cursor = other.cursor()
        cursor.execute("SELECT count(*) FROM governance_case")
        cursor.fetchall()
        refused(here, taken, "Stop web and worker")
