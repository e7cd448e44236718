"""The database goes away and comes back, and the disk is full: told plainly, nothing half stored, no work after."""

import contextlib
import errno
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError, connection
from django.urls import reverse

from governance import history
from governance.filing import files
from governance.models import Attachment, Case, Event, StoredFile
from governance.services import agenda, cases
from tests import postgres
from tests.demoland import _free_port
from tests.vestregion.backup import places
from vestregion import outage

OWN = {"HTTP_SEC_FETCH_SITE": "same-origin"}
CASES = "/vestregionen/saker/"


@pytest.fixture
def desk(client_of, secretary):
    client = client_of(secretary)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("error", "heading"),
    [
        (OperationalError("server closed the connection"), "Databasen svarer ikke"),
        (OperationalError("attempt to write a readonly database"), "Databasen svarer ikke"),
        (OperationalError("database or disk is full"), "Tjeneren er full"),
        (OSError(errno.ENOSPC, "No space left on device"), "Tjeneren er full"),
        (OSError(errno.EFBIG, "File too large"), "Tjeneren er full"),
        (OSError(errno.EACCES, "Permission denied"), None),
        (ValueError("x"), None),
        (None, None),
    ],
)
def test_what_is_an_outage(error, heading):
    found = outage.of(error)
    assert (found and found.heading) == heading


def _fail(error):
    def failing(*arguments, **options):
        raise error

    return failing


@pytest.mark.django_db
def test_a_page_without_its_database(desk, monkeypatch, expect_error_log):
    expect_error_log("django.request", "Service Unavailable")
    monkeypatch.setattr("governance.middleware.load_actor", _fail(OperationalError("gone")))
    response = desk.get(CASES)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "Databasen svarer ikke" in response.text
    assert response.wsgi_request.reference in response.text
    part = desk.get(CASES, headers={"hx-request": "true"})
    assert (part.status_code, part["Retry-After"]) == (503, "30")
    assert part.text.startswith("Vi får ikke kontakt med databasen")
    assert "<" not in part.text


@pytest.mark.django_db
def test_what_was_typed_is_shown_to_the_one_who_typed_it(desk, monkeypatch, expect_error_log):
    expect_error_log("django.request", "Service Unavailable")
    monkeypatch.setattr("governance.services.cases.create_case", _fail(OperationalError("gone")))
    monkeypatch.setattr(history, "recording", _fail(OperationalError("gone")))
    typed = {"title": "Lang og viktig tittel"}
    response = desk.post(f"{CASES}ny/", typed | _choices(desk), **OWN)
    assert response.status_code == 503
    assert "Lang og viktig tittel" in response.text
    assert "trolig ikke lagret" in response.text
    elsewhere = desk.post(f"{CASES}ny/", typed | _choices(desk))
    assert elsewhere.status_code == 503
    assert "Lang og viktig tittel" not in elsewhere.text


def _choices(desk) -> dict:
    """What the form of a new case is sent with beside its title."""
    form = desk.get(f"{CASES}ny/").context["form"]
    values = {name: form[name].value() for name in form.fields if name != "title"}
    return {name: value for name, value in values.items() if value not in (None, "")}


