// Who else has the page open, and where they stand; and a sign of life from this window, so that the others see it.

import { csrf } from "../grid/posting.js";

const EVERY = 4000;

export class Presence {
  // `place()` is the key of the row she stands in; `rowOf(key)` the row where one of the others stands, if it is marked.
  constructor({ address, place, rowOf }) {
    Object.assign(this, { address, place, rowOf, window: crypto.randomUUID(), mark: "", list: [], told: null, timer: 0 });
    this.line = document.getElementById("live-who");
    document.addEventListener("focusin", () => this.moved());
    document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? this.sign() : this.leave()));
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", (event) => event.persisted && this.sign());
    this.sign();
  }

  moved() {
    if (this.place() !== this.told) this.soon(300);
  }

  soon(pause) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.sign(), pause);
  }

  sign() {
    window.clearTimeout(this.timer);
    if (document.visibilityState !== "visible") return;
    this.told = this.place();
    this.send({ sted: this.told });
    this.soon(EVERY);
  }

  leave() {
    window.clearTimeout(this.timer);
    this.send({ borte: "1" });
  }

  // Also while the page is being closed. Where it does not arrive, the next one does.
  send(more) {
    const body = new URLSearchParams({ vindu: this.window, ...more });
    const headers = { "HX-Request": "true", "X-CSRFToken": csrf() };
    fetch(this.address, { method: "POST", body, headers, keepalive: true }).catch(() => {});
  }

  take(who) {
    if (!who) return;
    Object.assign(this, { mark: who.mark, list: who.list });
    this.draw();
  }

  // Drawn anew when rows came or went, too.
  draw() {
    const { here } = this.line.dataset;
    this.line.textContent = this.list.length ? here.replace("{names}", this.list.map(([name]) => name).join(", ")) : "";
    for (const old of document.querySelectorAll(".vr-here")) old.remove();
    for (const [name, initials, place] of this.list) {
      const row = place && this.rowOf(place);
      if (row) row.append(this.badge(name, initials));
    }
  }

  badge(name, initials) {
    const badge = document.createElement("span");
    Object.assign(badge, { className: "vr-here", textContent: initials, title: name });
    badge.setAttribute("role", "img");
    badge.setAttribute("aria-label", this.line.dataset.one.replace("{name}", name));
    return badge;
  }
}
