// What others write in the plan while its rows are edited one by one: their sections are drawn anew at once, but where a form
// stands open in one, a line says so and shows the changes when she asks for them; what she has typed stays.

import { Presence } from "./live/presence.js";
import { Polling } from "./live/polling.js";
import { freshPage, putHead, tellAll, tellClosed } from "./live/page.js";
import { keepOpen } from "./open-rows.js";

const editor = document.getElementById("plan-editor");
const KEY = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/;
const waiting = new Map(); // address of a section -> its newest HTML
const sent = { open: 0, done: 0 };
let number = Number(editor.dataset.number);
let began = 0;
let isWholeWaiting = false;

document.addEventListener("htmx:beforeRequest", () => (sent.open += 1));
document.addEventListener("htmx:afterRequest", () => Object.assign(sent, { open: sent.open - 1, done: sent.done + 1 }));

const isWritten = (root) => Boolean(root.querySelector("[data-row] form"));

// Where the keyboard stands, by what the control does, so that its twin gets it back.
const actOf = (control) => control?.getAttribute("formaction") || control?.getAttribute("href");

function redraw(section, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const fresh = holder.content.firstElementChild;
  const at = section.contains(document.activeElement) ? document.activeElement : null;
  for (const form of section.querySelectorAll("[data-row] form")) keepOpen(form.closest("[data-row]"), form, fresh);
  if (section.querySelector("details[open]")) fresh.querySelector("details")?.setAttribute("open", "");
  section.replaceWith(fresh);
  window.htmx.process(fresh);
  document.dispatchEvent(new CustomEvent("plan:redrawn", { detail: { section: fresh } }));
  if (!at) return;
  const twin = at.isConnected ? at : [...fresh.querySelectorAll("[formaction], a[href]")].find((each) => actOf(each) && actOf(each) === actOf(at));
  twin?.focus({ preventScroll: true });
}

function offer(section) {
  if (section.previousElementSibling?.matches("[data-live-note]")) return;
  const line = document.getElementById("live-note").content.firstElementChild.cloneNode(true);
  line.querySelector("button").addEventListener("click", () => show(section.id));
  section.before(line);
}

function show(id) {
  const section = document.getElementById(id);
  const html = waiting.get(id);
  waiting.delete(id);
  if (!section || !html) return;
  if (section.previousElementSibling?.matches("[data-live-note]")) section.previousElementSibling.remove();
  redraw(section, html);
}

// What waited for a form that has been closed since.
function settle() {
  for (const id of waiting.keys()) {
    const section = document.getElementById(id);
    if (!section || !isWritten(section)) show(id);
  }
  if (isWholeWaiting && !isWritten(editor)) whole();
}

async function whole() {
  const fresh = await freshPage();
  if (!fresh) return;
  putHead(fresh);
  isWholeWaiting = isWritten(editor);
  if (isWholeWaiting) return;
  editor.replaceChildren(...fresh.getElementById("plan-editor").childNodes);
  window.htmx.process(editor);
  document.dispatchEvent(new CustomEvent("plan:redrawn", { detail: { section: editor } }));
}

async function take(answer) {
  opened();
  // Drawn while something of ours was on its way, it may be older than what is shown: it is asked for again.
  if (sent.open || sent.done !== began) return;
  number = answer.number;
  if (answer.whole) await whole();
  for (const [id, html] of Object.entries(answer.sections || {})) {
    const section = document.getElementById(id);
    if (!section) continue;
    waiting.set(id, html);
    if (isWritten(section)) offer(section);
    else show(id);
  }
  tellAll(answer.told || []);
  settle();
}

function opened() {
  if (!("closed" in editor.dataset)) return;
  delete editor.dataset.closed;
  tellClosed("");
  whole();
}

const rowAt = (key) => editor.querySelector(`[data-row][data-key="${CSS.escape(key)}"] .vr-row__title`);
const presence = new Presence({
  address: editor.dataset.news,
  place() {
    const row = document.activeElement?.closest("#plan-editor [data-row]");
    const form = row?.querySelector("form");
    return row?.dataset.key || form?.getAttribute("action").match(KEY)?.[0] || "";
  },
  rowOf: rowAt,
});

new Polling({
  address() {
    began = sent.done;
    return `${editor.dataset.news}?som=rader&since=${number}&hvem=${presence.mark}`;
  },
  async take(answer) {
    await take(answer);
    presence.take(answer.who || presence);
  },
  refused(text) {
    editor.dataset.closed = "";
    tellClosed(text);
  },
  rested() {
    opened();
    settle();
  },
});
