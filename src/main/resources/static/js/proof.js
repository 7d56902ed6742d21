// Does the little work that the server asks of a browser before it keeps a time (ALTCHA), while the page is read. Whoever
// presses before it is done is sent on as soon as it is, and after some seconds without it.
const FRESH_MS = 15 * 60 * 1000;
const PATIENCE_MS = 6000;

const work = (script, challenge) =>
  new Promise((done, failed) => {
    const worker = new Worker(script);
    worker.onmessage = (answer) => {
      worker.terminate();
      done(answer.data);
    };
    worker.onerror = failed;
    worker.postMessage(challenge);
  });

const protect = (field) => {
  let solving;
  let since = 0;

  const solve = async () => {
    const answer = await fetch(field.dataset.challenge, { cache: "no-store" });
    const challenge = await answer.json();
    const number = await work(field.dataset.worker, challenge);
    const { algorithm, challenge: hash, salt, signature } = challenge;
    field.value = btoa(JSON.stringify({ algorithm, challenge: hash, number, salt, signature }));
  };

  const begin = () => {
    field.value = "";
    since = Date.now();
    solving = solve().catch(() => {});
  };

  let waiting = false;
  let waited = false;
  const form = field.form;
  form.addEventListener("submit", (event) => {
    if (!waited && Date.now() - since > FRESH_MS) {
      begin();
    }
    if (field.value || waited) {
      return;
    }
    event.preventDefault();
    if (waiting) {
      return;
    }
    waiting = true;
    form.setAttribute("aria-busy", "true");
    const button = event.submitter;
    Promise.race([solving, new Promise((enough) => setTimeout(enough, PATIENCE_MS))]).then(() => {
      waiting = false;
      waited = true;
      form.removeAttribute("aria-busy");
      form.requestSubmit(button);
    });
  });
  // a page that comes back as it was left holds a proof that is spent
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      waited = false;
      begin();
    }
  });
  begin();
};

document.querySelectorAll("input[data-challenge]").forEach(protect);
