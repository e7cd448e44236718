// What stands still while the page moves: the heads of the columns below the bar, whatever it says. No cell that the keyboard
// reaches is left behind them, or behind the bar of the chosen rows.

import { titleOf } from "./words.js";

const AIR = 4; // the outline of the cell

// Where the table is drawn sideways its heads do not stand still: the bar says which cell one stands in, and the names of the rows,
// which do, are not left upon it.
export function names(cell) {
  const row = cell.parentNode;
  const title = titleOf(row) || row.querySelector(".vr-cell-empty")?.textContent;
  const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent;
  document.getElementById("grid-where").textContent = cell.colSpan > 1 ? title : `${head}: ${title}`;
  const name = row.querySelector("[data-felt=title]");
  if (name === cell || getComputedStyle(name).position !== "sticky") return;
  const hidden = name.getBoundingClientRect().right - cell.getBoundingClientRect().left;
  if (hidden > 0) cell.closest(".vr-workshop-frame").scrollLeft -= hidden + AIR;
}

export function standing(table, bar, bulk) {
  const head = table.tHead.rows[0].cells[1];
  const page = document.documentElement.style;
  const height = (part) => part.getBoundingClientRect().height;
  const watch = new ResizeObserver(() => {
    const [above, heads, below] = [height(bar), height(head), height(bulk)];
    const isStanding = getComputedStyle(head).position === "sticky";
    table.tHead.style.setProperty("--vr-bar", `${above}px`);
    page.scrollPaddingBlockStart = `${above + (isStanding ? heads : 0) + AIR}px`;
    page.scrollPaddingBlockEnd = below ? `${below + 8 + AIR}px` : "";
  });
  for (const part of [bar, head, bulk]) watch.observe(part);
}
