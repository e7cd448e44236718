// The empty row below the activities of a measure: what is written in it becomes an activity, and a new empty row stands
// below at once. Its other cells are written in while the activity is being made.

import { put, rowOf, tell } from "./cell.js";
import { quiet } from "./moving.js";

// Whether a cell may be written in: of an empty row the first one alone, until that has words.
export function allows(cell) {
  const { address, draft, new: isNew } = cell.parentNode.dataset;
  if (cell.closest("[data-closed]")) return false;
  return Boolean(address || draft || (isNew && cell.dataset.felt === "title"));
}

export class Drafts {
  constructor(table) {
    this.table = table;
  }

  // The job that makes an activity of the row.
  job(cell, now, stored) {
    const row = cell.parentNode;
    if (!row.dataset.draft) this.next(row);
    row.dataset.draft ||= crypto.randomUUID();
    const { measure, draft } = row.dataset;
    const under = { place: row.dataset.new, measure };
    return { row, cell, felt: "title", now, start: { value: "", text: "" }, under, token: draft, stored, isNew: true, isSent: false };
  }

  // An empty row below the one that has just been written in.
  next(row) {
    const empty = row.cloneNode(true);
    for (const cell of empty.querySelectorAll("[data-felt]")) {
      put(cell, { value: "", text: "" });
      tell(cell, "");
      cell.tabIndex = -1;
    }
    row.after(empty);
  }

  // The row of something that waited when the page was left: a cell of it, or the row itself.
  again({ draft, under }) {
    const waiting = this.table.querySelector(`tr[data-draft="${CSS.escape(draft)}"]`);
    if (waiting || !under) return waiting;
    const same = (row) => row.dataset.new === under.place && row.dataset.measure === under.measure;
    const row = [...this.table.querySelectorAll("tr[data-new]:not([data-draft])")].find(same);
    if (!row) return null;
    this.next(row);
    row.dataset.draft = draft;
    return row;
  }

  // The activity is made: the row is one of the plan's.
  born(row, html) {
    const fresh = rowOf(html);
    quiet(fresh);
    document.getElementById(fresh.id)?.remove(); // made before the page was left, it was drawn with the page as well
    row.id = fresh.id;
    row.className = fresh.className;
    for (const end of ["firstElementChild", "lastElementChild"]) row[end].replaceWith(fresh[end]);
    row.dataset.address = fresh.dataset.address;
    for (const name of ["new", "draft"]) delete row.dataset[name];
  }
}
