"""What each mode allows: a fresh folder serves this machine alone, production stays strict."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEY = "x" * 60
SHOW = """
from vestregion import settings as s
print(s.RELAXED, s.INVENTED, s.SECURE_SSL_REDIRECT, s.MAIL_ALLOW_PRIVATE_HOSTS, s.EMAIL_BACKEND)
"""


def start(tmp_path, **environment):
    """The settings as a new process reads them, with nothing else set."""
    plain = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment = plain | {"VESTREGION_DATA": str(tmp_path), "PYTHONPATH": str(ROOT)} | environment
    command = [sys.executable, "-c", SHOW]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"VESTREGION_MODE": "local", "SECRET_KEY": KEY}, "True False False True django.core.mail.backends.filebased"),
        (
            {"VESTREGION_MODE": "local", "SECRET_KEY": KEY, "EMAIL_HOST": "post.example.no"},
            "True False False True django.core.mail.backends.smtp",
        ),
        ({"VESTREGION_MODE": "demo"}, "True True False True django.core.mail.backends.filebased"),
        ({"SECRET_KEY": KEY}, "False False True False django.core.mail.backends.smtp"),
        (
            {"SECRET_KEY": KEY, "MAIL_ALLOW_PRIVATE_HOSTS": "true"},
            "False False True True django.core.mail.backends.smtp",
        ),
    ],
)
def test_what_a_mode_allows(tmp_path, environment, told):
    assert start(tmp_path, **environment).stdout.startswith(told)


@pytest.mark.parametrize("mode", ["local", "production"])
def test_own_data_are_never_served_with_a_known_key(tmp_path, mode):
    answer = start(tmp_path, VESTREGION_MODE=mode)
    assert answer.returncode != 0
    assert "SECRET_KEY" in answer.stderr


@pytest.mark.parametrize(
    ("environment", "mode"),
    [
        ({}, "local"),
        ({"ALLOWED_HOSTS": "vest.example.no"}, ""),
        ({"VESTREGION_MODE": "demo"}, "demo"),
        ({"DEBUG": "true"}, ""),
    ],
)
def test_run_chooses_this_machine_alone_only_when_nothing_is_set(tmp_path, environment, mode):
    assert _run(tmp_path, environment, "choose_mode", "VESTREGION_MODE") == mode


@pytest.mark.parametrize(
    ("environment", "address"),
    [
        ({"VESTREGION_MODE": "local"}, "http://localhost:8031"),
        ({"VESTREGION_MODE": "demo"}, "http://localhost:8031"),
        ({"VESTREGION_MODE": "production"}, ""),
        ({}, ""),
        ({"VESTREGION_MODE": "local", "SITE_ADDRESS": "http://min:1"}, "http://min:1"),
        ({"VESTREGION_MODE": "local", "CSRF_TRUSTED_ORIGINS": "https://vest.example.no"}, ""),
    ],
)
def test_links_in_mail_have_the_port_that_this_machine_serves(tmp_path, environment, address):
    assert _run(tmp_path, environment, "name_address", "SITE_ADDRESS", "8031") == address


def _run(folder, environment, name: str, told: str, *arguments: str) -> str:
    """A function of `run`, in a folder without .env, and what a setting is after it."""
    script = (ROOT / "run").read_text(encoding="utf-8")
    functions = "\n".join(_function(script, each) for each in ("setting", name))
    call = f'{functions}\n{" ".join((name, *arguments))}\nprintf %s "${{{told}-}}"'
    plain = {"PATH": os.environ["PATH"]} | environment
    command = ["bash", "-euo", "pipefail", "-c", call]
    return subprocess.run(command, cwd=folder, env=plain, capture_output=True, text=True, check=True).stdout


def _function(script: str, name: str) -> str:
    start_at = script.index(f"\n{name}() {{") + 1
    return script[start_at : script.index("\n}", start_at) + 2]
