// The bar at the foot of the window: what may be done to the chosen rows, with the field that each act asks for. It acts on what
// is chosen, or on the one row it was opened for.

import { Choosing, choices } from "./choosing.js";
import { refuse } from "./telling.js";
import { say, titleOf } from "./words.js";

export class Bulk {
  constructor(form, moving, selecting, acting) {
    Object.assign(this, { form, moving, selecting, acting, only: null, rows: [], asked: 0 });
    this.kind = form.elements.handling;
    this.told = form.querySelector("[role=status]");
    this.wrong = document.getElementById("bulk-refused");
    this.count = document.getElementById("bulk-count");
    form.dataset.ready = "";
    this.kind.addEventListener("change", () => this.fields());
    form.addEventListener("input", () => this.preview());
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("keydown", (event) => this.press(event));
    form.querySelector("[data-bulk-close]").addEventListener("click", () => this.close());
    this.show([]);
  }

  // The rows that are chosen now.
  show(rows) {
    if (rows.length) this.only = null;
    this.rows = this.only ? [this.only] : rows;
    this.form.hidden = !this.rows.length;
    this.count.textContent = this.only ? this.named(this.only) : say("chosen", { n: rows.length });
    if (this.form.hidden) return;
    if (this.dressed) this.preview();
    else this.begin();
  }

  // When the bar is first shown: most who open the table never choose a row, and would wait for it.
  begin() {
    this.count.hidden = false;
    this.form.querySelector("[data-bulk-close]").hidden = false;
    this.dressed = [...this.form.querySelectorAll("[data-names]")].map((field) => this.dress(field));
    this.fields();
  }

  named(row) {
    return "parent" in row.dataset ? say("measureRows", { row: titleOf(row) }) : titleOf(row);
  }

  // For one row, whatever is chosen.
  open(row, code) {
    this.only = row;
    this.kind.value = code;
    this.show([]);
    this.fields();
    this.field()?.querySelector("input, select").focus();
  }

  enter() {
    if (!this.form.hidden) this.kind.focus();
  }

  close() {
    this.only = null;
    this.selecting.clear();
    this.moving.to(this.moving.current);
  }

  field() {
    return this.form.querySelector(`[data-act="${this.kind.value}"]`);
  }

  fields() {
    for (const field of this.form.querySelectorAll("[data-act]")) field.hidden = field.dataset.act !== this.kind.value;
    this.told.textContent = "";
    this.wrong.textContent = "";
    this.preview();
  }

  async dress(field) {
    const name = field.dataset.names;
    const rows = (await choices(this.moving.table.dataset.choices).catch(() => null))?.[name];
    if (rows) field.choosing = new Choosing(field, null, rows, { many: name === "partners" });
  }

  // What the fields of the act say.
  values() {
    const fields = [...(this.field()?.querySelectorAll("input, select") || [])];
    return Object.fromEntries(fields.map((field) => [field.name, field.choosing ? field.choosing.state().value : field.value]));
  }

  preview() {
    window.clearTimeout(this.asked);
    if (!("preview" in this.kind.selectedOptions[0].dataset) || !this.rows.length) return;
    this.asked = window.setTimeout(async () => {
      const { value } = this.kind;
      const told = await this.acting.preview(value, this.rows, this.values());
      if (this.kind.value === value) this.told.textContent = told;
    }, 200);
  }

  async submit(event) {
    event.preventDefault();
    window.clearTimeout(this.asked);
    const done = await this.acting.act(this.kind.value, this.rows, this.values(), { focus: Boolean(this.only), refused: (...why) => refuse(this.wrong, ...why) });
    if (!done) return;
    this.wrong.textContent = "";
    window.clearTimeout(this.asked); // what was done is told above the table
    this.told.textContent = "";
    if (this.only) this.close();
    else if (this.form.hidden) this.moving.to(this.moving.current);
  }

  // Keys of the list of names; Esc goes back to the table.
  press(event) {
    const list = event.target.choosing?.isOpen() ? event.target.choosing : null;
    if (event.key === "Escape") {
      if (list) list.list.hidden = true;
      else if (this.only) this.close();
      else this.moving.to(this.moving.current);
    } else if (list && (event.key === "ArrowDown" || event.key === "ArrowUp")) list.step(event.key === "ArrowDown" ? 1 : -1);
    else if (list && (event.key === "Enter" || event.key === "Tab")) {
      list.pick();
      if (event.key === "Tab") return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
