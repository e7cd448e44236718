// What she has written in this tab, so that it can be undone step by step and done again, also after the page was loaded
// anew. A step that somebody else has written over since is not taken: both texts are then shown.

import { say, titleOf } from "./words.js";

const KEPT = 200;

export class Undoing {
  constructor(saving, moving, tell) {
    Object.assign(this, { saving, moving, tell });
    this.store = `vr-workshop-steps:${window.location.pathname}`;
    const kept = JSON.parse(sessionStorage.getItem(this.store) || '{"steps": [], "at": 0}');
    Object.assign(this, kept); // steps[at] is the first that can be done again
    for (const [name, act] of [["undo", () => this.undo()], ["redo", () => this.redo()]]) {
      this[`${name}Button`] = document.querySelector(`[data-${name}-step]`);
      this[`${name}Button`].addEventListener("click", act);
    }
    this.show();
  }

  note(address, felt, before, after) {
    const step = { address, felt, before, after, version: null };
    this.steps = [...this.steps.slice(0, this.at), step].slice(-KEPT);
    this.at = this.steps.length;
    this.keep();
    return (version) => this.stored(step, version);
  }

  stored(step, version) {
    step.version = version;
    this.keep();
  }

  undo() {
    if (this.at) this.take(this.steps[--this.at], "before", "after", "undone");
  }

  redo() {
    if (this.at < this.steps.length) this.take(this.steps[this.at++], "after", "before", "redone");
  }

  take(step, to, from, word) {
    const cell = this.saving.find(step);
    this.keep();
    if (!cell) {
      this.tell(say("gone"));
      return;
    }
    this.moving.to(cell);
    const base = step.version ?? cell.parentNode.dataset.version;
    this.saving.save(cell, step[to], step[from], { base, stored: (version) => this.stored(step, version) });
    this.tell(say(word, { row: titleOf(cell.parentNode) }));
  }

  keep() {
    sessionStorage.setItem(this.store, JSON.stringify({ steps: this.steps, at: this.at }));
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
