"""Every sentence of the interface exists in Nynorsk and English, and the compiled catalogues are what was read.

Bokmål is the source and needs no catalogue. `xgettext` comes with Debian's gettext.
"""

import os
import shutil
import string
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("nn", "en")


def catalogue(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


@pytest.fixture(scope="module")
def extracted(tmp_path_factory) -> set[str]:
    """Every sentence that stands in the code and templates now."""
    tree = tmp_path_factory.mktemp("tree")
    for name in ("vestregion", "governance", "actionplan", "health", "culture", "templates"):
        shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("vendor", "__pycache__"))
    (tree / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "nn", "--no-wrap", "--no-location", "-v0"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": ""}
    subprocess.run(command, cwd=tree, env=environment, check=True, timeout=120)
    return {entry.msgid for entry in polib.pofile(str(tree / "locale/nn/LC_MESSAGES/django.po"))}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_there(language, extracted):
    known = {entry.msgid for entry in polib.pofile(str(catalogue(language))) if not entry.obsolete}
    assert sorted(extracted - known) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_sentence_is_empty_or_unsure(language):
    entries = polib.pofile(str(catalogue(language)))
    assert [e.msgid for e in entries.untranslated_entries()] == []
    assert [e.msgid for e in entries.fuzzy_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_catalogue_is_the_one_that_was_read(language):
    source = {e.msgid: e.msgstr or e.msgstr_plural for e in polib.pofile(str(catalogue(language)))}
    compiled = {e.msgid: e.msgstr or e.msgstr_plural for e in polib.mofile(str(catalogue(language).with_suffix(".mo")))}
    assert compiled == source


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_kept(language):
    assert [e.msgid for e in polib.pofile(str(catalogue(language))) if not _same_places(e)] == []


def _same_places(entry) -> bool:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    allowed = _places(entry.msgid) | _places(entry.msgid_plural or "")
    return all(_places(text) <= allowed for text in texts) and any(_places(t) == allowed for t in texts)


def _places(text: str) -> set[str]:
    """Names in braces; a text that is no format string, such as an example with a lone brace, has none."""
    try:
        return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}
    except ValueError:
        return set()
