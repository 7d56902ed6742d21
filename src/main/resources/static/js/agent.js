// The agent's desk by keyboard. A press is said at once; when the network is lost it is kept and sent again with the
// same key, so that it is done once. What was typed is kept until it is saved.
const root = document.getElementById("agent");
const desk = document.getElementById("poste");
const link = document.getElementById("lien");
const alerts = document.getElementById("alerts");
const store = window.sessionStorage;
const KEPT = "parvis-kept-" + root.dataset.seat;
let sending = false;
let behind = false;

const kept = () => JSON.parse(store.getItem(KEPT) || "[]");
const keep = (presses) => store.setItem(KEPT, JSON.stringify(presses));
const ticket = () => desk.querySelector(".person")?.dataset.ticket || "";
const moment = () => ticket() + " " + desk.querySelector(".person")?.dataset.state;
const draftKey = (field) => "parvis-draft-" + ticket() + "-" + field.id;
const csrf = () => desk.querySelector("input[name=_csrf]")?.value || "";

function say(text) {
  const status = document.getElementById("status");
  if (status) status.textContent = text;
}

function lost(text) {
  link.textContent = text;
  link.hidden = !text;
}

function ages() {
  document.querySelectorAll("[data-since]").forEach((time) => {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(time.dataset.since)) / 60000));
    time.textContent = time.textContent.replace(/\d+/, String(minutes));
  });
}

function show(html) {
  const open = [...desk.querySelectorAll("details")].map((d) => [d.id, d.open]);
  const before = moment();
  const active = document.activeElement?.id;
  window.Idiomorph.morph(desk, html, { morphStyle: "innerHTML" });
  if (before === moment()) open.forEach(([id, was]) => { const d = document.getElementById(id); if (d) d.open = was; });
  desk.querySelectorAll("[data-draft]").forEach((field) => {
    const draft = store.getItem(draftKey(field));
    if (draft !== null) field.value = draft;
  });
  desk.querySelectorAll("[aria-busy]").forEach((button) => button.removeAttribute("aria-busy"));
  if (before !== moment()) document.getElementById("person-title")?.focus();
  else if (active) document.getElementById(active)?.focus();
}

async function refresh() {
  if (sending || kept().length) { behind = true; return; }
  behind = false;
  try {
    const answer = await fetch(root.dataset.poste, { headers: { "HX-Request": "true" } });
    if (answer.headers.get("HX-Redirect") || answer.redirected) { window.location.assign("/agent"); return; }
    if (answer.ok && !sending) show(await answer.text());
  } catch { behind = true; }
}

async function send() {
  if (sending) return;
  sending = true;
  let presses = kept();
  while (presses.length) {
    const press = presses[0];
    const body = new URLSearchParams(press.fields);
    body.set("_csrf", csrf());
    let answer;
    try {
      answer = await fetch(press.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    } catch {
      lost(root.dataset.kept);
      window.setTimeout(() => { sending = false; send(); }, 2000);
      return;
    }
    if (answer.status >= 502 && answer.status <= 504) {
      lost(root.dataset.kept);
      window.setTimeout(() => { sending = false; send(); }, 2000);
      return;
    }
    if (answer.redirected && new URL(answer.url).pathname === "/connexion") { window.location.assign("/connexion"); return; }
    presses = kept().slice(1);
    keep(presses);
    if (!link.hidden) lost("");
    const html = await answer.text();
    if (answer.redirected || answer.headers.get("HX-Redirect")) { window.location.assign("/agent"); return; }
    if (answer.ok) {
      alerts.replaceChildren();
      Object.keys(store).filter((key) => key.startsWith("parvis-draft-" + press.ticket + "-")
        && press.drafts.some((id) => key.endsWith("-" + id))).forEach((key) => store.removeItem(key));
      show(html);
    } else {
      window.Idiomorph.morph(alerts, html, { morphStyle: "innerHTML" });
      behind = true;
    }
  }
  sending = false;
  if (behind) refresh();
}

// Said nowhere on the screen: the person in front of the agent may see it. Sent again until it has arrived.
async function alertColleagues(form) {
  try {
    const body = new URLSearchParams(new FormData(form));
    body.set("_csrf", csrf());
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    if (answer.status < 500) return;
  } catch { /* tried again below */ }
  window.setTimeout(() => alertColleagues(form), 2000);
}

desk.addEventListener("submit", (event) => {
  const form = event.target;
  event.preventDefault();
  if (form.id === "silent") { alertColleagues(form); return; }
  const fields = new FormData(form, event.submitter);
  fields.delete("_csrf");
  const nonce = fields.get("nonce");
  if (kept().some((press) => press.nonce === nonce && press.action === form.action)) return;
  const button = event.submitter || form.querySelector("button");
  button?.setAttribute("aria-busy", "true");
  say((button?.firstElementChild || button)?.textContent.trim() + "…");
  const drafts = [...form.querySelectorAll("[data-draft]")].map((field) => field.id);
  keep([...kept(), { action: form.action, nonce, ticket: ticket(), drafts, fields: [...fields.entries()] }]);
  send();
});

desk.addEventListener("input", (event) => {
  if (event.target.matches("[data-draft]")) store.setItem(draftKey(event.target), event.target.value);
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.shiftKey && event.code === "KeyU") {
    event.preventDefault();
    document.getElementById("silent").requestSubmit();
    return;
  }
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const place = event.target;
  if (place.matches?.("input, select, textarea")) {
    if (event.key === "Escape") place.blur();
    return;
  }
  const onControl = place.matches?.("button, a, summary");
  if (event.key === " " && onControl && !place.matches("[data-key=' ']")) return;
  const target = desk.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!target || event.repeat) return;
  event.preventDefault();
  if (target.matches("details")) {
    const again = target.open && target.contains(document.activeElement);
    target.open = target.id === "help" ? !target.open : true;
    const first = target.querySelector("[data-first]");
    if (again && first?.matches("button")) first.click();
    else (first || target.querySelector("summary")).focus();
  } else if (!target.disabled) {
    target.click();
  }
});

function listen() {
  const stream = new EventSource(root.dataset.live);
  stream.addEventListener("open", () => { if (!kept().length) lost(""); });
  stream.addEventListener("hall", refresh);
  stream.addEventListener("error", () => {
    if (!kept().length) lost(root.dataset.lost);
    if (stream.readyState === EventSource.CLOSED) window.setTimeout(listen, 3000);
  });
}

window.addEventListener("online", send);
window.setInterval(ages, 15000);
if (kept().length) send();
listen();
root.dataset.ready = "true";
