// Cells are saved one by one, those of a row in the order they were written. What is not stored yet is kept for the tab, so
// that neither a lost network, a login that ran out nor a page loaded anew loses a word.

import { addressOf, isOpen, put, replaceRow, shownIn, tell } from "./cell.js";
import { say } from "./words.js";

const PAUSES = [2000, 5000, 10000];

export class Saving {
  constructor(table, notices) {
    this.table = table;
    this.notices = notices;
    this.store = `vr-workshop:${window.location.pathname}`;
    this.jobs = [];
    this.failures = 0;
    this.running = new Set();
    this.mine = new Map(); // cell -> the last version in which this page stored it
    window.addEventListener("online", () => this.retry());
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.retry());
    window.addEventListener("beforeunload", (event) => this.jobs.length && event.preventDefault());
  }

  // What waited when the page was left stands in its cells again, and is sent.
  resume() {
    for (const job of JSON.parse(sessionStorage.getItem(this.store) || "[]")) {
      const cell = this.find(job);
      if (!cell) continue;
      put(cell, job.now);
      this.add(cell, job);
    }
    this.show();
  }

  find({ address, felt }) {
    return this.table.querySelector(`tr[data-address="${CSS.escape(address)}"] [data-felt="${felt}"]`);
  }

  // `now` and `start` are {value, text}; `base` is the version that was typed upon; `stored` hears the new version.
  save(cell, now, start, { base = cell.parentNode.dataset.version, stored = null } = {}) {
    put(cell, now);
    // A field that was opened while the words before were on their way stands upon those.
    base = Math.max(Number(base), this.mine.get(cell) || 0);
    // Written again before it was sent: only the last is sent, upon what stood there first.
    const waiting = this.jobs.find((job) => job.cell === cell && !job.isSent);
    if (waiting) Object.assign(waiting, { now, stored: stored || waiting.stored });
    else this.add(cell, { address: addressOf(cell), felt: cell.dataset.felt, now, start, base, stored });
    this.run(addressOf(cell));
  }

  add(cell, job) {
    this.jobs.push({ ...job, cell, isSent: false });
    tell(cell, "saving");
    this.keep();
  }

  retry() {
    if (this.jobs.length) for (const address of new Set(this.jobs.map((job) => job.address))) this.run(address);
  }

  async run(address) {
    if (this.running.has(address)) return;
    this.running.add(address);
    let job;
    while ((job = this.jobs.find((each) => each.address === address))) {
      if (!(await this.send(job))) break;
    }
    this.running.delete(address);
    this.show();
  }

  // Whether the next of the row may follow.
  async send(job) {
    job.isSent = true;
    this.show();
    const sent = new URLSearchParams({ felt: job.felt, verdi: job.now.value, base_version: job.base, utgangspunkt: job.start.value });
    const reason = document.getElementById("plan-reason");
    if (reason) sent.set("reason", reason.value);
    let answer;
    try {
      answer = await fetch(`${job.address}celle/`, { method: "POST", body: sent, headers: this.headers() });
    } catch {
      return this.wait(job);
    }
    if (answer.status === 401 || answer.status >= 500) {
      this.notices.failed(answer.status === 401);
      return this.wait(job);
    }
    return this.take(job, answer, await answer.text());
  }

  headers() {
    const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
    const token = cookie ? cookie.slice(10) : JSON.parse(document.body.getAttribute("data-hx-headers"))["X-CSRFToken"];
    return { "HX-Request": "true", "X-CSRFToken": token };
  }

  take(job, answer, text) {
    this.failures = 0;
    this.drop(job);
    const row = job.cell.parentNode;
    if (answer.status === 200) this.stored(job, row, text);
    else if (answer.status === 409) this.clash(job, row, text);
    else this.refused(job, answer, text);
    return true;
  }

  stored(job, row, html) {
    replaceRow(row, html, (cell) => cell.dataset.state && cell.dataset.state !== "saving" || this.waits(cell));
    job.stored?.(row.dataset.version);
    this.mine.set(job.cell, Number(row.dataset.version));
    // What was written meanwhile in the same cell was written upon what has just been stored.
    for (const later of this.jobs.filter((each) => each.cell === job.cell)) later.base = row.dataset.version;
    this.notices.clear();
  }

  // Both texts stand in the cell until one of them is chosen.
  clash(job, row, html) {
    const fresh = replaceRow(row, html, (cell) => cell === job.cell || this.waits(cell));
    const twin = fresh.querySelector(`[data-felt="${job.felt}"]`);
    const theirs = { value: twin.dataset.verdi ?? shownIn(twin), text: shownIn(twin) };
    put(job.cell, theirs);
    const line = tell(job.cell, "clash", say("other", { text: theirs.text || say("empty") }));
    line.setAttribute("role", "alert");
    line.append(document.createElement("br"), say("own", { text: job.now.text || say("empty") }), document.createElement("br"));
    const done = (keep) => {
      tell(job.cell, "");
      job.cell.focus();
      if (keep) this.save(job.cell, job.now, theirs, { stored: job.stored });
      this.show();
    };
    line.append(button(say("mine"), () => done(true)), " ", button(say("theirs"), () => done(false)));
  }

  // What was typed stays in the cell, with what is wrong with it.
  refused(job, answer, text) {
    const line = tell(job.cell, "wrong", text.length < 500 ? text : say("failed"));
    line.setAttribute("role", "alert");
    if (answer.headers.get("Vestregion-Field") !== "reason") return;
    const reason = document.getElementById("plan-reason");
    reason.focus();
    reason.addEventListener("change", () => this.save(job.cell, job.now, job.start, { base: job.base, stored: job.stored }), { once: true });
  }

  wait(job) {
    job.isSent = false;
    tell(job.cell, "waiting");
    const pause = PAUSES[Math.min(this.failures, PAUSES.length - 1)];
    this.failures += 1;
    window.setTimeout(() => this.run(job.address), pause);
    return false;
  }

  waits(cell) {
    return this.jobs.some((job) => job.cell === cell) || isOpen(cell);
  }

  drop(job) {
    this.jobs = this.jobs.filter((each) => each !== job);
    this.keep();
  }

  keep() {
    const kept = this.jobs.map(({ address, felt, now, start, base }) => ({ address, felt, now, start, base }));
    if (kept.length) sessionStorage.setItem(this.store, JSON.stringify(kept));
    else sessionStorage.removeItem(this.store);
  }

  show() {
    const wrong = this.table.querySelectorAll("[data-state=wrong], [data-state=clash]").length;
    const waiting = this.jobs.length;
    const lost = this.failures && waiting;
    const name = lost ? "waiting" : waiting ? "saving" : wrong ? "wrong" : "saved";
    this.notices.state(name, say(name, { n: lost ? waiting : wrong }));
  }
}

function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "ds-button", textContent: text });
  Object.assign(made.dataset, { variant: "secondary", size: "sm" });
  made.addEventListener("click", act);
  return made;
}
