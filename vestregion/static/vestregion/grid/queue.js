// What is not stored yet: for each row a line of jobs in the order they were written, kept for the tab, so that neither a
// lost network, a login that ran out nor a page loaded anew loses a word.

const PAUSES = [2000, 5000, 10000];
const KEPT = ["address", "draft", "under", "felt", "now", "start", "base", "token"];

export class Queue {
  // `send(job)` tells whether the next of the row may follow; `changed()` hears of every step.
  constructor(send, changed) {
    Object.assign(this, { send, changed, jobs: [], failures: 0, running: new Set() });
    this.store = `vr-grid:${window.location.pathname}`;
    window.addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.retry());
    window.addEventListener("beforeunload", (event) => this.jobs.length && event.preventDefault());
  }

  kept() {
    return JSON.parse(sessionStorage.getItem(this.store) || "[]");
  }

  add(job, { first = false } = {}) {
    if (first) this.jobs.unshift(job);
    else this.jobs.push(job);
    this.keep();
    this.run(job.row);
  }

  drop(job) {
    this.jobs = this.jobs.filter((each) => each !== job);
    this.keep();
  }

  of(cell) {
    return this.jobs.filter((job) => job.cell === cell);
  }

  keep() {
    const kept = this.jobs.map((job) => {
      const { address, draft } = job.row.dataset;
      return Object.fromEntries(KEPT.map((name) => [name, { ...job, address, draft }[name]]));
    });
    if (kept.length) sessionStorage.setItem(this.store, JSON.stringify(kept));
    else sessionStorage.removeItem(this.store);
  }

  retry() {
    for (const row of new Set(this.jobs.map((job) => job.row))) this.run(row);
  }

  async run(row) {
    if (this.running.has(row)) return;
    this.running.add(row);
    let job;
    while ((job = this.jobs.find((each) => each.row === row))) {
      // A row that is not made yet takes no cells.
      if (!job.isNew && !row.dataset.address) break;
      job.isSent = true;
      this.changed();
      if (!(await this.send(job))) break;
    }
    this.running.delete(row);
    this.changed();
  }

  // Later, a little later each time.
  wait(job) {
    job.isSent = false;
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    window.setTimeout(() => this.run(job.row), pause);
    return false;
  }
}
