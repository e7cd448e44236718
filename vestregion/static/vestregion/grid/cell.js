// A cell: what it says, what it stands for, and how it is told about. A cell is a th or td with data-felt; its words stand
// in .vr-cell, the key of what was chosen in data-verdi.

export const shownIn = (cell) => cell.querySelector(".vr-cell").textContent;

export const valueOf = (cell) => cell.dataset.verdi ?? shownIn(cell);

// {value, text}: what would be sent, and what is read in the table.
export const stateOf = (cell) => ({ value: valueOf(cell), text: shownIn(cell) });

// The version of the row that the words of the cell come from: older than the row's own where the cell kept what stood in
// it while the rest of the row was drawn anew.
export const baseOf = (cell) => cell.dataset.base ?? cell.parentNode.dataset.version;

export const isOpen = (cell) => Boolean(cell.querySelector(".vr-cell-editor"));

export function put(cell, { value, text }) {
  cell.querySelector(".vr-cell").textContent = text;
  if ("verdi" in cell.dataset) cell.dataset.verdi = value;
}

// state: "", "saving", "waiting", "wrong" or "clash"; `told` stands below the words of the cell.
export function tell(cell, state, told = "") {
  if (state) cell.dataset.state = state;
  else delete cell.dataset.state;
  cell.toggleAttribute("aria-invalid", false);
  if (state === "wrong" || state === "clash") cell.setAttribute("aria-invalid", "true");
  cell.querySelector(".vr-cell-told")?.remove();
  if (!told) return null;
  const line = document.createElement("span");
  line.className = "vr-cell-told";
  line.append(told);
  cell.append(line);
  return line;
}

// What the server says of a row itself, beside its cells: its version, and where it stands.
const OF_ROW = ["version", "address", "place", "measure", "parent", "level"];

export function rowOf(html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  return holder.content.querySelector("tr");
}

// What the server last said of the cell, also while something else stood in it.
export function putNewest(cell) {
  const twin = cell.newest;
  if (!twin) return;
  delete cell.newest;
  delete cell.dataset.base;
  const more = cell.querySelector(".vr-cell-more");
  cell.replaceChildren(...twin.cloneNode(true).childNodes);
  // The answer to a cell does not say what the row is about and where it leads.
  if (more && !cell.querySelector(".vr-cell-more")) cell.append(more);
  for (const link of cell.querySelectorAll("a")) link.tabIndex = -1;
  for (const name of ["verdi", "doubt"]) {
    if (name in twin.dataset) cell.dataset[name] = twin.dataset[name];
    else delete cell.dataset[name];
  }
  tell(cell, "");
}

// A row as the server stores it now (HTML, or the row itself) takes the place of the row that stands there, but for cells in
// which something waits. The one place where a row that is there is drawn anew.
export function replaceRow(row, told, isHeld) {
  const fresh = typeof told === "string" ? rowOf(told) : told;
  const { version } = row.dataset;
  for (const name of OF_ROW) if (name in fresh.dataset) row.dataset[name] = fresh.dataset[name];
  for (const cell of row.querySelectorAll("[data-felt]")) {
    const twin = fresh.querySelector(`[data-felt="${cell.dataset.felt}"]`);
    cell.newest = twin;
    if (!isHeld(cell) && !isOpen(cell)) putNewest(cell);
    else if (version) cell.dataset.base ??= version;
  }
  return fresh;
}

export function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "ds-button", textContent: text });
  Object.assign(made.dataset, { variant: "secondary", size: "sm" });
  made.addEventListener("click", act);
  return made;
}
