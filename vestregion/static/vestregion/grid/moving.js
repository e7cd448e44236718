// One cell at a time is in the tab order; the arrows go from cell to cell, and a row of fewer cells is crossed without
// losing the column.

const BY_KEY = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-10, 0], PageDown: [10, 0] };

const QUIET = ":is([data-felt], [data-felt] a, [data-menu], input[type=checkbox]):not([tabindex])";

// The boxes and buttons of a row are reached by keys of the table and by touch: the table is one stop of the tab order. The
// server says so of the cells: told here, each of them would be styled once more.
export function quiet(part) {
  for (const each of part.querySelectorAll(QUIET)) each.tabIndex = -1;
}

export class Moving {
  constructor(table) {
    this.table = table;
    this.column = 0;
    this.began = null;
    this.current = table.querySelector("[data-felt]");
    quiet(table);
    if (this.current) this.current.tabIndex = 0;
  }

  rows() {
    return [...this.table.querySelectorAll("tr:has([data-felt])")];
  }

  static cells(row) {
    return [...row.querySelectorAll("[data-felt]")];
  }

  // After rows were drawn anew: the row of this key, in the column where one stood; else the cell that still is there.
  toRow(key) {
    const row = key && document.getElementById(`rad-${key}`);
    const cells = row ? Moving.cells(row) : [];
    if (cells.length) return this.to(cells[Math.min(this.column, cells.length - 1)]);
    return this.to(this.current.isConnected ? this.current : this.table.querySelector("[data-felt]"));
  }

  // Makes the cell the one in the tab order; `focus` also gives it the keyboard.
  to(cell, { focus = true } = {}) {
    if (!cell) return false;
    this.current.tabIndex = -1;
    this.current = cell;
    cell.tabIndex = 0;
    const cells = Moving.cells(cell.parentNode);
    if (cells.length > 1) this.column = cells.indexOf(cell);
    if (focus) cell.focus();
    return true;
  }

  by(down, right) {
    const rows = this.rows();
    const place = rows.indexOf(this.current.parentNode);
    if (right) return this.to(Moving.cells(rows[place])[Moving.cells(rows[place]).indexOf(this.current) + right]);
    const row = rows[Math.max(0, Math.min(rows.length - 1, place + down))];
    const cells = Moving.cells(row);
    return this.to(cells[Math.min(this.column, cells.length - 1)]);
  }

  // With Tab from cell to cell; Enter then goes back to the column where that began, one row down.
  along(step) {
    this.began ??= this.column;
    return this.next(step);
  }

  down() {
    if (this.began !== null) this.column = this.began;
    this.began = null;
    return this.by(1, 0);
  }

  // To the next or the last cell in reading order; false at the end of the table.
  next(step) {
    const all = [...this.table.querySelectorAll("[data-felt]")];
    return this.to(all[all.indexOf(this.current) + step]);
  }

  edge(key, whole) {
    const rows = whole ? this.rows() : [this.current.parentNode];
    const cells = Moving.cells(key === "Home" ? rows[0] : rows.at(-1));
    return this.to(key === "Home" ? cells[0] : cells.at(-1));
  }

  // Whether the key was one that moves.
  press(event) {
    const whole = event.ctrlKey || event.metaKey;
    if (event.altKey) return false;
    if (event.key === "Home" || event.key === "End") return this.edge(event.key, whole) || true;
    if (event.key === "Tab") return this.along(event.shiftKey ? -1 : 1);
    if (!BY_KEY[event.key] || whole || event.shiftKey) return false;
    this.began = null;
    this.by(...BY_KEY[event.key]);
    return true;
  }
}
