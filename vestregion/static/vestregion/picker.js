// A long list of boxes becomes a search by typing: the matches show while something is written, Enter ticks the one that
// is marked, and what is chosen stands above as chips. Without script the whole list is there, in a window of its own.

const plain = (text) => text.toLowerCase().normalize("NFC").trim();

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function upgrade(picker) {
  const search = picker.querySelector("[data-picker-search]");
  const field = search.querySelector("input");
  const told = picker.querySelector("[data-picker-told]");
  const chips = picker.querySelector("[data-picker-chosen]");
  const list = picker.querySelector(".vr-picker__list");
  const all = picker.querySelector("[data-picker-all]");
  const options = [...list.querySelectorAll("input[type=checkbox]")].map((box) => {
    const row = box.closest(".ds-field");
    const name = row.querySelector("label").firstChild.textContent.trim();
    return { box, row, name, words: plain(name).split(/[\s-]+/), text: plain(name) };
  });
  // Two of one name, as Os in the north and Os in the west, are told apart by the heading they stand under.
  const namesakes = (option) => options.filter((other) => other.text === option.text).length > 1;
  for (const option of options.filter(namesakes)) {
    const group = option.box.closest("[aria-label]");
    if (group) option.name = `${option.name} (${group.getAttribute("aria-label")})`;
  }
  let matches = [];
  let marked = null;

  const free = () => matches.filter((option) => !option.box.disabled);

  function mark(option) {
    marked?.row.removeAttribute("data-marked");
    marked = option ?? null;
    marked?.row.setAttribute("data-marked", "");
    marked?.row.scrollIntoView({ block: "nearest" });
  }

  function tell(text) {
    told.textContent = text;
  }

  function filter() {
    const query = plain(field.value);
    const hits = (option) => option.text.startsWith(query) || option.words.some((word) => word.startsWith(query));
    matches = options.filter((option) => !query || hits(option));
    for (const option of options) option.row.hidden = !matches.includes(option);
    for (const group of list.children) group.hidden = !group.querySelector(".ds-field:not([hidden])");
    list.hidden = !query && all.getAttribute("aria-expanded") !== "true";
    // The whole word before the beginning of one: "nes" marks Nes, not Nesbyen.
    const best = free().find((option) => option.text === query) ?? free().find((option) => option.text.startsWith(query));
    mark(query ? best ?? free()[0] : null);
    if (!query) tell("");
    else if (!marked) tell(picker.dataset.none);
    else tell(fill(picker.dataset.hits, { n: matches.length, name: marked.name }));
  }

  function draw() {
    const chosen = options.filter((option) => option.box.checked && !option.box.disabled);
    chips.replaceChildren(...chosen.map(chip));
    chips.hidden = !chosen.length;
  }

  function chip(option) {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ds-chip";
    button.dataset.removable = "";
    button.textContent = option.name;
    button.addEventListener("click", () => {
      choose(option, false);
      field.focus();
    });
    item.append(button);
    return item;
  }

  function choose(option, checked) {
    option.box.checked = checked;
    draw();
    tell(fill(checked ? picker.dataset.picked : picker.dataset.unpicked, { name: option.name }));
  }

  function pick() {
    if (!marked) return;
    const option = marked;
    field.value = "";
    filter();
    choose(option, !option.box.checked);
  }

  function step(by) {
    const among = free();
    const place = among.indexOf(marked) + by;
    if (among.length) mark(among[Math.max(0, Math.min(among.length - 1, place))]);
    if (marked) tell(fill(picker.dataset.hits, { n: matches.length, name: marked.name }));
  }

  field.addEventListener("input", filter);
  field.addEventListener("keydown", (event) => {
    if (event.key === "Enter") pick();
    else if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else return;
    event.preventDefault(); // Enter would send the form
  });
  list.addEventListener("change", draw);
  all.addEventListener("click", () => {
    all.setAttribute("aria-expanded", String(all.getAttribute("aria-expanded") !== "true"));
    filter();
  });
  search.hidden = all.hidden = false;
  filter();
  draw();
}

for (const picker of document.querySelectorAll("[data-picker]")) upgrade(picker);
