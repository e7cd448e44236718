// Fields that are asked for only when other fields say so: data-shown-when="access=exempt extent=part" means both, and
// "ground=14|15" either of them. A field with an error is always shown. Without script all of them are.

const watched = [...document.querySelectorAll("[data-shown-when]")];

function holds(field, condition) {
  const [name, wanted] = condition.split("=");
  const other = field.form.elements[name];
  return !other || wanted.split("|").includes(other.value);
}

function draw() {
  for (const field of watched) {
    const shown = field.dataset.shownWhen.split(" ").every((condition) => holds(field, condition));
    const box = field.closest(".ds-field");
    if (box) box.hidden = !shown && field.getAttribute("aria-invalid") !== "true";
  }
  for (const group of document.querySelectorAll("fieldset")) {
    const boxes = [...group.querySelectorAll(".ds-field")];
    if (group.querySelector("[data-shown-when]")) group.hidden = boxes.every((box) => box.hidden);
  }
}

draw();
for (const form of new Set(watched.map((field) => field.form))) form.addEventListener("change", draw);
