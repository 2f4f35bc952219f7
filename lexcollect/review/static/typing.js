// What is being typed outlives the answer to what was typed before: the answer puts a new piece of the page in the place
// of the old one, and words that nobody has sent yet go into their fields again; a list that was open (details with an id)
// stays open where it was rolled to. Marks on a form: data-keep="refused"
// keeps its words also when it was sent and refused. While an input method composes (拼音 before the word is chosen) no
// answer takes its field away, and none a card that is dragged: the swap waits until the word is there, the card put.
let held = [];
let open = [];
let rolled = [];
let stood = null;

const FIELDS = "input:not([type=hidden]):not([type=search]), textarea, select";

function called(field) {
  if (field.id) return `#${field.id}`;
  return field.form && field.form.id ? `${field.form.id} ${field.name} ${field.value}` : "";
}

function stands(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked;
  return field.value;
}

function changed(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.tagName === "SELECT") {
    const first = [...field.options].findIndex((one) => one.defaultSelected);
    return field.selectedIndex !== Math.max(0, first);
  }
  return field.value !== field.defaultValue;
}

function sent(detail) {
  const form = detail.requestConfig && detail.requestConfig.elt.closest("form");
  if (!form || (form.dataset.keep && detail.xhr.getResponseHeader("X-Refused"))) return new Map();
  return new Map([...form.elements].map((one) => [called(one), stands(one)]));
}

let inHand = null;
let late = [];

// While the hand is at an element (a word is composed in it, it is dragged) no answer takes it away.
export function hold(element) { inHand = element; }
export function isHeld() { return inHand !== null && inHand.isConnected; }

export function letGo() {
  inHand = null;
  window.setTimeout(swapped); // the word stands in its field only after the event
}

function swapped() {
  if (isHeld()) return; // the next word is begun already: the answers wait for it too
  for (const detail of late.splice(0)) {
    const target = detail.target.isConnected ? detail.target : document.getElementById(detail.target.id);
    if (!target) continue;
    keep({ ...detail, target });
    window.htmx.swap(target, detail.serverResponse, { swapStyle: "innerHTML", swapDelay: 0, settleDelay: 0 });
  }
}

// Keys by which an input method is worked (Enter takes the letters, Escape drops them) are meant for it alone.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.isComposing || event.keyCode === 229) event.stopImmediatePropagation();
  },
  true,
);

document.addEventListener("compositionstart", (event) => hold(event.target));
document.addEventListener("compositionend", letGo);

document.addEventListener("htmx:beforeSwap", (event) => {
  const detail = event.detail;
  if (isHeld() && detail.shouldSwap && detail.swapOverride !== "none" && detail.target.contains(inHand)) {
    late.push(detail);
    event.preventDefault();
    return;
  }
  keep(detail);
});

function keep(detail) {
  const gone = sent(detail);
  held = [];
  const here = document.activeElement;
  const name = detail.target.contains(here) ? called(here) : "";
  stood = name ? { name, top: here.getBoundingClientRect().top } : null;
  rolled = [...detail.target.querySelectorAll("details[id] .options:not(.found)")]
    .filter((one) => one.scrollTop)
    .map((one) => ({ id: one.closest("details").id, at: one.scrollTop }));
  open = [...detail.target.querySelectorAll("details[id][open]")].map((one) => one.id);
  for (const field of detail.target.querySelectorAll(FIELDS)) {
    const name = called(field);
    if (!name || !changed(field) || gone.get(name) === stands(field)) continue;
    const here = field === document.activeElement;
    held.push({ name, value: stands(field), here, from: here ? field.selectionStart : null, to: here ? field.selectionEnd : null });
  }
}

// A browser tells of no change in a field that a script filled: so it is told when the field is left.
function toldWhenLeft(field) {
  let told = false;
  field.addEventListener("change", () => { told = true; }, { once: true });
  field.addEventListener(
    "blur",
    () => { if (!told && field.isConnected && changed(field)) field.dispatchEvent(new Event("change", { bubbles: true })); },
    { once: true },
  );
}

document.addEventListener("htmx:afterSwap", () => {
  for (const id of open) {
    const list = document.getElementById(id);
    if (list) list.open = true;
  }
  open = [];
  for (const one of rolled) {
    const list = document.querySelector(`#${CSS.escape(one.id)} .options:not(.found)`);
    if (list) list.scrollTop = one.at;
  }
  rolled = [];
  const fields = new Map([...document.querySelectorAll(FIELDS)].map((one) => [called(one), one]));
  const same = stood && fields.get(stood.name);
  // A field that changed its place in the form takes the view with it.
  if (same && same.getClientRects().length) window.scrollBy(0, same.getBoundingClientRect().top - stood.top);
  stood = null;
  for (const one of held) {
    const field = fields.get(one.name);
    if (!field || field.disabled) continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = one.value;
    else field.value = one.value;
    if (!one.here) continue;
    field.focus({ preventScroll: true });
    if (one.from !== null && one.from !== undefined) field.setSelectionRange(one.from, one.to);
    toldWhenLeft(field);
  }
  held = [];
  refused();
});

// What was refused is told beside its field; who is in no other field goes back to the first of them.
function refused() {
  const here = document.activeElement;
  const free = !here || here === document.body || here.id === "main";
  const bad = free ? document.querySelector("[data-refused]") : here;
  if (!bad || !bad.dataset.refused) return;
  if (free) bad.focus();
  (document.getElementById(`${bad.id}-told`) || bad).scrollIntoView({ block: "nearest" });
}
