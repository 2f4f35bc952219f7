// Pictures of pages: asked for when they come into sight, three at a time, so that an edit never waits behind them (a
// browser has six connections to one address). A picture names its address in data-src; this asks for it.
const MOST = 3;
const waiting = new Set();
const asked = new Set();
let over = false; // 完成 was pressed: nothing more is asked of a server that ends

document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.requestConfig.path === "/finish") over = true;
  else if (over) event.preventDefault();
});
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.detail.requestConfig.path === "/finish") over = Boolean(event.detail.successful);
});

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
    if (over || asked.size >= MOST) return;
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

// Ask for all that nobody scrolled to, for paper shows the whole page.
export function all() {
  for (const picture of document.querySelectorAll("img[data-src]:not([src])")) {
    sight.unobserve(picture); // out of sight it would be taken off the list again
    if (!asked.has(picture)) waiting.add(picture);
  }
  next();
}

// How many pictures of the page are not there yet; one that cannot be had is not waited for.
export function lacking() {
  return [...document.querySelectorAll("img[data-src]")].filter((one) => !one.hasAttribute("src") || !one.complete)
    .length;
}

document.addEventListener("htmx:afterSettle", look);
look();
