// Caches the engine for use without a network. On a reader's first visit the engine is requested before sw.js is installed, so
// sw.js does not see the files. They are requested once more when it is.

const PATIENCE = 20_000;

/**
 * Resolves when the page requests nothing more from the network: at once where sw.js was there before, or where there is none.
 * @param {Promise<void>} started the start of the engine
 * @param {string[]} addresses of its files
 */
export async function cacheForOffline(started, addresses) {
  const { serviceWorker } = navigator;
  const isOffered = serviceWorker && isSecureContext && document.querySelector("[data-module='page/offline']");
  if (!isOffered || serviceWorker.controller) return;
  const controlled = new Promise((resolve) => {
    serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
    setTimeout(() => resolve(false), PATIENCE);
  });
  await started;
  if (!(await controlled)) return;
  await Promise.all(addresses.map(async (address) => (await fetch(address)).arrayBuffer())).catch(() => {});
}
