"""The settings of a real server: Django's own list of what to mind before going live has nothing to say."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command, **environment):
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "HOME", "LANG")}
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=kept | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def production(tmp_path):
    (tmp_path / "key").write_text("k3y-" * 20 + "abcdefghijklmnopqrstuvwxyz")
    return {
        "VESTREGION_MODE": "production",
        "SECRET_KEY_FILE": str(tmp_path / "key"),
        "VESTREGION_DATA": str(tmp_path),
        "ALLOWED_HOSTS": "vestregion.example.no",
        "CSRF_TRUSTED_ORIGINS": "https://vestregion.example.no",
        "BEHIND_PROXY": "true",
        "LOG_FORMAT": "json",
    }


def test_check_deploy_is_clean(production):
    done = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", **production)
    assert done.returncode == 0, done.stderr
    assert "no issues (0 silenced)" in done.stdout


def test_an_unknown_form_of_log_stops_the_start(production):
    done = run("manage.py", "check", **production | {"LOG_FORMAT": "xml"})
    assert done.returncode != 0
    assert "must be line or json" in done.stderr


def test_the_health_check_is_answered_past_the_proxy(production):
    program = """
import django; django.setup()
from django.test import Client
for path in ("/helse-sjekk/?kun=web", "/konto/login/"):
    print(Client(SERVER_NAME="vestregion.example.no").get(path).status_code)
"""
    done = run("-c", program, DJANGO_SETTINGS_MODULE="vestregion.settings", **production)
    assert done.stdout.split() == ["200", "301"], done.stderr


@pytest.mark.parametrize(("behind", "address"), [("true", "192.0.2.7"), ("false", "127.0.0.1")])
def test_who_asks_is_known_behind_the_proxy_and_is_not_believed_without_one(production, behind, address):
    program = """
import django; django.setup()
from allauth.account.adapter import get_adapter
from django.test import RequestFactory
print(get_adapter().get_client_ip(RequestFactory().get("/", headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.7"})))
"""
    production = production | {"DJANGO_SETTINGS_MODULE": "vestregion.settings", "BEHIND_PROXY": behind}
    done = run("-c", program, **production)
    assert done.stdout.split() == [address], done.stderr


def test_modules_find_each_other_by_hashed_names(tmp_path):
    """Else a browser could run the old half of a page's scripts after an update."""
    import shutil

    from vestregion.staticstorage import HashedStaticFilesStorage

    for folder in ("grid", "live"):
        shutil.copytree(ROOT / "vestregion/static/vestregion" / folder, tmp_path / "vestregion" / folder)
    storage = HashedStaticFilesStorage(location=tmp_path, base_url="/static/")
    names = [str(path.relative_to(tmp_path)) for path in (tmp_path / "vestregion").glob("*/*.js")]
    failed = [
        found
        for _name, _hashed, found in storage.post_process({n: (storage, n) for n in names})
        if found not in (True, False)
    ]
    assert failed == []
    script = (tmp_path / storage.hashed_files["vestregion/grid/grid.js"]).read_text()
    assert f"./{storage.hashed_files['vestregion/grid/cell.js'].rpartition('/')[2]}" in script
