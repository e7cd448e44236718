// Cells that ask her who wrote for something: which of two texts is to stand, or what is to be put right. What she wrote is kept
// until she has answered, and is sent then.

import { button, put, putNewest, replaceRow, shownIn, tell } from "./cell.js";
import { beside, reasonOf, registers } from "./telling.js";
import { say } from "./words.js";

export class Asking {
  // `saving` sends what she answers, and says how far it has come.
  constructor(table, saving) {
    Object.assign(this, { table, saving, queue: saving.queue });
  }

  // Both texts stand in the cell until one of them is chosen.
  clash(job, html) {
    const { cell } = job;
    const fresh = replaceRow(job.row, html, (each) => each === cell || this.saving.holds(each));
    const twin = fresh.querySelector(`[data-felt="${job.felt}"]`);
    const theirs = { value: twin.dataset.verdi ?? shownIn(twin), text: shownIn(twin) };
    const base = job.row.dataset.version;
    cell.dataset.base = base;
    this.queue.park({ ...job, base: this.saving.baseOf(job) });
    put(cell, theirs);
    const line = tell(cell, "clash", say("other", { text: theirs.text || say("empty") }));
    line.setAttribute("role", "alert");
    line.append(document.createElement("br"), say("own", { text: job.now.text || say("empty") }), document.createElement("br"));
    const done = (keep) => {
      tell(cell, "");
      this.queue.release(cell);
      cell.focus();
      // Others may have written there again while both texts stood in the cell.
      if (keep) this.saving.save(cell, job.now, theirs, { base, stored: job.stored });
      else putNewest(cell);
      this.saving.show();
    };
    line.append(button(say("mine"), () => done(true)), " ", button(say("theirs"), () => done(false)));
  }

  // What was typed stays in the cell, with what is wrong with it.
  refused(job, answer, text) {
    const line = tell(job.cell, "wrong", reasonOf(answer, text));
    // Put right, it still stands upon what was there when it was first written.
    const parked = job.isNew ? job : { ...job, base: this.saving.baseOf(job) };
    if (!job.isNew) job.cell.dataset.base = parked.base;
    this.queue.park(parked);
    line.setAttribute("role", "alert");
    if (!job.isNew) line.append(document.createElement("br"), button(say("drop"), () => this.letGo(job.cell)));
    if (beside(answer).lacksName) line.append(document.createElement("br"), ...registers());
    if (answer.headers.get("Vestregion-Field") !== "reason") return;
    parked.asks = true;
    // A plan that was adopted a moment ago has no field for it yet in this page: it comes with the next news.
    if (!isWriting(this.table)) document.getElementById("plan-reason")?.focus();
  }

  // What was refused because the plan asks for a reason is sent again, where there is one now.
  again() {
    if (!document.getElementById("plan-reason")?.value.trim()) return;
    for (const job of this.queue.parked.filter((each) => each.asks)) {
      this.saving.save(job.cell, job.now, job.start, { base: job.base, stored: job.stored });
    }
  }

  // The cell that was last refused because the plan asks for a reason, if it still waits.
  cell() {
    return this.queue.parked.findLast((job) => job.asks && job.cell.isConnected)?.cell;
  }

  // What was refused goes, and the cell says again what is stored. Whether there was something to let go.
  letGo(cell) {
    const parked = this.queue.parked.find((job) => job.cell === cell);
    if (!parked || parked.isNew || cell.dataset.state !== "wrong") return false;
    this.queue.release(cell);
    delete cell.dataset.base;
    put(cell, cell.stood);
    tell(cell, "");
    putNewest(cell); // where others wrote there meanwhile
    cell.focus();
    this.saving.show();
    return true;
  }
}

// What is typed just then would land in the other field.
const isWriting = (table) => Boolean(table.querySelector(".vr-cell-editor"));
