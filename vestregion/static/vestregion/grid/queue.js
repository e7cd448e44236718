// What is not stored yet: for each row a line of jobs in the order they were written, kept for the tab, so that neither a
// lost network, a login that ran out nor a page loaded anew loses a word.

import { keepFirst, kept } from "./kept.js";

const PAUSES = [2000, 5000, 10000];
const KEPT = ["address", "draft", "under", "felt", "now", "start", "base", "token", "step", "isTried"];

export class Queue {
  // `send(job)` tells whether the next of the row may follow; `changed()` hears of every step.
  // `owner` is who writes: what she left waiting is never sent in another's name.
  constructor(owner, send, changed) {
    Object.assign(this, { send, changed, jobs: [], parked: [], away: [], failures: 0, running: new Set() });
    this.store = `vr-grid:${owner}:${window.location.pathname}`;
    window.addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.retry());
    window.addEventListener("beforeunload", (event) => this.jobs.length + this.parked.length + this.away.length && event.preventDefault());
  }

  kept() {
    return kept(this.store, []);
  }

  // `first` stands before what waits for the same row: a row is made before its other cells are written.
  add(job, { first = false } = {}) {
    const place = first ? this.jobs.findIndex((each) => each.row === job.row) : -1;
    this.jobs.splice(place < 0 ? this.jobs.length : place, 0, job);
    this.keep();
    this.run(job.row);
  }

  drop(job) {
    this.jobs = this.jobs.filter((each) => each !== job);
    this.keep();
  }

  // What was refused waits for her: it is kept as well, but not sent until she has put it right or loads the page anew.
  park(job) {
    this.release(job.cell);
    this.parked.push(job);
    this.keep();
  }

  release(cell) {
    this.parked = this.parked.filter((each) => each.cell !== cell);
    this.keep();
  }

  of(cell) {
    return this.jobs.filter((job) => job.cell === cell);
  }

  keep() {
    const here = [...this.parked, ...this.jobs].map((job) => {
      const { address, draft } = job.row.dataset;
      return Object.fromEntries(KEPT.map((name) => [name, { ...job, address, draft, step: job.stored?.step }[name]]));
    });
    const all = [...this.away, ...here]; // `away` is what was kept for rows that this page does not have (yet)
    keepFirst(this.store, all.length ? all : null);
  }

  retry() {
    for (const row of new Set(this.jobs.map((job) => job.row))) this.run(row);
  }

  async run(row) {
    if (this.running.has(row)) return;
    this.running.add(row);
    let job;
    try {
      while ((job = this.next(row))) {
        job.isSent = true;
        this.changed();
        if (!(await this.send(job))) break;
      }
    } catch (error) {
      this.failed(job);
      throw error;
    } finally {
      this.running.delete(row);
      this.changed();
      const other = this.jobs.find((each) => each.isNew);
      if (other && other.row !== row) this.run(other.row);
    }
  }

  // What of the row is sent now, if anything.
  next(row) {
    const job = this.jobs.find((each) => each.row === row);
    // A row that is not made yet takes no cells.
    if (job && !job.isNew && !row.dataset.address) return null;
    // Rows are made one by one, so that they stand in the order they were written.
    if (job?.isNew && this.jobs.find((each) => each.isNew) !== job) return null;
    return job;
  }

  // An answer that could not be put into the table: what it did not store is sent again, and the row goes on.
  failed(job) {
    this.release(job.cell);
    this.wait(job);
  }

  // Later, a little later each time.
  wait(job) {
    Object.assign(job, { isSent: false, isTried: true });
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    window.setTimeout(() => this.run(job.row), pause);
    return false;
  }
}
