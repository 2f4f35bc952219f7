// Who works here was said: fields for a name that nobody has typed in yet show that name too.
function named() {
  const field = document.getElementById("works-name");
  if (!field) return;
  for (const one of document.querySelectorAll("input[data-who]")) {
    if (one.value !== one.defaultValue) continue;
    one.value = field.value;
    one.defaultValue = field.value;
  }
}

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "works") named();
});
