// Takes the place of `service-worker.js` where the site is not to be kept: in development builds,
// which would otherwise be hidden by a version kept from the same address. A browser that has a
// worker from here fetches this one, which deletes what was kept, shows the pages anew and is gone.
const ours = `prosperity-atlas ${new URL(self.registration.scope).pathname} `;

self.addEventListener("install", () => self.skipWaiting());

self.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  const names = (await caches.keys()).filter((name) => name.startsWith(ours));
  await Promise.all(names.map((name) => caches.delete(name)));
  const pages = await self.clients.matchAll({ type: "window" });
  await self.registration.unregister();
  // A page that cannot be sent anywhere, such as one being closed, needs nothing.
  await Promise.allSettled(pages.map((page) => page.navigate(page.url)));
}
