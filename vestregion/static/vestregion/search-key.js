// "/" goes to the search box of the header, unless something is being typed.

const box = document.querySelector(".vr-search input");

function isTyping(target) {
  return target.isContentEditable || target.matches("input, textarea, select, [role='textbox']");
}

if (box) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}
