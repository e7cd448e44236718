"""Every named address by every role, by GET and by POST, against the one table (table.py)."""

from collections import Counter

import pytest
from django.db import transaction

from tests.access import roles
from tests.access.roles import ANONYMOUS, HIDDEN, LOGINS, OK, OUTSIDER, RECEIVER, REFUSED, WRONG_METHOD
from tests.access.routes import is_public, our_names, routes_below
from tests.access.samples import address
from tests.access.table import TABLE


def test_every_named_address_has_a_line():
    missing = our_names() - {line.name for line in TABLE}
    assert not missing, f"write a line in tests/access/table.py for {sorted(missing)}"


def test_every_line_has_an_address():
    gone = {line.name for line in TABLE} - our_names()
    assert not gone, f"tests/access/table.py has lines of addresses that are gone: {sorted(gone)}"


def test_no_line_stands_twice():
    twice = [key for key, count in Counter(map(str, TABLE)).items() if count > 1]
    assert not twice


def test_every_address_has_a_name():
    assert "" not in {name.split(":")[-1] for name in our_names()}


# Who asks the database as another role does is asked for on SQLite alone.
LIKE_ANOTHER = {"admin": "secretary", "chief_executive": "mayor_asker", "reader": "contact_lier", RECEIVER: OUTSIDER}
ROLES = [pytest.param(role, marks=pytest.mark.any_database) if role in LIKE_ANOTHER else role for role in LOGINS]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_table_holds(demo_data, land, clients, role, method):
    """Asks for every line and tells of all that differ at once. What a POST does is taken back."""
    client = clients(role)
    wrong = []
    for line in TABLE:
        url = address(land, line)
        answer = ask(client, method, url)
        wanted = expected(line, role, method)
        if answer.status_code not in wanted or (wanted is OK and roles.is_login(answer)):
            wrong.append(f"{line}: {method.upper()} {url} -> {told(answer)}, expected {sorted(wanted)}")
    assert not wrong, f"{len(wrong)} answers to {role} differ:\n" + "\n".join(wrong)


def ask(client, method: str, url: str):
    """The answer, read to its end; nothing that the request wrote remains."""
    with transaction.atomic():
        answer = getattr(client, method)(url)
        if answer.streaming:
            b"".join(answer.streaming_content)
        transaction.set_rollback(True)
    return answer


def expected(line, role: str, method: str) -> frozenset:
    """Codes that the table allows."""
    who = line.get if method == "get" else line.post
    public = is_public(line.name)
    if who is None:
        return _wrong_method(line, role, method, public)
    if role in who:
        return OK
    if role == ANONYMOUS:
        return _anonymous(method, public)
    return REFUSED if role in line.seen else HIDDEN


def _anonymous(method: str, public: bool) -> frozenset:
    """To the login; a form sent without one gets its text back. A public view may say that nothing is there."""
    if method == "post":
        return roles.EXPIRED | HIDDEN if public else roles.EXPIRED
    return roles.TO_LOGIN | HIDDEN if public else roles.TO_LOGIN


def _wrong_method(line, role: str, method: str, public: bool) -> frozenset:
    if public:
        return WRONG_METHOD if role in line.seen else WRONG_METHOD | HIDDEN | roles.TO_LOGIN
    if role == ANONYMOUS:
        return _anonymous(method, public)
    return HIDDEN if role == OUTSIDER else WRONG_METHOD if role in line.seen else WRONG_METHOD | HIDDEN


def told(answer) -> str:
    place = f" to {answer['Location']}" if answer.has_header("Location") else ""
    return f"{answer.status_code}{place}"


# ---- One rule each for what is not ours ----


def plain_addresses(prefix: str) -> list[str]:
    """Addresses without parameters."""
    return sorted(
        {f"/{route.pattern}" for route in routes_below(prefix) if not route.parameters and "^" not in route.pattern}
    )


@pytest.mark.parametrize("role", LOGINS)
def test_the_admin_site_is_for_superusers_alone(demo_data, clients, role):
    """Nobody in the demo is one, so everyone is sent to the site's own login, or sees nothing."""
    client = clients(role)
    answers = {url: client.get(url) for url in plain_addresses("admin/")}
    wrong = {url: told(a) for url, a in answers.items() if a.status_code == 200 and not url.endswith("/login/")}
    assert answers
    assert not wrong


def test_pages_of_an_account_ask_for_login(demo_data, clients):
    """Every page below /konto/ is either a way in, or sends a visitor to the login."""
    client = clients(ANONYMOUS)
    ways_in = {
        "login",
        "logout",
        "password",
        "signup",
        "inactive",
        "confirm-email",
        "2fa",
        "3rdparty",
        "oidc",
        "social",
    }
    wrong = {}
    for url in plain_addresses("konto/"):
        answer = client.get(url)
        if answer.status_code >= 500 or (answer.status_code == 200 and url.split("/")[2] not in ways_in):
            wrong[url] = told(answer)
    assert not wrong
