"""What every answer carries: a strict policy, no guessing of types, no frames, no caching of what is behind a login."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from tests.access.roles import ANONYMOUS
from tests.access.samples import address
from tests.access.table import TABLE

pytestmark = pytest.mark.any_database

ROOT = Path(__file__).resolve().parents[2]
UNSAFE = ("unsafe-inline", "unsafe-eval", "unsafe-hashes", "wasm-unsafe-eval")
FLOORS = ("governance", "actionplan", "reporting")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def header_faults(headers) -> list[str]:
    faults = [f"{name}: {headers.get(name)}" for name, value in HEADERS.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    directives = dict([*part.split(maxsplit=1), ""][:2] for part in policy.split(";") if part.strip())
    if directives.get("default-src") != "'none'" or directives.get("frame-ancestors") != "'none'":
        faults.append(f"policy: {policy}")
    return faults + [f"policy: {word}" for word in UNSAFE if word in policy]


def test_every_page_carries_the_headers(demo_data, crawls):
    faults = [(page.url, found) for page in crawls["admin"].pages if (found := header_faults(page.headers))]
    assert faults == []


@pytest.mark.parametrize("role", [ANONYMOUS, "reader", "outsider"])
def test_and_so_does_every_refusal(demo_data, land, clients, role):
    """403, 404, 405 and the way to the login, for each address of the table."""
    client, faults = clients(role), []
    for line in TABLE:
        answer = client.put(url := address(land, line))
        if found := header_faults(answer.headers):
            faults.append((answer.status_code, url, found))
    assert faults == []


OPEN_FILES = {"governance:logo"}  # everyone sees it, and another logo has another address


def test_nothing_behind_the_login_is_kept_by_a_browser(demo_data, crawls):
    """OWASP ASVS 14.3.2. A file says for itself whether it may be kept, and then it is asked for again each time."""
    pages = [page for page in crawls["admin"].pages if page.name not in OPEN_FILES]
    rules = {page.headers.get("Cache-Control") for page in pages if page.is_file}
    assert [p.url for p in pages if not p.is_file and "no-store" not in p.headers.get("Cache-Control", "")] == []
    assert rules
    assert rules <= {"private, no-cache", "private, no-store"}


def test_a_public_page_may_be_kept(demo_data, land, clients):
    answer = clients(ANONYMOUS).get("/vestregionen/handlingsplan/2016/")
    assert answer.status_code == 200
    assert "no-store" not in answer.headers.get("Cache-Control", "")


INDEXED = {
    *("governance:my_page", "governance:member_list", "governance:case_list", "governance:meeting_list"),
    *("governance:accessibility", "governance:privacy"),
}


@pytest.mark.parametrize("role", [ANONYMOUS, "admin"])
def test_search_engines_list_only_what_names_nobody(demo_data, crawls, role):
    """Pages, PDFs and files alike, by the header alone: a file has no head to write it in."""
    below = [page for page in crawls[role].pages if page.status == 200 and page.name.split(":")[0] in FLOORS]
    faults = [p.url for p in below if (p.headers.get("X-Robots-Tag") == "noindex") is (p.name in INDEXED)]
    assert {"governance:meeting_list", "governance:item_detail", "actionplan:plan_detail"} <= {p.name for p in below}
    assert faults == []


def test_no_page_has_script_or_style_of_its_own(demo_data, crawls):
    faults = {}
    for page in crawls["admin"].pages:
        if page.is_html and (found := inline_code(page.tree)):
            faults.setdefault((page.name, str(found)), page.url)
    assert faults == {}


def inline_code(tree) -> list[str]:
    """style attributes and elements, on* attributes, javascript: addresses, and scripts without a nonce or a source."""
    found = [f"{node.tag} style={node.get('style')}" for node in tree.xpath("//*[@style]")]
    found += [f"<style> {(node.text or '')[:60]}" for node in tree.iter("style")]
    for node in tree.xpath("//*[@*[starts-with(name(), 'on')]]"):
        found.append(f"{node.tag} {[name for name in node.attrib if name.startswith('on')]}")
    found += [f"{node.tag} javascript:" for node in tree.xpath("//*[starts-with(@href, 'javascript:')]")]
    for node in tree.iter("script"):
        is_data = node.get("type") in ("application/json", "speculationrules")
        if not (node.get("src") or node.get("nonce") or is_data):
            found.append(f"<script> {(node.text or '')[:60]}")
    return found


@pytest.mark.parametrize(
    "bad",
    [
        "<p style='color: red'>x</p>",
        "<style>p { color: red }</style>",
        "<button onclick='x()'>x</button>",
        "<a href='javascript:x()'>x</a>",
        "<script>x()</script>",
    ],
)
def test_a_breach_is_seen(bad):
    assert inline_code(html.fromstring(f"<main>{bad}</main>"))
    assert not inline_code(html.fromstring("<main><script src='/static/x.js'></script><p class='x'>x</p></main>"))


TOKENLESS = {"governance:mail_hook"}  # mail services report returned mail there, with a password of their own


def test_no_form_is_taken_without_its_token(demo_data, land, clients):
    """Every address that takes a POST, as one who may."""
    client, taken = clients("admin", enforce_csrf_checks=True), []
    posts = [line for line in TABLE if line.post is not None and line.name not in TOKENLESS]
    for line in posts:
        answer = client.post(address(land, line), {"title": "Uten merke"})
        if answer.status_code != 403 or "errors/csrf.html" not in [t.name for t in answer.templates]:
            taken.append(f"{answer.status_code} {line}")
    assert len(posts) > 80
    assert taken == []


def test_production_passes_the_deploy_check(tmp_path):
    """`check --deploy` with nothing but the settings that production needs: no warning at all."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    told = {
        "VESTREGION_MODE": "production",
        "VESTREGION_DATA": str(tmp_path),
        "SECRET_KEY": "".join(chr(33 + (7 * n) % 90) for n in range(80)),
        "ALLOWED_HOSTS": "vestregion.example",
    }
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, cwd=ROOT, env=kept | told, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout
