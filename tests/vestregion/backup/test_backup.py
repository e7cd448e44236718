"""A backup is whole or it is not there, tells nothing to others, and says in plain words why it could not be made."""

import json
import os
import resource
import shutil
import signal
import stat
import subprocess
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from governance import clock, history
from governance.filing import files as stored_files
from vestregion.backup import making, pgtools
from vestregion.backup.failure import BackupFailed

pytestmark = pytest.mark.django_db(transaction=True)


def left_in(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_what_a_backup_holds(here, attach, tmp_path):
    attach("1")
    done = here.run("backup", tmp_path / "b")
    assert done.returncode == 0, done.stderr
    assert "1 files" in done.stdout
    assert "SECRET_KEY" in done.stdout
    manifest = json.loads((tmp_path / "b" / "manifest.json").read_text())
    assert manifest["tables"]["governance_case"] == 1
    assert "governance.0001_initial" in manifest["migrations"]
    assert len(manifest["files"]) == 1
    checked = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "b", check=False)
    assert checked.returncode == 0


def test_only_its_owner_reads_it_and_no_secret_key_is_in_it(taken, settings):
    for path in [taken, *taken.rglob("*")]:
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
        assert path.is_dir() or settings.SECRET_KEY.encode() not in path.read_bytes()


def test_it_is_never_written_over(taken):
    before = left_in(taken)
    with pytest.raises(BackupFailed, match="is there already"):
        making.make(taken)
    assert left_in(taken) == before


def test_a_series_keeps_the_newest(attach, tmp_path):
    attach("1")
    for name in ("2020-01-01T000000Z", "2020-01-02T000000Z", "2020-01-03T000000Z"):
        (tmp_path / "s" / name).mkdir(parents=True)
        (tmp_path / "s" / name / "manifest.json").write_text("{}")
    (tmp_path / "s" / "notat").mkdir()
    call_command("backup", tmp_path / "s", keep=2)
    left = left_in(tmp_path / "s")
    assert left[0] == "2020-01-03T000000Z"
    assert left[1].startswith("20")
    assert left[2:] == ["notat"]
    with pytest.raises(CommandError, match="1 or more"):
        call_command("backup", tmp_path / "s", keep=0)


def test_a_file_that_is_gone_from_the_server_is_named(attach, tmp_path):
    attach("1")
    lost = stored_files.path_of(attach("2").versions.get().file)
    lost.write_bytes(b"%PDF skadet")
    with pytest.raises(CommandError, match=lost.name) as ended:
        call_command("backup", tmp_path / "b")
    assert ended.value.returncode == 3
    manifest = json.loads((tmp_path / "b" / "manifest.json").read_text())
    assert [path.rsplit("/", 1)[1] for path in manifest["missing"]] == [lost.name]
    assert len(manifest["files"]) == 1


def test_nothing_is_put_away_while_a_backup_is_taken(alliance, secretary):
    with history.recording(secretary, "test.store", alliance):
        stored_files.store(alliance, b"ubrukt", content_type="text/plain")
    later = clock.now() + timedelta(days=2)
    with stored_files.all_kept():
        assert stored_files.remove_unused(later) == 0
    assert stored_files.remove_unused(later) == 1


def test_a_full_disk_leaves_nothing(here, attach, tmp_path):
    attach("1")

    def little_room():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))

    done = here.run("backup", tmp_path / "b", preexec_fn=little_room)
    assert done.returncode == 1
    assert "no room left" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "b").exists()
    assert [name for name in left_in(tmp_path) if "unfinished" in name] == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_backup_never_looks_whole(here, attach, tmp_path, how):
    attach("1")
    program = f"""
from vestregion.backup import making
making._copy_files = lambda *arguments: os.kill(os.getpid(), {int(how)})
main()
"""
    done = here.run("backup", tmp_path / "b", program=program)
    assert done.returncode != 0
    assert not (tmp_path / "b").exists()
    assert any("unfinished" in name for name in left_in(tmp_path)) == (how == signal.SIGKILL)
    making.make(tmp_path / "b")
    assert [name for name in left_in(tmp_path) if "unfinished" in name] == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_it_may_not_write_is_named(here, attach, tmp_path):
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    done = here.run("backup", shut / "b")
    assert done.returncode == 1
    assert "cannot be read or written" in done.stderr


def test_a_database_without_tables_is_told(elsewhere, tmp_path):
    done = elsewhere.run("backup", tmp_path / "b")
    assert done.returncode == 1
    assert "no tables of Vestregion" in done.stderr or "There is no database" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "b").exists()


class _Server:
    pg_version = 170002


def test_the_client_of_postgresql_is_named_when_missing_or_old(monkeypatch, tmp_path):
    monkeypatch.setattr(pgtools, "connection", _Server)
    monkeypatch.setattr(pgtools, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupFailed, match="postgresql-client"):
        pgtools.command("pg_dump")
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)'\n")
    old.chmod(0o755)
    with pytest.raises(BackupFailed, match="version 15, but the server is PostgreSQL 17"):
        pgtools.command("pg_dump")
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 17.6'\n")
    assert pgtools.command("pg_dump", "-x") == [str(old), "-x"]


def test_what_a_program_says_is_told_without_rows():
    said = "psql:<stdin>:9: ERROR:  duplicate key value\nDETAIL:  Key (email)=(kari@example.no) already exists.\n"
    assert "kari" not in pgtools.reason(said)


def test_an_abandoned_folder_of_another_running_backup_is_left(tmp_path):
    with making._unfinished(tmp_path / "a"):
        with making._unfinished(tmp_path / "b"):
            pass
        assert any("unfinished" in name for name in left_in(tmp_path))
    assert left_in(tmp_path) == ["a", "b"]
    shutil.rmtree(tmp_path / "a")
