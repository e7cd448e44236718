// Puts an agenda together. Each click is sent with what was seen, so that the server can tell what was meant; what others do
// in the same agenda is drawn as it comes. Without this the buttons are plain forms, and no case is dragged.

import { post } from "./grid/posting.js";
import { freshPage, tellAll, tellClosed } from "./live/page.js";
import { Polling } from "./live/polling.js";
import { Presence } from "./live/presence.js";

const PARTS = [".vr-head", "#agenda", "#agenda-rest"];
const SUDDEN = 500; // a click so soon after others' change was aimed at what stood there before
const page = document.getElementById("agenda-page");
let number = Number(page.dataset.number);
let isHeld = false; // a row is being dragged
let isPressed = false; // a button is down, and the click comes as it is let go
let afterwards = [];
let before = { at: -SUDDEN, controls: [] };
let queue = Promise.resolve();

// ---- What is drawn ----

const nameOf = (control) => control.id || control.getAttribute("href") || "";
const controls = () => [...document.querySelectorAll(PARTS.map((part) => `${part} :is(button, a)`).join(", "))];

// What the server drew, without what differs each time or was put in by us.
function drawn(part) {
  const copy = part.cloneNode(true);
  for (const each of copy.querySelectorAll(".vr-here, .vr-done, [name=csrfmiddlewaretoken]")) each.remove();
  for (const each of copy.querySelectorAll("[data-sorts]")) delete each.dataset.sorts;
  copy.normalize();
  return copy;
}

function swap(part, fresh) {
  const old = document.querySelector(part);
  if (!old || !fresh) return;
  if (!fresh.querySelector(".vr-done") && drawn(old).isEqualNode(drawn(fresh))) return;
  const at = old.contains(document.activeElement) ? document.activeElement.id : "";
  old.replaceWith(fresh);
  if (at) focus(at);
}

// The control she stood on, or where that is gone, its neighbour in the same row.
function focus(id) {
  const key = CSS.escape(id.slice(id.indexOf("-") + 1));
  const row = document.querySelector(`#agenda :is([data-item="${key}"], [data-point="${key}"])`);
  (document.getElementById(id) || row?.querySelector("button, a"))?.focus({ preventScroll: true });
}

// What is under her hand stays until she lets go: a click on a button that is gone by then would be lost.
const letGo = () => new Promise((resolve) => (isHeld || isPressed ? afterwards.push(resolve) : resolve()));

function settle() {
  if (isHeld || isPressed) return;
  for (const each of afterwards.splice(0)) each();
}

document.addEventListener("pointerdown", () => (isPressed = true), true);
for (const end of ["pointerup", "pointercancel", "blur"]) {
  window.addEventListener(
    end,
    () =>
      window.setTimeout(() => {
        isPressed = false; // after the click, which comes with the letting go
        settle();
      }),
    true,
  );
}

async function redraw() {
  const fresh = await freshPage();
  if (!fresh) return;
  await letGo();
  before = { at: performance.now(), controls: controls().map((each) => [nameOf(each), each.getBoundingClientRect()]) };
  for (const part of PARTS) swap(part, fresh.querySelector(part));
  sortable();
  presence.draw();
}

// A button that has just come to stand where another one was, is not the one she means.
document.addEventListener(
  "click",
  (event) => {
    const control = event.target.closest(":is(#agenda, #agenda-rest, .vr-head) :is(button, a)");
    if (!control || !event.detail || performance.now() - before.at > SUDDEN) return;
    const within = (box) => event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    const stood = before.controls.find(([, box]) => within(box));
    if (!stood || stood[0] === nameOf(control)) return;
    event.preventDefault();
    event.stopPropagation();
    tellAll([page.dataset.sudden]);
  },
  true,
);

// ---- What she does ----

// One after another; what was seen is what stood there when she clicked.
function act(address, values, id) {
  const form = new FormData(document.getElementById("agenda-form") || undefined);
  const body = { shown: form.get("shown") || "", as: page.querySelector("[name=as]")?.value || "", ...values };
  queue = queue.then(() => send(address, body, id));
}

async function send(address, body, id) {
  const answer = await post(address, body);
  if (!answer || ![200, 422].includes(answer.status) || answer.redirected) {
    tellClosed(answer ? await answer.text() : page.dataset.lost);
    return;
  }
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  await letGo();
  swap("#agenda", holder.content.querySelector("#agenda"));
  sortable();
  if (id) focus(id);
  polling.now();
}

document.addEventListener("submit", (event) => {
  const { target, submitter } = event;
  if (!target.matches("#agenda-form, [data-agenda-act]")) return;
  event.preventDefault();
  const values = target.id ? { [submitter.name]: submitter.value } : Object.fromEntries(new FormData(target));
  delete values.csrfmiddlewaretoken;
  act(submitter.getAttribute("formaction") || target.getAttribute("action"), values, submitter.id);
});

function sortable() {
  const list = document.querySelector("#agenda .vr-agenda");
  if (!list?.querySelector(".vr-drag") || !window.Sortable || list.dataset.sorts) return;
  list.dataset.sorts = "";
  window.Sortable.create(list, {
    handle: ".vr-drag",
    ghostClass: "vr-drop",
    forceFallback: true,
    onStart: () => (isHeld = true),
    onEnd({ item, oldIndex, newIndex }) {
      isHeld = false;
      if (oldIndex !== newIndex) act(document.getElementById("agenda-form").action, { item: item.dataset.item, position: newIndex + 1 });
      settle();
    },
  });
}

// ---- What others do ----

const presence = new Presence({
  address: page.dataset.news,
  place: () => document.activeElement?.closest("#agenda [data-item]")?.dataset.item || "",
  rowOf: (key) => document.querySelector(`#agenda [data-item="${CSS.escape(key)}"] .vr-agenda__title`),
});
const polling = new Polling({
  address: () => `${page.dataset.news}?since=${number}&hvem=${presence.mark}`,
  async take(answer) {
    number = answer.number;
    if (answer.whole) await redraw();
    tellClosed("");
    tellAll(answer.told || []);
    presence.take(answer.who);
  },
  refused: tellClosed,
});

document.readyState === "complete" ? sortable() : window.addEventListener("load", sortable);
page.dataset.ready = "";
