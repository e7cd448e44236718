// Rows are dragged by their first cell or by the sign at their end (which, pressed, is the menu), also to another section. Where a row is dropped, its neighbours tell where it belongs; the
// server moves it and draws the sections anew, also when it refuses.

const HANDLE = ".vr-workshop__pick, tr[data-address] [data-menu]";
const isMeasure = (row) => "parent" in row.dataset;
const keyOf = (row) => row.id.slice("rad-".length);
const sectionOf = (body) => body.id.replace(/^del-/, "");

function above(row) {
  let at = row.previousElementSibling;
  while (at && !at.querySelector("[data-felt]")) at = at.previousElementSibling;
  return at;
}

// The measure whose activities the place is among; "" for those of the section itself.
function measureAt(row) {
  const before = above(row);
  if (before) return isMeasure(before) ? keyOf(before) : before.dataset.measure;
  const after = row.nextElementSibling;
  return after && !isMeasure(after) ? after.dataset.measure : "";
}

function below(row, fits) {
  for (let at = row.nextElementSibling; at; at = at.nextElementSibling) if (fits(at)) return at;
  return null;
}

function placeOf(row) {
  const section = `del:${sectionOf(row.parentNode)}`;
  if (isMeasure(row)) {
    const next = below(row, isMeasure);
    const { parent } = next?.dataset || {};
    return { til: parent ? `tiltak:${parent}` : section, ...(next && { foran: keyOf(next) }) };
  }
  const measure = measureAt(row);
  const next = row.nextElementSibling;
  const isBeside = next?.dataset.address && !isMeasure(next) && next.dataset.measure === measure;
  return { til: measure ? `tiltak:${measure}` : section, ...(isBeside && { foran: keyOf(next) }) };
}

export function drags(table, acting, saving) {
  let home = null; // where the row was taken from
  for (const body of table.tBodies) {
    if (!body.querySelector("tr[data-address]")) continue;
    window.Sortable.create(body, {
      group: "rows",
      handle: HANDLE,
      filter: "input",
      preventOnFilter: false,
      delay: 300,
      delayOnTouchOnly: true,
      draggable: "tr[data-address], tr[data-new]",
      forceFallback: true,
      ghostClass: "vr-drop",
      onStart: ({ item }) => (home = { body: item.parentNode, next: item.nextElementSibling }),
      onMove: ({ dragged }) => Boolean(dragged.dataset.address) && !saving.queue.jobs.some((job) => job.row === dragged),
      onEnd: async ({ item, from, to, oldIndex, newIndex }) => {
        if (from === to && oldIndex === newIndex) return;
        if (!(await acting.act("flytt", [item], placeOf(item)))) home.body.insertBefore(item, home.next);
      },
    });
  }
}
