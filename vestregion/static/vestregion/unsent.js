// Whoever has written in a form and not sent it is asked before she leaves the page. A link beside the button of the form
// («Avbryt») is an answer already.
// On a form: `data-unsent` where the page was drawn with words that are stored nowhere; `data-unasked` where nobody is to be
// asked, with "all" also about the other forms of the page when it is sent.

import { fieldsOf, isOurs, stateOf } from "./formfields.js";

const WRITTEN = new Set("text textarea search email url tel number date time datetime-local month".split(" "));
const REFUSED = ".ds-error-summary, [role=alert]:not(:empty), [aria-invalid=true]";
const WAY_OUT = "form .vr-form-actions a[href], form a[data-cancel]";

const bases = new WeakMap(); // what stood in a field before anybody touched its form, or was stored last
const drawn = new WeakMap(); // the same text as its editor writes it
const settled = new WeakSet(); // forms that were sent or given up since somebody wrote in them
const stored = new WeakMap(); // what a partial request took with it
let going = null; // the form that is about to leave
let isSilent = false;

const stand = (field) => JSON.stringify(stateOf(field));
const formOf = (target) => target.form ?? target.closest?.("form");
const words = (form) => fieldsOf(form).filter((field) => WRITTEN.has(field.type));

function isChanged(field) {
  if (field.type === "hidden" || !bases.has(field)) return false;
  return ![bases.get(field), drawn.get(field)].includes(stand(field));
}

function isUnsent(form) {
  if (settled.has(form) || !isOurs(form) || "unasked" in form.dataset) return false;
  if ("unsent" in form.dataset) return true;
  const written = words(form);
  const isRefused = form.querySelector(REFUSED) !== null && written.some((field) => field.value.trim());
  return written.length > 0 && (isRefused || fieldsOf(form).some(isChanged));
}

function remember({ target }) {
  const form = formOf(target);
  for (const field of form ? fieldsOf(form) : []) if (!bases.has(field)) bases.set(field, stand(field));
}

function go(form) {
  settled.add(form);
  going = form;
}

for (const touch of ["focusin", "pointerdown", "keydown"]) document.addEventListener(touch, remember, true);

document.addEventListener("input", ({ target }) => settled.delete(formOf(target)));

document.addEventListener("prose-editor:ready", ({ detail: { editor, textarea } }) => drawn.set(textarea, JSON.stringify(editor.getHTML())));

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return; // the link opens beside this page
  const form = event.target.closest(WAY_OUT)?.closest("form");
  if (form) go(form);
});

window.addEventListener("submit", ({ target, defaultPrevented }) => {
  if (defaultPrevented) return; // held back, or sent in place: what is written stands here until the answer has come
  isSilent = target.dataset.unasked === "all";
  go(target);
});

document.addEventListener("htmx:beforeRequest", ({ detail: { elt, xhr } }) => {
  stored.set(xhr, [...elt.querySelectorAll("input, select, textarea")].map((field) => [field, stand(field)]));
});

document.addEventListener("htmx:afterRequest", ({ detail: { xhr, requestConfig } }) => {
  if (requestConfig.verb === "get" || xhr.status < 200 || xhr.status >= 400) return;
  for (const [field, state] of stored.get(xhr) || []) bases.set(field, state);
});

window.addEventListener("beforeunload", (event) => {
  if (!isSilent && [...document.forms].some(isUnsent)) {
    event.preventDefault();
    event.returnValue = true; // browsers from before 2024
    settled.delete(going); // she may stay
  }
  [going, isSilent] = [null, false];
});
