// Sections whose rows the server has drawn anew: rows that are there keep their place in the keyboard's path and what waits in
// their cells, new ones come in, those that are gone go out.

import { isOpen, replaceRow } from "./cell.js";
import { quiet } from "./moving.js";

const isDraft = (row) => "draft" in row.dataset;
const isHead = (row) => !row.querySelector("[data-felt]");

// A row that the keyboard stands in goes along with it where the browser can; elsewhere the cell gets it back.
function putAfter(last, row) {
  const at = row.contains(document.activeElement) ? document.activeElement : null;
  if (row.isConnected && row.ownerDocument === document && last.parentNode.moveBefore) last.parentNode.moveBefore(row, last.nextSibling);
  else last.after(row);
  if (at?.isConnected && document.activeElement !== at) at.focus({ preventScroll: true });
}

// A row that was told of as removed is there again.
export function cameBack(row) {
  delete row.dataset.gone;
  row.querySelector(".vr-row-gone")?.remove();
}

export class Redrawing {
  // `holds(cell)` tells whether something waits in it; `done()` hears that rows came or went.
  constructor(moving, holds, done) {
    Object.assign(this, { moving, holds, done });
  }

  // {address of the section: its rows}; `at` is the key of the row that gets the keyboard. `gone(row)` hears of a row that is
  // no longer among them, and tells whether it stays for now.
  show(sections, at = "", { focus = true, gone = (row) => this.isHeld(row) } = {}) {
    const had = this.moving.table.contains(document.activeElement);
    for (const [anchor, html] of Object.entries(sections)) this.section(document.getElementById(anchor), html, gone);
    this.done();
    if (focus && (at || had)) this.moving.toRow(at);
    else if (!this.moving.current.isConnected) this.moving.to(this.moving.table.querySelector("[data-felt]"), { focus: false });
  }

  isHeld(row) {
    return [...row.querySelectorAll("[data-felt]")].some((cell) => this.holds(cell) || isOpen(cell));
  }

  section(body, html, gone) {
    if (!body) return;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const before = new Set(body.rows);
    const rows = [...holder.content.querySelectorAll("tr")];
    const ids = new Set(rows.map((row) => row.id));
    const staying = new Set([...before].filter((row) => row.id && !ids.has(row.id) && !isHead(row) && !isDraft(row) && gone(row)));
    let last = [...body.rows].filter(isHead).at(-1);
    const put = (row) => {
      while (staying.has(last.nextElementSibling)) last = last.nextElementSibling;
      // A row that stands where it should is not touched: the keyboard may be in it.
      if (last.nextElementSibling !== row) putAfter(last, row);
      before.delete(row);
      last = row;
    };
    for (const fresh of rows) {
      // What is being written stands above the empty row it was written in.
      if (fresh.dataset.new) this.drafts(body, fresh).forEach(put);
      put(this.kept(body, fresh));
    }
    for (const row of before) if (row.parentNode === body && !isHead(row) && !isDraft(row) && !staying.has(row)) row.remove();
  }

  kept(body, fresh) {
    const old = fresh.id ? document.getElementById(fresh.id) : this.empty(body, fresh).find((row) => !isDraft(row));
    if (!old) {
      quiet(fresh);
      return fresh;
    }
    if (fresh.id) replaceRow(old, fresh, this.holds);
    cameBack(old);
    return old;
  }

  empty(body, { dataset }) {
    return [...body.rows].filter((row) => row.dataset.new === dataset.new && row.dataset.measure === dataset.measure);
  }

  drafts(body, fresh) {
    return this.empty(body, fresh).filter(isDraft);
  }
}
