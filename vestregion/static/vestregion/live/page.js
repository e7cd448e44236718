// The page itself, fetched anew: what a plan that has got another state, or other sections, looks like now.

export async function freshPage() {
  const answer = await fetch(window.location.pathname).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

// The state of the plan, and the field for a reason where it has begun to need one, or needs none any more; whether it did.
export function putHead(fresh) {
  document.getElementById("plan-state").innerHTML = fresh.getElementById("plan-state").innerHTML;
  const [form, twin] = [document, fresh].map((each) => each.getElementById("row-acts"));
  const asks = (each) => Boolean(each.querySelector("#plan-reason"));
  const isOther = asks(form) !== asks(twin);
  if (isOther) form.replaceWith(twin);
  return isOther;
}

// Sentences for the eye and for a screen reader, one after another, until the next come.
export function tellAll(sentences) {
  if (sentences.length) document.getElementById("live-told").textContent = sentences.join(" ");
}

// She may not write here any more: why, until it is over.
export function tellClosed(text) {
  const line = document.getElementById("live-closed");
  line.querySelector("p").textContent = text;
  line.hidden = !text;
}
