// Words by which an exhibit is looked for are no change of the field beside which they stand: its form sends nothing.
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
