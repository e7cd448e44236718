// An act on one row or many: sent as one change, which the tab can undo in one step. What the server answers is put into the
// table. Acts wait for each other and for what is being undone, so that each is sent with the versions the one before left.

import { post } from "./posting.js";
import { beside, reasonOf } from "./telling.js";
import { say } from "./words.js";

export class Acting {
  // `notices` say what was done, and why it was not, until something is.
  constructor({ address, saving, undoing, redrawing, notices }) {
    Object.assign(this, { address, saving, undoing, redrawing, notices });
  }

  // The answer, or null where nothing was done. `focus` gives the keyboard to the row the act is about; `refused` is where it
  // is said that nothing was done.
  act(code, rows, fields = {}, { focus = true, refused = this.notices.refused } = {}) {
    return this.undoing.next(() => this.run(code, rows, fields, { focus, refused }));
  }

  async run(code, rows, fields, { focus, refused }) {
    if (rows.some((row) => this.waits(row))) {
      refused(say("unsaved"));
      return null;
    }
    const { moving } = this.redrawing;
    const stood = moving.current;
    const answer = await this.send(code, rows, fields, refused);
    if (!answer) return null;
    const told = await answer.json();
    const change = answer.headers.get("Vestregion-Change");
    if (change) this.undoing.noteChange(change);
    // She may have gone on to another cell meanwhile, and be writing there.
    const isThere = moving.current === stood && !moving.table.querySelector(".vr-cell-editor");
    this.redrawing.show(told.sections, told.at, { focus: focus && isThere });
    this.notices.told(told.told);
    return told;
  }

  // What would happen, as a sentence; empty where it cannot be said.
  async preview(code, rows, fields) {
    const answer = await post(this.address, this.sent(code, rows, { ...fields, se: "1" }));
    return answer && answer.status < 500 ? (answer.ok ? (await answer.json()).told : answer.text()) : "";
  }

  async send(code, rows, fields, refused) {
    const sent = this.sent(code, rows, fields);
    // Tried again because no answer came, it is the same act, which the server does once, whatever the reason is by then.
    const same = JSON.stringify(sent.filter(([name]) => name !== "reason"));
    if (this.unsure?.same !== same) this.unsure = { same, token: crypto.randomUUID() };
    const answer = await post(this.address, [...sent, ["form_token", this.unsure.token]]);
    if (answer && answer.status < 500) this.unsure = null;
    if (answer?.ok && answer.headers.get("Content-Type")?.includes("json")) return answer;
    const text = answer && answer.status < 500 && !answer.ok ? await answer.text() : "";
    refused(reasonOf(answer, text), beside(answer));
    const reason = document.getElementById("plan-reason");
    if (answer?.status === 422 && reason && !reason.value.trim()) reason.focus();
    return null;
  }

  sent(code, rows, fields) {
    const reason = document.getElementById("plan-reason");
    const chosen = rows.map((row) => ["rad", `${row.id.slice("rad-".length)}:${row.dataset.version}`]);
    return [["handling", code], ...chosen, ...Object.entries(fields), ...(reason ? [["reason", reason.value]] : [])];
  }

  // Whether something written in the row is not stored yet.
  waits(row) {
    return this.saving.queue.jobs.some((job) => job.row === row);
  }
}