@contextlib.contextmanager
def little_room(size: int):
    """No file may grow beyond `size` bytes in this process: what a full disk is to whoever writes."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        signal.signal(signal.SIGXFSZ, handler)


@pytest.mark.django_db
def test_an_upload_to_a_full_disk(desk, secretary, cooperation, steering_group, settings, expect_error_log):
    expect_error_log("django.request", "Service Unavailable")
    case = cases.create_case(secretary, cooperation=cooperation, title="Sak")
    item = agenda.add_item(secretary, case=case, body=steering_group)
    before = (StoredFile.objects.count(), Attachment.objects.count(), Event.objects.count())
    content = places.PDF + b"%" * 300_000 + b"\n%%EOF\n"
    address = reverse("governance:item_attachment_create", args=["vestregionen", item.pk])

    def send():
        typed = {"upload": ContentFile(content, name="stor.pdf"), "title": "Stor", "access": "public"}
        return desk.post(address, typed, **OWN)

    # Rows go into SQLite's own file or the server's; the bytes of the upload are what does not fit.
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(files, "_write", _within(100_000))
        response = send()
    assert response.status_code == 503, response.text[:500]
    assert "Tjeneren er full" in response.text
    assert "Det du sendte, er ikke lagret." in response.text
    assert "stor.pdf" in response.text
    assert (StoredFile.objects.count(), Attachment.objects.count(), Event.objects.count()) == before
    assert [path for path in Path(settings.FILES_ROOT).rglob("tmp*") if path.is_file()] == []
    assert send().status_code == 302
    assert Attachment.objects.count() == before[1] + 1


def _within(size: int):
    real = files._write

    def write(*arguments):
        with little_room(size):
            real(*arguments)

    return write


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_a_save_when_sqlite_cannot_grow(desk, secretary, cooperation, expect_error_log):
    expect_error_log("django.request", "Service Unavailable")
    cases.create_case(secretary, cooperation=cooperation, title="Før")
    values = {"title": "Full disk", "summary": "Lang utredning. " * 10_000} | _choices(desk)
    before = Case.objects.count(), Event.objects.count()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")  # room that other tests have left in the file would be enough
    _pages_allowed(0)  # SQLite raises it to what the file has already: what it needs more is a full disk
    response = desk.post(f"{CASES}ny/", values, **OWN)
    assert response.status_code == 503
    assert "Tjeneren er full" in response.text
    assert (Case.objects.count(), Event.objects.count()) == before
    _pages_allowed(2**30)
    assert desk.post(f"{CASES}ny/", values, **OWN).status_code == 302
    assert Case.objects.count() == before[0] + 1


def _pages_allowed(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count FROM pragma_page_count")
        cursor.execute(f"PRAGMA max_page_count = {max(number, cursor.fetchone()[0])}")


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif("connection.vendor != 'sqlite'")
def test_sqlite_held_by_another(desk, secretary, cooperation, expect_error_log):
    expect_error_log("django.request", "Service Unavailable")
    values = {"title": "Opptatt"} | _choices(desk)
    other = sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)
    with contextlib.closing(other):
        other.execute("BEGIN IMMEDIATE")
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 100")
        response = desk.post(f"{CASES}ny/", values, **OWN)
        assert response.status_code == 503
        assert desk.get(CASES).status_code == 200  # readers are not kept out
        other.execute("ROLLBACK")
    assert desk.post(f"{CASES}ny/", values, **OWN).status_code == 302
    assert Case.objects.filter(title="Opptatt").count() == 1


class Server:
    """Web and worker as processes of their own on a PostgreSQL that is stopped and started."""

    def __init__(self, folder: Path, url: str):
        self.port = _free_port()
        self.environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
        self.environment |= {"DATABASE_URL": url, "VESTREGION_DATA": str(folder), "VESTREGION_MODE": "demo"}
        self.environment["DEBUG"] = "0"
        self.log = folder / "log"
        self.processes = []

    def manage(self, *arguments):
        subprocess.run(
            [sys.executable, "manage.py", *arguments], cwd=places.ROOT, env=self.environment, check=True, timeout=300
        )

    def start(self, *arguments):
        with self.log.open("ab") as out:
            command = [sys.executable, *arguments]
            self.processes.append(
                subprocess.Popen(command, cwd=places.ROOT, env=self.environment, stdout=out, stderr=out)
            )

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            return answer.code
        except (urllib.error.URLError, ConnectionError):
            return 0

    def wait(self, path: str, status: int):
        until = time.monotonic() + 60
        while self.status(path) != status:
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.2)

    def stop(self):
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(timeout=30)


@pytest.fixture
def own_postgres():
    try:
        with postgres.server() as url:
            yield url
    except RuntimeError as error:  # the machine of a developer who runs SQLite alone
        pytest.skip(str(error))


@pytest.mark.long
def test_postgresql_goes_and_comes_back(own_postgres, tmp_path):
    """Web answers 503 meanwhile; afterwards pages answer and the worker works, and nobody started them anew."""
    folder = Path(own_postgres.split("host=")[1])
    _on(own_postgres, "CREATE DATABASE vestregion", database="postgres")
    server = Server(tmp_path, own_postgres)
    server.manage("migrate", "--verbosity", "0")
    server.manage("collectstatic", "--noinput", "--verbosity", "0") if not (places.ROOT / "staticfiles").exists() else 0
    try:
        web = ["-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(server.port)]
        server.start(*web, "--log-level", "warning", "vestregion.wsgi:application")
        server.start("manage.py", "db_worker", "--queue-name", "*", "--chores", "--no-reload")
        server.wait("/helse-sjekk/", 200)
        assert server.status("/finnes-ikke/saker/") == 404
        before = _on(own_postgres, "SELECT count(*) FROM django_tasks_db_dbtaskresult")
        as_user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        postgres._run(*as_user, postgres._program("pg_ctl"), "-D", folder / "data", "stop", "-m", "immediate")
        server.wait("/helse-sjekk/", 503)
        server.wait("/finnes-ikke/saker/", 503)
        time.sleep(2)  # the worker has met it as well
        postgres._start(as_user, folder)
        server.wait("/helse-sjekk/", 200)
        server.wait("/finnes-ikke/saker/", 404)
        assert [process.poll() for process in server.processes] == [None, None]
        server.manage("shell", "-v", "0", "-c", "from governance.daily import every_night; every_night.enqueue()")
        until = time.monotonic() + 60
        while _on(own_postgres, _DONE) <= before - 2 or _on(own_postgres, _WAITING) > 0:
            assert time.monotonic() < until, server.log.read_text()
            time.sleep(0.3)
    finally:
        server.stop()
    assert "The database does not answer" in server.log.read_text()


_DONE = "SELECT count(*) FROM django_tasks_db_dbtaskresult WHERE status = 'SUCCESSFUL'"
_WAITING = """SELECT count(*) FROM django_tasks_db_dbtaskresult WHERE status = 'READY'
    AND run_after NOT BETWEEN now() AND now() + interval '2 days'"""  # at once is written as the end of time


def _on(url: str, sql: str, database: str = "vestregion"):
    import psycopg2

    with contextlib.closing(psycopg2.connect(url.replace("/vestregion?", f"/{database}?"))) as raw:
        raw.autocommit = True
        cursor = raw.cursor()
        cursor.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None
