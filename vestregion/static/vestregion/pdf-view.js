// Shows a PDF in the page with pdf.js: pages are drawn when they come near the window, the text lies over them so that it
// can be selected and read aloud. Without script, or when the file cannot be shown, the page offers the file itself.

const root = document.getElementById("pdf-view");
const bar = document.getElementById("pdf-bar");
const state = document.getElementById("pdf-state");
const data = root.dataset;
const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3];
const KEPT = 10; // drawn pages kept in memory; the farthest are let go first
const pages = []; // {number, element, drawn, task}
const texts = new Map(); // page number -> its text, for the search
let pdfjs, pdf, base, zoom = "fit", current = 1, hits = [], hit = -1, waiting;

const say = (words) => { state.textContent = words; };
const fill = (words, values) => words.replace(/\{(\w+)\}/g, (_all, name) => values[name]);
const field = (name) => bar.querySelector(`[name="${name}"]`);
const scaleOf = () => (zoom === "fit" ? Math.min(1.6, root.clientWidth / base.width) : zoom);

function failed(error) {
  const words = { PasswordException: data.password, InvalidPDFException: data.broken }[error.name] || data.failed;
  bar.hidden = true;
  root.replaceChildren();
  document.getElementById("pdf-failed").hidden = false;
  document.getElementById("pdf-why").textContent = words;
  say("");
}

async function open() {
  pdfjs = await import(data.pdfjs);
  pdfjs.GlobalWorkerOptions.workerSrc = data.worker;
  const task = pdfjs.getDocument({
    url: data.file, wasmUrl: data.wasm, standardFontDataUrl: data.fonts, isEvalSupported: false, enableXfa: false,
  });
  task.onPassword = () => { task.destroy(); failed({ name: "PasswordException" }); };
  pdf = await task.promise;
  const first = (await pdf.getPage(1)).getViewport({ scale: 1 });
  base = { width: first.width, height: first.height };
  for (let number = 1; number <= pdf.numPages; number += 1) pages.push(place(number));
  field("page").max = pdf.numPages;
  document.getElementById("pdf-count").textContent = pdf.numPages;
  bar.hidden = false;
  layout();
  say(fill(data.ready, { n: pdf.numPages }));
}

function place(number) {
  const element = document.createElement("section");
  element.className = "vr-pdf__page";
  element.id = `side-${number}`;
  element.tabIndex = -1;
  element.setAttribute("aria-label", fill(data.page, { n: number, all: pdf.numPages }));
  root.append(element);
  const page = { number, element, size: base, drawn: 0, task: null };
  near.observe(element);
  return page;
}

const near = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const page = pages.find((each) => each.element === entry.target);
    if (page) { page.near = entry.isIntersecting; if (page.near) draw(page).catch(failed); }
  }
  release();
}, { rootMargin: "100% 0px" });

function layout() {
  const scale = scaleOf();
  for (const page of pages) {
    page.element.style.setProperty("--total-scale-factor", scale);
    page.element.style.width = `${Math.floor(page.size.width * scale)}px`;
    page.element.style.height = `${Math.floor(page.size.height * scale)}px`;
    if (page.near) draw(page).catch(failed);
  }
  document.getElementById("pdf-zoom").textContent = `${Math.round(scale * 100)} %`;
}

async function draw(page) {
  const scale = scaleOf();
  if (page.drawn === scale) return;
  page.drawn = scale;
  page.task?.cancel();
  const source = await pdf.getPage(page.number);
  const viewport = source.getViewport({ scale });
  const own = source.getViewport({ scale: 1 });
  page.size = { width: own.width, height: own.height };
  page.element.style.width = `${Math.floor(viewport.width)}px`;
  page.element.style.height = `${Math.floor(viewport.height)}px`;
  const canvas = document.createElement("canvas");
  const sharp = Math.min(window.devicePixelRatio || 1, Math.sqrt(16e6 / (viewport.width * viewport.height)));
  canvas.width = Math.floor(viewport.width * sharp);
  canvas.height = Math.floor(viewport.height * sharp);
  canvas.setAttribute("aria-hidden", "true");
  page.task = source.render({ canvas, viewport, transform: sharp === 1 ? null : [sharp, 0, 0, sharp, 0, 0] });
  try {
    await page.task.promise;
  } catch (error) {
    if (error.name === "RenderingCancelledException") return;
    throw error;
  }
  const layer = document.createElement("div");
  layer.className = "textLayer";
  const text = new pdfjs.TextLayer({ textContentSource: source.streamTextContent(), container: layer, viewport });
  page.element.replaceChildren(canvas, layer);
  await text.render();
  mark(page);
}

