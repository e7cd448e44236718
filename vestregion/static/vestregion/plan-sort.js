// Rows are moved by dragging; the buttons up and down do the same without a pointer.
// A drop posts to the row's own address and the server draws the section anew.

const HANDLE = ".vr-drag";

function values(list, row) {
  const next = row.nextElementSibling;
  const sent = next ? { for: next.dataset.key } : {};
  if (list.dataset.sort !== "aktivitet") return sent;
  if (list.dataset.under) return { ...sent, tiltak: list.dataset.under };
  return { ...sent, del: list.closest("[data-section]").dataset.key };
}

// A refused move puts the row back where it was; the notice with the reason stays.
function putBack({ item, from, oldDraggableIndex }) {
  const others = [...from.querySelectorAll(":scope > li")].filter((each) => each !== item);
  from.insertBefore(item, others[oldDraggableIndex] || null);
}

function dropped(event) {
  const { item: row, to: list, from, oldIndex, newIndex } = event;
  if (from === list && oldIndex === newIndex) return;
  const section = list.closest("[data-section]");
  const form = document.getElementById("row-acts");
  const path = `${section.dataset.base}${list.dataset.sort}/${row.dataset.key}/flytt/`;
  const reason = form.elements.reason ? { reason: form.elements.reason.value } : {};
  if (form.elements.vedtak) reason.vedtak = form.elements.vedtak.value;
  const other = from.closest("[data-section]");
  window.htmx
    .ajax("POST", path, { source: section, target: section, swap: "outerHTML", values: { ...values(list, row), ...reason } })
    .then(() => {
      if (section.isConnected) putBack(event);
      // A move between sections leaves the other one old.
      else if (other !== section) window.location.reload();
    });
}

function start(root) {
  for (const list of root.querySelectorAll("ol[data-sort]")) {
    if (list.dataset.ready || !list.querySelector(HANDLE)) continue;
    list.dataset.ready = "yes";
    window.Sortable.create(list, {
      group: list.dataset.sort === "aktivitet" ? "aktivitet" : undefined,
      handle: HANDLE,
      draggable: "li",
      forceFallback: true,
      ghostClass: "vr-drop",
      onEnd: dropped,
    });
  }
}

document.addEventListener("htmx:afterSettle", () => start(document));
document.addEventListener("plan:redrawn", () => start(document));
if (document.readyState === "complete") start(document);
else window.addEventListener("load", () => start(document));
