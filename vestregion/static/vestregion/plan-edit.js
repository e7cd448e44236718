// The plan's edit and status pages: where the keyboard goes after a part was drawn anew, Escape, one more row.
// Everything works without this file; it saves keystrokes.

let pressed = null;

function keyOf(element) {
  return { action: element.getAttribute("formaction") || element.getAttribute("href"), value: element.value || "" };
}

function same(element) {
  const key = keyOf(element);
  return key.action === pressed.action && key.value === pressed.value;
}

document.addEventListener("htmx:beforeRequest", (event) => {
  const element = event.detail.elt;
  if (element.matches("a, button")) pressed = keyOf(element);
  if (element.matches("form")) pressed = { action: element.getAttribute("action").split("?")[0], value: "" };
});

// A moved row's button is a new element: give the keyboard back to its twin.
document.addEventListener("htmx:afterSettle", (event) => {
  if (!pressed || document.activeElement !== document.body) return;
  const controls = document.querySelectorAll("#plan-editor [formaction], #plan-editor a[href]");
  const twin = [...controls].find(same);
  (twin || event.target.querySelector?.("a[href], button"))?.focus({ preventScroll: true });
  pressed = null;
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  event.target.closest?.("[data-row] form")?.querySelector("[data-cancel]")?.click();
});

// "Save and add one more": the section was drawn anew, so the form opens again at the same place.
document.addEventListener("plan:more", (event) => {
  document.querySelector(`[data-add="${CSS.escape(event.detail.under)}"]`)?.click();
});
