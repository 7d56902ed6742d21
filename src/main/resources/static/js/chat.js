// A chat on both sides: what is typed leaves once, comes back after a lost network, and is kept until it has left. Without this
// script one sends the form and asks for the page again.
const chat = document.getElementById("discussion");
const store = (() => {
  try {
    sessionStorage.setItem("parvis", "1");
    return sessionStorage;
  } catch {
    // a browser that keeps nothing in the frame of another site
    const kept = new Map();
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value), removeItem: (key) => kept.delete(key) };
  }
})();

// The frame of another site asks where it stands, so that the next page of that site finds the same chat again.
window.addEventListener("message", (event) => {
  const known = (chat?.dataset.origins || "").split(" ").includes(event.origin);
  if (event.source === window.parent && event.data?.parvis === "hello" && (known || !chat)) {
    const path = chat && chat.dataset.state !== "ENDED" ? chat.dataset.base : "";
    event.source.postMessage({ parvis: "discussion", path }, event.origin);
  }
});

if (chat) {
  const log = document.getElementById("fil");
  const shown = log.parentElement;
  const form = document.getElementById("ecrire");
  const field = form?.querySelector("textarea");
  // the model answers that an agent has put into the words
  const used = form?.querySelector("[name=used]");
  const told = document.getElementById("envoi");
  const draft = "parvis-draft " + chat.dataset.base;
  const RETRY_MS = 3000;
  const POLL_MS = 15000;
  const TYPING_MS = 4000;
  const TYPED_MS = 9000;
  let lost = false;
  let stream;

  const last = () => Number(log.lastElementChild?.dataset.seq || 0);
  const toEnd = () => (shown.scrollTop = shown.scrollHeight);

  function say(text, bad) {
    if (!told || told.textContent === text) return;
    told.textContent = text;
    told.classList.toggle("is-lost", Boolean(bad));
  }

  function setLost(now) {
    if (now) say(pending ? told?.dataset.kept : told?.dataset.lost, true);
    else if (lost) say(told?.dataset.back, false);
    lost = now;
  }

  let asking = false;
  let askedAgain = false;
  let typedTimer;

  /** Everything after the last line that is here; nothing is drawn twice, whoever asks how often. */
  async function catchUp() {
    if (asking) {
      askedAgain = true;
      return;
    }
    asking = true;
    try {
      do {
        askedAgain = false;
        const url = new URL(chat.dataset.news, location.href);
        url.searchParams.set("apres", String(last()));
        const answer = await fetch(url, { cache: "no-store", headers: { "X-Requested-With": "chat" } });
        if (answer.status === 404) {
          stream?.close();
          return;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        draw(await answer.text());
      } while (askedAgain);
      setLost(false);
    } catch {
      setLost(true);
    } finally {
      asking = false;
    }
  }

  function draw(text) {
    const news = new DOMParser().parseFromString(text, "text/html").querySelector("[data-state]");
    if (!news) return;
    const atEnd = shown.scrollHeight - shown.scrollTop - shown.clientHeight < 80;
    let came = 0;
    for (const line of news.querySelectorAll("ol > li")) {
      if (Number(line.dataset.seq) > last()) {
        log.append(document.adoptNode(line));
        came++;
      }
    }
    if (came && atEnd) toEnd();
    replace(document.getElementById("etat"), news.querySelector("[data-part=etat]"));
    clearTimeout(typedTimer);
    if (document.querySelector(".chat-writing")) typedTimer = setTimeout(catchUp, TYPED_MS);
    const state = news.dataset.state + news.dataset.offered;
    const further = document.getElementById("suite");
    // a form that somebody is filling in is not taken away, unless there is nothing left to send it to
    const busy = further?.contains(document.activeElement) && news.dataset.state === chat.dataset.state;
    if (further && state !== further.dataset.shown && !busy) {
      replace(further, news.querySelector("[data-part=suite]"));
      further.dataset.shown = state;
    }
    if (news.dataset.state !== chat.dataset.state) {
      chat.dataset.state = news.dataset.state;
      if (chat.dataset.reload === undefined) {
        if (news.dataset.state === "ENDED") end();
      } else if (!leaving) {
        location.reload();
      }
    }
  }

  function replace(place, by) {
    if (place && by && place.innerHTML.trim() !== by.innerHTML.trim()) place.replaceChildren(...by.childNodes);
  }

  /** What was typed and has not left stays, to be copied; nothing can be sent any more. */
  function end() {
    stream?.close();
    if (!form) return;
    const held = form.contains(document.activeElement);
    form.querySelectorAll("button, #actualiser").forEach((one) => one.remove());
    if (!field.value.trim()) form.remove();
    else field.readOnly = true;
    if (held) shown.focus();
  }

  let pending;
  let retry;
  let leaving = false;
  // the page that answers a form is on its way
  document.addEventListener("submit", (event) => {
    if (event.target !== form) leaving = true;
  });

  function id() {
    const bytes = crypto.getRandomValues(new Uint8Array(18));
    return btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_");
  }

  /** The same message has the same name until it has arrived: the server stores a name once. */
  async function send() {
    clearTimeout(retry);
    const one = pending;
    const body = new URLSearchParams(new FormData(form));
    body.set("words", one.words);
    body.set("message", one.id);
    if (used) body.set("used", one.used);
    try {
      const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Requested-With": "chat" } });
      if (answer.ok) {
        pending = undefined;
        if (field.value.trim() === one.words) field.value = "";
        if (used) used.value = used.value.replace(one.used, "").trim();
        keep();
        say("", false);
        lost = false;
        await catchUp();
      } else if (answer.status >= 500) {
        throw new Error(String(answer.status));
      } else {
        pending = undefined;
        keep();
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        say(page.body.textContent.trim().slice(0, 300), true);
        catchUp();
      }
    } catch {
      lost = true;
      say(told.dataset.kept, true);
      retry = setTimeout(send, RETRY_MS);
    }
  }

  const keep = () => {
    if (field.value || pending) store.setItem(draft, JSON.stringify({ words: field.value, pending }));
    else store.removeItem(draft);
  };

  if (form) {
    const hint = form.querySelector("[data-scripted]");
    if (hint) hint.hidden = false;
    document.getElementById("actualiser")?.remove();
    try {
      const kept = JSON.parse(store.getItem(draft) || "null");
      if (kept && !field.value) field.value = kept.words;
      pending = kept?.pending;
    } catch {
      store.removeItem(draft);
    }
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const words = field.value.trim();
      field.focus();
      if (!words || pending) return;
      pending = { id: id(), words, used: used?.value || "" };
      keep();
      send();
    });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        form.requestSubmit();
      }
    });
    let typed = 0;
    field.addEventListener("input", () => {
      keep();
      if (field.value && Date.now() - typed > TYPING_MS) {
        typed = Date.now();
        const body = new URLSearchParams(new FormData(form));
        body.delete("words");
        fetch(chat.dataset.typing, { method: "POST", body }).catch(() => {});
      }
    });
    if (pending) send();
  }

  function listen() {
    if (chat.dataset.state === "ENDED") return;
    stream = new EventSource(chat.dataset.live);
    stream.addEventListener("chat", catchUp);
    stream.addEventListener("error", () => catchUp());
    // where streams do not pass
    setInterval(() => {
      if (stream.readyState !== EventSource.OPEN && chat.dataset.state !== "ENDED") catchUp();
    }, POLL_MS);
  }

  window.addEventListener("online", () => {
    if (pending) send();
    catchUp();
  });
  window.addEventListener("offline", () => setLost(true));
  window.addEventListener("pageshow", (event) => event.persisted && catchUp());
  toEnd();
  listen();
  chat.dataset.ready = "true";
}
