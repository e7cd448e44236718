"""Every sentence of the interface exists in Nynorsk and English, and the compiled catalogues are what was read.

Bokmål is the source and needs no catalogue. `xgettext` comes with Debian's gettext.
"""

import os
import re
import shutil
import string
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django import conf as django_conf

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("nn", "en")
PERCENT = re.compile(r"%\(\w+\)\w")
PLAIN = {entry.msgid for entry in polib.pofile(str(ROOT / "locale/django/nb/LC_MESSAGES/django.po"))}


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


@pytest.mark.parametrize("path", sorted((ROOT / "locale").rglob("django.po")), ids=lambda path: str(path.parents[1]))
def test_the_compiled_catalogue_is_the_one_that_was_read(path):
    source = {e.msgid: e.msgstr or e.msgstr_plural for e in polib.pofile(str(path))}
    compiled = {e.msgid: e.msgstr or e.msgstr_plural for e in polib.mofile(str(path.with_suffix(".mo")))}
    assert compiled == source


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_djangos_own_sentences_are_said_plainly_in_both_written_norwegians(language):
    """Sentences that Django no longer has would say nothing to anybody."""
    django = Path(django_conf.__file__).parent / "locale" / language / "LC_MESSAGES" / "django.po"
    ours = polib.pofile(str(ROOT / "locale/django" / language / "LC_MESSAGES/django.po"))
    assert {entry.msgid for entry in ours} == PLAIN
    assert PLAIN - {entry.msgid for entry in polib.pofile(str(django))} == set()
    assert [entry.msgid for entry in ours if not _same_percents(entry)] == []


def _same_percents(entry) -> bool:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    return all(set(PERCENT.findall(text)) <= set(PERCENT.findall(entry.msgid)) for text in texts)


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
