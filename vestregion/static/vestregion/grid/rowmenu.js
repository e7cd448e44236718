// What may be done to one row: a menu behind the button at its end, and keys.

import { titleOf } from "./words.js";

export class RowMenu {
  constructor(dialog, moving, acting, bulk) {
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
    });
    dialog.addEventListener("close", () => this.from?.focus());
  }

  open(row, from) {
    if (!row.dataset.address) return;
    Object.assign(this, { row, from });
    this.head.textContent = titleOf(row);
    this.dialog.querySelector("[data-form]").href = row.dataset.address;
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
    else if (event.shiftKey && event.key === "ArrowDown") this.copy(row);
    else if (!event.shiftKey) this.acting.act(event.key === "ArrowUp" ? "opp" : "ned", [row]);
    return true;
  }

  // The copy is written on at once: the keyboard goes to its first cell.
  copy(row) {
    this.moving.column = 0;
    this.acting.act("dupliser", [row]);
  }
}
