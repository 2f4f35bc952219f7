// Printing waits for the whole page: pictures that nobody scrolled to, and pieces that come when they are seen. The
// button and Ctrl+P wait and then print; pressed once more, they print what is there. The menu of the browser cannot be
// held up: the sheet then says that it lacks some.
import { all, lacking } from "/static/pictures.js";

const PIECES = '[hx-trigger="revealed"]';
// What is on its way, or asks again until it is there; the state of a piece of work asks for ever and is not waited for.
const COMING = '.htmx-request:not(.running), [hx-trigger^="load delay"]:not(.running)';
const button = () => document.getElementById("print");
let waiting = false;

// Ask for everything; how much of it is not there yet.
function left() {
  for (const piece of document.querySelectorAll(`${PIECES}:not([data-hx-revealed])`)) {
    piece.setAttribute("data-hx-revealed", "true");
    window.htmx.trigger(piece, "revealed");
  }
  all();
  return document.querySelectorAll(COMING).length + lacking();
}

function shown(count) {
  const one = button();
  if (!one) return;
  one.dataset.says = one.dataset.says || one.textContent;
  one.textContent = count ? one.dataset.waits.replace("#", count) : one.dataset.says;
}

async function print() {
  if (waiting) {
    waiting = false; // pressed again: at once
    return;
  }
  waiting = true;
  for (let count = left(); waiting && count; count = left()) {
    shown(count);
    await new Promise((go) => setTimeout(go, 100));
  }
  waiting = false;
  shown(0);
  window.print();
}

document.addEventListener("click", (event) => {
  if (event.target.closest("#print")) print();
});

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "p") return;
  event.preventDefault();
  print();
});

// A field on paper is its words: a box would cut what is longer than it, and an empty one says nothing.
function spelled() {
  for (const field of document.querySelectorAll("main .field, main .values td, main .values label.part")) {
    const all = field.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=search]), select, textarea");
    const one = all[0];
    if (all.length === 1) field.dataset.shown = one.selectedOptions ? one.selectedOptions[0]?.text || "" : one.value;
  }
}

window.addEventListener("beforeprint", () => {
  spelled();
  const told = document.getElementById("unloaded");
  const count = left();
  if (told) told.hidden = !count;
});
