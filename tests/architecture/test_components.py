"""Of the design system a page is sent what it may use: the browser tries every rule on every element of it."""

import re

from tests.architecture.source import ROOT

SHEET = ROOT / "vestregion/static/vendor/designsystemet/designsystemet.css"
OURS = ("templates", "governance", "actionplan", "health", "culture", "vestregion")
WRITTEN = re.compile(r"[\"' =.]ds-([a-z]+(?:-[a-z]+)*)(?![a-z:-])")
# Named by its rules for others: what they say of the avatar in a button, say, needs no avatar.
BEGINS = re.compile(r"@layer ds\.(?:base|components)\{(?::where\()?\.ds-([a-z]+(?:-[a-z]+)*)")


def names_in_use() -> set[str]:
    """`button` for every place where we write ds-button: in a template, in Python, in a script or a sheet of ours."""
    files = [
        path
        for folder in OURS
        for path in (ROOT / folder).rglob("*")
        if path.suffix in {".html", ".py", ".js", ".css"} and "vendor" not in path.parts
    ]
    return {name for path in files for name in WRITTEN.findall(path.read_text(encoding="utf-8"))}


def test_every_component_we_write_has_its_rules():
    known = set(re.findall(r"\.ds-([a-z]+(?:-[a-z]+)*)", SHEET.read_text(encoding="utf-8")))
    missing = names_in_use() - known
    assert not missing, f"take their sheets in as well (vestregion/static/vendor/README.md): {sorted(missing)}"


def test_no_component_is_sent_that_we_never_write():
    components = set(BEGINS.findall(SHEET.read_text(encoding="utf-8")))
    unused = components - names_in_use()
    assert len(components) > 15
    assert not unused, f"leave their sheets out: {sorted(unused)}"
