// Takes back what the guide kept in the browser, and then itself. Served in place of the script that keeps.

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(forget()));

async function forget() {
  await caches.delete(`transition-guide ${registration.scope} `);
  await registration.unregister();
}
