// What others write in the plan while the table is open: their rows are put in place, but for cells in which she writes or
// something waits; those clash, if they do, when they are sent. What changed is marked for a while, with who did it.

import { isOpen, replaceRow, rowOf, shownIn } from "./cell.js";
import { quiet } from "./moving.js";
import { watch } from "./posting.js";
import { say, titleOf } from "./words.js";
import { freshPage, putHead, tellAll, tellClosed } from "../live/page.js";

const SHOWN = 6000;
const keyOf = (row) => row.id.slice("rad-".length);
const toldIn = (cell) => `${shownIn(cell)} ${cell.querySelector(".vr-cell-more")?.textContent ?? ""}`;
const cellsOf = (row) => [...row.querySelectorAll("[data-felt]")];

export class Others {
  constructor(table, saving, redrawing) {
    Object.assign(this, { table, saving, redrawing, number: Number(table.dataset.number), by: {} });
  }

  address() {
    this.watch = watch();
    return `${this.table.dataset.news}?som=tabell&since=${this.number}`;
  }

  // Whether the answer was taken. One that was drawn while something of ours was stored may hold older rows than ours: it is
  // asked for again.
  async take(answer) {
    if (this.table.hasAttribute("data-closed")) this.opened();
    const isPlaced = answer.whole || Object.keys(answer.sections || {}).length;
    if (this.saving.isMaking() || (isPlaced && !this.watch.quiet())) return false;
    this.by = answer.by || {};
    const before = this.words();
    if (answer.whole && !(await this.whole())) return false;
    for (const [key, html] of Object.entries(answer.rows || {})) this.row(document.getElementById(`rad-${key}`), html);
    if (!answer.whole && isPlaced) this.redrawing.show(answer.sections, "", { focus: false, gone: (row) => this.gone(row) });
    this.number = answer.number;
    this.mark(before);
    tellAll(answer.told || []);
    this.rested();
    return true;
  }

  row(row, html) {
    if (row && Number(rowOf(html).dataset.version) >= Number(row.dataset.version)) replaceRow(row, html, (cell) => this.saving.holds(cell));
  }

  // What the cells say, to see what became otherwise.
  words() {
    const rows = [...this.table.querySelectorAll("tr[id]")];
    return new Map(rows.map((row) => [row.id, new Map(cellsOf(row).map((cell) => [cell.dataset.felt, toldIn(cell)]))]));
  }

  mark(before) {
    for (const [key, name] of Object.entries(this.by)) {
      const row = document.getElementById(`rad-${key}`);
      if (!row || "gone" in row.dataset) continue;
      const was = before.get(row.id);
      const cells = was ? cellsOf(row).filter((cell) => was.get(cell.dataset.felt) !== toldIn(cell)) : cellsOf(row).slice(0, 1);
      for (const cell of cells) this.markOne(cell, say(was ? "changedBy" : "addedBy", { name }));
    }
  }

  markOne(cell, text) {
    cell.dataset.by = text;
    window.clearTimeout(cell.markTimer);
    cell.markTimer = window.setTimeout(() => delete cell.dataset.by, SHOWN);
  }

  isNeeded(row) {
    return row.contains(document.activeElement) || this.redrawing.isHeld(row);
  }

  // A row that was removed stays, and says so, as long as she stands or has something in it.
  gone(row) {
    if (!this.isNeeded(row)) return false;
    if (!("gone" in row.dataset)) {
      row.dataset.gone = "";
      const line = document.createElement("span");
      Object.assign(line, { className: "vr-row-gone", textContent: say("removedBy", { name: this.by[keyOf(row)] || say("someone") }) });
      cellsOf(row)[0].append(line);
      tellAll([`${titleOf(row)}: ${line.textContent}`]);
    }
    return true;
  }

  rested() {
    if (this.table.hasAttribute("data-closed")) this.opened();
    const left = [...this.table.querySelectorAll("tr[data-gone]")].filter((row) => !this.isNeeded(row));
    for (const row of left) row.remove();
    if (left.length) this.redrawing.show({}, "", { focus: false });
  }

  // The page as it is now: another state, other sections.
  async whole() {
    const asked = watch();
    const fresh = await freshPage();
    const twin = fresh?.getElementById("grid");
    if (!twin || !asked.quiet()) return false;
    if (putHead(fresh)) this.saving.asking.again(); // a reason that she has given elsewhere stands there already
    const wanted = [...twin.tBodies];
    for (const body of wanted) this.body(body);
    const ids = new Set(wanted.map((body) => body.id));
    for (const body of [...this.table.tBodies]) if (!ids.has(body.id)) this.removeBody(body);
    const places = [document, fresh].map((each) => each.querySelector("#grid-bulk select[name=til]"));
    if (places[0] && places[1]) places[0].replaceChildren(...places[1].childNodes);
    this.redrawing.show({}, "", { focus: false });
    return true;
  }

  body(fresh) {
    const old = document.getElementById(fresh.id);
    const heads = (body) => [...body.rows].filter((row) => !row.querySelector("[data-felt]"));
    const rows = [...fresh.rows].filter((row) => row.querySelector("[data-felt]"));
    if (!old) {
      quiet(fresh);
      for (const box of fresh.querySelectorAll("[data-all]")) box.hidden = false;
      this.table.append(document.adoptNode(fresh));
      return;
    }
    old.dataset.levels = fresh.dataset.levels;
    for (const row of heads(old)) row.remove();
    old.prepend(...heads(fresh));
    for (const box of old.querySelectorAll("[data-all]")) box.hidden = false;
    this.redrawing.show({ [old.id]: rows.map((row) => row.outerHTML).join("") }, "", { focus: false, gone: (row) => this.gone(row) });
    if (old !== this.table.lastElementChild) {
      if (this.table.moveBefore) this.table.moveBefore(old, null);
      else if (!old.contains(document.activeElement)) this.table.append(old);
    }
  }

  removeBody(body) {
    const kept = [...body.rows].filter((row) => row.id && this.gone(row));
    if (!kept.length) body.remove();
    else for (const row of [...body.rows]) if (row.id && !kept.includes(row)) row.remove();
  }

  // Nobody, or not she, may write here any more. What she has written and not stored stays where it stands.
  refused(text) {
    if (this.table.hasAttribute("data-closed")) return;
    this.table.dataset.closed = "";
    tellClosed(text);
    for (const cell of this.table.querySelectorAll("[data-felt]")) if (!isOpen(cell)) cell.setAttribute("aria-readonly", "true");
  }

  opened() {
    delete this.table.dataset.closed;
    tellClosed("");
    for (const cell of this.table.querySelectorAll("[data-address] [data-felt]")) cell.removeAttribute("aria-readonly");
    this.whole();
  }
}
