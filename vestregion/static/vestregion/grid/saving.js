// Cells are saved one by one, and what the server answers is put into the table: the row as it is stored now, both texts of
// two who wrote in one cell, or what is wrong.

import { button, put, putNewest, replaceRow, shownIn, stateOf, tell } from "./cell.js";
import { Drafts } from "./drafts.js";
import { post } from "./posting.js";
import { Queue } from "./queue.js";
import { beside, reasonOf, registers } from "./telling.js";
import { say } from "./words.js";

const ROWS = new Set([200, 409]); // answer with the row; anything else under these is not from us, but from a network's own login page
const hasRow = (text) => text.includes("<tr");

export class Saving {
  constructor(table, notices) {
    Object.assign(this, { table, notices });
    this.mine = new Map(); // cell -> the last version in which this page stored it
    this.queue = new Queue(table.dataset.owner, (job) => this.send(job), () => this.show());
    this.drafts = new Drafts(table);
  }

  // What waited when the page was left stands in its cells again, and is sent.
  // `hearerOf(step)` gives who hears of a step that was on its way.
  resume(hearerOf) {
    this.hearerOf = hearerOf;
    this.queue.away = this.queue.kept();
    this.place();
    this.show();
  }

  // A row that was made while this page was being drawn comes with the first news; what has no row then is lost, and told.
  place({ isLast = false } = {}) {
    const waited = this.queue.away;
    if (!waited.length) return;
    this.queue.away = [];
    for (const job of waited) if (!this.again(job)) this.queue.away.push(job);
    if (isLast) for (const job of this.queue.away.splice(0)) this.notices.lost(say("lost", { text: job.now.text }));
    this.queue.keep();
    this.show();
  }

  // Whether there is a cell for what was kept.
  again(job) {
    const row = job.address ? this.rowAt(job.address) : this.drafts.again(job);
    const cell = row?.querySelector(`[data-felt="${job.felt}"]`);
    if (!cell) return false;
    cell.stood = stateOf(cell);
    put(cell, job.now);
    tell(cell, "saving");
    this.queue.add({ ...job, row, cell, stored: this.hearerOf(job.step), isNew: Boolean(job.under) && !job.address, isSent: false });
    return true;
  }

  rowAt(address) {
    return this.table.querySelector(`tr[data-address="${CSS.escape(address)}"]`);
  }

  find({ address, felt }) {
    return this.rowAt(address)?.querySelector(`[data-felt="${felt}"]`);
  }

  // `now` and `start` are {value, text}; `base` is the version that was typed upon; `stored` hears the new version.
  save(cell, now, start, { base, stored = null } = {}) {
    const row = cell.parentNode;
    if (!cell.dataset.state) cell.stood = start;
    put(cell, now);
    tell(cell, "saving");
    this.queue.release(cell);
    // A row that may have been made, though no answer came, is asked for in the same words, and then changed.
    // Written again before it was sent: only the last is sent, upon what stood there first.
    const waiting = this.queue.of(cell).find((job) => !job.isSent && !(job.isNew && job.isTried));
    if (waiting) {
      Object.assign(waiting, { now, stored: both(waiting.stored, stored) });
      this.queue.keep();
      this.queue.run(row);
    } else if (row.dataset.new && !this.queue.jobs.some((job) => job.row === row && job.isNew)) {
      this.queue.add(this.drafts.job(cell, now, stored), { first: true });
    } else {
      this.queue.add({ row, cell, felt: cell.dataset.felt, now, start, base, stored, isSent: false });
    }
  }

  async send(job) {
    const { dataset } = job.row;
    const sent = job.isNew
      ? { tiltak: job.under.measure, verdi: job.now.value, form_token: job.token }
      : { felt: job.felt, verdi: job.now.value, base_version: this.baseOf(job), utgangspunkt: job.start.value };
    const reason = document.getElementById("plan-reason");
    if (reason) sent.reason = reason.value;
    sent.eier = this.table.dataset.owner;
    const over = this.notices.last(); // what stands refused now is over when this is stored
    const answer = await post(job.isNew ? dataset.new : `${dataset.address}celle/`, sent);
    const text = answer ? await answer.text().catch(() => "") : "";
    if (answer && answer.status !== 401 && answer.status < 500 && (hasRow(text) || !ROWS.has(answer.status))) {
      if (answer.status === 200) this.notices.clear(over);
      return this.take(job, answer, text);
    }
    this.isOut = answer?.status === 401;
    if (answer) this.notices.failed(this.isOut);
    tell(job.cell, "waiting");
    return this.queue.wait(job);
  }

