// What was copied, as a spreadsheet gives it: tabs between cells, a line for each row, quotes around a cell of several lines. A
// table in Word, or on a page, tells such cells as rows of its plain text, and merged cells as none: it is read from the table.

const BLOCKS = new Set(["P", "LI", "DIV", "UL", "OL", "H1", "H2", "H3", "H4", "H5", "H6", "TABLE", "TR"]);
const MARK = /mso-list:\s*ignore/i; // the bullet that Word writes before an item
const spans = (cell) => cell.colSpan > 1 || cell.rowSpan > 1;

export function copied(clipboard) {
  const text = clipboard.getData("text/plain");
  const html = clipboard.getData("text/html");
  if (!/<table/i.test(html)) return text;
  // What stands in style attributes is refused by the policy of the page, and told as an error: only the mark is needed.
  const bare = html.replace(/\sstyle=("[^"]*"|'[^']*')/gi, (style) => (MARK.test(style) ? " hidden" : ""));
  const tables = [...new DOMParser().parseFromString(bare, "text/html").querySelectorAll("table")];
  const whole = tables.filter((table) => !table.parentElement.closest("table"));
  if (whole.length !== 1) return text;
  const cells = [...whole[0].rows].flatMap((row) => [...row.cells]);
  if (!cells.some((cell) => spans(cell) || linesOf(cell).includes("\n"))) return text;
  return laid(whole[0]).map((row) => row.map(quoted).join("\t")).join("\n");
}

// Each cell where it stands: one that reaches down over rows says the same of all of them.
function laid(table) {
  const grid = [...table.rows].map(() => []);
  for (const [number, row] of [...table.rows].entries()) {
    let column = 0;
    for (const cell of row.cells) {
      while (grid[number][column] !== undefined) column += 1;
      const said = linesOf(cell);
      for (const line of grid.slice(number, number + cell.rowSpan)) {
        for (let at = 0; at < cell.colSpan; at += 1) line[column + at] = at ? "" : said;
      }
    }
  }
  return grid.map((row) => Array.from(row, (each) => each ?? ""));
}

function linesOf(cell) {
  const lines = [""];
  const walk = (node) => {
    for (const each of node.childNodes) {
      if (each.nodeType === Node.TEXT_NODE) lines.push(lines.pop() + each.data.replace(/\s+/g, " "));
      if (each.nodeType !== Node.ELEMENT_NODE || each.hidden || each.localName === "style") continue;
      const isBlock = BLOCKS.has(each.tagName);
      if (isBlock || each.tagName === "BR") lines.push("");
      walk(each);
      if (isBlock) lines.push("");
    }
  };
  walk(cell);
  return lines.map((line) => line.trim()).filter(Boolean).join("\n");
}

const quoted = (text) => (/[\n\t]|^"/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
