// The table of a plan: each cell is written in where it stands, saved by itself, and can be undone. Without this the table
// is read, and each row has the link to its form.

import { baseOf, stateOf } from "./cell.js";
import { Acting } from "./acting.js";
import { Bulk } from "./bulk.js";
import { drags } from "./dragging.js";
import { allows } from "./drafts.js";
import { copied } from "./copied.js";
import { Editing } from "./editing.js";
import { Measuring } from "./measuring.js";
import { Moving } from "./moving.js";
import { Others } from "./others.js";
import { Pasting } from "./pasting.js";
import { Presence } from "../live/presence.js";
import { Polling } from "../live/polling.js";
import { takesReason } from "./reason.js";
import { Redrawing } from "./redrawing.js";
import { RowMenu } from "./rowmenu.js";
import { Saving } from "./saving.js";
import { Selecting } from "./selecting.js";
import { names, standing } from "./standing.js";
import { telling } from "./telling.js";
import { Undoing } from "./undoing.js";
import { choices } from "./choosing.js";
import { say } from "./words.js";

function start(table) {
  const moving = new Moving(table);
  const saving = new Saving(table, telling);
  let chosen = () => {};
  const selecting = new Selecting(table, moving, (rows) => chosen(rows));
  const redrawing = new Redrawing(moving, (cell) => saving.holds(cell), () => selecting.told());
  const undoing = new Undoing(saving, moving, telling, ({ sections }) => {
    redrawing.show(sections);
    bulk.another();
  });
  const form = document.getElementById("grid-bulk");
  const acting = new Acting({ address: form.getAttribute("action"), saving, undoing, redrawing, notices: telling });
  const bulk = new Bulk(form, moving, selecting, acting);
  chosen = (rows) => bulk.show(rows);
  const write = (cell, now, before, base) => {
    saving.save(cell, now, before, { base, stored: undoing.note(cell, before, now) });
  };
  // A new activity needs its words before anything else of it.
  const denied = (cell) => cell.parentNode.dataset.new && telling.refused(say("first"));
  const editing = new Editing(table, moving, write, denied);
  const pasting = new Pasting(table, telling.refused, (change, told) => {
    if (change) undoing.noteChange(change);
    redrawing.show(told.sections, told.at, { focus: !told.left });
    telling.told(told.told);
  });
  const measuring = new Measuring(document.getElementById("grid-add"), moving, acting);
  const menu = new RowMenu(document.getElementById("grid-menu"), moving, acting, bulk, {
    lines: (row) => pasting.openLines(row),
    measure: (place) => measuring.open(place),
  });

  table.setAttribute("role", "grid");
  table.setAttribute("aria-describedby", "grid-help");
  for (const row of table.querySelectorAll("tr:has([data-felt]):not([data-address], [data-new])")) {
    for (const cell of row.querySelectorAll("[data-felt]")) cell.setAttribute("aria-readonly", "true");
  }
  document.getElementById("grid-bar").hidden = false;

  const cellOf = (event) => event.target.closest("[data-felt]");
  const writes = (event) => event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;

  table.addEventListener("keydown", (event) => {
    const cell = cellOf(event);
    if (!cell || event.isComposing) return;
    const asks = event.target.matches(".vr-cell-told :is(a, button)");
    if (asks && event.key === "Escape") cell.focus();
    // Tab goes to the buttons of a cell that asks something.
    if (asks || (event.key === "Tab" && !event.shiftKey && !editing.cell && cell.querySelector(".vr-cell-told button"))) return;
    let taken = true;
    if (editing.cell) taken = editing.press(event);
    else if (selecting.press(event) || menu.press(event)) taken = true;
    else if (event.key === "Enter" || event.key === "F2") editing.open(cell);
    else if (event.key === "Delete" || event.key === "Backspace") empty(cell);
    else if (event.key === "Escape" && saving.asking.letGo(cell)) taken = true;
    else if (event.key === "Escape") document.querySelector("#grid-bar button:enabled, .vr-actions a").focus();
    else if (writes(event) && event.key !== " ") editing.open(cell, { typed: event.key });
    else taken = undoing.press(event) || moving.press(event);
    if (taken) event.preventDefault();
  });

  function empty(cell) {
    const before = stateOf(cell);
    if (before.text && allows(cell)) write(cell, { value: "", text: "" }, before, baseOf(cell));
  }

  table.addEventListener("focusin", (event) => {
    const cell = cellOf(event);
    if (cell && event.target === cell) moving.to(cell, { focus: false });
    if (cell) names(cell);
  });
  // A touch chooses the cell, and one more opens it.
  let isAgain = false;
  table.addEventListener("pointerdown", (event) => {
    const cell = cellOf(event);
    isAgain = event.pointerType === "touch" && Boolean(cell) && document.activeElement === cell;
  });
  table.addEventListener("click", (event) => {
    if (isAgain && !event.target.closest("a, button, input") && cellOf(event) && !editing.cell) editing.open(cellOf(event), { press: event });
  });
  table.addEventListener("dblclick", (event) => cellOf(event) && !editing.cell && editing.open(cellOf(event), { press: event }));

  table.addEventListener("copy", (event) => {
    if (editing.cell || !event.target.matches("[data-felt]")) return;
    event.clipboardData.setData("text/plain", stateOf(event.target).text);
    event.preventDefault();
  });
  table.addEventListener("paste", (event) => {
    const cell = cellOf(event);
    if (editing.cell || !cell) return;
    if (!allows(cell)) {
      denied(cell);
      return;
    }
    const text = copied(event.clipboardData).replace(/\s+$/, "");
    if (!text.trim()) return;
    event.preventDefault();
    if (Pasting.isMany(text)) pasting.show(cell, text);
    else write(cell, { value: text.trim(), text: text.trim() }, stateOf(cell), baseOf(cell));
  });

  document.addEventListener("keydown", (event) => {
    if (!event.target.closest("#grid, input, textarea, select") && undoing.press(event)) event.preventDefault();
  });

  const others = new Others(table, saving, redrawing);
  const presence = new Presence({
    address: table.dataset.news,
    place: () => document.activeElement?.closest("#grid tr[id]")?.id.slice("rad-".length) || "",
    rowOf: (key) => document.getElementById(`rad-${key}`)?.cells[0],
  });
  new Polling({
    address: () => `${others.address()}&hvem=${presence.mark}`,
    async take(answer) {
      if (await others.take(answer)) {
        presence.draw();
        saving.place({ isLast: true });
      }
      presence.take(answer.who);
    },
    refused: (text) => others.refused(text),
    rested() {
      others.rested();
      saving.place({ isLast: true });
    },
  });
  takesReason(saving.asking, moving);
  standing(table, document.getElementById("grid-bar"), form);
  drags(table, acting, saving);
  saving.resume((step) => undoing.hearerOf(step));
  window.requestIdleCallback?.(() => choices(table.dataset.choices).catch(() => {}));
  table.dataset.ready = "";
}

const table = document.getElementById("grid");
if (table) start(table);

