// The page that gives typed text back: take the newest token at the moment of sending, because logging in
// in another window has changed it since the page was made.

function newestToken() {
  const cookie = document.cookie.split("; ").find((part) => part.startsWith("csrftoken="));
  return cookie ? cookie.slice("csrftoken=".length) : "";
}

for (const form of document.querySelectorAll("form[data-resend]")) {
  form.addEventListener("submit", () => {
    const token = newestToken();
    if (token) form.elements.csrfmiddlewaretoken.value = token;
  });
}
