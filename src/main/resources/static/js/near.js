// Puts the nearest site first, on press alone. Where somebody is never leaves the browser: the distances are worked out here.
const button = document.getElementById("near-me");
const said = document.getElementById("near-said");
const EARTH_KM = 6371;

const distance = (here, sheet) => {
  const radians = (degrees) => (degrees * Math.PI) / 180;
  const latitude = Number(sheet.dataset.latitude);
  const up = radians(latitude - here.latitude);
  const across = radians(Number(sheet.dataset.longitude) - here.longitude);
  const chord =
    Math.sin(up / 2) ** 2 +
    Math.cos(radians(here.latitude)) * Math.cos(radians(latitude)) * Math.sin(across / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
};

const sort = (here) => {
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
    numberingSystem: "latn",
  });
  for (const day of document.querySelectorAll(".times h2.day")) {
    const sheets = [];
    for (let next = day.nextElementSibling; next?.classList.contains("at-site"); next = next.nextElementSibling) {
      const known = next.dataset.latitude !== undefined;
      const km = known ? distance(here, next) : Infinity;
      next.querySelector(".at-distance").textContent = known ? button.dataset.km.replace("KM", format.format(km)) : "";
      sheets.push([km, next]);
    }
    sheets.sort(([one], [other]) => (one === other ? 0 : one - other));
    let after = day;
    for (const [, sheet] of sheets) {
      after.after(sheet);
      after = sheet;
    }
  }
  said.textContent = button.dataset.done;
};

if (button && "geolocation" in navigator && document.querySelector(".at-site[data-latitude]")) {
  button.hidden = false;
  button.addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      (found) => sort(found.coords),
      () => {
        said.textContent = button.dataset.none;
      },
      { maximumAge: 60000, timeout: 15000 },
    );
  });
}
