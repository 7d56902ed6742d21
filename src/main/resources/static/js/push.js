// Tells this device what happens, on press alone: asks for leave, subscribes, and sends what the browser gives with the form.
const panel = document.getElementById("prevenir");
const part = (name) => panel.querySelector(`[data-push=${name}]`);

const show = (name) => {
  for (const one of panel.querySelectorAll("[data-push]")) {
    one.hidden = one.dataset.push !== name;
  }
};

const bytes = (base64url) =>
  Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

const mark = async (endpoint) => {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

// for sw.js, and for the next page: what the server knows of this browser
const KEPT = "parvis-push";
const keep = async (subscription) => (await caches.open(KEPT)).put(
  new URL("subscription", new URL(panel.dataset.worker, location.href)),
  new Response(JSON.stringify({ ...subscription.toJSON(), key: panel.dataset.key })),
);
const kept = async () => {
  const found = await (await caches.open(KEPT)).match(new URL("subscription", new URL(panel.dataset.worker, location.href)));
  return found ? found.json() : null;
};

const subscribed = async () => {
  const worker = await navigator.serviceWorker.getRegistration(panel.dataset.worker);
  return worker ? worker.pushManager.getSubscription() : null;
};

const isOurs = (subscription) => {
  const theirs = subscription.options?.applicationServerKey;
  const ours = bytes(panel.dataset.key);
  return !theirs || new Uint8Array(theirs).every((byte, at) => byte === ours[at]);
};

const subscribe = async () => {
  await navigator.serviceWorker.register(panel.dataset.worker);
  const worker = await navigator.serviceWorker.ready;
  const known = await worker.pushManager.getSubscription();
  if (known && isOurs(known)) {
    return known;
  }
  await known?.unsubscribe();
  return worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytes(panel.dataset.key) });
};

const ask = async (event) => {
  event.preventDefault();
  const form = event.currentTarget;
  const leave = await Notification.requestPermission();
  if (leave !== "granted") {
    show(leave === "denied" ? "refused" : "offer");
    return;
  }
  try {
    const subscription = await subscribe();
    await keep(subscription);
    const { endpoint, keys } = subscription.toJSON();
    form.endpoint.value = endpoint;
    form.p256dh.value = keys.p256dh;
    form.auth.value = keys.auth;
    form.submit();
  } catch {
    panel.querySelector("[data-failed]").hidden = false;
  }
};

const isTold = async (endpoint) => (panel.dataset.marks ?? "").split(" ").includes(await mark(endpoint));

// The browser has replaced the address that this page is told at, and could not say so: it is said now.
const renewed = async () => {
  const before = await kept();
  if (!before?.keys || !await isTold(before.endpoint)) {
    return null;
  }
  const now = await subscribe();
  const { endpoint, keys } = now.toJSON();
  const answer = await fetch(panel.dataset.renewal, {
    method: "POST",
    body: new URLSearchParams({ before: before.endpoint, secret: before.keys.auth, endpoint, p256dh: keys.p256dh, auth: keys.auth }),
  });
  if (!answer.ok) {
    return null;
  }
  await keep(now);
  return now;
};

const begin = async () => {
  if (Notification.permission === "denied") {
    show("refused");
    return;
  }
  let known = Notification.permission === "granted" ? await subscribed() : null;
  if (known && await isTold(known.endpoint)) {
    await keep(known);
  } else {
    known = Notification.permission === "granted" ? await renewed().catch(() => null) : null;
  }
  if (known) {
    part("on").endpoint.value = known.endpoint;
    show("on");
    return;
  }
  show("offer");
};

// On an iPhone or iPad a page has the Push API only when it is opened from the home screen.
const isApple = /iPhone|iPad|iPod/.test(navigator.userAgent) || navigator.platform === "MacIntel" && navigator.maxTouchPoints > 1;
if (panel && isApple && !("PushManager" in window) && !navigator.standalone) {
  panel.querySelector("[data-home]").hidden = false;
}

if (panel && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  part("offer").addEventListener("submit", ask);
  begin();
}
