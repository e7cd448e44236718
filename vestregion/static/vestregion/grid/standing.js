// What stands still while the page moves: the heads of the columns below the bar, whatever it says. No cell that the keyboard
// reaches is left behind them, or behind the bar of the chosen rows.

import { titleOf } from "./words.js";

const AIR = 4; // the outline of the cell

// Where the table is drawn sideways its own heads do not stand still (`pictured`): the bar says which cell one stands in, and the names and the menus
// of the rows, which do, are not left upon it.
export function names(cell) {
  const row = cell.parentNode;
  const title = titleOf(row) || row.querySelector(".vr-cell-empty")?.textContent;
  const head = cell.closest("table").tHead.rows[0].cells[cell.cellIndex].textContent;
  document.getElementById("grid-where").textContent = cell.colSpan > 1 ? title : `${head}: ${title}`;
  const [name, menu] = [row.querySelector("[data-felt=title]"), row.querySelector(".vr-workshop__tools")];
  if (name === cell || getComputedStyle(name).position !== "sticky") return;
  const frame = cell.closest(".vr-workshop-frame");
  const side = (part, which) => part.getBoundingClientRect()[which];
  const after = side(cell, "right") - side(menu, "left");
  if (after > 0) frame.scrollLeft += after + AIR;
  const before = side(name, "right") - side(cell, "left"); // where there is no room for all of it, its beginning is seen
  if (before > 0) frame.scrollLeft -= before + AIR;
}

// A picture of the heads below the bar, drawn sideways with the table, while the heads themselves are out of sight.
function pictured(table) {
  const holder = document.getElementById("grid-heads");
  const frame = table.closest(".vr-workshop-frame");
  const cells = [...table.tHead.rows[0].cells];
  const follow = () => (holder.scrollLeft = frame.scrollLeft);
  frame.addEventListener("scroll", follow, { passive: true });
  const above = { rootMargin: "-48px 0px 1000000px 0px" }; // behind the bar, and not below what is seen
  new IntersectionObserver((seen) => {
    holder.hidden = seen.at(-1).isIntersecting;
    follow();
  }, above).observe(table.tHead);
  for (const cell of cells) holder.append(Object.assign(document.createElement("span"), { textContent: cell.textContent }));
  return () => {
    const widths = cells.map((cell) => cell.getBoundingClientRect().width);
    for (const [place, width] of widths.entries()) holder.children[place].style.inlineSize = `${width}px`;
  };
}

export function standing(table, bar, bulk) {
  const picture = pictured(table);
  const head = table.tHead.rows[0].cells[1];
  const page = document.documentElement.style;
  const height = (part) => part.getBoundingClientRect().height;
  const watch = new ResizeObserver(() => {
    const [above, heads, below] = [height(bar), height(head), height(bulk)];
    picture();
    table.tHead.style.setProperty("--vr-bar", `${above}px`);
    page.scrollPaddingBlockStart = `${above + heads + AIR}px`;
    page.scrollPaddingBlockEnd = below ? `${below + 8 + AIR}px` : "";
  });
  for (const part of [bar, head, bulk]) watch.observe(part);
}
