"""The drill: people write, a backup is taken, it is put back elsewhere, and every table and file is compared."""

import re
import threading
import time

import pytest
from django.db import connection

from vestregion.demo import load

WRITERS = 3


class Writing:
    """People at work: each thread makes cases with attachments until told to stop, and counts what it finished."""

    def __init__(self, attach):
        self._attach, self._stop, self.faults = attach, threading.Event(), []
        self.done = [0] * WRITERS
        self._threads = [threading.Thread(target=self._work, args=(n,)) for n in range(WRITERS)]

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        while not all(self.done) and not self.faults:
            time.sleep(0.01)
        return self

    def __exit__(self, *exc):
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=60)
        assert self.faults == []

    def _work(self, me):
        try:
            while not self._stop.is_set():
                self._attach(f"{me}-{self.done[me]}")
                self.done[me] += 1
        except Exception as error:
            self.faults.append(error)
        finally:
            connection.close()


@pytest.mark.django_db(transaction=True)
def test_a_backup_taken_while_people_write(here, elsewhere, attach, tmp_path):
    with Writing(attach) as people:
        before = list(people.done)
        done = here.run("backup", tmp_path / "backup")
        after = list(people.done)
    assert done.returncode == 0, done.stderr
    assert sum(after) > sum(before), "nobody could write meanwhile"
    restored = elsewhere.run("restore", tmp_path / "backup")
    assert restored.returncode == 0, restored.stderr

    source, copy = here.rows(), elsewhere.rows()
    history = [table for table in copy if re.search("historical|_event$", table)]
    assert len(history) > 20
    for table in history:  # nothing in it was ever changed, so the copy holds what the source holds
        assert set(copy[table]) <= set(source[table]), table
    numbers = [re.findall(r"'Sak (\d)-(\d+)'", row) for row in copy["governance_case"]]
    for me in range(WRITERS):  # what each had done, from the first to some last, without a hole
        mine = sorted(int(n) for row in numbers for who, n in row if int(who) == me)
        assert mine == list(range(len(mine)))
        assert before[me] <= len(mine) <= after[me] + 1
    _no_act_is_halved(elsewhere)
    files = elsewhere.stored_files()
    named = elsewhere.ask("SELECT sha256 FROM governance_storedfile")
    assert sorted(sha256 for (sha256,) in named) == sorted(files.values())
    assert all(path.endswith(sha256) for path, sha256 in files.items())


def _no_act_is_halved(place):
    """Each act wrote as many history rows as its Event says."""
    counted = {}
    for table in place.rows():
        if "historical" in table:
            for change, number in place.ask(f'SELECT change_id, count(*) FROM "{table}" GROUP BY 1'):  # noqa: S608
                counted[str(change)] = counted.get(str(change), 0) + number
    events = {str(change): rows for change, rows in place.ask("SELECT change_id, rows FROM governance_event")}
    assert events == counted


@pytest.mark.django_db(transaction=True)
def test_every_table_and_every_file_comes_back(here, elsewhere, tmp_path):
    load()
    assert here.run("backup", tmp_path / "backup").returncode == 0
    restored = elsewhere.run("restore", tmp_path / "backup")
    assert restored.returncode == 0, restored.stderr

    source, copy = here.rows(), elsewhere.rows()
    assert len(source) > 60
    assert sum(map(len, source.values())) > 2000
    assert copy.keys() == source.keys()
    assert {table: rows for table, rows in copy.items() if rows != source[table]} == {}
    named = {f"{alliance}/{sha[:2]}/{sha}" for alliance, sha in here.ask(_FILES)}
    assert named
    assert elsewhere.stored_files() == {path: here.stored_files()[path] for path in named}
    assert elsewhere.run("check").returncode == 0
    assert elsewhere.run("migrate", "--check").returncode == 0
    _new_rows_get_new_keys(elsewhere)


_FILES = "SELECT alliance_id, sha256 FROM governance_storedfile WHERE removed_at IS NULL"


def _new_rows_get_new_keys(place):
    """Counters came along: a new row does not take the key of an old one."""
    program = """
from governance.models import User
before = User.objects.order_by("-pk").first().pk
print(User.objects.create_user("ny@vestregionen.example", "et-langt-passord").pk > before)
"""
    done = place.run(program=program)
    assert done.stdout.strip() == "True", done.stderr
