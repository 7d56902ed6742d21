// The agent's desk by keyboard. A press is said at once; when the network or the session is lost it is kept and sent again
// with the same key, so that it is done once. What was typed is kept until it is saved.
const root = document.getElementById("agent");
const desk = document.getElementById("poste");
const status = document.getElementById("status");
const link = document.getElementById("lien");
const again = document.getElementById("reconnexion");
const alerts = document.getElementById("alerts");
const store = window.sessionStorage;
const KEPT = "parvis-kept-" + root.dataset.seat;
const CALL = "parvis-call-" + root.dataset.seat;
const RETRY_MS = 2000;
const SAID_MS = 20000;
const GOOD_FOR_MS = 30 * 60000;
const trouble = { call: "", session: "", old: "", kept: "", stream: "" };
let sending = false;
let calling = false;
let behind = false;
let acts = 0;
let quiet = 0;

const kept = () => JSON.parse(store.getItem(KEPT) || "[]");
const keep = (presses) => store.setItem(KEPT, JSON.stringify(presses));
const ticket = () => desk.querySelector(".person")?.dataset.ticket || "";
const moment = () => ticket() + " " + desk.querySelector(".person")?.dataset.state;
const draftKey = (field) => "parvis-draft-" + ticket() + "-" + field.id;
const csrf = () => desk.querySelector("input[name=_csrf]")?.value || "";
const pause = (ms) => new Promise((done) => { window.setTimeout(done, ms); });
const endedSession = (answer) => answer.status === 401 || answer.redirected && new URL(answer.url).pathname.endsWith("/connexion");

// The words stay until the next act, whatever else moves in the hall.
function say(text, tone) {
  status.textContent = text;
  status.className = tone || "is-open";
  window.clearTimeout(quiet);
  quiet = window.setTimeout(() => { status.textContent = ""; }, SAID_MS);
}

// The gravest trouble alone is shown.
function tell(kind, text) {
  trouble[kind] = text;
  const words = Object.values(trouble).find((one) => one) || "";
  if (link.firstElementChild.textContent !== words) link.firstElementChild.textContent = words;
  again.hidden = !trouble.session;
  link.hidden = !words;
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
  const done = document.getElementById("desk")?.dataset;
  if (done?.said) say(done.said, done.tone);
  if (before !== moment()) document.getElementById("person-title")?.focus();
  else if (active) document.getElementById(active)?.focus();
}

// One of: html, or why there is none.
async function columns() {
  let answer;
  try {
    answer = await fetch(root.dataset.poste, { headers: { "HX-Request": "true" } });
  } catch {
    return { lost: true };
  }
  if (endedSession(answer)) return { ended: true };
  if (answer.redirected || answer.headers.get("HX-Redirect")) return { away: true };
  return answer.ok ? { html: await answer.text() } : { lost: true };
}

// One of: answer, lost (no network), ended (no session any more).
async function post(action, fields) {
  for (let first = true; ; first = false) {
    const body = new URLSearchParams(fields);
    body.set("_csrf", csrf());
    let answer;
    try {
      answer = await fetch(action, { method: "POST", body, headers: { "HX-Request": "true" } });
    } catch {
      return { lost: true };
    }
    if (answer.status >= 502 && answer.status <= 504) return { lost: true };
    if (endedSession(answer)) return { ended: true };
    if (answer.status !== 403 || !first) return { answer };
    // this page's proof may be older than the session: take the new one and try once more
    const page = await columns();
    if (page.ended || page.lost) return page;
    if (page.away) return { answer };
    const proof = new DOMParser().parseFromString(page.html, "text/html").querySelector("input[name=_csrf]");
    desk.querySelectorAll("input[name=_csrf]").forEach((field) => { field.value = proof?.value || ""; });
  }
}

async function refresh() {
  if (sending || kept().length) { behind = true; return; }
  behind = false;
  const then = acts;
  const page = await columns();
  if (page.away) { window.location.assign("/agent"); return; }
  if (page.ended) { tell("session", root.dataset.ended); return; }
  if (page.lost) { behind = true; return; }
  tell("session", "");
  if (sending) return;
  if (then === acts) show(page.html);
  else refresh();
}

