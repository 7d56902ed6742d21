// Calls are announced one after the other, each for its whole time; the browser keeps the place in the record
// (Last-Event-ID), and so do we when it gives up, so a lost connection or a restart of the server skips none. The page stays
// open for weeks: a rush is announced faster and what is no longer of use is let go, so that nothing piles up.
const SHOWN_MS = 6000;
const RUSH_MS = 3000;
const RUSH = 3;
const MOST_WAITING = 20;
const board = document.getElementById("announce");
const lost = document.getElementById("lost");
const waiting = [];
let showing = false;
let audio = null;
let last = board.dataset.place;

function chime() {
  if (!audio) return;
  if (audio.state !== "running") {
    audio.resume();
    return;
  }
  [660, 880].forEach((pitch, i) => {
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    const start = audio.currentTime + i * 0.35;
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.3, start);
    volume.gain.exponentialRampToValueAtTime(0.001, start + 0.6);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.7);
  });
}

// another language than the screen's is only said by a voice that has it
function speak(parts) {
  if (!audio || !("speechSynthesis" in window)) return;
  for (const { language, text } of parts) {
    const own = window.speechSynthesis.getVoices().some((voice) => voice.lang.startsWith(language));
    if (!own && language !== document.documentElement.lang) continue;
    const words = new SpeechSynthesisUtterance(text.replace(/[\u2066-\u2069]/g, ""));
    words.lang = language;
    words.rate = 0.9;
    window.speechSynthesis.speak(words);
  }
}

function next() {
  const call = waiting.shift();
  if (!call) {
    showing = false;
    board.hidden = true;
    return;
  }
  showing = true;
  board.querySelector(".number").textContent = call.number;
  board.querySelector(".to").textContent = call.counter;
  board.hidden = false;
  chime();
  window.setTimeout(() => {
    if (window.speechSynthesis?.pending) window.speechSynthesis.cancel();
    speak(call.speech);
  }, 900);
  window.setTimeout(next, waiting.length > RUSH ? RUSH_MS : SHOWN_MS);
}

function connect() {
  const address = board.dataset.calls;
  const stream = new EventSource(last ? address + "?apres=" + encodeURIComponent(last) : address);
  stream.addEventListener("open", () => { lost.hidden = true; });
  stream.addEventListener("call", (event) => {
    if (event.lastEventId === last) return;
    last = event.lastEventId;
    waiting.push(JSON.parse(event.data));
    if (waiting.length > MOST_WAITING) waiting.shift();
    if (!showing) next();
  });
  stream.addEventListener("other", (event) => { last = event.lastEventId; });
  stream.addEventListener("error", () => {
    lost.hidden = false;
    if (stream.readyState !== EventSource.CLOSED) return;
    stream.close();
    window.setTimeout(connect, 2000);
  });
}

document.getElementById("sound").addEventListener("click", (event) => {
  audio = audio || new AudioContext();
  audio.resume();
  chime();
  event.currentTarget.hidden = true;
});
connect();
