// Counts down how long a chosen time is kept. Without it, the page says until when.
const kept = document.querySelector(".kept[data-left]");

if (kept) {
  const left = kept.querySelector(".kept-left");
  const clock = kept.querySelector(".kept-clock");
  const late = document.querySelector(".kept-late");
  // from the server's count: the clock of the device may be wrong
  const end = performance.now() + Number(kept.dataset.left) * 1000;

  const tick = () => {
    const seconds = Math.max(0, Math.ceil((end - performance.now()) / 1000));
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds === 0) {
      clearInterval(timer);
      kept.hidden = true;
      late.hidden = false;
    }
  };
  const timer = setInterval(tick, 1000);
  left.hidden = false;
  tick();
}