  // A field that was opened while the words before were on their way stands upon those.
  baseOf(job) {
    const { version } = job.row.dataset;
    return Math.max(Number(job.base ?? version), this.mine.get(job.cell) || 0);
  }

  take(job, answer, text) {
    this.queue.failures = 0;
    // Before what waits is kept again: its other cells then belong to a row that is there.
    if (answer.status === 200 && job.isNew) this.drafts.born(job.row, text);
    this.queue.drop(job);
    if (answer.status === 200) this.stored(job, text);
    else if (answer.status === 409) this.clash(job, text);
    else this.refused(job, answer, text);
    return answer.status === 200 || !job.isNew;
  }

  stored(job, html) {
    const { row, cell } = job;
    replaceRow(row, html, (each) => this.holds(each));
    this.mine.set(cell, Number(row.dataset.version));
    job.stored?.(row.dataset.version, row.dataset.address);
  }

  // Cells in which something waits, or is to be put right, keep what stands in them.
  holds(cell) {
    return Boolean(this.queue.of(cell).length) || ["wrong", "clash"].includes(cell.dataset.state);
  }

  // Whether a row is being made, whose key is not known here yet.
  isMaking() {
    return this.queue.jobs.some((job) => job.isNew && (job.isSent || job.isTried));
  }

  // Both texts stand in the cell until one of them is chosen.
  clash(job, html) {
    const { cell } = job;
    const fresh = replaceRow(job.row, html, (each) => each === cell || this.holds(each));
    const twin = fresh.querySelector(`[data-felt="${job.felt}"]`);
    const theirs = { value: twin.dataset.verdi ?? shownIn(twin), text: shownIn(twin) };
    const base = job.row.dataset.version;
    cell.dataset.base = base;
    this.queue.park({ ...job, base: this.baseOf(job) });
    put(cell, theirs);
    const line = tell(cell, "clash", say("other", { text: theirs.text || say("empty") }));
    line.setAttribute("role", "alert");
    line.append(document.createElement("br"), say("own", { text: job.now.text || say("empty") }), document.createElement("br"));
    const done = (keep) => {
      tell(cell, "");
      this.queue.release(cell);
      cell.focus();
      // Others may have written there again while both texts stood in the cell.
      if (keep) this.save(cell, job.now, theirs, { base, stored: job.stored });
      else putNewest(cell);
      this.show();
    };
    line.append(button(say("mine"), () => done(true)), " ", button(say("theirs"), () => done(false)));
  }

  // What was typed stays in the cell, with what is wrong with it.
  refused(job, answer, text) {
    const line = tell(job.cell, "wrong", reasonOf(answer, text));
    // Put right, it still stands upon what was there when it was first written.
    const parked = job.isNew ? job : { ...job, base: this.baseOf(job) };
    if (!job.isNew) job.cell.dataset.base = parked.base;
    this.queue.park(parked);
    line.setAttribute("role", "alert");
    if (!job.isNew) line.append(document.createElement("br"), button(say("drop"), () => this.letGo(job.cell)));
    if (beside(answer).lacksName) line.append(document.createElement("br"), ...registers());
    if (answer.headers.get("Vestregion-Field") !== "reason") return;
    parked.asks = true;
    const reason = document.getElementById("plan-reason");
    if (!isWriting(this.table)) reason.focus();
    const again = () => this.queue.parked.includes(parked) && this.save(job.cell, job.now, job.start, { base: parked.base, stored: job.stored });
    reason.addEventListener("change", again, { once: true });
  }

  // The cell that was last refused because the plan asks for a reason, if it still waits.
  asking() {
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
    this.show();
    return true;
  }

  show() {
    const wrong = this.table.querySelectorAll("[data-state=wrong], [data-state=clash]").length;
    const waiting = this.queue.jobs.length + this.queue.away.length;
    const lost = this.queue.failures && waiting;
    const name = lost ? "waiting" : wrong ? "wrong" : waiting ? "saving" : "saved";
    this.notices.state(name, say(lost && this.isOut ? "out" : name, { n: wrong }));
  }
}

// Two steps that are sent as one: both hear of it.
function both(earlier, later) {
  if (!earlier || !later || earlier.step === later.step) return later || earlier;
  const hear = (...told) => [earlier, later].forEach((each) => each(...told));
  return Object.assign(hear, { step: later.step });
}

// What is typed just then would land in the other field.
const isWriting = (table) => Boolean(table.querySelector(".vr-cell-editor"));
