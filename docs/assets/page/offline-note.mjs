// Says that the guide is kept for when there is no network, once it is.

/** @param {HTMLElement} root */
export async function start(root) {
  const here = new URL("../../sw.js", import.meta.url); // another guide may keep its pages on the same host
  const found = await navigator.serviceWorker?.register(here).catch(() => undefined);
  const worker = found?.active ?? found?.waiting ?? found?.installing;
  if (!worker) return;
  const show = () => {
    if (worker.state === "activated") root.hidden = false;
  };
  worker.addEventListener("statechange", show);
  show();
}