async function send() {
  if (sending) return;
  sending = true;
  let presses = kept();
  while (presses.length) {
    const press = presses[0];
    const { answer, lost, ended } = await post(press.action, press.fields);
    if (lost) {
      tell("kept", root.dataset.kept);
      await pause(RETRY_MS);
      presses = kept();
      continue;
    }
    if (ended) { window.location.assign(again.href); return; }
    presses = kept().slice(1);
    keep(presses);
    tell("kept", "");
    tell("session", "");
    const html = await answer.text();
    if (answer.redirected || answer.headers.get("HX-Redirect")) { window.location.assign("/agent"); return; }
    acts++;
    if (answer.ok) {
      tell("old", "");
      alerts.replaceChildren();
      Object.keys(store).filter((key) => key.startsWith("parvis-draft-" + press.ticket + "-")
        && press.drafts.some((id) => key.endsWith("-" + id))).forEach((key) => store.removeItem(key));
      show(html);
    } else {
      say("");
      window.Idiomorph.morph(alerts, html, { morphStyle: "innerHTML" });
      behind = true;
    }
  }
  sending = false;
  if (behind) refresh();
}

function pendingCall() {
  const at = Number(store.getItem(CALL));
  if (at && Date.now() - at < GOOD_FOR_MS) return true;
  store.removeItem(CALL);
  return false;
}

// Said nowhere on the screen while all goes well: the person in front of the agent may see it. Kept until it has arrived;
// as long as it has not, the agent must know it.
async function callColleagues() {
  if (calling) return;
  calling = true;
  while (pendingCall()) {
    const form = document.getElementById("silent");
    const { answer, ended } = await post(form.action, new FormData(form));
    if (answer && answer.status === 204 && !answer.redirected) {
      store.removeItem(CALL);
      if (trouble.call) say(root.dataset.callSent);
      break;
    }
    if (ended) tell("session", root.dataset.ended);
    tell("call", ended ? root.dataset.callEnded : root.dataset.callLost);
    await pause(RETRY_MS);
  }
  tell("call", "");
  calling = false;
}

desk.addEventListener("submit", (event) => {
  const form = event.target;
  event.preventDefault();
  if (form.id === "silent") {
    store.setItem(CALL, String(Date.now()));
    callColleagues();
    return;
  }
  const fields = new FormData(form, event.submitter);
  fields.delete("_csrf");
  const nonce = fields.get("nonce");
  if (kept().some((press) => press.nonce === nonce && press.action === form.action)) return;
  const button = event.submitter || form.querySelector("button");
  button?.setAttribute("aria-busy", "true");
  say((button?.firstElementChild || button)?.textContent.trim() + "…");
  const drafts = [...form.querySelectorAll("[data-draft]")].map((field) => field.id);
  keep([...kept(), { at: Date.now(), action: form.action, nonce, ticket: ticket(), drafts, fields: [...fields.entries()] }]);
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
    const closing = target.open && target.contains(document.activeElement);
    target.open = target.id === "help" ? !target.open : true;
    const first = target.querySelector("[data-first]");
    if (closing && first?.matches("button")) first.click();
    else (first || target.querySelector("summary")).focus();
  } else if (!target.disabled) {
    target.click();
  }
});

function listen() {
  const stream = new EventSource(root.dataset.live);
  stream.addEventListener("open", () => tell("stream", ""));
  stream.addEventListener("hall", refresh);
  stream.addEventListener("error", () => {
    if (!kept().length) tell("stream", root.dataset.lost);
    if (stream.readyState !== EventSource.CLOSED) return;
    refresh();
    window.setTimeout(listen, 3000);
  });
}

window.addEventListener("online", () => { send(); callColleagues(); });
window.setInterval(ages, 15000);
const recent = kept().filter((press) => Date.now() - press.at < GOOD_FOR_MS);
if (recent.length < kept().length) tell("old", root.dataset.tooOld);
keep(recent);
if (status.textContent.trim()) say(status.textContent.trim(), status.className);
if (recent.length) send();
callColleagues();
listen();
root.dataset.ready = "true";
