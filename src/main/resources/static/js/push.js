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
    const { endpoint, keys } = (await subscribe()).toJSON();
    form.endpoint.value = endpoint;
    form.p256dh.value = keys.p256dh;
    form.auth.value = keys.auth;
    form.submit();
  } catch {
    panel.querySelector("[data-failed]").hidden = false;
  }
};

const begin = async () => {
  if (Notification.permission === "denied") {
    show("refused");
    return;
  }
  const known = Notification.permission === "granted" ? await subscribed() : null;
  if (known && (panel.dataset.marks ?? "").split(" ").includes(await mark(known.endpoint))) {
    part("on").endpoint.value = known.endpoint;
    show("on");
    return;
  }
  show("offer");
};

if (panel && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  part("offer").addEventListener("submit", ask);
  begin();
}
