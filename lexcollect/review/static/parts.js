// The files of one exhibit: dragged, moved by Alt and the arrows or by buttons, taken out. The order is sent; the page
// comes back anew, and who moved a file finds the focus on it again.
import Sortable from "/static/vendor/sortable-1.15.7/sortable.core.esm.js";

const MOVED = "lexcollect-part";

function send(list, order, at) {
  sessionStorage.setItem(MOVED, `${list.dataset.key} ${at}`);
  window.htmx.ajax("POST", `/files/${list.dataset.key}`, { values: { order }, swap: "none" }).catch(() => {});
}

const places = (list) => [...list.children].map((one) => one.dataset.at);

function step(part, where) {
  const list = part.parentElement;
  const order = places(list);
  const at = order.indexOf(part.dataset.at);
  const to = at + (where === "up" ? -1 : 1);
  if (where === "out") {
    order.splice(at, 1);
    send(list, order, Math.max(0, at - 1));
  } else if (to >= 0 && to < order.length) {
    [order[at], order[to]] = [order[to], order[at]];
    send(list, order, to);
  }
}

function drag() {
  for (const list of document.querySelectorAll("ol.parts")) {
    if (list.dataset.ready) continue;
    list.dataset.ready = "yes";
    new Sortable(list, {
      draggable: "li",
      filter: "button",
      preventOnFilter: false,
      forceFallback: true,
      fallbackTolerance: 4,
      animation: 0,
      onEnd(event) {
        if (event.oldIndex !== event.newIndex) send(list, places(list), event.newIndex);
      },
    });
    const [key, at] = (sessionStorage.getItem(MOVED) || "").split(" ");
    if (key === list.dataset.key && list.children[at]) list.children[at].focus();
    sessionStorage.removeItem(MOVED);
  }
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("ol.parts button[data-move]");
  if (button) step(button.closest("li"), button.dataset.move);
});

document.addEventListener("keydown", (event) => {
  const part = event.target.closest("ol.parts > li");
  if (!part || event.target !== part || !event.altKey) return;
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  event.preventDefault();
  step(part, event.key === "ArrowUp" ? "up" : "down");
});

document.addEventListener("htmx:afterSwap", drag);
drag();
