// Words by which an exhibit is looked for are no change of the field beside which they stand: its form sends nothing.
import { isHeld } from "/static/typing.js";

for (const kind of ["change", "submit"]) {
  document.addEventListener(
    kind,
    (event) => {
      if (event.target.matches?.("input.find")) event.stopPropagation();
    },
    true,
  );
}
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && event.target.matches?.("input.find")) event.preventDefault();
});

// While an input method composes, letters that are no word yet are looked for nowhere; the word is, once it is there.
const isFind = (event) => event.target.matches?.("input.find");
document.addEventListener("input", (event) => { if (isFind(event) && event.isComposing) event.stopPropagation(); }, true);
document.addEventListener("htmx:beforeRequest", (event) => { if (isFind(event) && isHeld()) event.preventDefault(); });
document.addEventListener("compositionend", (event) => {
  if (isFind(event)) window.setTimeout(() => event.target.dispatchEvent(new Event("input", { bubbles: true })));
});
