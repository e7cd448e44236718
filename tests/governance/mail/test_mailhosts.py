"""A mail server that an administrator names may not be inside our own walls, by whatever name or number."""

import smtplib
import socket

import pytest

from governance.mail import mailhosts, mailserver, postman
from governance.models import MailSettings
from tests.cast import make

INNER = [
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",  # noqa: S104 - an address that is refused
    "10.0.0.25",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fd00::25",
    "ff02::1",
    "::ffff:10.0.0.1",
    "::ffff:127.0.0.1",
    "64:ff9b::a00:1",
    "2002:a00:1::",
]
OUTER = ["8.8.8.8", "172.32.0.1", "193.212.1.10", "2a02:c0::1", "::ffff:8.8.8.8", "64:ff9b::808:808"]
SMTP = {"transport": "smtp", "port": "2525", "security": "none", "username": ""}


@pytest.fixture
def closed(settings):
    settings.MAIL_ALLOW_PRIVATE_HOSTS = False


def answering(monkeypatch, *addresses):
    """The name service gives these addresses for every host; what is connected to is kept."""
    reached = []

    def connect(address, *_args, **_more):
        reached.append(address[0])
        raise ConnectionRefusedError

    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 2525)) for each in addresses]
    monkeypatch.setattr(mailhosts.socket, "getaddrinfo", lambda *_args, **_more: answers)
    monkeypatch.setattr(smtplib.socket, "create_connection", connect)
    return reached


@pytest.mark.parametrize(("address", "inner"), [(each, True) for each in INNER] + [(each, False) for each in OUTER])
def test_an_address_is_inside_or_not(address, inner):
    assert mailhosts.is_inner(address) is inner


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
@pytest.mark.parametrize(
    ("addresses", "reached", "words"),
    [
        (["10.0.0.25"], [], "ligger på et indre nett"),
        (["8.8.8.8", "127.0.0.1"], [], "ligger på et indre nett"),
        (["::1"], [], "ligger på et indre nett"),
        (["8.8.8.8", "8.8.4.4"], ["8.8.8.8", "8.8.4.4"], "tar ikke imot på port"),
    ],
)
def test_a_name_is_judged_by_where_it_leads(real, closed, monkeypatch, security, addresses, reached, words):
    """And the address that was judged is the one that is reached, so that no second answer counts."""
    make(real, MailSettings(transport="smtp", host="post.example.no", port=2525, security=security))
    met = answering(monkeypatch, *addresses)
    with pytest.raises(mailserver.Unreachable, match=words):
        mailserver.check_connection(real)
    assert met == reached


def test_a_mail_waits_and_its_page_says_why(write, smtp, closed, boss, client_of):
    mail = write()
    postman.deliver.call(str(mail.pk))
    mail.refresh_from_db()
    assert (mail.state, smtp.sessions) == ("queued", 0)
    assert "ligger på et indre nett" in client_of(boss).get("/ekte/utboks/").text


def test_the_installation_may_allow_it(write, smtp, settings):
    settings.MAIL_ALLOW_PRIVATE_HOSTS = True
    assert mailserver.check_connection(write().alliance) == "127.0.0.1"
    assert smtp.sessions == 1


def test_the_server_of_the_installation_may_be_inside(real, closed, settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 2525
    reached = answering(monkeypatch)
    with pytest.raises(mailserver.Unreachable, match="tar ikke imot på port"):
        mailserver.check_connection(real)
    assert reached == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("host", "allowed", "status"),
    [
        ("127.0.0.1", False, 422),
        ("[::1]", False, 422),
        ("LOCALHOST.", False, 422),
        ("post.localhost", False, 422),
        ("10.1.2.3", False, 422),
        ("post.example.no", False, 302),
        ("8.8.8.8", False, 302),
        ("127.0.0.1", True, 302),
    ],
)
def test_the_form_says_at_once_what_can_be_told(boss, client_of, settings, host, allowed, status):
    settings.MAIL_ALLOW_PRIVATE_HOSTS = allowed
    answer = client_of(boss).post("/ekte/utboks/oppsett/", SMTP | {"host": host})
    assert answer.status_code == status
    assert ("ligger på et indre nett" in answer.text) == (status == 422)
    assert MailSettings.objects.exists() == (status == 302)
