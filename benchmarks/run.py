"""Run every benchmark and print one table; exit 1 when a promise is broken.

Usage: ./run bench [NAME ...]; ./run bench --scale measures many alliances with many years (scale.py) and takes longer.
"""

import json
import sys
from dataclasses import asdict

from benchmarks.setting import RESULTS, Result, machine, prepare


def main(names: list[str]) -> int:
    if names[:1] == ["--scale"]:
        from benchmarks import scale

        return scale.main(names[1:])
    prepare()
    from benchmarks.annual_report import annual_report
    from benchmarks.convening import call_of_300
    from benchmarks.grid import (
        idle_poll,
        one_cell_of_10,
        one_cell_of_100,
        one_cell_of_1000,
        one_cell_of_adopted,
        plan_grid,
    )
    from benchmarks.interactive import grid_interactive
    from benchmarks.pages import agenda_of_40, my_page, one_edit, plan_edit, plan_read
    from benchmarks.workbook import workbook_added, workbook_changed

    pages = (
        plan_read,
        plan_edit,
        plan_grid,
        idle_poll,
        my_page,
        agenda_of_40,
        one_edit,
        one_cell_of_10,
        one_cell_of_100,
        one_cell_of_1000,
        one_cell_of_adopted,
        grid_interactive,
        annual_report,
    )
    every = {b.__name__: b for b in (*pages, workbook_changed, workbook_added, call_of_300)}
    results = [every[name]() for name in names or every]
    _write(results)
    _print(results)
    return 0 if all(result.kept for result in results) else 1


def _write(results: list[Result]) -> None:
    RESULTS.mkdir(exist_ok=True)
    document = machine() | {"results": [asdict(r) | {"ratio": round(r.ratio, 3), "kept": r.kept} for r in results]}
    (RESULTS / "latest.json").write_text(json.dumps(document, indent=2), encoding="utf-8")


def _print(results: list[Result]) -> None:
    print(f"{'benchmark':20}{'ours ms':>10}{'baseline ms':>13}{'ratio':>8}{'promise':>9}")
    for r in results:
        verdict = "" if r.kept else "  BROKEN"
        print(f"{r.name:20}{r.ours_ms:10.1f}{r.baseline_ms:13.1f}{r.ratio:8.2f}{r.promise:9.2f}{verdict}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
