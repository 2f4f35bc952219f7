// What was sent and got no answer is told: the page may be over (half an hour without use), or the machine too busy. The
// words stay in their fields; the next answer takes the sentence away again.
const told = () => document.getElementById("unanswered");

for (const kind of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
  document.addEventListener(kind, () => {
    if (told()) told().hidden = false;
  });
}
document.addEventListener("htmx:afterOnLoad", (event) => {
  if (told() && event.detail.successful) told().hidden = true;
});
