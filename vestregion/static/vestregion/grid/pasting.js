// Several cells from a spreadsheet or a table in Word: shown first as they would land, then written as one change that can
// be undone in one step. One cell without tabs and lines is just written where one stands.

import { post } from "./saving.js";

export class Pasting {
  // `done(change)` hears the key of what was written.
  constructor(table, tell, done) {
    Object.assign(this, { table, tell, done });
    this.dialog = document.getElementById("grid-paste");
    this.body = this.dialog.querySelector("[data-paste]");
    this.dialog.addEventListener("click", (event) => {
      if (event.target.closest("[data-paste-cancel]")) this.dialog.close();
      if (event.target.closest("[data-paste-save]")) this.save();
    });
    this.dialog.addEventListener("close", () => this.cell?.focus());
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
    const { place, measure } = cell.parentNode.dataset;
    const keys = Pasting.rows(cell).map((row) => row.id.slice("rad-".length));
    if (this.isAsking) return;
    this.cell = cell;
    this.sent = { tekst: text, felt: cell.dataset.felt, rader: keys.join(","), tiltak: measure };
    this.address = `${place}lim-inn/`;
    const answer = await this.ask(this.sent);
    if (!answer) return;
    this.body.innerHTML = await answer.text();
    this.dialog.showModal();
    this.body.querySelector("button")?.focus();
  }

  async save() {
    const button = this.body.querySelector("[data-paste-save]");
    if (button.disabled) return; // pressed twice it is written once
    button.disabled = true;
    const answer = await this.ask({ ...this.sent, sett: button.dataset.seen, lagre: "1" });
    this.dialog.close();
    if (answer) this.done(answer.headers.get("Vestregion-Change"));
  }

  // The answer; null where it was refused, which is told.
  async ask(sent) {
    const reason = document.getElementById("plan-reason");
    this.isAsking = true;
    const answer = await post(this.address, reason ? { ...sent, reason: reason.value } : sent);
    this.isAsking = false;
    if (answer?.ok) return answer;
    this.tell(answer && answer.status < 500 ? await answer.text() : "", answer?.status === 401);
    return null;
  }
}
