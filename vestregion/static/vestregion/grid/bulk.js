// The bar at the foot of the window: what may be done to the chosen rows, with the field that each act asks for. It acts on what
// is chosen, or on the one row it was opened for. What was done is not done again before a row, the act or its field is another:
// a button that is pressed twice, or whose answer was slow, acts once.

import { Choosing, choices } from "./choosing.js";
import { refuse } from "./telling.js";
import { say, titleOf } from "./words.js";

const keysOf = (rows) => rows.map((row) => row.id).sort().join();

export class Bulk {
  constructor(form, moving, selecting, acting) {
    Object.assign(this, { form, moving, selecting, acting, only: null, rows: [], asked: 0, choice: 0, done: null });
    this.kind = form.elements.handling;
    this.told = form.querySelector("[role=status]");
    this.wrong = document.getElementById("bulk-refused");
    this.count = document.getElementById("bulk-count");
    this.button = document.getElementById("bulk-do");
    form.dataset.ready = "";
    this.kind.addEventListener("change", () => this.fields());
    form.addEventListener("input", () => this.another());
    form.addEventListener("submit", (event) => this.submit(event));
    form.addEventListener("keydown", (event) => this.press(event));
    form.querySelector("[data-bulk-close]").addEventListener("click", () => this.close());
    this.show([]);
  }

  // The rows that are chosen now.
  show(rows) {
    if (rows.length) this.only = null;
    const before = keysOf(this.rows);
    this.rows = this.only ? [this.only] : rows;
    if (keysOf(this.rows) !== before) this.choice += 1;
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
    this.choice += 1;
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

  // What is asked for is another than what was done, or what was done is undone.
  another() {
    this.choice += 1;
    this.preview();
  }

  isDone() {
    return this.done === this.choice;
  }

  preview() {
    window.clearTimeout(this.asked);
    if (!("preview" in this.kind.selectedOptions[0].dataset) || !this.rows.length || this.isDone()) return;
    this.asked = window.setTimeout(async () => {
      const { choice } = this;
      const told = await this.acting.preview(this.kind.value, this.rows, this.values());
      if (this.choice === choice && !this.isDone()) this.told.textContent = told;
    }, 200);
  }

  async submit(event) {
    event.preventDefault();
    if (this.isActing) return;
    window.clearTimeout(this.asked);
    if (this.isDone()) {
      this.told.textContent = say("doneAlready");
      return;
    }
    this.acts(true);
    const { choice } = this;
    const told = { focus: Boolean(this.only), refused: (...why) => refuse(this.wrong, ...why) };
    const done = await this.acting.act(this.kind.value, this.rows, this.values(), told).finally(() => this.acts(false));
    if (!done) return;
    this.done = choice;
    this.wrong.textContent = "";
    window.clearTimeout(this.asked); // what was done is told above the table
    this.told.textContent = "";
    if (this.only) this.close();
    else if (this.form.hidden) this.moving.to(this.moving.current);
  }

  acts(now) {
    this.isActing = now;
    this.button.ariaDisabled = this.button.ariaBusy = now ? "true" : null;
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
