// Logging in in another window changes the token that every form of ours is sent with, so a page that was made before
// takes the newest one at the moment of sending: in plain forms, in forms of htmx, and in its header.

const FIELD = "csrfmiddlewaretoken";

function newestToken() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : "";
}

// In the capture phase, before htmx reads the form.
document.addEventListener("submit", (event) => {
  const field = event.target.elements.namedItem(FIELD);
  const token = newestToken();
  if (field && token) field.value = token;
}, true);

document.addEventListener("htmx:configRequest", (event) => {
  const { headers, parameters } = event.detail;
  const token = newestToken();
  if (!token) return;
  headers["X-CSRFToken"] = token;
  if (parameters[FIELD]) parameters[FIELD] = token;
});
