// Arrows go from one appointment to the next. Without this script, Tab does.
const calendar = document.getElementById("calendrier");
// who changes the day by a key goes on by keys: the browser moves there
const AT_GRID = "#calendrier";

const columns = () =>
  [...calendar.querySelectorAll(".cal-col")].map((column) => [...column.querySelectorAll(".cal-list a")]).filter((entries) => entries.length);

function minutes(entry) {
  const [hour, minute] = entry.dataset.from.split(":").map(Number);
  return hour * 60 + minute;
}

const nearest = (entries, to) =>
  entries.reduce((best, one) => (Math.abs(minutes(one) - minutes(to)) < Math.abs(minutes(best) - minutes(to)) ? one : best));

/** Where a key leads from an appointment; from the calendar itself, to the first one. */
function target(key, from) {
  const all = columns();
  const x = all.findIndex((entries) => entries.includes(from));
  if (x < 0) return all[0]?.[0];
  const y = all[x].indexOf(from);
  const rtl = document.documentElement.dir === "rtl" ? -1 : 1;
  const beside = all[x + (key === "ArrowRight" ? rtl : -rtl)];
  switch (key) {
    case "ArrowDown":
      return all[x][y + 1];
    case "ArrowUp":
      return all[x][y - 1];
    case "Home":
      return all[x][0];
    case "End":
      return all[x].at(-1);
    default:
      return beside && nearest(beside, from);
  }
}

calendar.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  const link = document.querySelector(`[data-key="${CSS.escape(event.key.length === 1 ? event.key.toLowerCase() : event.key)}"]`);
  if (link) {
    event.preventDefault();
    window.location.assign(link.href + AT_GRID);
  } else if (["ArrowDown", "ArrowUp", "ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) {
    const next = target(event.key, event.target.closest(".cal-list a"));
    if (next) {
      event.preventDefault();
      next.focus();
    }
  }
});
calendar.dataset.ready = "true";
