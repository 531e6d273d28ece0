// Has sw.js keep the guide for when there is no network. Without HTTPS, nothing happens.

export function start() {
  navigator.serviceWorker?.register(new URL("../../sw.js", import.meta.url)).catch(() => {});
}
