// Places of exhibits by keyboard: going from card to card, ticking, cutting and putting, a number typed. What is cut is
// remembered for this tab only, so that the page of the list may change in between.
import { isHeld } from "/static/typing.js";

const CUT = "lexcollect-cut";

const cards = () => [...document.querySelectorAll(".card-row")];
const box = (card) => card.querySelector("input[name=pick]");
const ticked = () => cards().filter((card) => box(card).checked).map((card) => card.dataset.key);

function cut() {
  return JSON.parse(sessionStorage.getItem(CUT) || "[]");
}

function keep(keys) {
  if (keys.length) sessionStorage.setItem(CUT, JSON.stringify(keys));
  else sessionStorage.removeItem(CUT);
  shown(true);
}

// Show what is cut: on the cards, on the buttons at the end of groups, in words.
function shown(tell) {
  const said = document.getElementById("said");
  if (!said) return;
  const keys = cut();
  for (const card of cards()) card.classList.toggle("cut", keys.includes(card.dataset.key));
  for (const button of document.querySelectorAll("button.paste")) button.hidden = !keys.length;
  if (tell || keys.length) said.textContent = keys.length ? said.dataset.cut.replace("#", keys.length) : "";
}

export function filters() {
  const given = {};
  for (const [name, value] of new URLSearchParams(location.search)) given[`shown-${name}`] = value;
  return given;
}

const top = (card) => (card ? card.getBoundingClientRect().top : null);

// Moves are sent one after the other: htmx keeps one that waits, and would forget it for the next.
let before = Promise.resolve();

export function moved(fields, focus, held) {
  const was = { top: top(document.getElementById(`row-${held}`)), page: window.scrollY };
  before = before.then(() => move(fields, focus, held, was)).catch(() => {}); // without an answer: unanswered.js tells
  return before;
}

// Send a move. The view stays where it is, and so does the card that was looked at (held).
function move(fields, focus, held, was) {
  const list = document.getElementById("list");
  const sent = { ...filters(), ...fields };
  return window.htmx.ajax("POST", "/move", { values: sent, target: list, swap: "innerHTML" }).then(() => {
    if (isHeld()) return; // the next one is in the hand already
    const now = top(document.getElementById(`row-${held}`));
    if (was.top === null || now === null) window.scrollTo(0, was.page);
    else window.scrollBy(0, now - was.top);
    const card = document.getElementById(`row-${focus}`) || document.getElementById(`row-${held}`);
    if (!card) return;
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest" });
  });
}

function put(group, before) {
  const keys = cut().filter((key) => key !== before);
  if (!keys.length) {
    document.getElementById("said").textContent = document.getElementById("said").dataset.none;
    return;
  }
  moved({ row: keys, group, before }, before || keys[0], before);
  keep([]);
}

function go(card, down, ticking) {
  const all = cards();
  const next = all[all.indexOf(card) + (down ? 1 : -1)];
  if (!next) return;
  if (ticking) {
    box(card).checked = true;
    box(next).checked = true;
  }
  next.focus();
}

document.addEventListener("keydown", (event) => {
  const card = event.target.closest(".card-row");
  if (event.target.matches("input.no")) {
    if (event.key === "Enter") event.target.blur();
    if (event.key === "Escape") {
      event.target.value = event.target.defaultValue;
      card.focus();
    }
    return;
  }
  if (event.key === "Escape" && cut().length) keep([]);
  if (!card || event.target !== card || event.altKey) return;
  const held = event.ctrlKey || event.metaKey;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    go(card, event.key === "ArrowDown", event.shiftKey);
  } else if (event.key === " ") {
    event.preventDefault();
    box(card).checked = !box(card).checked;
  } else if (held && event.key.toLowerCase() === "x") {
    event.preventDefault();
    const keys = ticked().includes(card.dataset.key) ? ticked() : [card.dataset.key];
    keep(keys.filter((key) => !document.getElementById(`row-${key}`).classList.contains("locked")));
  } else if (held && event.key.toLowerCase() === "v") {
    const group = card.parentElement.dataset.group;
    if (!group) return;
    event.preventDefault();
    put(group, card.dataset.key);
  } else if (!held && /^[1-9]$/.test(event.key) && card.querySelector("input.no")) {
    event.preventDefault();
    const field = card.querySelector("input.no");
    field.value = event.key;
    field.focus();
  }
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("input.no")) return;
  const card = event.target.closest(".card-row");
  const typed = event.target.value.trim();
  if (!typed || typed === event.target.defaultValue) {
    event.target.value = event.target.defaultValue;
    return;
  }
  const keys = ticked().includes(card.dataset.key) ? ticked() : [card.dataset.key];
  moved({ row: keys, number: typed }, card.dataset.key);
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("button.paste");
  if (button) put(button.dataset.group, "");
});

document.addEventListener("htmx:afterSwap", () => shown(false));
shown(false);
