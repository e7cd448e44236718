"""A document is made in a process with limits; whatever it holds, the caller gets a PDF or a sentence."""

import subprocess
import tempfile
from pathlib import Path

import pytest

from tests.vestregion.reporting import sample
from vestregion.reporting.errors import MissingAsset, RenderError, RenderTimeout, RenderTooLarge
from vestregion.reporting.isolation import render_in_child

KNOWN = {"title": "Prøve", "author": "Prøveregionen", "kind": "casepaper", "created": sample.FROZEN}


def test_the_child_gives_the_finished_document():
    rendered = render_in_child("<html><body><h1>Sak</h1><p>Tekst</p></body></html>", **KNOWN)
    assert rendered.data.startswith(b"%PDF-1.7")
    assert rendered.pages == 1
    assert 20 < rendered.peak_memory_mib < 500


@pytest.mark.parametrize(
    "html",
    ["<div>" * 30_000, "<table><tr><td colspan=1000000>x</td></tr></table>"],
    ids=["nested boxes", "a million columns"],
)
def test_a_document_that_never_ends_is_stopped_and_leaves_nothing(html, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(RenderTimeout, match="ikke ferdig på 2 sekunder"):
        render_in_child(html, timeout_s=2, **KNOWN)
    assert list(tmp_path.iterdir()) == []


def test_a_document_that_eats_memory_is_stopped():
    with pytest.raises(RenderTooLarge, match="for stort"):
        render_in_child("<br>" * 3_000_000, timeout_s=60, memory_mib=300, **KNOWN)


def test_a_child_that_dies_telling_of_memory_is_too_large(monkeypatch):
    died = subprocess.CompletedProcess([], 120, b"", b"object type name: MemoryError\nlost sys.stderr\n")
    monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: died)
    with pytest.raises(RenderTooLarge, match="for stort"):
        render_in_child("<p>Tekst</p>", **KNOWN)


def test_an_error_in_the_renderer_becomes_a_sentence(caplog):
    with pytest.raises(RenderError, match="kunne ikke lages"):
        render_in_child('<p style="font-size: 1e9px">x</p>', **KNOWN)
    assert "ZeroDivisionError" in caplog.text


def test_a_missing_file_of_ours_is_named():
    with pytest.raises(MissingAsset, match=r"borte\.png"):
        render_in_child('<p><img alt="x" src="/static/borte.png"></p>', **KNOWN)


def test_the_child_knows_nothing_of_our_secrets(monkeypatch):
    from vestregion.reporting import isolation

    monkeypatch.setenv("SECRET_KEY", "hemmelig")
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@h/d")
    assert {"SECRET_KEY", "DATABASE_URL"}.isdisjoint(isolation._environment(str(Path.cwd())))
