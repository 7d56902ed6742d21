// What an agent types survives: it is saved while it is typed, kept in this tab until it is saved, and leaves the page only when there is a
// network and a session to take it. What another tab of the same agent has saved meanwhile is shown, not replaced.
const trouble = document.getElementById("garde");
const page = trouble.parentElement;
const link = trouble.querySelector("a");
const store = window.sessionStorage;
const KEPT = `parvis-words ${trouble.dataset.account} ${trouble.dataset.page} ${trouble.dataset.about}`;
const KEPT_FOR_MS = 12 * 3600000;
const SAVE_MS = 600;
const RETRY_MS = 5000;
const SAID_MS = 8000;
const forms = [...page.querySelectorAll("form[data-drafts]")];
const known = new Map();
const elsewhere = new Map();
let words = read();
let state = "";
let timer = 0;
let quiet = 0;
let saving = Promise.resolve(true);
let leaving = false;
let asked = false;

function read() {
  try {
    const found = JSON.parse(store.getItem(KEPT));
    return found && Date.now() - found.at < KEPT_FOR_MS ? found.words : {};
  } catch {
    return {};
  }
}

function keep() {
  if (Object.keys(words).length) store.setItem(KEPT, JSON.stringify({ at: Date.now(), words }));
  else store.removeItem(KEPT);
}

const isTyped = (field) => field.name && field.form?.matches("form[data-drafts]") && field.matches("textarea, select, input")
  && !["hidden", "file", "search", "submit", "password"].includes(field.type);
const isSaved = (field) => field.matches("[data-draft]") || field.form.dataset.whole !== undefined;
const place = (field) => `${field.form.dataset.drafts} ${field.name}`;
const chosen = (field) => [...field.form.elements].find((one) => one.type === "radio" && one.name === field.name && one.checked);
const value = (field) => field.type === "checkbox" ? (field.checked ? "on" : "")
  : field.type === "radio" ? chosen(field)?.value ?? "" : field.value;
// what is written, not what is chosen: of two choices the last one stands
const isWritten = (field) => field.matches("textarea, input:not([type=radio], [type=checkbox], [type=date])");
const typed = () => forms.flatMap((form) => [...form.elements].filter(isTyped));
const at = (key) => typed().filter((field) => place(field) === key);

function put(fields, words) {
  for (const field of fields) {
    if (field.type === "checkbox") field.checked = words === "on";
    else if (field.type === "radio") field.checked = field.value === words;
    else field.value = words;
    // what was chosen comes back where it is; what was written is shown
    if (!isWritten(field) && field.type !== "date") continue;
    for (let one = field.closest("details"); one; one = one.parentElement?.closest("details")) one.open = true;
  }
}

function say(text, good, signIn) {
  window.clearTimeout(quiet);
  trouble.classList.toggle("is-good", good);
  link.hidden = !signIn;
  trouble.hidden = !text;
  if (trouble.firstElementChild.textContent !== text) trouble.firstElementChild.textContent = text;
  if (good) quiet = window.setTimeout(() => { trouble.hidden = true; }, SAID_MS);
}

function tell(now) {
  const before = state;
  state = now;
  if (now) say(trouble.dataset[now], false, now === "ended");
  else if (before) say(trouble.dataset.back, true, false);
  window.clearTimeout(timer);
  if (now === "lost") timer = window.setTimeout(save, RETRY_MS);
}

const isEnded = (answer) => answer.status === 401 || answer.redirected && new URL(answer.url).pathname.endsWith("/connexion");

/** The proof of this page may be older than the session: true when there is a new one, of the same account. */
async function renewed() {
  const answer = await fetch(trouble.dataset.page, { headers: { "HX-Request": "true" }, cache: "no-store" });
  if (isEnded(answer) || !answer.ok) return false;
  const now = new DOMParser().parseFromString(await answer.text(), "text/html");
  const proof = now.querySelector("input[name=_csrf]")?.value;
  if (!proof || now.getElementById("garde")?.dataset.account !== trouble.dataset.account) return false;
  document.querySelectorAll("input[name=_csrf]").forEach((field) => { field.value = proof; });
  return true;
}

/** An answer, or why there is none. */
async function post(fields) {
  try {
    for (let first = true; ; first = false) {
      const body = new URLSearchParams(fields);
      body.set("_csrf", page.querySelector("input[name=_csrf]")?.value || "");
      const answer = await fetch(trouble.dataset.save, { method: "POST", body, headers: { "HX-Request": "true" } });
      if (answer.status >= 500) return { why: "lost" };
      if (isEnded(answer)) return { why: "ended" };
      if (answer.status !== 403) return { answer };
      if (!first || !await renewed()) return { why: "ended" };
    }
  } catch {
    return { why: "lost" };
  }
}

