"""Error pages say what happened, what to do, and a reference; nothing that was typed is lost."""

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.template import TemplateDoesNotExist, loader
from django.test import Client, RequestFactory

from vestregion import errors

User = get_user_model()
OWN = {"HTTP_ORIGIN": "http://testserver"}
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture(autouse=True)
def _look_urls(settings):
    settings.ROOT_URLCONF = "tests.vestregion.look_page"


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


@pytest.fixture
def strict_visitor():
    return Client(enforce_csrf_checks=True)


def shown_reference(response):
    return response.wsgi_request.reference in response.content.decode()


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/garble/", 400, "Vi forsto ikke forespørselen"),
        ("/deny/", 403, "Planen er vedtatt."),
        ("/finnes-ikke/", 404, "Vi fant ikke siden"),
        ("/crash/", 500, "Noe gikk galt hos oss"),
    ],
)
def test_a_page_says_what_happened(visitor, expect_error_log, address, status, words):
    if status == 500:
        expect_error_log("django.request", "")
    response = visitor.get(address)
    assert response.status_code == status
    assert words in response.content.decode()
    assert shown_reference(response)


@pytest.mark.parametrize(("address", "status"), [("/deny/", 403), ("/finnes-ikke/", 404), ("/crash/", 500)])
def test_a_partial_request_gets_one_plain_sentence(visitor, expect_error_log, address, status):
    if status == 500:
        expect_error_log("django.request", "")
    response = visitor.get(address, **HTMX)
    assert response.status_code == status
    assert response["Content-Type"].startswith("text/plain")
    assert "<" not in response.content.decode()
    assert shown_reference(response)


def test_a_form_over_the_limit_is_told_the_limit(visitor, settings, expect_error_log):
    expect_error_log("django.security.RequestDataTooBig", "")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1024**2
    encoded = "text=" + "x" * (1024**2 + 1)
    whole = visitor.generic("POST", "/save/", encoded, "application/x-www-form-urlencoded")
    assert whole.status_code == 413
    assert "grensen på 1 MB" in whole.content.decode()
    part = visitor.generic("POST", "/save/", encoded, "application/x-www-form-urlencoded", **HTMX)
    assert part.content.decode().startswith("Skjemaet er større enn grensen på 1 MB")


def test_a_stranger_is_offered_the_login_and_comes_back(visitor):
    page = visitor.get("/finnes-ikke/?q=a&b=c").content.decode()
    assert 'href="/konto/login/?next=/finnes-ikke/%3Fq%3Da%26b%3Dc"' in page


def test_the_reason_of_a_refusal_is_escaped():
    response = errors.permission_denied(_request("/"), Exception("<script>x</script>"))
    assert b"<script>x" not in response.content


def test_the_crash_page_needs_neither_database_nor_context():
    request = RequestFactory().get("/")
    response = errors.server_error(request)
    assert response.status_code == 500
    assert "Noe gikk galt hos oss" in response.content.decode()


def test_the_crash_page_comes_out_even_when_its_template_does_not(monkeypatch, expect_error_log):
    def missing(name):
        raise TemplateDoesNotExist(name)

    monkeypatch.setattr(loader, "get_template", missing)
    expect_error_log("vestregion.errors", "could not be rendered")
    request = RequestFactory().get("/")
    request.reference = "abc123"
    response = errors.server_error(request)
    assert response.status_code == 500
    assert "abc123" in response.content.decode()


def test_a_late_form_is_given_back_with_a_fresh_token(strict_visitor):
    typed = {"text": "Linje 1\nLinje 2 & <b>", "days": ["1", "2"], "password": "hemmelig", "csrfmiddlewaretoken": "old"}
    response = strict_visitor.post("/save/?step=2", typed, **OWN)
    page = response.content.decode()
    assert response.status_code == 403
    assert 'name="text" value="Linje 1\nLinje 2 &amp; &lt;b&gt;"' in page
    assert page.count('name="days"') == 2
    assert "hemmelig" not in page
    assert 'action="/save/?step=2"' in page

    token = page.split('action="/save/?step=2"')[1].split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    again = strict_visitor.post("/save/", {"text": typed["text"], "csrfmiddlewaretoken": token}, **OWN)
    assert again.content.decode() == "saved " + typed["text"]


def _late(user, view) -> HttpResponse:
    request = _request("/save/", {"text": "Skrevet"}, **OWN)
    request.user, request.htmx, request.resolver_match = user, True, SimpleNamespace(func=view)
    return errors.csrf_failure(request, "CSRF cookie not set.")


def test_a_page_that_sends_by_itself_is_told_whether_it_was_logged_out_or_has_an_old_token():
    def view(request):
        raise AssertionError

    def public(request):
        raise AssertionError

    public.login_required = False
    out, old, visitor = _late(AnonymousUser(), view), _late(User(), view), _late(AnonymousUser(), public)
    assert [each.status_code for each in (out, old, visitor)] == [401, 403, 403]
    assert out.content.decode().startswith("Du er logget ut.")
    assert [each.get("Vestregion-Token") for each in (out, old, visitor)] == [None, "new", "new"]


@pytest.mark.parametrize("headers", [{"HTTP_ORIGIN": "https://evil.example"}, {}])
def test_a_form_from_elsewhere_is_not_given_back(strict_visitor, headers):
    response = strict_visitor.post("/save/", {"text": "forged"}, **headers)
    assert response.status_code == 403
    assert b"forged" not in response.content


def test_files_are_named_because_they_must_be_chosen_again(strict_visitor, tmp_path):
    upload = tmp_path / "vedlegg.pdf"
    upload.write_bytes(b"%PDF")
    with upload.open("rb") as file:
        response = strict_visitor.post("/save/", {"text": "Sak", "file": file}, **OWN)
    assert "vedlegg.pdf" in response.content.decode()


def test_an_expired_session_keeps_the_text_and_offers_the_login():
    request = _request("/save/", {"text": "Lang utredning"}, **OWN)
    response = errors.session_expired(request)
    page = response.content.decode()
    assert response.status_code == 401
    assert "Lang utredning" in page
    assert 'href="/konto/login/"' in page


def _request(path, data=None, **headers) -> HttpResponse:
    factory = RequestFactory()
    request = factory.get(path, **headers) if data is None else factory.post(path, data, **headers)
    request.user = AnonymousUser()
    return request
