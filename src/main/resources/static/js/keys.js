// The kiosk's letters: written at once, however fast they are touched. Without this script each of them is sent.
const form = document.querySelector("form[data-start]");
const field = document.getElementById("typed");
const whole = Number(form.dataset.whole) || Infinity;
const IDLE_MS = 90000;
let idle = 0;

// what somebody has begun to write does not wait for the next person
function wait() {
  window.clearTimeout(idle);
  idle = window.setTimeout(() => window.location.assign(form.dataset.start), IDLE_MS);
}

form.addEventListener("click", (event) => {
  const key = event.target.closest("button[name=letter], button[name=erase]");
  if (!key) return;
  event.preventDefault();
  wait();
  if (key.name === "erase") {
    field.value = field.value.slice(0, -1);
  } else if (field.value.length < whole) {
    field.value += key.value;
    if (field.value.length === whole) form.requestSubmit();
  }
});
field.addEventListener("input", wait);
wait();
form.dataset.ready = "true";
