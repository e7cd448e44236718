// The plan's edit page answers in place: a row's form opens where the row stands, a push redraws its section.
// The links and buttons are plain ones, so a page without scripts does the same with whole pages.

import { keepOpen } from "./open-rows.js";

const editor = document.getElementById("plan-editor");
let pressed = null;

// The reason that the page shows goes with every request, also when it was emptied.
function reason() {
  const shown = document.getElementById("plan-reason");
  const decision = document.getElementById("plan-decision");
  return { ...(shown && { reason: shown.value }), ...(decision && { vedtak: decision.value }) };
}

// The section that a button's answer draws anew; none where the section itself goes or comes.
function sectionOf(button) {
  if (button.dataset.section) return document.getElementById(button.dataset.section);
  return button.closest(".vr-row--section") ? null : button.closest("[data-section]");
}

function open(link) {
  const values = reason();
  window.htmx.ajax("GET", link.getAttribute("href"), { source: link, target: link.closest("[data-row]"), swap: "outerHTML", values });
}

function push(button, section) {
  const values = reason();
  if (button.name) values[button.name] = button.value;
  window.htmx.ajax("POST", button.getAttribute("formaction"), { source: button, target: section, swap: "outerHTML", values });
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
  const link = event.target.closest("a[data-open]");
  const button = event.target.closest("button[form='row-acts'][formaction]");
  // A whole section that moves, goes or comes back changes the page around it: those pushes load the page anew.
  const section = button && sectionOf(button);
  if (!link && !section) return;
  event.preventDefault();
  pressed = { action: (link || button).getAttribute(link ? "href" : "formaction"), value: button?.value || "" };
  if (link) open(link);
  else push(button, section);
});

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.matches("[data-row] form")) pressed = { action: event.detail.elt.getAttribute("action").split("?")[0], value: "" };
  if (event.detail.elt.matches("[data-cancel]")) pressed = { action: event.detail.elt.getAttribute("href").replace(/[?&]vis=rad$/, ""), value: "" };
});

// A reason given in a row's form is the one the page shows and sends with the next push.
document.addEventListener("htmx:beforeRequest", (event) => {
  const given = event.detail.elt.matches("[data-row] form") && event.detail.elt.elements.reason?.value;
  const shown = document.getElementById("plan-reason");
  if (given && shown) shown.value = given;
});

// What was pressed has been drawn anew: give the keyboard back to its twin.
document.addEventListener("htmx:afterSettle", () => {
  if (!pressed || document.activeElement !== document.body) return;
  const controls = [...editor.querySelectorAll("[formaction], a[href]")];
  const same = (each) => [each.getAttribute("formaction"), each.getAttribute("href")].includes(pressed.action);
  const twin = controls.find((each) => same(each) && (each.value || "") === pressed.value) || controls.find(same);
  twin?.focus({ preventScroll: true });
});

// The panel with money and posts stays open when its section is drawn anew.
let opened = [];
document.addEventListener("htmx:beforeSwap", () => {
  opened = [...editor.querySelectorAll("details[open]")].map((each) => each.closest("[data-section]").id);
});
document.addEventListener("htmx:afterSwap", () => {
  for (const id of opened) document.getElementById(id)?.querySelector("details")?.setAttribute("open", "");
});

// So do the forms of other rows in it: they are taken out, and put where their rows stand now.
let written = [];
document.addEventListener("htmx:beforeSwap", ({ detail: { target, shouldSwap, requestConfig } }) => {
  const own = requestConfig.elt.closest("[data-row] form");
  const forms = shouldSwap && target.matches("[data-section]") ? [...target.querySelectorAll("[data-row] form")] : [];
  written = forms.filter((form) => form !== own).map((form) => ({ form, row: form.closest("[data-row]"), section: target.id }));
  for (const { row } of written) row.remove();
});
document.addEventListener("htmx:afterSwap", () => {
  for (const { form, row, section } of written.splice(0)) keepOpen(row, form, document.getElementById(section) || editor);
});

// What the server says was made, moved or brought back is what one goes on with; after a removal, the way back.
document.addEventListener("plan:row", (event) => {
  const row = document.getElementById(`t-${event.detail.key}`)?.closest("[data-row]");
  row?.closest("details")?.setAttribute("open", "");
  focusOn(row?.querySelector("[data-open]"));
});
document.addEventListener("plan:undo", () => focusOn(document.querySelector("#notices [data-undo]")));

// In the next frame, or one soon after: what stands in a panel that has just been opened cannot be in focus before it is
// drawn, and a busy browser draws it later.
function focusOn(control, tries = 5) {
  window.requestAnimationFrame(() => {
    control?.focus({ preventScroll: true });
    control?.scrollIntoView({ block: "nearest" });
    if (control && tries && document.activeElement === document.body) focusOn(control, tries - 1);
  });
}

// After the removal of a whole section the page has been loaded anew.
focusOn(document.querySelector("#notices [data-undo]"));

// "Save and add one more": the section was drawn anew, so the form opens again at the same place.
document.addEventListener("plan:more", (event) => {
  document.querySelector(`[data-add="${CSS.escape(event.detail.under)}"]`)?.click();
});
