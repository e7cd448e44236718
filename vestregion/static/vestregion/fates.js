// An activity that is changed or split wants a new text: its box opens when that is chosen.

const WANTS_TEXT = new Set(["changed", "split"]);

document.addEventListener("change", ({ target }) => {
  if (!target.matches('select[name$="-fate"]') || !WANTS_TEXT.has(target.value)) return;
  target.closest(".vr-fate")?.querySelector("details").setAttribute("open", "");
});