async function saveNow() {
  const sent = new Map();
  const fields = {};
  for (const field of typed().filter(isSaved)) {
    if (words[place(field)] === undefined || elsewhere.has(field.name)) continue;
    sent.set(field.name, [place(field), value(field)]);
    fields[field.name] = value(field);
    if (isWritten(field) && known.has(field.name)) fields[`known.${field.name}`] = known.get(field.name);
    if (field.form.dataset.whole !== undefined) {
      field.form.querySelectorAll("input[type=hidden]").forEach((one) => { if (one.name !== "_csrf") fields[one.name] = one.value; });
    }
  }
  const { answer, why } = await post(fields);
  if (why) {
    tell(why);
    return false;
  }
  tell("");
  const theirs = answer.status === 409 ? await answer.json() : {};
  for (const [name, [key, saved]] of sent) {
    if (theirs[name] !== undefined) {
      show(name, theirs[name]);
      continue;
    }
    known.set(name, saved);
    if (answer.ok && words[key] === saved) delete words[key];
  }
  keep();
  return true;
}

function save() {
  window.clearTimeout(timer);
  saving = saving.then(saveNow, saveNow);
  return saving;
}

/** Both texts are before one's eyes until one has chosen; the one of the other tab stays saved. */
function show(name, theirs) {
  const field = typed().find((one) => one.name === name && isSaved(one));
  const notice = document.getElementById("ailleurs").content.firstElementChild.cloneNode(true);
  notice.querySelector("[data-theirs]").textContent = theirs;
  notice.addEventListener("click", (event) => {
    const choice = event.target.closest("[data-choose]")?.dataset.choose;
    if (!choice) return;
    if (choice === "both") field.value = `${field.value.trimEnd()}${field.matches("textarea") ? "\n\n" : " "}${theirs}`;
    known.set(name, theirs);
    elsewhere.delete(name);
    notice.remove();
    note(field);
    field.focus();
    save();
  });
  elsewhere.get(name)?.remove();
  elsewhere.set(name, notice);
  field.after(notice);
}

function note(field) {
  words[place(field)] = value(field);
  keep();
}

for (const kind of ["input", "change"]) {
  page.addEventListener(kind, (event) => {
    const field = event.target;
    if (!field.form || !isTyped(field)) return;
    note(field);
    if (!isSaved(field)) return;
    window.clearTimeout(timer);
    timer = window.setTimeout(save, state === "lost" ? RETRY_MS : SAVE_MS);
  });
}
page.addEventListener("focusout", (event) => {
  if (!state && event.target.form && isTyped(event.target) && isSaved(event.target) && words[place(event.target)] !== undefined) save();
});

page.addEventListener("submit", async (event) => {
  const form = event.target;
  if (leaving || form.method !== "post") return;
  event.preventDefault();
  if (asked) return;
  asked = true;
  const there = await save();
  asked = false;
  if (!there) {
    trouble.scrollIntoView({ block: "nearest" });
    if (state === "ended") link.focus();
    return;
  }
  const open = [...elsewhere.values()].find((notice) => form.contains(notice));
  if (open) {
    open.querySelector("button").focus();
    return;
  }
  leaving = true;
  Object.keys(words).filter((key) => key.startsWith(`${form.dataset.drafts} `)).forEach((key) => delete words[key]);
  keep();
  form.requestSubmit(event.submitter);
});
window.addEventListener("pageshow", () => { leaving = false; });

// a part of the page that is refused does not take the whole page away
document.body.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.detail.xhr.status !== 401 && event.detail.xhr.status !== 403) return;
  event.preventDefault();
  if (state !== "ended") save();
});
// words that the server has replaced are saved there already
document.body.addEventListener("htmx:oobAfterSwap", () => {
  for (const field of page.querySelectorAll("[data-draft]")) {
    if (field.value === field.defaultValue && known.get(field.name) !== field.value) {
      known.set(field.name, field.value);
      delete words[place(field)];
    }
  }
});
window.addEventListener("offline", () => tell("lost"));
window.addEventListener("online", save);
document.addEventListener("visibilitychange", () => { if (state && document.visibilityState === "visible") save(); });

typed().filter((field) => isSaved(field) && isWritten(field)).forEach((field) => known.set(field.name, field.defaultValue));
const found = Object.entries(words).filter(([key, kept]) => {
  const fields = at(key);
  if (fields.length && value(fields[0]) !== kept) {
    put(fields, kept);
    return true;
  }
  delete words[key];
  return false;
});
keep();
if (found.some(([key]) => at(key)[0].matches("textarea"))) say(trouble.dataset.found, true, false);
if (found.length) save();
trouble.dataset.ready = "true";
