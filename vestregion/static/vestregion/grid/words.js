// The words of the table, in the language of the page, and how its modules say them.

const words = document.getElementById("grid-words")?.dataset || {};

export function say(name, values = {}) {
  return (words[name] || "").replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");
}

// What a cell is called by who hears it: its column and its row.
export function nameOf(cell) {
  const table = cell.closest("table");
  const head = table.tHead.rows[0].cells[cell.cellIndex].textContent;
  return `${head}: ${titleOf(cell.parentNode)}`;
}

export const titleOf = (row) => row.querySelector("[data-felt=title] .vr-cell").textContent;
