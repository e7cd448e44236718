// Sections whose rows the server has drawn anew: rows that are there keep their place in the keyboard's path and what waits in
// their cells, new ones come in, those that are gone go out.

import { replaceRow } from "./cell.js";
import { quiet } from "./moving.js";

const isDraft = (row) => "draft" in row.dataset;
const isHead = (row) => !row.querySelector("[data-felt]");

export class Redrawing {
  // `holds(cell)` tells whether something waits in it; `done()` hears that rows came or went.
  constructor(moving, holds, done) {
    Object.assign(this, { moving, holds, done });
  }

  // {address of the section: its rows}; `at` is the key of the row that gets the keyboard.
  show(sections, at = "", { focus = true } = {}) {
    const had = this.moving.table.contains(document.activeElement);
    for (const [anchor, html] of Object.entries(sections)) this.section(document.getElementById(anchor), html);
    this.done();
    if (focus && (at || had)) this.moving.toRow(at);
    else if (!this.moving.current.isConnected) this.moving.to(this.moving.table.querySelector("[data-felt]"), { focus: false });
  }

  section(body, html) {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const before = new Set(body.rows);
    let last = [...body.rows].filter(isHead).at(-1);
    const put = (row) => {
      // A row that stands where it should is not touched: the keyboard may be in it.
      if (last.nextElementSibling !== row) last.after(row);
      before.delete(row);
      last = row;
    };
    for (const fresh of [...holder.content.querySelectorAll("tr")]) {
      // What is being written stands above the empty row it was written in.
      if (fresh.dataset.new) this.drafts(body, fresh).forEach(put);
      put(this.kept(body, fresh));
    }
    for (const row of before) if (!isHead(row) && !isDraft(row)) row.remove();
  }

  kept(body, fresh) {
    const old = fresh.id ? document.getElementById(fresh.id) : this.empty(body, fresh).find((row) => !isDraft(row));
    if (!old) {
      quiet(fresh);
      return fresh;
    }
    if (fresh.id) replaceRow(old, fresh, this.holds);
    return old;
  }

  empty(body, { dataset }) {
    return [...body.rows].filter((row) => row.dataset.new === dataset.new && row.dataset.measure === dataset.measure);
  }

  drafts(body, fresh) {
    return this.empty(body, fresh).filter(isDraft);
  }
}
