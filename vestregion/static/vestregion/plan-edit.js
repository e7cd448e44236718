// The plan's edit page answers in place: a row's form opens where the row stands, a push redraws its section.
// The links and buttons are plain ones, so a page without scripts does the same with whole pages.

const editor = document.getElementById("plan-editor");
const reason = () => document.getElementById("plan-reason")?.value || "";
let pressed = null;

function open(link) {
  const values = reason() ? { reason: reason() } : {};
  window.htmx.ajax("GET", link.getAttribute("href"), { source: link, target: link.closest("[data-row]"), swap: "outerHTML", values });
}

function push(button) {
  const section = button.dataset.section ? document.getElementById(button.dataset.section) : button.closest("[data-section]");
  const values = { reason: reason() };
  if (button.name) values[button.name] = button.value;
  window.htmx.ajax("POST", button.getAttribute("formaction"), { source: button, target: section, swap: "outerHTML", values });
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
  const link = event.target.closest("a[data-open]");
  const button = event.target.closest("button[form='row-acts'][formaction]");
  // A whole section that moves or goes changes the page around it: those pushes load the page anew.
  const whole = button && !button.dataset.section && button.closest(".vr-row--section");
  if (!link && (!button || whole)) return;
  event.preventDefault();
  pressed = { action: (link || button).getAttribute(link ? "href" : "formaction"), value: button?.value || "" };
  if (link) open(link);
  else push(button);
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

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.target.closest?.("[data-row] form")?.querySelector("[data-cancel]")?.click();
});

// "Save and add one more": the section was drawn anew, so the form opens again at the same place.
document.addEventListener("plan:more", (event) => {
  document.querySelector(`[data-add="${CSS.escape(event.detail.under)}"]`)?.click();
});
