// Has the browser keep the guide for when there is no network, and says so once it has; sw.js does the keeping.

export function start(root) {
  const { serviceWorker } = navigator; // missing without HTTPS
  serviceWorker?.register(new URL("../sw.js", import.meta.url)).then(
    ({ active, waiting, installing }) => {
      const worker = active ?? waiting ?? installing;
      const say = () => worker.state === "activated" && (root.hidden = false);
      worker.addEventListener("statechange", say);
      say();
    },
    () => {},
  );
}
