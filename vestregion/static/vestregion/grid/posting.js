// What is sent to the server, by whatever part of the page.

const posts = { open: 0, done: 0 };

// What was drawn of the plan while something of ours was on its way may be older than what is shown: `quiet()` is asked
// when that is sent for, and tells when it has come whether it can be used.
export function watch() {
  const { done } = posts;
  return { quiet: () => !posts.open && posts.done === done };
}

// Where the plan is adopted, the answer says which amendment was written.
function tellAmendment(answer) {
  const number = answer.headers.get("Vestregion-Amendment");
  const line = document.getElementById("plan-amends");
  if (number && line) line.textContent = line.dataset.words.replace("{number}", number);
  return answer;
}

// As the cookie is now: a login beside this page gives a new one.
export function csrf() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? cookie.slice(10) : JSON.parse(document.body.getAttribute("data-hx-headers"))["X-CSRFToken"];
}

const send = (address, body) => fetch(address, { method: "POST", body, headers: { "HX-Request": "true", "X-CSRFToken": csrf() } });

// The answer, or null where none came. The resolution that the page shows goes with every reason. Where the token of the page was
// too old, the answer has brought a new one, with which it is sent once more.
export async function post(address, sent) {
  const body = new URLSearchParams(sent);
  const decision = document.getElementById("plan-decision");
  if (decision && body.has("reason")) body.set("vedtak", decision.value);
  posts.open += 1;
  try {
    const answer = await send(address, body);
    return tellAmendment(answer.headers.has("Vestregion-Token") ? await send(address, body) : answer);
  } catch {
    return null;
  } finally {
    posts.open -= 1;
    posts.done += 1;
  }
}
