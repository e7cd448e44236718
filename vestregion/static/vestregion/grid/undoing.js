// What she has written in this tab, so that it can be undone step by step and done again, also after the page was loaded
// anew. A step that somebody else has written over since is not taken: both texts are then shown.

import { keep, kept, STEPS } from "./kept.js";
import { post } from "./posting.js";
import { beside, reasonOf } from "./telling.js";
import { say, titleOf } from "./words.js";

const KEPT = 200;

export class Undoing {
  // `redraw({sections})` puts the rows into the table that a change was taken back in.
  constructor(saving, moving, notices, redraw) {
    Object.assign(this, { saving, moving, notices, redraw, last: Promise.resolve(), running: 0 });
    this.base = window.location.pathname;
    this.store = `${STEPS}${saving.table.dataset.owner}:${this.base}`;
    Object.assign(this, kept(this.store, { steps: [], at: 0 })); // steps[at] is the first that can be done again
    for (const [name, act] of [["undo", () => this.undo()], ["redo", () => this.redo()]]) {
      this[`${name}Button`] = document.querySelector(`[data-${name}-step]`);
      this[`${name}Button`].addEventListener("click", () => this.running || act()); // pressed twice it goes one step
    }
    this.show();
  }

  // A cell that was written in, or a row that was made; the answer hears what is stored.
  note(cell, before, after) {
    const { address, draft } = cell.parentNode.dataset;
    const isNew = !address && !draft;
    const step = { id: crypto.randomUUID(), address, draft, felt: cell.dataset.felt, before, after, isNew, version: null };
    this.steps = [...this.steps.slice(0, this.at), step].slice(-KEPT);
    this.at = this.steps.length;
    this.keep();
    return this.hearer(step);
  }

  // Hears what is stored of a step; `step` names it, so that it is heard of also when it is sent from a page loaded anew.
  hearer(step) {
    const hear = (version, at) => this.stored(step, version, at);
    return Object.assign(hear, { step: step.id });
  }

  hearerOf(id) {
    const step = id && this.steps.find((each) => each.id === id);
    return step ? this.hearer(step) : null;
  }

  // Many rows that were written as one change.
  noteChange(change) {
    this.steps = [...this.steps.slice(0, this.at), { change }].slice(-KEPT);
    this.at = this.steps.length;
    this.keep();
  }

  stored(step, version, address) {
    Object.assign(step, { version, address });
    this.keep();
  }

  // After what is being done or undone, which may still become the last step.
  next(act) {
    this.running += 1;
    const done = this.last.then(act).finally(() => (this.running -= 1));
    this.last = done.catch(() => null);
    return done;
  }

  undo() {
    this.next(() => this.at && this.take(this.steps[--this.at], "before", "after", "undone"));
  }

  redo() {
    this.next(() => this.at < this.steps.length && this.take(this.steps[this.at++], "after", "before", "redone"));
  }

  take(step, to, from, word) {
    this.keep();
    if (step.change) return this.takeChange(step, to === "before");
    return step.isNew ? this.takeRow(step, to === "before", word) : this.takeCell(step, to, from, word);
  }

  takeCell(step, to, from, word) {
    const cell = this.saving.find(step);
    if (!cell) {
      this.notices.refused(say("gone"));
      return;
    }
    this.moving.to(cell);
    this.saving.save(cell, step[to], step[from], { base: step.version ?? undefined, stored: this.hearer(step) });
    this.notices.told(say(word, { row: titleOf(cell.parentNode) }));
  }

  // Taking it back is a change of its own, and doing it again takes that one back.
  async takeChange(step, away) {
    const answer = await this.ask(`${this.base}angre/${step.change}/`, away);
    if (!answer) return;
    step.change = answer.headers.get("Vestregion-Change");
    this.keep();
    this.redraw(await answer.json());
    this.notices.told(say(away ? "manyUndone" : "manyRedone"));
  }

  // The answer; where it is refused, that is told and the step stays as it was.
  async ask(address, away) {
    const reason = document.getElementById("plan-reason")?.value;
    const answer = await post(address, reason === undefined ? {} : { reason });
    if (answer?.ok) return answer;
    this.at += away ? 1 : -1;
    this.keep();
    this.notices.refused(reasonOf(answer, await answer?.text()), beside(answer));
    return null;
  }

  // A row that was made goes into the bin, and comes back from it.
  async takeRow(step, away, word) {
    const row = step.address && this.saving.rowAt(step.address);
    if (!step.address || (away && !row)) {
      this.notices.refused(say("gone"));
      return;
    }
    if (!(await this.ask(`${step.address}${away ? "fjern" : "gjenopprett"}/`, away))) return;
    if (!away) {
      window.location.reload(); // the steps are kept
      return;
    }
    this.moving.by(1, 0);
    row.remove();
    this.notices.told(say(word, { row: step.after.text }));
  }

  // Where the tab has no room for all, the oldest are kept by this page alone.
  keep() {
    const { steps, at } = this;
    [0, at >> 1, at - (at >> 2), at].some((from) => keep(this.store, { steps: steps.slice(from), at: at - from }));
    this.show();
  }

  show() {
    this.undoButton.disabled = !this.at;
    this.redoButton.disabled = this.at >= this.steps.length;
  }

  // Whether the key was one that goes back or forth.
  press(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return false;
    const key = event.key.toLowerCase();
    if (key === "y" || (key === "z" && event.shiftKey)) this.redo();
    else if (key === "z") this.undo();
    else return false;
    return true;
  }
}
