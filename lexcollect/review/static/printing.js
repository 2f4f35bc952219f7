// Printing waits for the whole page: pictures that nobody scrolled to, and pieces that come when they are seen. The
// button and Ctrl+P wait and then print; pressed once more, they print what is there. The menu of the browser cannot be
// held up: the sheet then says that it lacks some.
import { all, lacking } from "/static/pictures.js";

const PIECES = '[hx-trigger="revealed"]';
const button = () => document.getElementById("print");
let waiting = false;

// Ask for everything; how much of it is not there yet.
function left() {
  for (const piece of document.querySelectorAll(`${PIECES}:not([data-hx-revealed])`)) {
    piece.setAttribute("data-hx-revealed", "true");
    window.htmx.trigger(piece, "revealed");
  }
  all();
  return document.querySelectorAll(`${PIECES}.htmx-request`).length + lacking();
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

window.addEventListener("beforeprint", () => {
  const told = document.getElementById("unloaded");
  const count = left();
  if (told) told.hidden = !count;
});
