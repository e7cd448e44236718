// The fields of a form and what stands in them, for what keeps a form on its way and for what asks before it is left.

const NEVER = new Set(["csrfmiddlewaretoken"]);
const NO_TEXT = new Set(["file", "password", "submit", "button", "image", "reset"]);

// A form that is sent to us and whose answer takes the place of this page, told by its attributes: a field may be called action.
export function isOurs(form) {
  const goes = new URL(form.getAttribute("action") || "", location.href);
  return form.getAttribute("method")?.toLowerCase() === "post" && !form.hasAttribute("target") && goes.origin === location.origin;
}

export function fieldsOf(form) {
  return [...form.elements].filter((field) => field.name && !NEVER.has(field.name) && !NO_TEXT.has(field.type));
}

export function stateOf(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  return field.multiple && field.options ? [...field.selectedOptions].map((option) => option.value) : field.value;
}
