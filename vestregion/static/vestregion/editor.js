// Names each rich-text editor after its label, joins it to its help and errors, and speaks the language of the page.
// A classic deferred script: it must listen before the editor's modules run, and come before their import map.

// The editor adds a style element of its own unless it finds one, and our content security policy refuses it. What it
// finds is this element, which is no style sheet; the rules it would add are in app.css.
const stand = document.createElementNS("https://vestregion.invalid/", "style");
stand.setAttribute("data-tiptap-style", "");
document.head.append(stand);

const words = JSON.parse(document.getElementById("editor-words")?.textContent || "{}");
window.gettext = (text) => words[text.trim().toLowerCase()] || text;

function translateMenu(menu) {
  for (const button of menu.querySelectorAll("[title]")) {
    const word = window.gettext(button.title);
    if (word === button.title) continue;
    button.title = word;
    button.setAttribute("aria-label", word);
  }
  for (const option of menu.querySelectorAll(".prose-menubar__option > *")) {
    const word = window.gettext(option.textContent);
    if (word !== option.textContent) option.textContent = word;
  }
}

// The dialog writes the choices of a list as they are in its code, and reads back what an option is worth.
function translateDialog(dialog) {
  for (const option of dialog.querySelectorAll("option")) {
    const word = window.gettext(option.textContent);
    if (word === option.textContent) continue;
    option.value = option.textContent;
    option.textContent = word;
  }
}

new MutationObserver((changes) => {
  for (const node of changes.flatMap((change) => [...change.addedNodes])) {
    const dialog = node instanceof Element && (node.closest("dialog") || node.querySelector("dialog"));
    if (dialog) translateDialog(dialog);
  }
}).observe(document.documentElement, { subtree: true, childList: true });

function nameBox(box, editor, textarea) {
  const label = document.querySelector(`label[for="${CSS.escape(textarea.id)}"]`);
  box.setAttribute("role", "textbox");
  box.setAttribute("aria-multiline", "true");
  if (label) {
    label.id ||= `${textarea.id}_label`;
    box.setAttribute("aria-labelledby", label.id);
    label.addEventListener("click", () => editor.commands.focus());
  }
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (textarea.hasAttribute(name)) box.setAttribute(name, textarea.getAttribute(name));
  }
}

// The menu comes a moment after the editor, and writes its texts anew when the place in the text changes.
function keepTranslated(root) {
  const menu = root.querySelector(".prose-menubar");
  if (!menu) return false;
  translateMenu(menu);
  new MutationObserver(() => translateMenu(menu)).observe(menu, {
    subtree: true, childList: true, attributes: true, attributeFilter: ["title"],
  });
  return true;
}

document.addEventListener("prose-editor:ready", (event) => {
  const { editor, textarea } = event.detail;
  nameBox(editor.view.dom, editor, textarea);
  const root = editor.view.dom.closest(".prose-editor");
  if (!root || keepTranslated(root)) return;
  const waiting = new MutationObserver(() => keepTranslated(root) && waiting.disconnect());
  waiting.observe(root, { subtree: true, childList: true });
});
