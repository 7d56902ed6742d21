// What somebody types in a form stays in this tab until it is sent: after a lost connection, a page that was closed, a wrong step. Never files,
// never longer than half an hour, and never at a kiosk. Without this script the form is as it always was.
const STORED = "parvis-mots ";
const KEPT_FOR_MS = 30 * 60000;
const form = document.querySelector("form[data-words]");
const notice = document.getElementById("mots");
const store = (() => {
  try {
    return document.documentElement.classList.contains("shell-kiosk") ? null : window.sessionStorage;
  } catch {
    return null;
  }
})();

function read(key) {
  try {
    const found = JSON.parse(store.getItem(key));
    return found && Date.now() - found.at < KEPT_FOR_MS ? found : null;
  } catch {
    return null;
  }
}

function forget(which) {
  Object.keys(store).filter((key) => key.startsWith(STORED) && which(read(key))).forEach((key) => store.removeItem(key));
}

function say(text, before) {
  notice.textContent = text;
  notice.hidden = !text;
  if (text) before.before(notice);
}

if (store) {
  const sent = Boolean(document.querySelector("[data-words-sent]"));
  forget((kept) => !kept || sent && kept.sent);
  document.querySelectorAll("form[data-forget]").forEach((one) => one.addEventListener("submit", () => forget(() => true)));
}

if (store && form) {
  const key = STORED + form.dataset.words;
  const send = form.querySelector("button.btn-primary");
  let timer = 0;
  let asked = false;
  let leaving = false;
  let lost = false;

  const fields = () => [...form.elements].filter((field) => field.name && field.matches("input, select, textarea")
    && !["hidden", "file", "password", "submit"].includes(field.type) && !field.closest(".trap"));
  const isChosen = (field) => ["checkbox", "radio"].includes(field.type);

  function keep(sent) {
    const words = fields().filter((field) => !isChosen(field) || field.checked).map((field) => [field.name, field.value]);
    store.setItem(key, JSON.stringify({ at: Date.now(), sent, words }));
    window.clearTimeout(timer);
    timer = window.setTimeout(() => store.removeItem(key), KEPT_FOR_MS);
  }

  function restore(words) {
    let changed = false;
    for (const field of fields()) {
      const own = words.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "radio" && !own.length) continue;
      if (isChosen(field)) {
        const now = own.includes(field.value);
        changed ||= now !== field.checked;
        field.checked = now;
      } else if (own.length && own[0] !== field.value) {
        field.value = own[0];
        changed = true;
      }
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    return changed;
  }

  function clear() {
    store.removeItem(key);
    for (const field of fields()) {
      if (isChosen(field)) field.checked = field.defaultChecked;
      else if (field.matches("select")) field.selectedIndex = Math.max(0, [...field.options].findIndex((one) => one.defaultSelected));
      else field.value = field.defaultValue;
      field.dispatchEvent(new Event("change", { bubbles: true }));
    }
    store.removeItem(key);
    say("");
    fields()[0]?.focus();
  }

  const kept = read(key);
  if (kept && form.dataset.refused === undefined && restore(kept.words)) {
    const files = form.querySelector("input[type=file]") ? ` ${notice.dataset.files}` : "";
    say(notice.dataset.found + files + " ", form);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "link";
    button.textContent = notice.dataset.clear;
    button.addEventListener("click", clear);
    notice.append(button);
  }
  if (kept) keep(false);

  form.addEventListener("input", () => keep(false));
  form.addEventListener("change", () => keep(false));

  async function isThere() {
    try {
      await fetch(notice.dataset.there, { method: "HEAD", cache: "no-store" });
      return true;
    } catch {
      return false;
    }
  }

  /** What the server would not take is not carried there first. */
  function heavy() {
    const files = [...form.querySelectorAll("input[type=file]")].flatMap((field) => [...field.files]);
    const heavier = files.filter((file) => file.size > Number(notice.dataset.bytes)).map((file) => `\u2068${file.name}\u2069`);
    if (heavier.length) return `${notice.dataset.heavy} ${heavier.join(", ")}`;
    return files.length > Number(notice.dataset.most) ? notice.dataset.many : "";
  }

  form.addEventListener("submit", async (event) => {
    if (leaving) return;
    event.preventDefault();
    if (asked) return;
    const wrong = heavy();
    if (wrong) {
      keep(false);
      say(wrong, send);
      notice.focus();
      return;
    }
    asked = true;
    const there = await isThere();
    asked = false;
    lost = !there;
    if (lost) {
      keep(false);
      say(notice.dataset.lost, send);
      notice.focus();
      return;
    }
    keep(true);
    leaving = true;
    form.requestSubmit(event.submitter);
  });
  window.addEventListener("pageshow", () => { leaving = false; });
  window.addEventListener("online", () => {
    if (lost) say(notice.dataset.back, send);
  });
  form.dataset.ready = "true";
}
