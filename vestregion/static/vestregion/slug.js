// Suggests the name in an address while the title is typed, until someone writes another one. Without script the field
// stays empty, and the server makes the name in the same way (governance/addressnames.py).

const LETTERS = { æ: "ae", ø: "o", å: "a" };

function addressName(title, longest) {
  const plain = title.toLowerCase().replace(/[æøå]/g, (letter) => LETTERS[letter]).normalize("NFKD");
  const kept = plain.replace(/[\u0300-\u036f]/g, "").replace(/[^a-z0-9_\s-]/g, "").trim();
  const whole = kept.replace(/[\s-]+/g, "-").replace(/^[-_]+|[-_]+$/g, "");
  const start = whole.slice(0, longest);
  const isHalfWord = whole.length > longest && whole[longest] !== "-" && start.includes("-");
  return (isHalfWord ? start.slice(0, start.lastIndexOf("-")) : start).replace(/[-_]+$/, "");
}

for (const slug of document.querySelectorAll("[data-slug-from]")) {
  const title = document.getElementById(slug.dataset.slugFrom);
  const longest = slug.maxLength > 0 ? slug.maxLength : 60;
  let isOurs = !slug.value;
  slug.addEventListener("input", () => { isOurs = !slug.value; });
  title?.addEventListener("input", () => {
    if (isOurs) slug.value = addressName(title.value, longest);
  });
}
