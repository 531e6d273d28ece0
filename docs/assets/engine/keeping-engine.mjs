// On the first visit of all, sw.js is installed while the engine is already on its way, and does not see it pass. Then it is
// shown the files once more, so that the tools work without a network from the second visit on.

const PATIENCE = 20_000;

// Settles when nothing more is asked of the network: at once where sw.js was there before, or where there is none.
export async function keptBy(started, addresses) {
  const { serviceWorker } = navigator;
  const keeps = serviceWorker && isSecureContext && document.querySelector("[data-module='page/offline']");
  if (!keeps || serviceWorker.controller) return;
  const controlled = new Promise((resolve) => {
    serviceWorker.addEventListener("controllerchange", () => resolve(true), { once: true });
    setTimeout(() => resolve(false), PATIENCE);
  });
  await started;
  if (!(await controlled)) return;
  await Promise.all(addresses.map(async (address) => (await fetch(address)).arrayBuffer())).catch(() => {});
}
