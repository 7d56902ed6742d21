// The partner's pages: a session that is over loses nothing that was typed for a person.
const KEY = "parvis-partner-person";
const KEPT_FOR = 30 * 60 * 1000;
const store = window.sessionStorage;

const kept = () => {
  try {
    const found = JSON.parse(store.getItem(KEY) ?? "null");
    return found && Date.now() - found.at < KEPT_FOR ? found : null;
  } catch {
    return null;
  }
};

const form = document.querySelector("form[data-kept]");

if (form) {
  const over = document.getElementById("session-over");
  const lost = document.getElementById("network-lost");
  const found = kept();
  if (found?.page === window.location.pathname) {
    for (const [name, value] of found.fields) {
      const field = form.elements[name];
      if (field?.type === "checkbox") field.checked = true;
      else if (field && field.type !== "hidden") field.value = value;
    }
  }
  store.removeItem(KEY);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    over.hidden = true;
    lost.hidden = true;
    try {
      // an answer that leads elsewhere is the sign-in
      const answer = await fetch(form.action, { method: "HEAD", redirect: "manual", cache: "no-store" });
      if (answer.type === "opaqueredirect" && await isOver()) {
        const fields = [...new FormData(form)].filter(([name]) => name !== "_csrf" && name !== "nonce");
        store.setItem(KEY, JSON.stringify({ page: window.location.pathname, at: Date.now(), fields }));
        over.hidden = false;
        over.querySelector("a").focus();
        return;
      }
    } catch {
      lost.hidden = false;
      return;
    }
    form.submit();
  });

  if (!document.querySelector(".notice-bad")) form.elements.lastName.focus();
}

// a time that was booked or given back meanwhile leads elsewhere as well
async function isOver() {
  const answer = await fetch(document.querySelector(".crumbs a").href, { method: "HEAD", redirect: "manual", cache: "no-store" });
  return answer.type === "opaqueredirect";
}

const unsent = document.getElementById("unsent");
if (unsent && kept()) {
  unsent.querySelector("a").href = kept().page;
  unsent.hidden = false;
}

const print = document.querySelector("[data-print]");
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
