// A form is not sent into a network that is gone: the page stays, and says so. What was on its way when the network went
// stands in the form again when the person comes back to it.
// A form with a long text asks first whether the server answers.

import { fieldsOf, isOurs, stateOf } from "./formfields.js";

const KEPT = "form-on-its-way";
const WAIT = 5000; // milliseconds: as long as the server may take to say that it is there

const area = document.getElementById("notices");
const mark = document.querySelector('link[rel="icon"]')?.href;
const here = location.pathname + location.search;
const going = new WeakSet(); // forms that may leave now
const asked = new WeakSet(); // forms that wait for the server to answer

const isLong = (form) => form.querySelector("textarea") !== null;

function tell(text, tone) {
  document.dispatchEvent(new CustomEvent("vestregion:tell", { detail: { text, tone } }));
}

async function answers() {
  if (!navigator.onLine) return false;
  try {
    await fetch(mark, { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(WAIT) }); // older browsers wait on
    return true;
  } catch {
    return false;
  }
}

function put(field, state) {
  if (field.type === "checkbox" || field.type === "radio") field.checked = state;
  else if (field.multiple) for (const option of field.options) option.selected = state.includes(option.value);
  else field.value = state;
}

const formsHere = () => [...document.forms].filter((form) => isOurs(form) && isLong(form));

function keep(form) {
  const texts = fieldsOf(form).map((field) => [field.name, stateOf(field)]);
  const kept = { owner: area.dataset.owner, here, place: formsHere().indexOf(form), texts };
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(kept));
  } catch {
    // No room, or not allowed: the form is sent all the same.
  }
}

function takeKept() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) || "null");
  } catch {
    return null;
  }
}

// An editor that was made before the text came back, or is being made now, is told.
function putInEditors(form) {
  const texts = new Map([...form.querySelectorAll("textarea")].map((field) => [field, field.value]));
  const putIn = (editor, textarea) => {
    const text = texts.get(textarea);
    if (text !== undefined && editor.getHTML() !== text) editor.commands.setContent(text);
  };
  document.addEventListener("prose-editor:ready", ({ detail }) => putIn(detail.editor, detail.textarea));
  for (const textarea of texts.keys()) {
    const box = textarea.closest(".prose-editor")?.querySelector(".tiptap");
    if (box?.editor) putIn(box.editor, textarea);
  }
}

function putBack({ place, texts }) {
  const form = formsHere()[place];
  const fields = form ? fieldsOf(form) : [];
  if (fields.length !== texts.length || fields.some((field, at) => field.name !== texts[at][0])) return;
  fields.forEach((field, at) => put(field, texts[at][1]));
  putInEditors(form);
  form.dataset.unsent = "";
  tell(area.dataset.kept, "warning");
}

// The answer to what was sent comes from the page it was sent from; whoever comes back comes by the browser's own way.
function comeBack() {
  const kept = takeKept();
  if (!kept) return;
  const { type } = performance.getEntriesByType("navigation")[0] || {};
  const isAnswer = type !== "back_forward" && document.referrer === location.origin + kept.here;
  if (isAnswer || kept.owner !== area.dataset.owner) sessionStorage.removeItem(KEPT);
  else if (kept.here === here) putBack(kept);
}

async function leave(form, submitter) {
  asked.add(form);
  const isThere = await answers();
  asked.delete(form);
  if (!isThere) {
    tell(area.dataset.lost, "danger");
    return;
  }
  going.add(form);
  form.requestSubmit(submitter);
}

function hold(event) {
  const form = event.target;
  if (event.defaultPrevented || !isOurs(form)) return;
  if (going.delete(form) || (navigator.onLine && !isLong(form))) {
    if (isLong(form)) keep(form);
    return;
  }
  event.preventDefault();
  if (!asked.has(form)) leave(form, event.submitter);
}

if (area && mark) {
  window.addEventListener("submit", hold); // last of all: a form that htmx or somebody else takes care of leaves no page
  comeBack();
}
