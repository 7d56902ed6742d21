// Shows what this site tells the device while its pages are closed, opens the page that it is about, and says when the browser has got
// another address for it.
const KEPT = "parvis-push";

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("push", (event) => {
  if (!event.data) {
    return;
  }
  const { title, body, page } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      dir: "auto",
      tag: page,
      renotify: true,
      icon: "favicon.svg",
      data: { page },
    }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const page = new URL(event.notification.data.page, self.location.origin);
  if (page.origin !== self.location.origin) {
    return;
  }
  const look = async () => {
    const open = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
    const there = open.find((one) => new URL(one.url).pathname === page.pathname);
    return there ? there.focus() : self.clients.openWindow(page.href);
  };
  event.waitUntil(look());
});

// Not every browser says which address has gone, or gives the new one: what push.js has kept stands in for it.
const renew = async (event) => {
  const kept = await (await caches.open(KEPT)).match("subscription");
  const before = kept ? await kept.json() : event.oldSubscription?.toJSON();
  if (!before?.keys) {
    return;
  }
  const key = before.key ?? event.oldSubscription?.options.applicationServerKey;
  const given = event.newSubscription
    ?? await self.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key });
  const now = given.toJSON();
  const answer = await fetch("telephone/renouvellement", {
    method: "POST",
    body: new URLSearchParams({
      before: before.endpoint, secret: before.keys.auth,
      endpoint: now.endpoint, p256dh: now.keys.p256dh, auth: now.keys.auth,
    }),
  });
  if (answer.ok) {
    await (await caches.open(KEPT)).put("subscription", new Response(JSON.stringify({ ...now, key: before.key })));
  }
};

self.addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));
