// Tells what went wrong with a partial request, in the page's own notice area; what was typed stays where it is.
// The server answers failed htmx requests with one plain sentence (vestregion/errors.py).

const area = document.getElementById("notices");

function show(text, link, tone = "danger") {
  const notice = document.createElement("div");
  notice.className = "ds-alert";
  notice.dataset.color = tone;
  notice.textContent = text;
  if (link) notice.append(" ", link);
  notice.dataset.passing = "";
  area.replaceChildren(notice);
  notice.scrollIntoView({ block: "nearest" });
}

// The way back in opens beside this page, so that what was typed here stays.
function login() {
  const link = document.createElement("a");
  Object.assign(link, { className: "ds-link", href: area.dataset.login, target: "_blank", rel: "opener" });
  link.textContent = area.dataset.loginLabel;
  return link;
}

function sentence(xhr) {
  const plain = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
  return plain && xhr.responseText ? xhr.responseText : area.dataset.failed;
}

if (area) {
  document.addEventListener("htmx:responseError", ({ detail: { xhr } }) => show(sentence(xhr), xhr.status === 401 && login()));
  document.addEventListener("htmx:sendError", () => show(area.dataset.lost));
  document.addEventListener("htmx:timeout", () => show(area.dataset.lost));
  document.addEventListener("vestregion:tell", ({ detail }) => show(detail.text, null, detail.tone));
  // What went wrong is over once something has been saved.
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    // A refused form is an answer too (422), and the sentence that came with it stays.
    if (detail.successful && detail.xhr.status < 400 && detail.requestConfig.verb !== "get") area.querySelector("[data-passing]")?.remove();
  });
  // A redirect to the login page answers 200 with a whole page; swapping it into a row would eat the row.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const whole = /^\s*(<!--.*?-->\s*)?<!doctype/i.test(event.detail.xhr.responseText.slice(0, 2000));
    if (whole && event.detail.target !== document.body && !event.detail.boosted) {
      event.detail.shouldSwap = false;
      show(area.dataset.expired, login());
    }
  });
}
