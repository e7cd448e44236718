// Reporting row after row from the keyboard: after a saved status the next activity without one is in focus.

let savedRow = "";

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.detail.elt;
  savedRow = form.matches("form") ? form.closest("[data-row]").id : "";
});

document.addEventListener("htmx:afterSettle", () => {
  const row = savedRow && document.getElementById(savedRow);
  if (!row || row.querySelector("form")) return;
  const buttons = [...document.querySelectorAll("[data-report]")];
  const next = buttons[buttons.indexOf(row.querySelector("[data-report]")) + 1];
  (next || row.querySelector("[data-report]"))?.focus();
  savedRow = "";
});
