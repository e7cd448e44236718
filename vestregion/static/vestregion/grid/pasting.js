// Several cells from a spreadsheet or a table in Word, or several lines written here: shown first as they would land, then
// written as one change that can be undone in one step. One cell without tabs and lines is just written where one stands.

import { post } from "./posting.js";
import { beside, reasonOf, refuse } from "./telling.js";

const keyOf = (row) => row.id.slice("rad-".length);

// The section of a row: its address, and the measure that what is added hangs under.
function placeOf(row) {
  const { place, measure, address } = row.dataset;
  if (place) return { place, measure };
  return { place: `${address.slice(0, address.indexOf("tiltak/"))}del/${row.parentNode.id.slice("del-".length)}/`, measure: keyOf(row) };
}

export class Pasting {
  // `done(change, told)` hears what was written: the key of the change, and what the server says of it.
  constructor(table, refused, done) {
    Object.assign(this, { table, refused, done });
    this.dialog = document.getElementById("grid-paste");
    this.body = this.dialog.querySelector("[data-paste]");
    this.lines = this.dialog.querySelector("[data-lines]");
    this.text = this.lines.querySelector("textarea");
    this.dialog.addEventListener("click", (event) => {
      if (event.target.closest("[data-paste-cancel]")) this.dialog.close();
      if (event.target.closest("[data-lines-look]")) this.look();
      if (event.target.closest("[data-paste-save]")) this.save();
    });
    this.dialog.addEventListener("close", () => {
      this.body.replaceChildren();
      (this.cell?.isConnected ? this.cell : this.table.querySelector("[data-felt]")).focus();
    });
  }

  static isMany(text) {
    return /[\t\n]/.test(text.trim());
  }

  // The activity of the cell and those below it under the same measure.
  static rows(cell) {
    const rows = [];
    for (let row = cell.parentNode; row?.dataset.address && row.dataset.place; row = row.nextElementSibling) rows.push(row);
    return rows;
  }

  async show(cell, text) {
    const { place, measure } = placeOf(cell.parentNode);
    this.begin(cell, place, { tekst: text, felt: cell.dataset.felt, rader: Pasting.rows(cell).map(keyOf).join(","), tiltak: measure });
    this.lines.hidden = true;
    if (!(await this.preview())) return;
    this.dialog.showModal();
    this.body.querySelector("button")?.focus();
  }

  // A box for several activities, one a line, last under the measure of the row.
  openLines(row) {
    const { place, measure } = placeOf(row);
    this.begin(row.querySelector("[data-felt]"), place, { tekst: "", felt: "title", rader: "", tiltak: measure, linjer: "1" });
    this.lines.hidden = false;
    this.text.value = "";
    this.body.replaceChildren();
    this.dialog.showModal();
    this.text.focus();
  }

  begin(cell, place, sent) {
    Object.assign(this, { cell, sent: { ...sent, form_token: crypto.randomUUID() }, address: `${place}lim-inn/` });
  }

  async look() {
    Object.assign(this.sent, { tekst: this.text.value, form_token: crypto.randomUUID() });
    if (await this.preview()) this.body.querySelector("[data-paste-save]")?.focus();
  }

  // Whether there was something to show.
  async preview() {
    if (this.isAsking) return false;
    const answer = await this.ask(this.sent);
    if (answer) this.body.innerHTML = await answer.text();
    return Boolean(answer);
  }

  async save() {
    const button = this.body.querySelector("[data-paste-save]");
    if (button.disabled) return; // pressed twice it is written once
    button.disabled = true;
    const answer = await this.ask({ ...this.sent, sett: button.dataset.seen, lagre: "1" });
    if (!answer) {
      // Pressed again it is the same, which the server writes once.
      button.disabled = false;
      return;
    }
    const told = await answer.json();
    if (!told.left) this.dialog.close();
    this.done(answer.headers.get("Vestregion-Change"), told);
    if (!told.left) return;
    this.text.value = told.left;
    this.look();
  }

  // The answer; null where none came or it was refused, which is told.
  async ask(sent) {
    const reason = document.getElementById("plan-reason");
    this.isAsking = true;
    const answer = await post(this.address, reason ? { ...sent, reason: reason.value } : sent);
    this.isAsking = false;
    this.warning?.remove();
    if (answer?.ok) return answer;
    const why = [reasonOf(answer, await answer?.text()), beside(answer)];
    // What has changed since it was looked over is pasted anew.
    if (this.dialog.open && this.lines.hidden && answer && answer.status !== 401 && answer.status < 500) this.dialog.close();
    if (this.dialog.open) this.warn(...why);
    else this.refused(...why);
    return null;
  }

  // Said in the dialog, beside its buttons: what stands behind it is not read.
  warn(...why) {
    this.warning = Object.assign(document.createElement("p"), { className: "ds-validation-message" });
    this.warning.setAttribute("role", "alert");
    this.body.append(this.warning);
    refuse(this.warning, ...why);
    this.warning.scrollIntoView({ block: "nearest" });
  }
}
