// Says that the guide is kept for when there is no network, once it is.

export async function start(root) {
  const here = new URL("../../sw.js", import.meta.url); // another guide may keep its pages on the same host
  const found = await navigator.serviceWorker?.register(here).catch(() => undefined);
  const worker = found?.active ?? found?.waiting ?? found?.installing;
  if (!worker) return;
  const say = () => (root.hidden &&= worker.state !== "activated");
  worker.addEventListener("statechange", say);
  say();
}
