// Has the browser keep the guide for when there is no network, and says so once it has; sw.js does the keeping.

export function start(root) {
  const { serviceWorker } = navigator; // missing without HTTPS
  serviceWorker?.register(new URL("../sw.js", import.meta.url)).catch(() => {});
  serviceWorker?.ready.then(() => (root.hidden = false));
}