function release() {
  const drawn = pages.filter((page) => page.drawn && !page.near);
  drawn.sort((a, b) => Math.abs(b.number - current) - Math.abs(a.number - current));
  for (const page of drawn.slice(0, Math.max(0, drawn.length - KEPT))) {
    page.task?.cancel();
    page.element.replaceChildren();
    page.drawn = 0;
  }
}

function go(number, focus = false) {
  current = Math.min(Math.max(1, number || 1), pages.length);
  pages[current - 1].element.scrollIntoView({ block: "start" });
  if (focus) pages[current - 1].element.focus({ preventScroll: true });
  field("page").value = current;
}

function step(by) {
  const now = scaleOf();
  const next = by > 0 ? STEPS.find((each) => each > now + 0.01) : STEPS.findLast((each) => each < now - 0.01);
  setZoom(next ?? (by > 0 ? STEPS.at(-1) : STEPS[0]));
}

function setZoom(wanted) {
  zoom = wanted;
  layout();
  go(current);
}

async function textOf(number) {
  if (!texts.has(number)) {
    const content = await (await pdf.getPage(number)).getTextContent();
    texts.set(number, content.items.map((item) => item.str + (item.hasEOL ? " " : "")).join("").toLowerCase());
  }
  return texts.get(number);
}

async function search(words) {
  [hits, hit] = [[], -1];
  for (const page of pages) {
    const text = words ? await textOf(page.number) : "";
    for (let at = words ? text.indexOf(words) : -1; at >= 0; at = text.indexOf(words, at + words.length)) hits.push(page.number);
    mark(page);
  }
  if (words) nextHit(1); else say("");
}

function nextHit(by) {
  if (!hits.length) { say(data.nothing); return; }
  hit = hit < 0 ? Math.max(0, hits.findIndex((number) => number >= current)) : (hit + by + hits.length) % hits.length;
  go(hits[hit]);
  say(fill(data.hit, { n: hit + 1, all: hits.length, page: hits[hit] }));
}

function mark(page) {
  const words = field("q").value.trim().toLowerCase();
  for (const span of page.element.querySelectorAll(".textLayer span")) {
    span.classList.toggle("vr-pdf__hit", Boolean(words) && span.textContent.toLowerCase().includes(words));
  }
}

bar.addEventListener("click", (event) => {
  const acts = { previous: () => go(current - 1), next: () => go(current + 1), in: () => step(1), out: () => step(-1),
    fit: () => setZoom("fit"), hit: () => nextHit(1) };
  acts[event.target.closest("button")?.dataset.act]?.();
});
bar.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = field("q").value.trim().toLowerCase();
  if (words === data.asked && hits.length) { nextHit(1); return; }
  data.asked = words;
  search(words).catch(failed);
});
field("page").addEventListener("change", (event) => go(Number.parseInt(event.target.value, 10), true));
document.addEventListener("keydown", (event) => {
  if (!event.altKey || !pages.length) return;
  if (event.key === "PageDown") { event.preventDefault(); go(current + 1, true); }
  if (event.key === "PageUp") { event.preventDefault(); go(current - 1, true); }
});
document.addEventListener("scroll", () => {
  const top = window.innerHeight * 0.4;
  const page = pages.findLast((each) => each.element.getBoundingClientRect().top <= top);
  if (page && page.number !== current) { current = page.number; if (document.activeElement !== field("page")) field("page").value = current; }
}, { passive: true });
window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(() => zoom === "fit" && base && layout(), 150); });
open().catch(failed);
