// The inbox by keyboard. Without this script everything is done by Tab and Enter.
const inbox = document.getElementById("inbox");
const rows = () => [...document.querySelectorAll("[data-row]")];

const isField = (place) => place.matches?.("input, select, textarea");

function move(step) {
  const all = rows();
  const at = all.indexOf(document.activeElement);
  const next = all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** Opens what is folded, with the whole of what it is folded in, and goes to its first field. */
function unfold(details) {
  for (let one = details; one; one = one.parentElement?.closest("details")) one.open = true;
  (details.querySelector("textarea, input:not([type=hidden]), select, button") || details.querySelector("summary")).focus();
}

function press(target) {
  if (target.matches("details")) {
    if (target.id === "touches") target.open = !target.open;
    else unfold(target);
  } else if (isField(target)) {
    target.focus();
    target.select?.();
  } else {
    target.click();
  }
}

document.addEventListener("keydown", (event) => {
  const place = event.target;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && place.matches?.("textarea")) {
    event.preventDefault();
    const form = place.form;
    form.requestSubmit(form.querySelector("[data-send]") || undefined);
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (isField(place)) {
    if (event.key === "Escape") place.blur();
    return;
  }
  const macros = place.closest?.("#macros");
  if (macros && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    const all = [...macros.querySelectorAll("[data-macro]")];
    const next = all[all.indexOf(place) + (event.key === "ArrowDown" ? 1 : -1)];
    event.preventDefault();
    (next || macros.querySelector("summary")).focus();
    return;
  }
  if (event.repeat && event.key !== "j" && event.key !== "k") return;
  const key = event.key.toLowerCase();
  if ((key === "j" || key === "k") && rows().length) {
    event.preventDefault();
    move(key === "j" ? 1 : -1);
    return;
  }
  const target = inbox.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (target) {
    event.preventDefault();
    press(target);
  }
});

function insert(field, words) {
  const before = field.value.slice(0, field.selectionStart);
  const after = field.value.slice(field.selectionEnd);
  const gap = before && !before.endsWith("\n") ? "\n\n" : "";
  field.value = before + gap + words + after;
  field.selectionStart = field.selectionEnd = (before + gap + words).length;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

inbox.addEventListener("click", (event) => {
  const macro = event.target.closest("[data-macro]");
  if (macro) {
    event.preventDefault();
    const field = document.getElementById(macro.dataset.into);
    insert(field, macro.dataset.macro);
    const list = macro.closest("#macros");
    if (list) list.open = false;
    const used = field.form.querySelector("[name=used]");
    if (used) used.value = `${used.value} ${macro.value}`.trim();
    field.closest(".outcome-one")?.querySelector("[type=radio]")?.click();
    for (let one = field.closest("details"); one; one = one.parentElement?.closest("details")) one.open = true;
    field.focus();
    return;
  }
  const opener = event.target.closest("[data-open]");
  if (opener) {
    event.preventDefault();
    const details = document.getElementById(opener.dataset.open);
    if (!details) return;
    unfold(details);
    const pick = details.querySelector(`[type=radio][value="${CSS.escape(opener.dataset.pick || "")}"]`);
    pick?.click();
    pick?.focus();
  }
});

inbox.dataset.ready = "true";
