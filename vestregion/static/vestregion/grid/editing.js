// The field that a cell becomes while it is written in: text of one or more lines, one of a few words, or a choice by
// typing. Enter and Tab keep what is written, Esc leaves it as it was.

import { baseOf, isOpen, putNewest, shownIn, stateOf, valueOf } from "./cell.js";
import { Choosing, choices } from "./choosing.js";
import { allows } from "./drafts.js";
import { nameOf } from "./words.js";

const LINES = new Set(["title", "note"]);

export class Editing {
  // `done(cell, now, start)` hears of what was written, `denied(cell)` of a cell that may not be.
  constructor(table, moving, done, denied) {
    Object.assign(this, { table, moving, done, denied, cell: null });
    table.addEventListener("focusout", (event) => {
      if (this.cell && !this.cell.contains(event.relatedTarget)) this.close(true);
    });
    // Beside the field, in its own cell: the field keeps the keyboard.
    table.addEventListener("mousedown", (event) => {
      if (this.cell?.contains(event.target) && !event.target.closest("a, button, .vr-cell-editor")) event.preventDefault();
    });
  }

  // `typed` takes the place of what stands there; else it stands, with the caret at its end or where `press` was made.
  open(cell, { typed = null, press = null } = {}) {
    if (isOpen(cell)) return;
    if (!allows(cell)) {
      this.denied(cell);
      return;
    }
    const at = press ? caretAt(cell, press) : -1;
    this.cell = cell;
    this.start = stateOf(cell);
    this.base = baseOf(cell);
    this.field = this.make(cell, typed);
    this.field.classList.add("vr-cell-editor");
    this.field.setAttribute("aria-label", nameOf(cell));
    cell.prepend(this.field);
    this.dress(cell);
    this.first = this.field.value;
    this.field.focus();
    cell.removeAttribute("tabindex"); // the field is what is reached now
    const end = this.field.value.length;
    this.field.setSelectionRange?.(at < 0 ? end : at, at < 0 ? end : at);
    if (typed !== null) this.field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  make(cell, typed) {
    // Opened to be typed in, it is found by its words, as names are.
    if (cell.dataset.felt === "mode" && typed === null) return modes(valueOf(cell));
    const field = document.createElement(LINES.has(cell.dataset.felt) ? "textarea" : "input");
    if (field.localName === "textarea") field.rows = 1;
    field.value = typed ?? shownIn(cell);
    return field;
  }

  // The list below a field of names, the reading below a deadline.
  dress(cell) {
    const { felt } = cell.dataset;
    this.choosing = null;
    if (felt === "responsible" || felt === "partners") this.choose(cell, felt);
    if (felt === "deadline_text") this.read(cell);
    if (felt === "mode" && this.field.localName === "input") this.chooseMode(cell);
  }

  chooseMode(cell) {
    const rows = [...modes("").options].map((option) => [option.value, option.text]);
    this.choosing = new Choosing(this.field, cell, rows, { many: false, none: "noMode" });
  }

  async choose(cell, felt) {
    const { field } = this;
    try {
      const rows = (await choices(this.table.dataset.choices))[felt];
      if (this.field === field) this.choosing = new Choosing(field, cell, rows, { many: felt === "partners" });
    } catch {
      return; // names are then looked up by the server alone
    }
    if (field.value && field.value !== this.start.text) this.choosing?.filter();
  }

  read(cell) {
    const { field } = this;
    const line = document.createElement("output");
    line.className = "vr-cell-note vr-cell-reading";
    cell.append(line);
    let asked = 0;
    field.addEventListener("input", () => {
      line.dataset.live = ""; // what was read before is not of these words
      window.clearTimeout(asked);
      asked = window.setTimeout(async () => {
        const { value } = field;
        const url = `${this.table.dataset.reading}&tekst=${encodeURIComponent(value)}`;
        const answer = await fetch(url, { headers: { "HX-Request": "true" } }).catch(() => null);
        const told = answer?.ok ? await answer.text().catch(() => "") : "";
        // Answers may come in another order than they were asked for.
        if (line.isConnected && field.value === value) line.innerHTML = told;
      }, 200);
    });
  }

  state() {
    if (this.choosing) return this.choosing.state();
    if (this.field.localName === "select") return { value: this.field.value, text: this.field.selectedOptions[0].dataset.shown };
    const text = this.field.value.trim();
    return { value: text, text };
  }

  // Puts the words back in the cell; `keep` hands on what was written.
  close(keep) {
    const { cell, start, base } = this;
    if (!cell) return;
    this.cell = null;
    cell.tabIndex = 0;
    const now = this.state();
    // Names that nobody touched are not looked up again: another may have the same name.
    const untouched = this.field.value === this.first && this.first === start.text && !this.choosing?.chosen.size;
    cell.querySelector(".vr-cell-reading")?.remove();
    for (const part of cell.querySelectorAll(".vr-cell-editor, .vr-choices, [role=status]")) part.remove();
    this.choosing = null;
    const isSame = (this.field.localName !== "select" && untouched) || now.value === start.value || (now.value === start.text && now.text === start.text);
    if (keep && !isSame) this.done(cell, now, start, base);
    else if (!cell.dataset.state) putNewest(cell); // what others wrote while it was open
  }

  // Whether the key was one for the open field.
  press(event) {
    const list = this.choosing?.isOpen();
    if (event.key === "Escape") {
      if (list) this.choosing.list.hidden = true;
      else this.leave(false);
      return true;
    }
    if (list && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      this.choosing.step(event.key === "ArrowDown" ? 1 : -1);
      return true;
    }
    if (event.key === "Enter" && (event.shiftKey || event.altKey)) return event.altKey && this.newline();
    if (event.key !== "Enter" && event.key !== "Tab") return false;
    if (list) this.choosing.pick();
    // A list of partners goes on after each pick; Enter once more ends it.
    if (list && event.key === "Enter" && this.choosing.many) return true;
    this.leave(true);
    if (event.key === "Enter") this.moving.down();
    else this.moving.along(event.shiftKey ? -1 : 1);
    return true;
  }

  newline() {
    if (this.field.localName === "textarea") this.field.setRangeText("\n", this.field.selectionStart, this.field.selectionEnd, "end");
    return true;
  }

  leave(keep) {
    const { cell } = this;
    this.close(keep);
    this.moving.to(cell);
  }
}

// Where in the words of the cell a press was made; -1 beside them.
function caretAt(cell, { clientX, clientY }) {
  const words = cell.querySelector(".vr-cell");
  const isOnWords = document.elementFromPoint(clientX, clientY) === words;
  const range = isOnWords ? document.caretRangeFromPoint?.(clientX, clientY) : null;
  return range && range.startContainer.parentNode === words ? range.startOffset : -1;
}

function modes(code) {
  const field = document.createElement("select");
  for (const [place, item] of [...document.getElementById("grid-modes").children].entries()) {
    const option = new Option(item.textContent, item.dataset.code, false, item.dataset.code === code);
    option.dataset.shown = place ? item.textContent : ""; // the first, one's own work, is not said in the table
    field.append(option);
  }
  return field;
}

