// Reads the page aloud on demand, each text in its own language. Without a voice for the page's language, no button.
const button = document.getElementById("listen");
const speech = window.speechSynthesis;

function voice(language) {
  return speech.getVoices().find((one) => one.lang.toLowerCase().split(/[-_]/)[0] === language);
}

/** The texts of the page in reading order, joined as long as they stand in one block and one language. */
function texts() {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    const text = node.textContent.replace(/[\u2066-\u2069]/g, "").trim();
    if (!text || parent.closest("[aria-hidden], select") || !parent.checkVisibility()) continue;
    const language = parent.closest("[lang]").lang;
    const block = parent.closest("p, h1, h2, legend, label, a, button, dl > div, .tile");
    const last = found.at(-1);
    if (last && last.block === block && last.language === language) last.text += " " + text;
    else found.push({ block, language, text });
  }
  return found;
}

function stop() {
  speech.cancel();
  button.setAttribute("aria-pressed", "false");
}

function start() {
  button.setAttribute("aria-pressed", "true");
  const said = texts().map(({ language, text }) => {
    // a ticket's number is "A 12", not "A zero one two"
    const words = new SpeechSynthesisUtterance(text.replace(/\b([A-Z])0*(\d+)\b/g, "$1 $2"));
    words.lang = language;
    words.rate = 0.9;
    const own = voice(language);
    if (own) words.voice = own;
    return words;
  });
  said.at(-1).addEventListener("end", stop);
  said.forEach((words) => speech.speak(words));
}

function offer() {
  button.hidden = !voice(document.documentElement.lang);
}

if (speech) {
  speech.cancel();
  offer();
  speech.addEventListener("voiceschanged", offer);
  button.addEventListener("click", () => (button.getAttribute("aria-pressed") === "true" ? stop() : start()));
  window.addEventListener("pagehide", () => speech.cancel());
}
