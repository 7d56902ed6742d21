// Asks a question of a form only when the answer that it depends on is given. Without this script all of them are there, each with
// its condition in words, and the server leaves out what was not to be asked.
const asked = [...document.querySelectorAll("[data-only-if]")];
const said = document.getElementById("asked");

/** What was typed in a question is kept while it is not asked, and not sent. */
function show(question, now) {
  question.hidden = !now;
  for (const control of question.querySelectorAll("input, select, textarea")) control.disabled = !now;
}

const answer = (control) => (control.type === "file" ? (control.files[0]?.name ?? "") : control.value).trim().toLowerCase();

/** In their order: a question depends on one before it, which may not be asked itself. */
function decide() {
  const come = [];
  const gone = [];
  for (const question of asked) {
    const other = document.getElementById(question.dataset.onlyIf);
    const now = !other.disabled && answer(other) === question.dataset.answered.trim().toLowerCase();
    if (now === question.hidden) (now ? come : gone).push(question);
    show(question, now);
  }
  return { come, gone };
}

function tell(sentence, questions) {
  if (!questions.length) return;
  const labels = document.createElement("span");
  labels.lang = "fr";
  labels.textContent = questions.map((one) => one.querySelector("label span").textContent).join(", ");
  said.append(`${sentence} `, labels, " ");
}

if (asked.length) {
  for (const condition of document.querySelectorAll(".only-if")) condition.hidden = true;
  decide();
  const form = asked[0].closest("form");
  const changed = () => {
    const { come, gone } = decide();
    if (!come.length && !gone.length) return;
    said.replaceChildren();
    tell(said.dataset.come, come);
    tell(said.dataset.gone, gone);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  // a browser that comes back to the page puts the answers in after it was drawn
  window.addEventListener("pageshow", decide);
  form.dataset.ready = "true";
}
