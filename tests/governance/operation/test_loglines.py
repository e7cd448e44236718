"""Log lines hold no names, texts, queries or stored values, whatever goes wrong; and say where and how long."""

import json
import logging
import os
import sys

import pytest
from django.core.exceptions import DisallowedHost
from django.db import IntegrityError, transaction
from django.test import Client

from governance.models import Person, User
from governance.operation import loglines, request_reference

MARK = "Zebrakanin"


class Lines(logging.Handler):
    """Everything that is logged, as the real formatter writes it, in both forms."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.addFilter(request_reference.ReferenceFilter())
        self.forms = [loglines.PrivateFormatter("line"), loglines.PrivateFormatter("json")]
        self.lines, self.records = [], []

    def emit(self, record):
        self.lines += [form.format(record) for form in self.forms]
        self.records.append(json.loads(self.lines[-1]))


@pytest.fixture
def lines():
    handler = Lines()
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield handler
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def desk(client_of, secretary):
    client = client_of(secretary)
    client.raise_request_exception = False
    return client


def test_an_answered_request_has_its_line(desk, lines):
    response = desk.get("/vestregionen/saker/")
    told = next(record for record in lines.records if record["logger"] == "vestregion.request")
    assert told["reference"] == response.wsgi_request.reference
    assert (told["alliance"], told["route"], told["method"]) == ("vestregionen", "governance:case_list", "GET")
    assert (told["status"], told["message"]) == (200, "answered")
    assert 0 <= told["ms"] < 60_000
    assert desk.get("/static/finnes-ikke.css").status_code == 404
    assert sum(record["logger"] == "vestregion.request" for record in lines.records) == 1


@pytest.mark.django_db(transaction=True)
def test_no_line_tells_who_or_what(desk, secretary, lines, expect_error_log, monkeypatch):
    """Pages and failures with a mark in every place a value can stand; the mark is in no line."""
    expect_error_log("django.request", "Internal Server Error")
    expect_error_log("django.security.DisallowedHost", "")
    person = secretary.person
    Person.objects.filter(pk=person.pk).update(given_name=MARK, email=f"{MARK}@example.no")
    for path in ("/vestregionen/", f"/vestregionen/saker/?q={MARK}", f"/vestregionen/{MARK}/", f"/{MARK}/?x={MARK}"):
        desk.get(path, headers={"user-agent": MARK, "referer": f"https://{MARK}.no/"})
    desk.post("/vestregionen/saker/ny/", {"title": MARK})
    desk.get("/", headers={"host": f"{MARK.lower()}.example"})
    Client(enforce_csrf_checks=True).post("/konto/login/", {"login": f"{MARK}@example.no", "password": MARK})
    Client().post("/konto/login/", {"login": f"{MARK}@example.no", "password": MARK})
    _crash_with_a_stored_row(desk, monkeypatch)
    assert len(lines.records) > 10
    assert {record["status"] for record in lines.records if "status" in record} >= {200, 404, 400, 403, 500}
    assert [line for line in lines.lines if MARK.lower() in line.lower()] == []


def _crash_with_a_stored_row(desk, monkeypatch):
    """A unique value twice: PostgreSQL quotes the row in its message."""

    def crash(*arguments, **options):
        with transaction.atomic():
            User.objects.create_user(f"{MARK}@example.no", "et-langt-passord")
            User.objects.create_user(f"{MARK}@example.no", "et-langt-passord")

    monkeypatch.setattr("governance.views.start.MyPageView.get_context_data", crash)
    assert desk.get("/vestregionen/").status_code == 500


def test_an_error_is_told_by_its_class_and_its_lines():
    try:
        try:
            raise IntegrityError(f"Key (email)=({MARK}) already exists.")
        except IntegrityError as cause:
            raise ValueError(MARK) from cause
    except ValueError:
        record = logging.LogRecord("governance.jobs", logging.ERROR, "", 1, "Job %s failed", ("1234",), sys.exc_info())
    for form in ("line", "json"):
        text = loglines.PrivateFormatter(form).format(record)
        assert MARK not in text
        assert "Job 1234 failed" in text
        assert "builtins.ValueError" in text
        assert "django.db.utils.IntegrityError" in text
        assert "test_loglines.py" in text


@pytest.mark.parametrize(
    ("logger", "text", "arguments", "told"),
    [
        ("vestregion.errors", "CSRF check failed: %s", ("no cookie",), "CSRF check failed: no cookie"),
        ("django.request", "%s: %s", ("Not Found", f"/{MARK}/"), "Not Found"),
        ("weasyprint", "Ignored `%s` at %d:%d", (MARK, 1, 2), "Ignored `…` at …:…"),
        ("django.security.DisallowedHost", str(DisallowedHost(MARK)), (), "(text left out)"),
        ("vestregionen", MARK, (), "(text left out)"),
    ],
)
def test_only_our_own_sentences_are_filled_in(logger, text, arguments, told):
    assert loglines.sentence(logging.LogRecord(logger, logging.INFO, "", 1, text, arguments, None)) == told


@pytest.mark.parametrize("kind", ["line", "json"])
@pytest.mark.parametrize(
    ("level", "sign"), [("CRITICAL", "<2>"), ("ERROR", "<3>"), ("WARNING", "<4>"), ("INFO", "<6>")]
)
def test_the_journal_is_told_how_grave_each_line_is(monkeypatch, tmp_path, kind, level, sign):
    """`journalctl -p err` finds errors only so; anywhere else the sign would be noise."""
    try:
        raise ValueError(MARK)
    except ValueError:
        record = logging.LogRecord("governance", logging.getLevelName(level), __file__, 1, "x", (), sys.exc_info())
    plain = loglines.PrivateFormatter(kind).format(record)
    with (tmp_path / "stderr").open("w") as stderr:
        found = os.fstat(stderr.fileno())
        monkeypatch.setattr(sys, "__stderr__", stderr)
        monkeypatch.setenv("JOURNAL_STREAM", f"{found.st_dev}:{found.st_ino}")
        told = loglines.PrivateFormatter(kind).format(record)
        monkeypatch.setenv("JOURNAL_STREAM", "1:1")  # an environment handed on to a process that writes elsewhere
        assert loglines.PrivateFormatter(kind).format(record) == plain
    assert told.split("\n") == [sign + line for line in plain.split("\n")]
