// Tells what went wrong with a partial request, in the page's own notice area; what was typed stays where it is.
// The server answers failed htmx requests with one plain sentence (vestregion/errors.py).

const area = document.getElementById("notices");

function show(text) {
  const notice = document.createElement("div");
  notice.className = "ds-alert";
  notice.dataset.color = "danger";
  notice.textContent = text;
  area.replaceChildren(notice);
  notice.scrollIntoView({ block: "nearest" });
}

function sentence(xhr) {
  const plain = (xhr.getResponseHeader("Content-Type") || "").startsWith("text/plain");
  return plain && xhr.responseText ? xhr.responseText : area.dataset.failed;
}

if (area) {
  document.addEventListener("htmx:responseError", (event) => show(sentence(event.detail.xhr)));
  document.addEventListener("htmx:sendError", () => show(area.dataset.lost));
  document.addEventListener("htmx:timeout", () => show(area.dataset.lost));
  // A redirect to the login page answers 200 with a whole page; swapping it into a row would eat the row.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const whole = /^\s*(<!--.*?-->\s*)?<!doctype/i.test(event.detail.xhr.responseText.slice(0, 2000));
    if (whole && event.detail.target !== document.body && !event.detail.boosted) {
      event.detail.shouldSwap = false;
      show(area.dataset.expired);
    }
  });
}
