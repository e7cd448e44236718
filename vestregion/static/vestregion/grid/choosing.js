// Type-ahead in a cell: what is typed finds posts, people and organisations by the beginning of any word of their names.

import { say } from "./words.js";

const SHOWN = 8;
const plain = (text) => text.toLowerCase().normalize("NFC").trim();
let lists = null;

// {responsible: [[choice, label, group]], partners: [[key, short name, name]]}, asked for once.
export function choices(url) {
  lists ??= fetch(url, { headers: { "HX-Request": "true" } }).then((answer) => (answer.ok ? answer.json() : Promise.reject(answer)));
  lists.catch(() => (lists = null));
  return lists;
}

// Asked for anew when they are next wanted: a name may have been added.
export function forgetChoices() {
  lists = null;
}

export class Choosing {
  constructor(field, cell, rows, { many, none = "none" }) {
    Object.assign(this, { field, many, none, rows, marked: -1, hits: [], chosen: new Map() });
    this.list = document.createElement("ul");
    Object.assign(this.list, { className: "vr-choices", id: `choices-${field.id || "cell"}`, hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.getAttribute("aria-label") || field.labels[0].textContent);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", this.list.id);
    field.autocomplete = "off";
    this.told = document.createElement("span");
    this.told.className = "ds-sr-only";
    this.told.setAttribute("role", "status");
    field.after(this.list, this.told);
    field.addEventListener("input", () => this.filter());
    // Before the field loses the keyboard, which would close the cell.
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const place = [...this.list.children].indexOf(event.target.closest("li"));
      if (place >= 0) this.pick(place);
    });
  }

  // The words that are being typed: the last piece where several are chosen.
  typed() {
    const text = this.field.value;
    return plain(this.many ? text.slice(text.lastIndexOf(",") + 1) : text);
  }

  filter() {
    const query = this.typed();
    const begins = (name) => plain(name).startsWith(query) || plain(name).split(/[\s-]+/).some((word) => word.startsWith(query));
    const hits = query ? this.rows.filter((row) => row.slice(1).some(begins)) : [];
    const best = (row) => (plain(row[1]) === query ? 0 : plain(row[1]).startsWith(query) ? 1 : 2);
    this.hits = hits.sort((a, b) => best(a) - best(b)).slice(0, SHOWN);
    this.draw();
    this.mark(this.hits.length ? 0 : -1);
    this.told.textContent = !query ? "" : this.hits.length ? say("hits", { n: hits.length, name: this.hits[0][1] }) : say(this.none);
  }

  draw() {
    this.list.replaceChildren(...this.hits.map((row, place) => this.option(row, place)));
    this.list.hidden = !this.hits.length;
    if (this.hits.length) this.list.scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  option([, label, more], place) {
    const item = document.createElement("li");
    item.id = `${this.list.id}-${place}`;
    item.setAttribute("role", "option");
    item.append(label);
    if (more && more !== label) {
      const small = document.createElement("small");
      small.textContent = more;
      item.append(" ", small);
    }
    return item;
  }

  mark(place) {
    this.marked = place;
    for (const [index, item] of [...this.list.children].entries()) item.setAttribute("aria-selected", String(index === place));
    if (place >= 0) this.field.setAttribute("aria-activedescendant", `${this.list.id}-${place}`);
    else this.field.removeAttribute("aria-activedescendant");
    this.list.children[place]?.scrollIntoView({ block: "nearest" });
  }

  step(by) {
    if (this.hits.length) this.mark((this.marked + by + this.hits.length) % this.hits.length);
  }

  pick(place = this.marked) {
    const row = this.hits[place];
    if (!row) return;
    this.chosen.set(plain(row[1]), row[0]);
    const before = this.many ? this.field.value.slice(0, this.field.value.lastIndexOf(",") + 1) : "";
    this.field.value = this.many ? `${before ? `${before} ` : ""}${row[1]}, `.trimStart() : row[1];
    this.hits = [];
    this.draw();
    this.mark(-1);
  }

  isOpen() {
    return !this.list.hidden;
  }

  // {value, text}: keys where they are known, else the words as typed, which the server looks up.
  state() {
    const pieces = this.many ? this.pieces() : [this.field.value.trim()].filter(Boolean);
    return { value: pieces.map((piece) => this.keyOf(piece)).join(","), text: pieces.join(", ") };
  }

  // Between commas; a name that has a comma itself stays whole.
  pieces() {
    const inside = this.rows.map((row) => row[1]).filter((name) => name.includes(",") && this.field.value.includes(name));
    const rest = inside.reduce((text, name) => text.replace(name, ""), this.field.value);
    return [...inside, ...rest.split(",").map((piece) => piece.trim()).filter(Boolean)];
  }

  // Of two of one name the one that was picked counts; without a pick the server asks.
  keyOf(piece) {
    const same = this.rows.filter((row) => plain(row[1]) === plain(piece));
    return this.chosen.get(plain(piece)) ?? (same.length === 1 ? same[0][0] : piece);
  }
}
