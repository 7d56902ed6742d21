// The agent's chats: the next one to read by its key, the count in the title, a sound for those who want one.
const list = document.getElementById("liste");
const bell = document.getElementById("sonner");
const title = document.title;
let before = 0;

bell.checked = localStorage.getItem("parvis-sonner") === "1";
bell.addEventListener("change", () => {
  localStorage.setItem("parvis-sonner", bell.checked ? "1" : "0");
  if (bell.checked) ring();
});

function ring() {
  const audio = new AudioContext();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.1;
  tone.frequency.value = 660;
  tone.connect(volume).connect(audio.destination);
  tone.start();
  tone.stop(audio.currentTime + 0.15);
  tone.addEventListener("ended", () => audio.close());
}

function count() {
  const told = document.getElementById("compte");
  if (!told) return;
  const now = Number(told.dataset.unread) + Number(told.dataset.waiting);
  document.title = now ? `(${now}) ${title}` : title;
  if (now > before && bell.checked) ring();
  before = now;
}

/** The one that was unread longest, then whoever waits longest. */
function next() {
  const rows = [...list.querySelectorAll("[data-row]")].filter((row) => !row.hasAttribute("aria-current"));
  return rows.find((row) => Number(row.dataset.unread) > 0) || list.querySelector("[data-take]") || rows[0];
}

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "n" || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches?.("input, select, textarea")) return;
  event.preventDefault();
  next()?.click();
});

new MutationObserver(count).observe(list, { childList: true, subtree: true, attributes: true });
before = Number(document.getElementById("compte")?.dataset.unread || 0) + Number(document.getElementById("compte")?.dataset.waiting || 0);
count();
