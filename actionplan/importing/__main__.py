"""Developer's look at a file: python -m actionplan.importing FILE --year 2016 [--json] [--name NAME ...]"""

import argparse
import json
import sys
from pathlib import Path

from actionplan.importing import UnreadableFile, read_plan, summary


def main() -> int:
    """Prints what was understood. Returns 1 when the file cannot be read."""
    parser = argparse.ArgumentParser(prog="python -m actionplan.importing")
    parser.add_argument("file", type=Path)
    parser.add_argument("--year", type=int, required=True)
    parser.add_argument("--name", action="append", default=[], help="a known name to compare spellings with")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    try:
        plan = read_plan(options.file.read_bytes(), options.file.name, options.year, options.name)
    except UnreadableFile as error:
        sys.stderr.write(f"{error.reason}\n")
        return 1
    found = summary(plan)
    text = json.dumps(found, ensure_ascii=False, indent=2) if options.json else _readable(found)
    sys.stdout.write(text + "\n")
    return 0


def _readable(found: dict) -> str:
    lines = [f"{found['title']} ({found['year']}): {', '.join(found['areas'])}"]
    for section in found["sections"]:
        counts = [len(section[key]) for key in ("amounts", "positions", "reporting_lines")]
        lines.append(f"  {section['title']}: {section['measures']} / {section['activities']} {counts}")
    spellings = len(found["deadline_spellings"])
    totals = (len(found["sections"]), found["measures"], found["activities"], found["with_deadline"], spellings)
    lines.append(" / ".join(map(str, totals)))
    lines += [f"  {each['place']}: {each['message']}" for each in found["errors"] + found["warnings"]]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
