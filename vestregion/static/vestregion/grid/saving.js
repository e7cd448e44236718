// Cells are saved one by one, and the row as it is stored now is put into the table.

import { Asking } from "./asking.js";
import { put, replaceRow, stateOf, tell } from "./cell.js";
import { Drafts } from "./drafts.js";
import { post } from "./posting.js";
import { Queue } from "./queue.js";
import { say } from "./words.js";

const ROWS = new Set([200, 409]); // answer with the row; anything else under these is not from us, but from a network's own login page
const hasRow = (text) => text.includes("<tr");

export class Saving {
  constructor(table, notices) {
    Object.assign(this, { table, notices });
    this.mine = new Map(); // cell -> the last version in which this page stored it
    this.queue = new Queue(table.dataset.owner, (job) => this.send(job), () => this.show());
    this.drafts = new Drafts(table);
    this.asking = new Asking(table, this);
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
    if (answer.status === 200) {
      // Before what waits is kept again: its other cells then belong to a row that is there.
      if (job.isNew) this.drafts.born(job.row, text);
      this.queue.drop(job);
      this.stored(job, text);
      return true;
    }
    if (answer.status === 409) this.asking.clash(job, text);
    else this.asking.refused(job, answer, text);
    this.queue.drop(job);
    return !job.isNew;
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
