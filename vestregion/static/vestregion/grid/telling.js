// What the table says of itself: how far what was written has come, what was done, and what could not be done, all in the line that
// stands still above the rows. What was refused is said once, and goes when something is done.

import { forgetChoices } from "./choosing.js";

const area = document.getElementById("notices"); // has the words of every page
const line = document.getElementById("grid-state");
const place = document.getElementById("grid-refused");

// Why nothing was done; `text` is what the server said, where it did.
export function reasonOf(answer, text = "") {
  if (!answer) return area.dataset.lost;
  if (answer.status === 401) return area.dataset.expired;
  return answer.status < 500 && text.length < 500 && !text.includes("<") && text ? text : area.dataset.failed;
}

// The way back in opens beside this page, so that what was typed here stays.
function wayIn() {
  const link = document.createElement("a");
  Object.assign(link, { className: "ds-link", href: area.dataset.login, target: "_blank", rel: "opener" });
  link.textContent = area.dataset.loginLabel;
  return link;
}

// What stands beside a refusal: the way back in, or the registers where the name that was not found is added.
export const beside = (answer) => ({ isOut: answer?.status === 401, lacksName: answer?.headers.get("Vestregion-Field") === "name" });

// The registers open beside this page; what they get is then found here too.
export function registers() {
  forgetChoices();
  return [...document.getElementById("grid-registers").cloneNode(true).childNodes];
}

// The sentence in `holder`, which is read aloud (role=alert) as it is put there; what was refused before is over.
export function refuse(holder, sentence, { isOut = false, lacksName = false } = {}) {
  place.replaceChildren();
  holder.replaceChildren(sentence, ...(isOut ? [" ", wayIn()] : []), ...(lacksName ? [" ", ...registers()] : []));
}

export const telling = {
  state(name, text) {
    if (line.dataset.state === name && line.textContent === text) return;
    Object.assign(line.dataset, { state: name });
    line.textContent = text;
  },
  // What was done: whatever could not be done before is over.
  told(text) {
    telling.clear();
    line.textContent = text;
  },
  refused(sentence, more) {
    refuse(place, sentence, more);
    line.textContent = "";
  },
  // A cell that could not be sent, and is sent again: how it stands is said in the line already, and this only once.
  failed(isOut) {
    if (isOut && !place.querySelector("a")) refuse(place, "", { isOut });
    else if (!isOut && place.textContent !== area.dataset.failed) refuse(place, area.dataset.failed);
  },
  // What was last refused; given to `clear`, it takes away that alone.
  last: () => place.firstChild,
  clear(only) {
    if (only === undefined || (only && only === place.firstChild)) place.replaceChildren();
  },
  // Words that have no place any more: they stand here until the page is left.
  lost(sentence) {
    const notice = document.createElement("div");
    Object.assign(notice, { className: "ds-alert", textContent: sentence });
    notice.dataset.color = "warning";
    area.append(notice);
  },
};
