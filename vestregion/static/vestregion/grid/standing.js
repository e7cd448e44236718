// What stands still while the page moves: the heads of the columns below the bar, whatever it says. No cell that the keyboard
// reaches is left behind them, or behind the bar of the chosen rows.

const AIR = 4; // the outline of the cell

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
