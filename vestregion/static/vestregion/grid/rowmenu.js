// What may be done to one row: a menu behind the button at its end, and keys. The empty row has a menu too: what is added there.

import { places } from "./measuring.js";
import { titleOf } from "./words.js";

export class RowMenu {
  // `lines(row)` opens the box for several activities, `measure(place)` the one for a new measure.
  constructor(dialog, moving, acting, bulk, { lines, measure }) {
    Object.assign(this, { dialog, moving, acting, bulk, row: null });
    this.head = dialog.querySelector("h2");
    moving.table.addEventListener("click", (event) => {
      const button = event.target.closest("[data-menu]");
      if (button) this.open(button.closest("tr"), button);
    });
    dialog.addEventListener("click", (event) => {
      const { dataset } = event.target.closest("button") || { dataset: {} };
      if (event.target === dialog || "menuClose" in dataset) dialog.close();
      if (dataset.do) this.act(dataset.do);
      if (dataset.open) this.openBar(dataset.open);
      if (dataset.measure) {
        this.from = null;
        dialog.close();
        measure(places(this.row)[dataset.measure]);
      }
      if ("lines" in dataset) {
        this.from = null;
        dialog.close();
        lines(this.row);
      }
    });
    dialog.addEventListener("close", () => this.from?.focus());
  }

  open(row, from) {
    const isNew = Boolean(row.dataset.new) && !row.dataset.draft;
    if (!row.dataset.address && !isNew) return;
    Object.assign(this, { row, from });
    this.head.textContent = isNew ? row.querySelector(".vr-cell-empty").textContent : titleOf(row);
    for (const item of this.dialog.querySelectorAll("[data-for]")) item.hidden = (item.dataset.for === "new") !== isNew;
    const offered = places(row);
    for (const item of this.dialog.querySelectorAll("[data-measure]")) {
      const place = offered[item.dataset.measure];
      item.parentNode.hidden = !place;
      item.querySelector("span").textContent = place?.told ?? "";
    }
    for (const link of this.dialog.querySelectorAll("[data-form]")) link.href = row.querySelector(".vr-workshop__tools a").href;
    for (const link of this.dialog.querySelectorAll("[data-links]")) link.href = `${row.dataset.address}lenker/?fra=tabell`;
    this.dialog.showModal();
  }

  act(code) {
    this.from = null;
    this.dialog.close();
    this.acting.act(code, [this.row]);
  }

  openBar(code) {
    this.from = null;
    this.dialog.close();
    this.bulk.open(this.row, code);
  }

  // Whether the key was one that does something to the row of the cell.
  press(event) {
    const row = this.moving.current.parentNode;
    if (event.key === "ContextMenu" || (event.key === "F10" && event.shiftKey)) this.open(row, this.moving.current);
    else if (!event.altKey || event.ctrlKey || event.metaKey) return false;
    else if (event.key === "Enter") this.bulk.enter();
    else if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return false;
    else if (!row.dataset.address) return true;
    else if (event.shiftKey && event.key === "ArrowDown") event.repeat || this.copy(row);
    else if (!event.shiftKey) this.acting.act(event.key === "ArrowUp" ? "opp" : "ned", [row]);
    return true;
  }

  // The copy is written on at once: the keyboard goes to its first cell. Pressed again before that, there is one copy.
  async copy(row) {
    if (this.isCopying) return;
    this.isCopying = true;
    this.moving.column = 0;
    await this.acting.act("dupliser", [row]).finally(() => (this.isCopying = false));
  }
}
