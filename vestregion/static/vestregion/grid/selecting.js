// Which activities are chosen: a box in each row, ranges with Shift and click or Shift and arrows, and all of a section. The row
// where a range began stays its one end.

const boxOf = (row) => row?.querySelector("input[name=rad]");

export class Selecting {
  // `changed(rows)` hears of every change of what is chosen.
  constructor(table, moving, changed) {
    Object.assign(this, { table, moving, changed, from: null });
    table.setAttribute("aria-multiselectable", "true");
    for (const box of table.querySelectorAll("[data-all]")) box.hidden = false;
    table.addEventListener("click", (event) => {
      const row = event.target.closest("tr");
      if (event.target === boxOf(row)) this.clicked(row, event.shiftKey);
      else if (event.target.matches("[data-all]")) this.section(row.parentNode, event.target.checked);
    });
    this.told();
  }

  all(root = this.table) {
    return [...root.querySelectorAll("tr:has(input[name=rad])")];
  }

  rows() {
    return this.all().filter((row) => boxOf(row).checked);
  }

  set(rows, on) {
    for (const row of rows) boxOf(row).checked = on;
    this.told();
  }

  clear() {
    this.from = null;
    this.set(this.rows(), false);
  }

  clicked(row, isRange) {
    if (isRange && this.from?.isConnected) this.set(this.between(this.from, row), boxOf(row).checked);
    else this.from = row;
    this.told();
  }

  between(one, other) {
    const rows = this.all();
    const [first, last] = [rows.indexOf(one), rows.indexOf(other)].sort((a, b) => a - b);
    return rows.slice(first, last + 1);
  }

  section(body, on) {
    this.set(this.all(body), on);
  }

  toggle(row) {
    if (!boxOf(row)) return;
    this.from = row;
    this.set([row], !boxOf(row).checked);
  }

  // Shift and an arrow: the range grows away from where it began, and shrinks towards it.
  extend(step) {
    const rows = this.all();
    const here = rows.indexOf(this.moving.current.parentNode);
    const next = rows[here + step];
    if (here < 0 || !next) return;
    if (!this.from?.isConnected || !boxOf(rows[here]).checked) this.from = rows[here];
    const start = rows.indexOf(this.from);
    const isBack = boxOf(next).checked && Math.abs(here + step - start) < Math.abs(here - start);
    this.set([rows[here]], !isBack);
    this.set([next], true);
    this.moving.to(next.querySelectorAll("[data-felt]")[this.moving.column]);
  }

  // Whether the key was one that chooses.
  press(event) {
    if (event.key === "Escape" && this.rows().length) this.clear();
    else if (!event.shiftKey || event.altKey || event.ctrlKey || event.metaKey) return false;
    else if (event.key === " ") this.toggle(this.moving.current.parentNode);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") this.extend(event.key === "ArrowDown" ? 1 : -1);
    else return false;
    return true;
  }

  told() {
    for (const row of this.all()) {
      if (boxOf(row).checked) row.setAttribute("aria-selected", "true");
      else row.removeAttribute("aria-selected");
    }
    for (const box of this.table.querySelectorAll("[data-all]")) {
      const rows = this.all(box.closest("tbody"));
      const chosen = rows.filter((row) => boxOf(row).checked).length;
      box.checked = chosen > 0 && chosen === rows.length;
      box.indeterminate = chosen > 0 && chosen < rows.length;
    }
    this.changed(this.rows());
  }
}
