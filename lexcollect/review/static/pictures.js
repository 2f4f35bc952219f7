// Pictures of pages: asked for when they come into sight, three at a time, so that an edit never waits behind them (a
// browser has six connections to one address). A picture names its address in data-src; this asks for it.
const MOST = 3;
const waiting = new Set();
const asked = new Set();

const sight = new IntersectionObserver(
  (seen) => {
    for (const one of seen) {
      if (one.isIntersecting) waiting.add(one.target);
      else waiting.delete(one.target);
    }
    next();
  },
  { rootMargin: "400px 0px" },
);

function ended(event) {
  if (!asked.delete(event.target)) return;
  event.target.removeEventListener("load", ended);
  event.target.removeEventListener("error", ended);
  next();
}

function next() {
  for (const picture of waiting) {
    if (asked.size >= MOST) return;
    waiting.delete(picture);
    sight.unobserve(picture);
    if (!picture.isConnected) continue;
    asked.add(picture);
    picture.addEventListener("load", ended);
    picture.addEventListener("error", ended);
    picture.src = picture.dataset.src;
  }
}

// Show what stands at another address: at once where the picture is there, in its turn where it waits.
export function show(picture, address) {
  picture.dataset.src = address;
  if (picture.hasAttribute("src")) picture.src = address;
}

export function look() {
  for (const picture of document.querySelectorAll("img[data-src]:not([src])")) sight.observe(picture);
}

// Paper shows the whole page: what was not in sight is asked for, and the sheet says so where it is not there yet.
function unloaded() {
  return [...document.querySelectorAll("img[data-src]")].some((one) => !one.hasAttribute("src") || !one.complete);
}

window.addEventListener("beforeprint", () => {
  for (const picture of document.querySelectorAll("img[data-src]:not([src])")) {
    sight.unobserve(picture); // out of sight it would be taken off the list again
    waiting.add(picture);
  }
  next();
  const pieces = [...document.querySelectorAll('[hx-trigger="revealed"]:not([data-hx-revealed])')];
  for (const piece of pieces) {
    piece.setAttribute("data-hx-revealed", "true");
    window.htmx.trigger(piece, "revealed");
  }
  const told = document.getElementById("unloaded");
  if (told) told.hidden = !pieces.length && !unloaded();
});

document.addEventListener("htmx:afterSettle", look);
look();
