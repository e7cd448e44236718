// A new measure from the menu of a row: below a measure where its columns have one more level, right after it, or first in a section
// that has none. It is asked for in a dialog, and made as one change that the tab can undo.

import { refuse } from "./telling.js";
import { say, titleOf } from "./words.js";

// What a measure of this level is called, as a word within a sentence; "" for a level that the section has no column for.
function wordOf(body, level) {
  const words = body.dataset.levels.split("|").filter(Boolean);
  const word = words[level - 1] || (level === 1 ? say("measure") : "");
  return /^\p{Lu}\p{Ll}/u.test(word) ? word[0].toLowerCase() + word.slice(1) : word;
}

const keyOf = (row) => row.id.slice("rad-".length);

// The next measure beside this one, which the new one stands before.
function after(row) {
  let at = row.nextElementSibling;
  while (at && !("parent" in at.dataset && Number(at.dataset.level) <= Number(row.dataset.level))) at = at.nextElementSibling;
  return at?.dataset.parent === row.dataset.parent ? at : null;
}

// The places that the menu of a row offers: {below, beside} each {told, sent} or null.
export function places(row) {
  const body = row.parentNode;
  const section = `del:${body.id.slice("del-".length)}`;
  const measure = "parent" in row.dataset ? row : row.dataset.measure && document.getElementById(`rad-${row.dataset.measure}`);
  const isOffered = Boolean(row.dataset.new) || measure === row;
  const place = (word, name, sent) => (isOffered && word ? { told: say(name, { word, row: measure ? titleOf(measure) : "" }), sent } : null);
  if (!measure) return { below: place(wordOf(body, 1), "measureIn", { til: section }), beside: null };
  const [level, next] = [Number(measure.dataset.level), after(measure)];
  const above = measure.dataset.parent ? `tiltak:${measure.dataset.parent}` : section;
  return {
    below: place(wordOf(body, level + 1), "measureBelow", { til: `tiltak:${keyOf(measure)}` }),
    beside: place(wordOf(body, level), "measureAfter", { til: above, ...(next && { foran: keyOf(next) }) }),
  };
}

export class Measuring {
  constructor(dialog, moving, acting) {
    Object.assign(this, { dialog, moving, acting, sent: null });
    this.label = dialog.querySelector("label");
    this.field = dialog.querySelector("input");
    this.wrong = dialog.querySelector("[role=alert]");
    dialog.querySelector("form").addEventListener("submit", (event) => this.submit(event));
    dialog.querySelector("[data-cancel]").addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => this.moving.to(this.moving.current));
  }

  open({ told, sent }) {
    this.sent = sent;
    this.label.textContent = told;
    this.field.value = "";
    this.wrong.textContent = "";
    this.dialog.showModal();
    this.field.focus();
  }

  async submit(event) {
    event.preventDefault();
    if (this.isSending) return; // pressed twice it is made once
    this.isSending = true;
    const refused = (...why) => refuse(this.wrong, ...why);
    const done = await this.acting.act("nytt-tiltak", [], { ...this.sent, tittel: this.field.value }, { focus: false, refused });
    this.isSending = false;
    if (!done) return;
    this.dialog.close();
    this.moving.toRow(done.at);
  }
}
