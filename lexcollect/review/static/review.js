// The page's own script: dragging, keys, pages seen closer. It holds no copy of the matter: every change is sent, and
// what comes back is shown.
import Sortable from "/static/vendor/sortable-1.15.7/sortable.core.esm.js";
import { show } from "/static/pictures.js";
import { moved } from "/static/places.js";
import { hold, letGo } from "/static/typing.js";
import "/static/parts.js";
import "/static/printing.js";
import "/static/choosing.js";
import "/static/unanswered.js";
import "/static/undone.js";
import "/static/who.js";

function send(path, fields, target) {
  const how = { values: fields, target, swap: target ? "innerHTML" : "none" };
  return window.htmx.ajax("POST", path, how).catch(() => {}); // without an answer: unanswered.js tells
}

function picked(card) {
  const keys = [...document.querySelectorAll("input[name=pick]:checked")].map((box) => box.value);
  return keys.includes(card.dataset.key) ? keys : [card.dataset.key];
}

function move(keys, group, before, focus) {
  return moved({ row: keys, group, before: before || "" }, focus);
}

function follows(card, keys) {
  let next = card.nextElementSibling;
  while (next && keys.includes(next.dataset.key)) next = next.nextElementSibling;
  return next ? next.dataset.key : "";
}

function put(event) {
  const group = event.to.dataset.group;
  const keys = picked(event.item);
  if (!group || (event.from === event.to && event.oldIndex === event.newIndex)) {
    if (event.from !== event.to) event.from.insertBefore(event.item, event.from.children[event.oldIndex] || null);
    return;
  }
  move(keys, group, follows(event.item, keys), event.item.dataset.key);
}

function drag() {
  for (const part of document.querySelectorAll("ol.drop")) {
    if (part.dataset.ready) continue;
    part.dataset.ready = "yes";
    new Sortable(part, {
      group: "exhibits",
      draggable: "li.card-row",
      filter: ".locked, input",
      preventOnFilter: false,
      forceFallback: true,
      fallbackTolerance: 4,
      animation: 0,
      scroll: true,
      scrollSensitivity: 90, // the bar at the top lies over the edge
      onStart(event) {
        hold(event.item);
      },
      onEnd(event) {
        put(event);
        letGo();
      },
    });
  }
}

function step(card, down) {
  const part = card.parentElement;
  if (!part.dataset.group) return;
  const other = down ? card.nextElementSibling : card.previousElementSibling;
  if (other) {
    const before = down ? (other.nextElementSibling ? other.nextElementSibling.dataset.key : "") : other.dataset.key;
    move([card.dataset.key], part.dataset.group, before, card.dataset.key);
    return;
  }
  const parts = [...document.querySelectorAll("ol.drop")].filter((one) => one.dataset.group);
  const next = parts[parts.indexOf(part) + (down ? 1 : -1)];
  if (next) move([card.dataset.key], next.dataset.group, down && next.firstElementChild ? next.firstElementChild.dataset.key : "", card.dataset.key);
}

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), textarea, select");
  if (event.key === "z" && (event.ctrlKey || event.metaKey) && !typing) {
    event.preventDefault();
    send("/undo", {});
    return;
  }
  const card = event.target.closest(".card-row");
  if (!card || typing) return;
  if (event.altKey && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
    event.preventDefault();
    if (!card.classList.contains("locked")) step(card, event.key === "ArrowDown");
  } else if (event.key === "Enter" && event.target === card) {
    card.querySelector("a").click();
  }
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.close-up");
  if (!button) return;
  for (const page of document.querySelectorAll(`img.page[data-file="${button.dataset.file}"]`)) {
    const address = new URL(page.dataset.src, location.href);
    const close = page.classList.toggle("close");
    address.pathname = address.pathname.replace(/[a-z]+$/, close ? "close" : "page");
    show(page, address.href);
  }
});

document.addEventListener("htmx:afterSwap", drag);
document.addEventListener("DOMContentLoaded", drag);
drag();
