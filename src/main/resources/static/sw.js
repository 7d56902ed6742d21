// Shows what this site tells the device while its pages are closed, and opens the page that it is about.
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
