// Proposed facts by keyboard, and what was typed over: a changed value is taken only by 改后采纳.
const facts = () => [...document.querySelectorAll("form.proposal")];
let at = 0;

function weigh(form) {
  let changed = false;
  for (const field of form.querySelectorAll("[data-was]")) {
    const now = field.type === "checkbox" ? String(field.checked) : field.value;
    const other = now !== field.dataset.was;
    field.classList.toggle("changed", other);
    changed = changed || other;
  }
  const take = form.querySelector("button.take");
  if (take) take.disabled = changed;
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form.proposal");
  if (form) weigh(form);
});

document.addEventListener("keydown", (event) => {
  const form = event.target.closest("form.proposal");
  if (!form || event.altKey || event.ctrlKey || event.metaKey) return;
  const field = event.target.closest("input, select, textarea");
  if (field) {
    if (event.key === "Escape") {
      event.preventDefault();
      form.focus();
    } else if (event.key === "Enter" && field.tagName === "INPUT") {
      event.preventDefault(); // the first button would take the fact: which one is meant, its key says
      const take = form.querySelector("button.take");
      (take && take.disabled ? form.querySelector("button.correct") : take)?.focus();
    }
    return;
  }
  if (event.target !== form) return;
  const all = facts();
  const next = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const button = { a: "take", c: "correct", x: "refuse" }[event.key];
  if (next) {
    event.preventDefault();
    const other = all[all.indexOf(form) + next];
    if (other) other.focus();
  } else if (event.key === "e") {
    event.preventDefault();
    form.querySelector("td input, td select")?.focus();
  } else if (button) {
    event.preventDefault();
    form.querySelector(`button.${button}:not(:disabled)`)?.click();
  }
});

document.addEventListener("htmx:beforeRequest", (event) => {
  const form = event.target.closest("form.proposal");
  if (form) at = facts().indexOf(form);
});

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id !== "proposed") return;
  const all = facts();
  (all[Math.min(at, all.length - 1)] || document.getElementById("main")).focus();
});

// The keys work from the start: the fact that the address names has the focus, else the first, unless the address or a
// quick hand chose something else. A browser that goes to a place takes the focus off everything, last when all is loaded.
const free = () => !document.activeElement || document.activeElement === document.body;
if (!location.hash && free()) facts()[0]?.focus({ preventScroll: true });

function named() {
  const fact = document.getElementById(location.hash.slice(1))?.nextElementSibling;
  if (free() && fact?.matches("form.proposal")) fact.focus();
}

if (document.readyState === "complete") named();
else window.addEventListener("load", () => window.setTimeout(named));
