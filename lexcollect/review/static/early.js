// What a quick hand does before htmx stands ready is not lost: it is held back here and done once htmx is there. Without
// this the browser would send a form by itself, which the guard refuses, or a typed word would go nowhere.
const waiting = [];

function early(event) {
  const place = event.target.closest("[hx-post]");
  if (!place || (event.type === "click" && event.target.closest("button[type=submit]"))) return;
  if (event.type !== "change") event.preventDefault();
  event.stopImmediatePropagation();
  waiting.push({ kind: event.type, target: event.target, place, by: event.submitter });
}

for (const kind of ["click", "submit", "change"]) document.addEventListener(kind, early, true);

document.addEventListener(
  "htmx:load",
  () => {
    for (const kind of ["click", "submit", "change"]) document.removeEventListener(kind, early, true);
    for (const one of waiting.splice(0)) {
      if (!one.target.isConnected) continue;
      // htmx names the button of a form by its click: a form sent without one would say nothing of what was pressed.
      if (one.kind === "submit" && one.by) one.by.click();
      else if (one.kind === "submit") one.place.requestSubmit();
      else if (one.kind === "click") one.target.click();
      else one.target.dispatchEvent(new Event("change", { bubbles: true }));
    }
  },
  { once: true },
);
