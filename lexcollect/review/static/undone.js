// After undo or redo the page is loaded anew: the view stays where it was, the focus goes to what changed where that is in
// sight, else to where it was, and what was undone is told in words. Remembered for this tab and this page only.
const KEPT = "lexcollect-undone";

document.addEventListener("htmx:beforeOnLoad", (event) => {
  const words = event.detail.xhr.getResponseHeader("X-Undone");
  if (!words) return;
  const here = document.activeElement;
  sessionStorage.setItem(KEPT, JSON.stringify({
    page: location.pathname + location.search,
    top: window.scrollY,
    rolled: [...document.querySelectorAll("[id]")].filter((one) => one.scrollTop).map((one) => [one.id, one.scrollTop]),
    at: (event.detail.xhr.getResponseHeader("X-Undone-At") || "").split(" ").filter(Boolean),
    focus: here && here.id ? here.id : "",
    open: [...document.querySelectorAll("details[id][open]")].map((one) => one.id),
    words: decodeURIComponent(words),
  }));
});

function inSight(one) {
  const box = one.getBoundingClientRect();
  return box.height > 0 && box.bottom > 0 && box.top < window.innerHeight;
}

function back() {
  const held = sessionStorage.getItem(KEPT);
  if (!held) return;
  sessionStorage.removeItem(KEPT);
  const was = JSON.parse(held);
  if (was.page !== location.pathname + location.search) return;
  history.scrollRestoration = "manual"; // else the browser puts a place of its own back behind ours
  for (const id of was.open) {
    const list = document.getElementById(id);
    if (list) list.open = true;
  }
  window.scrollTo(0, was.top);
  for (const [id, at] of was.rolled) {
    const part = document.getElementById(id);
    if (part) part.scrollTop = at;
  }
  const there = [...was.at, was.focus].map((id) => id && document.getElementById(id)).filter(Boolean);
  const field = there.find(inSight);
  if (field) {
    if (field.tabIndex < 0 && !field.hasAttribute("tabindex")) field.setAttribute("tabindex", "-1");
    field.focus({ preventScroll: true });
  }
  // A live region tells what changes in it, not what it was loaded with.
  window.setTimeout(() => {
    const line = document.createElement("p");
    line.className = "told note";
    line.textContent = was.words;
    document.getElementById("told").append(line);
    if (window.scrollY) window.scrollTo(0, was.top + line.offsetHeight);
    history.scrollRestoration = "auto";
  }, 100);
}

if (document.readyState === "complete") back();
else window.addEventListener("load", back);
