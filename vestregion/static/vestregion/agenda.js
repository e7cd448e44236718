// Moves a case on the agenda by dragging. It posts what the arrow buttons post, and the server sends the list back.

function makeSortable() {
  const list = document.querySelector("#agenda .vr-agenda");
  if (!list || !list.querySelector(".vr-drag") || !window.Sortable) return;
  window.Sortable.create(list, {
    handle: ".vr-drag",
    ghostClass: "vr-drop",
    forceFallback: true,
    onEnd: ({ item, oldIndex, newIndex }) => {
      if (oldIndex !== newIndex) place(item.dataset.item, newIndex + 1);
    },
  });
}

function place(item, position) {
  const agenda = document.getElementById("agenda");
  window.htmx.ajax("POST", agenda.dataset.placeUrl, {
    source: agenda,
    target: "#agenda",
    swap: "outerHTML",
    values: { item, position },
  });
}

document.addEventListener("htmx:afterSettle", makeSortable);
document.readyState === "complete" ? makeSortable() : window.addEventListener("load", makeSortable);
