// A row that stands open as a form, with what is typed in it, while its section is drawn anew around it.

const pathOf = (each, name) => new URL(each.getAttribute(name), window.location.href).pathname;

// The row with the open form takes the place of its twin; a form for a new row, or of one that is gone, stands last.
export function keepOpen(row, form, fresh) {
  const address = pathOf(form, "action");
  const twin = [...fresh.querySelectorAll("a[data-open]")].find((each) => pathOf(each, "href") === address)?.closest("[data-row]");
  if (twin && !address.endsWith("/ny/")) twin.replaceWith(row);
  else (fresh.querySelector("ol") || fresh).append(row);
}
