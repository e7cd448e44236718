// Escape closes the form of a row: the row as text comes back in its place.
// Asked of htmx by its address, since a form that has just come may not be wired up yet, and its link would leave the page.

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const link = event.target.closest?.("[data-row] form")?.querySelector("[data-cancel]");
  if (!link || !window.htmx) return;
  window.htmx.ajax("GET", link.getAttribute("href"), { source: link, target: link.closest("[data-row]"), swap: "outerHTML" });
});
