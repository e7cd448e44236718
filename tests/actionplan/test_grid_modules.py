"""The table of a plan asks for all its modules at once: one that is left out is fetched after the others, and everyone
who opens the table waits for it."""

import re
from pathlib import Path

STATIC = Path("vestregion/static")
ASKED = re.compile(r"static 'vestregion/([^']+\.js)'")
IMPORTED = re.compile(r'from "([^"]+\.js)"')


def needed_by(module: Path) -> set[Path]:
    found, waiting = set(), [module]
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += [(each.parent / name).resolve() for name in IMPORTED.findall(each.read_text(encoding="utf-8"))]
    return found


def test_every_module_of_the_table_is_asked_for_in_its_head():
    root = (STATIC / "vestregion").resolve()
    head = Path("templates/actionplan/_grid_modules.html").read_text(encoding="utf-8")
    needed = {str(each.relative_to(root)) for each in needed_by(root / "grid/grid.js")}
    assert len(needed) > 15
    assert set(ASKED.findall(head)) == needed
